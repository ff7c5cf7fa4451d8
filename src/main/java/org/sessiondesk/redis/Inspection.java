package org.sessiondesk.redis;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.sessiondesk.connection.ConnectionTest.Notice;
import org.sessiondesk.redis.StepLog.Outcome;

/**
 * Looks around in servers that were reached: what they would lose, and how much is in them. Of one
 * server or of all masters of a cluster.
 */
final class Inspection {
  /** How many keys are looked at, at most, to judge how many of them are sessions. */
  private static final int SAMPLE = 20_000;

  private static final int AT_ONCE = 1_000;

  private Inspection() {}

  /** What a server says of how it keeps its data, each as far as this user may read it. */
  record Keeping(Map<String, String> settings, Map<String, String> info) {
    Keeping {
      settings = Map.copyOf(settings);
      info = Map.copyOf(info);
    }

    private Notice.Kind kind() {
      return switch (logs()) {
        case "yes" ->
            switch (settings.getOrDefault("appendfsync", "")) {
              case "always" -> Notice.Kind.BEFORE_EACH_ANSWER;
              case "everysec" -> Notice.Kind.ONCE_A_SECOND;
              case "no" -> Notice.Kind.WHEN_THE_SYSTEM_LIKES;
              default -> Notice.Kind.PERSISTENCE_UNKNOWN;
            };
        case "no" ->
            "".equals(settings.get("save"))
                ? Notice.Kind.NOT_PERSISTENT
                : Notice.Kind.SNAPSHOTS_ONLY;
        default -> Notice.Kind.PERSISTENCE_UNKNOWN;
      };
    }

    private String logs() {
      var told = info.getOrDefault("aof_enabled", "?");
      return settings.getOrDefault(
          "appendonly", told.equals("1") ? "yes" : told.equals("0") ? "no" : "?");
    }

    private String policy() {
      return settings.getOrDefault("maxmemory-policy", info.getOrDefault("maxmemory_policy", "?"));
    }

    private boolean failsToWrite() {
      return isBad("rdb_last_bgsave_status") || isBad("aof_last_write_status");
    }

    private boolean isBad(String status) {
      return !info.getOrDefault(status, "ok").equals("ok");
    }

    private String told() {
      return "appendonly %s, appendfsync %s, save \"%s\", maxmemory-policy %s"
          .formatted(
              logs(),
              settings.getOrDefault("appendfsync", "?"),
              settings.getOrDefault("save", "?"),
              policy());
    }
  }

  /** What of what the server has acknowledged would be lost, and when. */
  static Keeping persistence(RespSocket redis) throws IOException {
    return new Keeping(settings(redis), info(redis));
  }

  /**
   * Notes what would be lost; of several servers whatever goes for any of them.
   *
   * @param byServer what each says
   */
  static Outcome<String> tellPersistence(Map<String, Keeping> byServer, StepLog log) {
    var all = byServer.values();
    var kinds = new LinkedHashSet<Notice.Kind>();
    all.forEach(each -> kinds.add(each.kind()));
    if (kinds.size() > 1) {
      kinds.remove(Notice.Kind.BEFORE_EACH_ANSWER);
    }
    kinds.forEach(log::notice);
    if (all.stream().anyMatch(Keeping::failsToWrite)) {
      log.notice(Notice.Kind.DISK_FAILS, "INFO persistence");
    }
    all.stream()
        .map(Keeping::policy)
        .filter(policy -> policy.startsWith("allkeys"))
        .findFirst()
        .ifPresent(policy -> log.notice(Notice.Kind.EVICTS, policy));
    var told = all.stream().map(Keeping::told).distinct().toList();
    return new Outcome<>(
        "",
        told.size() == 1
            ? told.getFirst()
            : byServer.entrySet().stream()
                .map(each -> each.getKey() + ": " + each.getValue().told())
                .collect(Collectors.joining("; ")));
  }

  /** The settings that matter; without those that this user may not read. */
  private static Map<String, String> settings(RespSocket redis) throws IOException {
    var names = List.of("appendonly", "appendfsync", "save", "maxmemory-policy");
    var replies =
        redis.pipeline(names.stream().map(name -> List.of("CONFIG", "GET", name)).toList());
    var known = new HashMap<String, String>();
    for (var reply : replies) {
      if (reply instanceof List<?> pair
          && pair.size() == 2
          && pair.getFirst() instanceof String name
          && pair.getLast() instanceof String value) {
        known.put(name, value);
      }
    }
    return known;
  }

  private static Map<String, String> info(RespSocket redis) throws IOException {
    var known = new HashMap<String, String>();
    var replies =
        redis.pipeline(List.of(List.of("INFO", "persistence"), List.of("INFO", "memory")));
    for (var reply : replies) {
      if (reply instanceof String text) {
        for (var line : text.split("\r\n", -1)) {
          int colon = line.indexOf(':');
          if (colon > 0) {
            known.put(line.substring(0, colon), line.substring(colon + 1));
          }
        }
      }
    }
    return known;
  }

  /**
   * How many sessions there are in a server.
   *
   * @param sessions counted, or judged by a sample
   * @param keys all keys, or -1 where this user may not ask
   * @param seen how many keys were looked at
   * @param whole whether those were all
   */
  record Count(long sessions, long keys, long seen, boolean whole) {
    private Count plus(Count other) {
      return new Count(
          sessions + other.sessions,
          keys < 0 || other.keys < 0 ? -1 : keys + other.keys,
          seen + other.seen,
          whole && other.whole);
    }
  }

  /**
   * Counts sessions: all where they are few, else judged by a sample, never by asking for all keys.
   *
   * @param share of how many servers this is one, which are all to be looked at
   * @return nothing where the server gives no keys
   */
  static Optional<Count> count(RespSocket redis, String prefix, int share) throws IOException {
    var size = redis.call("DBSIZE") instanceof Long all ? all : -1;
    Set<String> seen = new HashSet<>();
    var cursor = "0";
    do {
      if (!(redis.call("SCAN", cursor, "COUNT", Integer.toString(AT_ONCE)) instanceof List<?> page)
          || page.size() != 2
          || !(page.getLast() instanceof List<?> keys)) {
        return Optional.empty();
      }
      keys.forEach(key -> seen.add(String.valueOf(key)));
      cursor = String.valueOf(page.getFirst());
    } while (!cursor.equals("0") && seen.size() < SAMPLE / share);
    long sessions = seen.stream().filter(key -> key.startsWith(prefix)).count();
    boolean whole = cursor.equals("0");
    long judged = whole || size < 0 ? sessions : Math.round((double) sessions / seen.size() * size);
    return Optional.of(new Count(judged, whole ? seen.size() : size, seen.size(), whole));
  }

  /** Notes how many sessions there are in all servers together. */
  static Outcome<String> tellSessions(
      Collection<Optional<Count>> byServer, String prefix, StepLog log) {
    if (byServer.stream().anyMatch(Optional::isEmpty)) {
      return new Outcome<>("", "SCAN gave no keys");
    }
    var all =
        byServer.stream().flatMap(Optional::stream).reduce(new Count(0, 0, 0, true), Count::plus);
    var keys = all.keys() < 0 ? "?" : Long.toString(all.keys());
    if (all.whole()) {
      log.notice(Notice.Kind.COUNTED, Long.toString(all.sessions()), keys);
    } else {
      log.notice(
          Notice.Kind.ESTIMATED, Long.toString(all.sessions()), keys, Long.toString(all.seen()));
    }
    return new Outcome<>("", prefix + "*");
  }
}
