package org.sessiondesk.redis;

import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.ByteStore.Put;
import org.sessiondesk.session.ByteStore.PutResult;
import org.sessiondesk.session.StoreException;
import org.sessiondesk.session.StoredBytes;

/**
 * Stores and deletes values, many under way at a time, each by one command that compares and
 * changes on the server. For use by one thread.
 */
final class ValueWrites {
  private final StoreLink link;
  private final FeedReader reader;
  private final Calls calls;
  private final SessionKeys keys;
  private final Timing timing;
  private final WriteLock locks;
  private final InstantSource clock;
  private final Consumer<byte[]> touched;

  ValueWrites(
      StoreLink link,
      FeedReader reader,
      SessionKeys keys,
      Timing timing,
      WriteLock locks,
      InstantSource clock,
      Consumer<byte[]> touched) {
    this.link = link;
    this.reader = reader;
    calls = reader.calls();
    this.keys = keys;
    this.timing = timing;
    this.locks = locks;
    this.clock = clock;
    this.touched = touched;
  }

  /** Sends the command that does one write; by its script's digest, or with the script itself. */
  @FunctionalInterface
  private interface Command {
    CompletableFuture<?> send(boolean byDigest);
  }

  /** A write whose command was sent. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Sent(Command command, byte[] key, CompletableFuture<?> answer) {}

  /** See {@link org.sessiondesk.session.ByteStore#putAll}. */
  List<PutResult> putAll(List<Put> puts) {
    return writeAll(
        puts, put -> keys.key(put.next().id()), (put, key) -> byDigest -> send(put, key, byDigest));
  }

  /** See {@link org.sessiondesk.session.ByteStore#deleteAll}. */
  List<PutResult> deleteAll(List<StoredBytes> seen) {
    return writeAll(
        seen,
        value -> keys.key(value.id()),
        (value, key) ->
            byDigest -> Scripts.sendDelete(calls, byDigest, key, value.value(), !value.isString()));
  }

  private <T> List<PutResult> writeAll(
      List<T> writes, Function<T, byte[]> keyOf, BiFunction<T, byte[], Command> commandOf) {
    locks.require();
    RedisSessionStore.requireWritable(link);
    var sent = new ArrayList<Sent>(writes.size());
    reader.together(
        () -> {
          for (var write : writes) {
            var key = keyOf.apply(write);
            var command = commandOf.apply(write, key);
            sent.add(new Sent(command, key, command.send(true)));
          }
        });
    var results = new ArrayList<PutResult>(writes.size());
    for (var one : sent) {
      var result = await(one);
      if (result instanceof PutResult.Failed failed && isNoScript(failed)) {
        // The server was started anew, or never saw it: it was not run, so it may be sent again.
        result = await(new Sent(one.command(), one.key(), one.command().send(false)));
      }
      touched.accept(one.key());
      results.add(result);
    }
    return results;
  }

  private CompletableFuture<?> send(Put put, byte[] key, boolean byDigest) {
    var next = put.next();
    var end = next.removedAt();
    var ttl = end == null ? "" : Long.toString(millisUntil(end));
    var expected = put.expected();
    if (!next.isString()) {
      var args = Calls.args().addKey(key).add(ttl.isEmpty() ? "0" : ttl).addValue(next.value());
      return calls.send(CommandType.RESTORE, new StatusOutput<>(ByteArrayCodec.INSTANCE), args);
    }
    if (expected != null) {
      return Scripts.sendPut(
          calls, byDigest, key, expected, next.value(), put.keepsEnd() ? Scripts.SAME_TTL : ttl);
    }
    var args = Calls.args().addKey(key).addValue(next.value()).add("NX");
    if (!ttl.isEmpty()) {
      args.add("PX").add(ttl);
    }
    return calls.send(CommandType.SET, new StatusOutput<>(ByteArrayCodec.INSTANCE), args);
  }

  /** At least one: what has ended meanwhile ends at once. */
  private long millisUntil(Instant end) {
    return Math.max(1, Duration.between(clock.instant(), end).toMillis());
  }

  private PutResult await(Sent sent) {
    try {
      return result(sent.answer().get(timing.reply().toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      return unknown("a write was not answered in time", e);
    } catch (CancellationException e) {
      return unknown("the connection was lost", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return unknown("interrupted while writing", e);
    } catch (ExecutionException e) {
      var cause = e.getCause() == null ? e : e.getCause();
      if (cause instanceof NotSentException) {
        return new PutResult.Failed(new StoreException.Unavailable("not sent", cause));
      }
      if (!ErrorMapping.isAnswer(cause)) {
        return unknown("the connection was lost", cause);
      }
      return ErrorMapping.isWrongType(cause) || ErrorMapping.isBusyKey(cause)
          ? new PutResult.Differs()
          : new PutResult.Failed(ErrorMapping.of(cause));
    }
  }

  private static PutResult unknown(String message, Throwable cause) {
    return new PutResult.Failed(new StoreException.OutcomeUnknown(message, cause));
  }

  private static PutResult result(@Nullable Object answer) {
    if (answer instanceof List<?> of) {
      return switch (Scripts.outcome(List.copyOf(of))) {
        case Scripts.Outcome.Done _ -> new PutResult.Done();
        case Scripts.Outcome.Gone _ -> new PutResult.Gone();
        case Scripts.Outcome.Differs _ -> new PutResult.Differs();
      };
    }
    return answer == null ? new PutResult.Differs() : new PutResult.Done();
  }

  private static boolean isNoScript(PutResult.Failed failed) {
    var cause = failed.why().getCause();
    return cause != null && ErrorMapping.isNoScript(cause);
  }
}
