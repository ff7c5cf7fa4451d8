package org.sessiondesk.redis;

import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.api.push.PushMessage;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.IntegerOutput;
import io.lettuce.core.output.KeyScanOutput;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.output.ValueListOutput;
import io.lettuce.core.output.ValueOutput;
import io.lettuce.core.protocol.CommandType;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.StoreException;

/**
 * What a feed reads through: one connection to each server. Redis answers in the order it is asked,
 * and what it pushes comes on the same connection, so that what is read after news is never older.
 * Of a key that moves between servers both tell, and it is read where it is.
 */
final class FeedReader implements AutoCloseable {
  private static final int SCAN_COUNT = 1_000;

  private final StoreLink link;
  private final SessionKeys keys;
  private final Timing timing;
  private final boolean split;
  private final Wires wires;
  private final List<Calls> servers;
  private final Calls calls;

  /** Connects. Blocks. */
  FeedReader(StoreLink link, SessionKeys keys, Timing timing) throws ConnectFailedException {
    this.link = link;
    this.keys = keys;
    this.timing = timing;
    split = link.split();
    wires = link.open();
    servers = wires.each(timing.reply());
    calls = wires.calls(timing.reply());
  }

  /**
   * Has every server tell of each key that changes from now on.
   *
   * @return whether they will: an old server cannot, and not every user may ask for it
   */
  boolean track(DirtyKeys dirty) throws InterruptedException {
    wires
        .connections()
        .forEach(connection -> connection.addListener(message -> receive(message, dirty)));
    boolean all = true;
    for (var server : servers) {
      all &= track(server);
    }
    return all;
  }

  private boolean track(Calls server) throws InterruptedException {
    // Where the server is 7.2 or later, reading for the window leaves a key's idle time alone.
    var _ =
        server.send(
            CommandType.CLIENT,
            new StatusOutput<>(ByteArrayCodec.INSTANCE),
            Calls.args().add("NO-TOUCH").add("ON"));
    var args = Calls.args().add("TRACKING").add("ON").add("BCAST").add("NOLOOP");
    if (keys.prefix().length > 0) {
      args.add("PREFIX").add(keys.prefix());
    }
    try {
      await(server.send(CommandType.CLIENT, new StatusOutput<>(ByteArrayCodec.INSTANCE), args));
      return true;
    } catch (StoreException e) {
      if (e.getCause() instanceof RedisCommandExecutionException) {
        return false;
      }
      throw e;
    }
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
      long sum = 0;
      for (var server : servers) {
        sum +=
            await(
                server.send(
                    CommandType.DBSIZE,
                    new IntegerOutput<>(ByteArrayCodec.INSTANCE),
                    Calls.args()));
      }
      return sum;
    } catch (StoreException.Rejected e) {
      return -1;
    }
  }

  /** How many servers there are. */
  int servers() {
    return servers.size();
  }

  /** Whether these still are all servers; if not, a new reader is needed. */
  boolean complete() {
    return wires.complete();
  }

  /** Whether keys that belong to several servers must not be named in one command. */
  boolean split() {
    return split;
  }

  /**
   * Asks a server for some more keys, over the connection for single commands: they only say what
   * is to be read, and here they would wait behind the values that were asked for before.
   */
  CompletableFuture<KeyScanCursor<byte[]>> scan(int server, String cursor) {
    return wires
        .server(server)
        .calls()
        .send(
            CommandType.SCAN,
            new KeyScanOutput<>(ByteArrayCodec.INSTANCE),
            Calls.args().add(cursor).add("MATCH").add(keys.pattern()).add("COUNT").add(SCAN_COUNT));
  }

  /**
   * Tries every connection.
   *
   * @throws StoreException where one does not answer
   */
  void ping() throws InterruptedException {
    var answers =
        servers.stream()
            .map(
                server ->
                    server.send(
                        CommandType.PING,
                        new StatusOutput<>(ByteArrayCodec.INSTANCE),
                        Calls.args()))
            .toList();
    for (var answer : answers) {
      try {
        await(answer, timing.pingReply());
      } catch (StoreException.Rejected e) {
        // An error is an answer: such as MISCONF, while reading still works.
      }
    }
  }

  /** Asks for values; null for a key that holds none, or something of another type. */
  CompletableFuture<List<byte[]>> values(List<byte[]> wanted) {
    if (split) {
      return oneByOne(wanted);
    }
    return calls.send(
        CommandType.MGET, new ValueListOutput<>(ByteArrayCodec.INSTANCE), new KeyArgs(wanted));
  }

  /**
   * Asks for values; none for a key that holds none, or something of another type.
   *
   * @param page an empty page, which the values fill until they are all there
   */
  CompletableFuture<ValuePage> values(List<byte[]> wanted, ValuePage page) {
    if (split) {
      return oneByOne(wanted)
          .thenApply(
              values -> {
                values.forEach(value -> page.add(value == null ? null : ByteBuffer.wrap(value)));
                return page;
              });
    }
    return calls.send(CommandType.MGET, new ValuePageOutput(page), new KeyArgs(wanted));
  }

  private CompletableFuture<List<byte[]>> oneByOne(List<byte[]> wanted) {
    var answers = new ArrayList<CompletableFuture<byte[]>>(wanted.size());
    together(
        () -> {
          for (var key : wanted) {
            var answer =
                calls.send(
                    CommandType.GET,
                    new ValueOutput<>(ByteArrayCodec.INSTANCE),
                    Calls.args().addKey(key));
            answers.add(answer.exceptionally(FeedReader::ofOtherType));
          }
        });
    return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
        .thenApply(
            _ -> {
              var values = new ArrayList<byte[]>(answers.size());
              answers.forEach(answer -> values.add(answer.join()));
              return values;
            });
  }

  /** MGET answers nothing for what is no string, GET an error. */
  private static byte @Nullable [] ofOtherType(Throwable failure) {
    var cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (ErrorMapping.isAnswer(cause) && ErrorMapping.isWrongType(cause)) {
      return null;
    }
    throw new CompletionException(cause);
  }

  /** Sends what {@code sending} sends in as few packets as may be. */
  void together(Runnable sending) {
    var connections = wires.connections();
    connections.forEach(connection -> connection.setAutoFlushCommands(false));
    try {
      sending.run();
    } finally {
      for (var connection : connections) {
        connection.setAutoFlushCommands(true);
        connection.flushCommands();
      }
    }
  }

  /** Whether the connection is lost. */
  boolean isLost() {
    return link.lost().isDone();
  }

  /** For further commands on the same connections. */
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
    return await(answer, timing.reply());
  }

  private static <T> T await(CompletableFuture<T> answer, Duration limit)
      throws InterruptedException {
    try {
      return answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
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
    wires.close();
  }
}
