package org.sessiondesk.redis;

import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandType;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.StoreTarget.Address;
import org.sessiondesk.redis.Wires.Wire;

/**
 * Sends each command to the master that holds its key, and after it where it has moved. A command
 * is sent again only after a node has answered that it did nothing.
 */
final class ClusterCarrier implements Carrier {
  private static final int MOST_REDIRECTS = 5;

  private final SlotMap slots;
  private final Function<Address, @Nullable Wire> wires;

  /**
   * Makes one.
   *
   * @param slots who holds what; learns from redirections
   * @param wires the connection to a node, or null where there is none
   */
  ClusterCarrier(SlotMap slots, Function<Address, @Nullable Wire> wires) {
    this.slots = slots;
    this.wires = wires;
  }

  /** The last word on a command, whichever node has it. */
  private static final class Answer<T> extends CompletableFuture<T> {
    private volatile @Nullable AsyncCommand<byte[], byte[], T> sent;

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
      boolean cancelled = super.cancel(mayInterruptIfRunning);
      var last = sent;
      if (last != null) {
        last.cancel(mayInterruptIfRunning);
      }
      return cancelled;
    }
  }

  @Override
  public <T> CompletableFuture<T> carry(Command<byte[], byte[], T> command) {
    var args = command.getArgs();
    var key = args == null ? null : args.getFirstEncodedKey();
    if (key == null) {
      throw new IllegalArgumentException(command.getType() + " names no key to find its node by");
    }
    var to = slots.owner(key);
    var wire = to == null ? null : wires.apply(to);
    if (to == null || wire == null) {
      slots.stale();
      return CompletableFuture.failedFuture(
          new NotSentException("no node is known that holds the key"));
    }
    var answer = new Answer<T>();
    send(command, to, wire, false, MOST_REDIRECTS, answer);
    return answer;
  }

  private <T> void send(
      Command<byte[], byte[], T> command,
      Address to,
      Wire wire,
      boolean asking,
      int redirects,
      Answer<T> answer) {
    var sent = new AsyncCommand<>(command);
    answer.sent = sent;
    var _ =
        sent.whenComplete(
            (value, failure) -> {
              if (failure == null) {
                answer.complete(value);
              } else {
                failed(command, to, failure, redirects, answer);
              }
            });
    var ask =
        asking
            ? new AsyncCommand<>(
                new Command<>(CommandType.ASKING, new StatusOutput<>(ByteArrayCodec.INSTANCE)))
            : null;
    wire.server().dispatch(wire.connection(), ask, sent);
  }

  private <T> void failed(
      Command<byte[], byte[], T> command,
      Address from,
      Throwable failure,
      int redirects,
      Answer<T> answer) {
    var redirect = Redirect.of(failure, from);
    if (redirect == null || redirects == 0 || answer.isDone()) {
      answer.completeExceptionally(failure);
      return;
    }
    if (!redirect.once()) {
      slots.moved(redirect.slot(), redirect.to());
    }
    var wire = wires.apply(redirect.to());
    if (wire == null) {
      slots.stale();
      answer.completeExceptionally(failure); // The last word is that nothing was done.
      return;
    }
    command.getOutput().setError((String) null);
    send(command, redirect.to(), wire, redirect.once(), redirects - 1, answer);
    wire.connection().flushCommands(); // Whoever gathers commands may have flushed already.
  }
}
