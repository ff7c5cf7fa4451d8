package org.sessiondesk.redis;

import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.push.PushMessage;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.IntegerOutput;
import io.lettuce.core.output.KeyScanOutput;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.output.ValueListOutput;
import io.lettuce.core.protocol.CommandType;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.sessiondesk.session.StoreException;

/**
 * The one connection through which a feed reads values. Redis answers in the order it is asked, and
 * what it pushes comes on the same connection, so that what is read later is never older.
 */
final class FeedReader implements AutoCloseable {
  private static final int SCAN_COUNT = 1_000;

  private final RedisLink link;
  private final SessionKeys keys;
  private final Timing timing;
  private final StatefulRedisConnection<byte[], byte[]> connection;
  private final Calls calls;

  /** Connects. Blocks. */
  FeedReader(RedisLink link, SessionKeys keys, Timing timing) throws ConnectFailedException {
    this.link = link;
    this.keys = keys;
    this.timing = timing;
    connection = link.connect();
    calls = new Calls(connection, timing.reply());
  }

  /**
   * Has the server tell of every key that changes from now on.
   *
   * @return whether it will: an old server cannot, and not every user may ask for it
   */
  boolean track(DirtyKeys dirty) throws InterruptedException {
    connection.addListener(message -> receive(message, dirty));
    // Where the server is 7.2 or later, reading for the window leaves a key's idle time alone.
    send(CommandType.CLIENT, "NO-TOUCH", "ON");
    var args = Calls.args().add("TRACKING").add("ON").add("BCAST").add("NOLOOP");
    if (keys.prefix().length > 0) {
      args.add("PREFIX").add(keys.prefix());
    }
    try {
      await(calls.send(CommandType.CLIENT, new StatusOutput<>(ByteArrayCodec.INSTANCE), args));
      return true;
    } catch (StoreException e) {
      if (e.getCause() instanceof RedisCommandExecutionException) {
        return false;
      }
      throw e;
    }
  }

  private void send(CommandType type, String... words) {
    var args = Calls.args();
    for (var word : words) {
      args.add(word);
    }
    var _ = calls.send(type, new StatusOutput<>(ByteArrayCodec.INSTANCE), args);
  }

  /** Runs on Netty's thread: takes note, no more. */
  private void receive(PushMessage message, DirtyKeys dirty) {
    if (!message.getType().equals("invalidate")) {
      return;
    }
    var content = message.getContent(ByteArrayCodec.INSTANCE::decodeKey);
    if (content.size() > 1 && content.get(1) instanceof List<?> changed) {
      dirty.add(
          changed.stream()
              .filter(byte[].class::isInstance)
              .map(byte[].class::cast)
              .filter(keys::owns)
              .toList());
    } else {
      dirty.addEverything();
    }
  }

  /** About how many keys there are, at most; -1 where the user may not ask. */
  long estimate() throws InterruptedException {
    try {
      return await(
          calls.send(
              CommandType.DBSIZE, new IntegerOutput<>(ByteArrayCodec.INSTANCE), Calls.args()));
    } catch (StoreException.Rejected e) {
      return -1;
    }
  }

  /**
   * Asks for some more keys, over the connection for single commands: they only say what is to be
   * read, and here they would wait behind the values that were asked for before.
   */
  CompletableFuture<KeyScanCursor<byte[]>> scan(String cursor) {
    return link.calls()
        .send(
            CommandType.SCAN,
            new KeyScanOutput<>(ByteArrayCodec.INSTANCE),
            Calls.args().add(cursor).add("MATCH").add(keys.pattern()).add("COUNT").add(SCAN_COUNT));
  }

  /** Asks for values; null for a key that holds none, or something of another type. */
  CompletableFuture<List<byte[]>> values(List<byte[]> wanted) {
    return calls.send(
        CommandType.MGET, new ValueListOutput<>(ByteArrayCodec.INSTANCE), new KeyArgs(wanted));
  }

  /**
   * Asks for values; none for a key that holds none, or something of another type.
   *
   * @param page an empty page, which the values fill until they are all there
   */
  CompletableFuture<ValuePage> values(List<byte[]> wanted, ValuePage page) {
    return calls.send(CommandType.MGET, new ValuePageOutput(page), new KeyArgs(wanted));
  }

  /** Sends what {@code sending} sends in as few packets as may be. */
  void together(Runnable sending) {
    connection.setAutoFlushCommands(false);
    try {
      sending.run();
    } finally {
      connection.flushCommands();
      connection.setAutoFlushCommands(true);
    }
  }

  /** Whether the connection is lost. */
  boolean isLost() {
    return link.lost().isDone();
  }

  /** For further commands on the same connection. */
  Calls calls() {
    return calls;
  }

  /** Asks for the type of what a key holds; {@code none} where it holds nothing. */
  CompletableFuture<String> type(byte[] key) {
    return calls.send(
        CommandType.TYPE, new StatusOutput<>(ByteArrayCodec.INSTANCE), Calls.args().addKey(key));
  }

  /**
   * Waits for an answer.
   *
   * @throws StoreException where there is an error, or none in time
   */
  <T> T await(CompletableFuture<T> answer) throws InterruptedException {
    try {
      return answer.get(timing.reply().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new StoreException.Unavailable("no answer in time", e);
    } catch (CancellationException e) {
      throw new StoreException.Unavailable("the connection was lost", e);
    } catch (ExecutionException e) {
      var cause = e.getCause() == null ? e : e.getCause();
      throw ErrorMapping.isAnswer(cause)
          ? ErrorMapping.of(cause)
          : new StoreException.Unavailable("the connection was lost", cause);
    }
  }

  @Override
  public void close() {
    link.disconnect(connection);
  }
}
