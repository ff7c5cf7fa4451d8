package org.sessiondesk.redis;

import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.IntegerOutput;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.output.ValueOutput;
import io.lettuce.core.protocol.CommandType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.StoreException;
import org.sessiondesk.session.StoredBytes;

/** Reads values with what belongs to them: their type, and when they end. For use by one thread. */
final class ValueReads {
  /**
   * Of several servers no such figures are asked for: a key may move, and be counted by none, while
   * they are.
   */
  private static final CompletableFuture<String> UNASKED = CompletableFuture.completedFuture("");

  private final FeedReader reader;
  private final SessionKeys keys;
  private final String database;
  private final InstantSource clock;

  ValueReads(FeedReader reader, SessionKeys keys, int database, InstantSource clock) {
    this.reader = reader;
    this.keys = keys;
    this.database = "db" + database + ":";
    this.clock = clock;
  }

  /** Keys whose values were asked for, and how many keys of the database end by themselves. */
  record Asked(
      List<byte[]> keys,
      CompletableFuture<List<byte[]>> values,
      CompletableFuture<String> keyspace) {}

  /** Asks for the values of some keys, without waiting. */
  Asked ask(List<byte[]> wanted) {
    var some = List.copyOf(wanted);
    var values = reader.values(some);
    return new Asked(some, values, reader.split() ? UNASKED : askKeyspace());
  }

  private CompletableFuture<String> askKeyspace() {
    return reader
        .calls()
        .send(
            CommandType.INFO,
            new StatusOutput<>(ByteArrayCodec.INSTANCE),
            Calls.args().add("keyspace"));
  }

  /** What was found under the keys, in their order. */
  List<StoredBytes> await(Asked asked) throws InterruptedException {
    var values = reader.await(asked.values());
    var ends = ends(asked, values);
    var others = others(asked, values);
    var found = new ArrayList<StoredBytes>(values.size());
    for (int i = 0; i < values.size(); i++) {
      var key = asked.keys().get(i);
      var value = values.get(i);
      if (value != null) {
        var end = ends.isEmpty() ? null : end(ends.get(i));
        found.add(new StoredBytes(keys.id(key), value, StoredBytes.STRING, end));
      } else if (!others.isEmpty()) {
        var stored = other(key, others.remove());
        if (stored != null) {
          found.add(stored);
        }
      }
    }
    return found;
  }

  /**
   * Asks for the types of those keys that gave no string, in their order; of none where, as is
   * usual, there is nothing under any of them.
   */
  private Queue<CompletableFuture<String>> others(Asked asked, List<byte[]> values)
      throws InterruptedException {
    var missing = new ArrayList<byte[]>();
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i) == null) {
        missing.add(asked.keys().get(i));
      }
    }
    var types = new ArrayDeque<CompletableFuture<String>>();
    if (someExist(missing)) {
      missing.forEach(key -> types.add(reader.type(key)));
    }
    return types;
  }

  private boolean someExist(List<byte[]> missing) throws InterruptedException {
    if (missing.isEmpty() || reader.split()) {
      return !missing.isEmpty(); // EXISTS takes keys of one server only.
    }
    try {
      return reader.await(
              reader
                  .calls()
                  .send(
                      CommandType.EXISTS,
                      new IntegerOutput<>(ByteArrayCodec.INSTANCE),
                      Calls.args().addKeys(missing)))
          > 0;
    } catch (StoreException.Rejected e) {
      return true; // This user may not ask for that.
    }
  }

  /** When the values end; nothing is asked where, as is usual, no key of the database ends. */
  private List<CompletableFuture<Long>> ends(Asked asked, List<byte[]> values)
      throws InterruptedException {
    if (values.isEmpty() || !someEnd(asked)) {
      return List.of();
    }
    return asked.keys().stream().map(this::askEnd).toList();
  }

  private boolean someEnd(Asked asked) throws InterruptedException {
    try {
      for (var line : reader.await(asked.keyspace()).split("\r?\n", -1)) {
        if (line.startsWith(database)) {
          return !line.contains(",expires=0,");
        }
      }
      return true;
    } catch (StoreException.Rejected e) {
      return true; // This user may not ask for that.
    }
  }

  private CompletableFuture<Long> askEnd(byte[] key) {
    return reader
        .calls()
        .send(
            CommandType.PTTL,
            new IntegerOutput<>(ByteArrayCodec.INSTANCE),
            Calls.args().addKey(key));
  }

  private @Nullable Instant end(CompletableFuture<Long> answer) throws InterruptedException {
    long millis = reader.await(answer);
    return millis < 0 ? null : clock.instant().plusMillis(millis);
  }

  /** A key that gave no string: it is gone, or holds another type, which the server dumps. */
  private @Nullable StoredBytes other(byte[] key, CompletableFuture<String> asked)
      throws InterruptedException {
    var type = reader.await(asked);
    if (type.equals("none")) {
      return null;
    }
    boolean string = type.equals(StoredBytes.STRING); // Set between the two questions.
    var value =
        reader.await(
            reader
                .calls()
                .send(
                    string ? CommandType.GET : CommandType.DUMP,
                    new ValueOutput<>(ByteArrayCodec.INSTANCE),
                    Calls.args().addKey(key)));
    return value == null ? null : new StoredBytes(keys.id(key), value, type, end(askEnd(key)));
  }
}
