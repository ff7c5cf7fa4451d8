package org.sessiondesk.redis;

import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.ArrayOutput;
import io.lettuce.core.output.IntegerOutput;
import io.lettuce.core.output.ValueOutput;
import io.lettuce.core.protocol.CommandType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.sessiondesk.connection.ServerFigures;
import org.sessiondesk.connection.ServerFigures.SlowCall;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.StoreException;

/** Asks a server for its figures: INFO, SLOWLOG GET and, of some keys, STRLEN. */
final class FigureReader {
  private static final int SLOWEST = 10;

  private final StoreLink link;
  private final SessionKeys keys;

  FigureReader(StoreLink link, SessionKeys keys) {
    this.link = link;
    this.keys = keys;
  }

  /**
   * The figures now; of several servers their sums, and the uptime of the one that was started
   * last.
   *
   * @param sample sessions whose values' sizes are asked for
   * @throws StoreException where the server does not answer
   */
  ServerFigures read(Collection<SessionId> sample) {
    var infos = link.servers().stream().map(FigureReader::info).toList();
    return new ServerFigures(
        sum(infos, "used_memory"),
        sum(infos, "used_memory_peak"),
        limit(infos),
        sum(infos, "connected_clients"),
        sum(infos, "instantaneous_ops_per_sec"),
        infos.stream()
            .flatMap(info -> number(info, "uptime_in_seconds").stream().boxed())
            .min(Comparator.naturalOrder())
            .map(Duration::ofSeconds),
        sum(infos, "evicted_keys"),
        slowCalls(),
        link.latency().lately(),
        sizes(sample));
  }

  private static Map<String, String> info(RedisLink server) {
    try {
      var answer =
          server
              .calls()
              .read(CommandType.INFO, new ValueOutput<>(ByteArrayCodec.INSTANCE), Calls.args());
      return answer == null ? Map.of() : fields(new String(answer, StandardCharsets.UTF_8));
    } catch (StoreException.Rejected e) {
      return Map.of();
    }
  }

  /** The lines {@code name:value} of INFO. */
  static Map<String, String> fields(String info) {
    var fields = new HashMap<String, String>();
    for (var line : info.lines().toList()) {
      int colon = line.indexOf(':');
      if (colon > 0 && line.charAt(0) != '#') {
        fields.put(line.substring(0, colon), line.substring(colon + 1).strip());
      }
    }
    return fields;
  }

  private static OptionalLong number(Map<String, String> info, String name) {
    try {
      var text = info.get(name);
      return text == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  /** Empty where one of them does not tell. */
  private static OptionalLong sum(List<Map<String, String>> infos, String name) {
    long sum = 0;
    for (var info : infos) {
      var number = number(info, name);
      if (number.isEmpty()) {
        return OptionalLong.empty();
      }
      sum += number.getAsLong();
    }
    return OptionalLong.of(sum);
  }

  /** Empty where one of them has none. */
  private static OptionalLong limit(List<Map<String, String>> infos) {
    boolean all = infos.stream().allMatch(info -> number(info, "maxmemory").orElse(0) > 0);
    return all ? sum(infos, "maxmemory") : OptionalLong.empty();
  }

  private Optional<List<SlowCall>> slowCalls() {
    try {
      var calls = new ArrayList<SlowCall>();
      for (var server : link.servers()) {
        calls.addAll(slowCalls(server));
      }
      calls.sort(Comparator.comparing(SlowCall::at).reversed());
      return Optional.of(List.copyOf(calls.subList(0, Math.min(SLOWEST, calls.size()))));
    } catch (StoreException.Rejected e) {
      return Optional.empty();
    }
  }

  private static List<SlowCall> slowCalls(RedisLink server) {
    var answer =
        server
            .calls()
            .read(
                CommandType.SLOWLOG,
                new ArrayOutput<>(ByteArrayCodec.INSTANCE),
                Calls.args().add("GET").add(SLOWEST));
    var calls = new ArrayList<SlowCall>();
    for (var entry : answer == null ? List.of() : answer) {
      if (entry instanceof List<?> parts) {
        slowCall(parts).ifPresent(calls::add);
      }
    }
    return calls;
  }

  /** An entry: its number, seconds of Unix time, microseconds, the words of the command. */
  private static Optional<SlowCall> slowCall(List<?> parts) {
    return parts.size() >= 4
            && parts.get(1) instanceof Long seconds
            && parts.get(2) instanceof Long micros
            && parts.get(3) instanceof List<?> words
            && !words.isEmpty()
            && words.getFirst() instanceof byte[] name
        ? Optional.of(
            new SlowCall(
                Instant.ofEpochSecond(seconds),
                Duration.ofNanos(micros * 1_000),
                new String(name, StandardCharsets.UTF_8).toUpperCase(Locale.ROOT)))
        : Optional.empty();
  }

  private Optional<List<Long>> sizes(Collection<SessionId> sample) {
    var asked =
        sample.stream()
            .map(
                id ->
                    link.calls()
                        .send(
                            CommandType.STRLEN,
                            new IntegerOutput<>(ByteArrayCodec.INSTANCE),
                            Calls.args().addKey(keys.key(id))))
            .toList();
    var sizes = new ArrayList<Long>();
    boolean refused = false;
    for (var answer : asked) {
      try {
        Long size = answer.get(2, TimeUnit.SECONDS);
        if (size != null && size > 0) { // 0: it has gone meanwhile.
          sizes.add(size);
        }
      } catch (ExecutionException e) {
        refused = true;
      } catch (TimeoutException e) {
        throw new StoreException.Unavailable("STRLEN was not answered in time", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new StoreException.Unavailable("interrupted while waiting for STRLEN", e);
      }
    }
    return refused && sizes.isEmpty() ? Optional.empty() : Optional.of(sizes);
  }
}
