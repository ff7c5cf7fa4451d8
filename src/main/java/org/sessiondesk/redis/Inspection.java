package org.sessiondesk.redis;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sessiondesk.connection.ConnectionTest.Notice;
import org.sessiondesk.redis.StepLog.Outcome;

/** Looks around in a server that was reached: what it would lose, and how much is in it. */
final class Inspection {
  /** How many keys are looked at, at most, to judge how many of them are sessions. */
  private static final int SAMPLE = 20_000;

  private static final int AT_ONCE = 1_000;

  private final RespSocket redis;
  private final StepLog log;

  Inspection(RespSocket redis, StepLog log) {
    this.redis = redis;
    this.log = log;
  }

  /** What of what the server has acknowledged would be lost, and when. */
  Outcome<String> persistence(Destination there) throws ConnectFailedException {
    try {
      var found = new Found(settings(), info());
      found.note(log);
      return new Outcome<>("", found.toString());
    } catch (IOException e) {
      throw SocketOpener.fault(e, there.display());
    }
  }

  /** What a server says, each as far as this user may read it. */
  private record Found(Map<String, String> settings, Map<String, String> info) {

    void note(StepLog log) {
      log.notice(keeping());
      if (isBad("rdb_last_bgsave_status") || isBad("aof_last_write_status")) {
        log.notice(Notice.Kind.DISK_FAILS, "INFO persistence");
      }
      var policy = policy();
      if (policy.startsWith("allkeys")) {
        log.notice(Notice.Kind.EVICTS, policy);
      }
    }

    private Notice.Kind keeping() {
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

    private boolean isBad(String status) {
      return !info.getOrDefault(status, "ok").equals("ok");
    }

    @Override
    public String toString() {
      return "appendonly %s, appendfsync %s, save \"%s\", maxmemory-policy %s"
          .formatted(
              logs(),
              settings.getOrDefault("appendfsync", "?"),
              settings.getOrDefault("save", "?"),
              policy());
    }
  }

  /** The settings that matter; without those that this user may not read. */
  private Map<String, String> settings() throws IOException {
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

  private Map<String, String> info() throws IOException {
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

  /** How many sessions there are: all counted where they are few, else judged by a sample. */
  Outcome<String> sessions(Destination there, String prefix) throws ConnectFailedException {
    try {
      var size = redis.call("DBSIZE");
      Set<String> seen = new HashSet<>();
      var cursor = "0";
      do {
        if (!(redis.call("SCAN", cursor, "COUNT", Integer.toString(AT_ONCE))
                instanceof List<?> page)
            || page.size() != 2
            || !(page.getLast() instanceof List<?> keys)) {
          return new Outcome<>("", "SCAN gave no keys");
        }
        keys.forEach(key -> seen.add(String.valueOf(key)));
        cursor = String.valueOf(page.getFirst());
      } while (!cursor.equals("0") && seen.size() < SAMPLE);
      count(seen, prefix, cursor.equals("0"), size instanceof Long all ? all : -1);
      return new Outcome<>("", prefix + "*");
    } catch (IOException e) {
      throw SocketOpener.fault(e, there.display());
    }
  }

  private void count(Set<String> seen, String prefix, boolean all, long size) {
    long sessions = seen.stream().filter(key -> key.startsWith(prefix)).count();
    if (all) {
      log.notice(Notice.Kind.COUNTED, Long.toString(sessions), Long.toString(seen.size()));
    } else if (size > 0) {
      long judged = Math.round((double) sessions / seen.size() * size);
      log.notice(
          Notice.Kind.ESTIMATED,
          Long.toString(judged),
          Long.toString(size),
          Integer.toString(seen.size()));
    } else {
      log.notice(
          Notice.Kind.ESTIMATED, Long.toString(sessions), "?", Integer.toString(seen.size()));
    }
  }
}
