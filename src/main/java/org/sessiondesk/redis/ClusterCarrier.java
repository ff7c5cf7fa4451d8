package org.sessiondesk.redis;

import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.protocol.RedisCommand;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.StoreTarget.Address;

/**
 * Sends each command to the master that holds its key, and after it where it has moved. A command
 * is sent again only after a node has answered that it did nothing.
 */
final class ClusterCarrier implements Carrier {
  private static final int MOST_REDIRECTS = 5;

  private final SlotMap slots;
  private final Function<Address, @Nullable StatefulRedisConnection<byte[], byte[]>> connections;

  /**
   * Makes one.
   *
   * @param slots who holds what; learns from redirections
   * @param connections the connection to a node, or null where there is none
   */
  ClusterCarrier(
      SlotMap slots,
      Function<Address, @Nullable StatefulRedisConnection<byte[], byte[]>> connections) {
    this.slots = slots;
    this.connections = connections;
  }

  @Override
  public <T> CompletableFuture<T> carry(Command<byte[], byte[], T> command) {
    var args = command.getArgs();
    var key = args == null ? null : args.getFirstEncodedKey();
    if (key == null) {
      throw new IllegalArgumentException(command.getType() + " names no key to find its node by");
    }
    var to = slots.owner(key);
    var connection = to == null ? null : connections.apply(to);
    if (to == null || connection == null) {
      slots.stale();
      throw new RedisException("no node is known that holds the key");
    }
    var result = new CompletableFuture<T>();
    send(command, to, connection, false, MOST_REDIRECTS, result);
    return result;
  }

  private <T> void send(
      Command<byte[], byte[], T> command,
      Address to,
      StatefulRedisConnection<byte[], byte[]> connection,
      boolean asking,
      int redirects,
      CompletableFuture<T> result) {
    var answer = new AsyncCommand<>(command);
    var _ =
        answer.whenComplete(
            (value, failure) -> {
              if (failure == null) {
                result.complete(value);
              } else {
                failed(command, to, failure, redirects, result);
              }
            });
    if (asking) {
      var ask =
          new AsyncCommand<>(
              new Command<>(CommandType.ASKING, new StatusOutput<>(ByteArrayCodec.INSTANCE)));
      connection.dispatch(List.<RedisCommand<byte[], byte[], ?>>of(ask, answer));
    } else {
      connection.dispatch(answer);
    }
  }

  private <T> void failed(
      Command<byte[], byte[], T> command,
      Address from,
      Throwable failure,
      int redirects,
      CompletableFuture<T> result) {
    var redirect = Redirect.of(failure, from);
    if (redirect == null || redirects == 0 || result.isDone()) {
      result.completeExceptionally(failure);
      return;
    }
    if (!redirect.once()) {
      slots.moved(redirect.slot(), redirect.to());
    }
    var connection = connections.apply(redirect.to());
    if (connection == null) {
      slots.stale();
      result.completeExceptionally(failure);
      return;
    }
    command.getOutput().setError((String) null);
    try {
      send(command, redirect.to(), connection, redirect.once(), redirects - 1, result);
      connection.flushCommands(); // Whoever gathers commands just now may have flushed already.
    } catch (RedisException e) {
      result.completeExceptionally(failure); // Not sent: the last word is that nothing was done.
    }
  }
}
