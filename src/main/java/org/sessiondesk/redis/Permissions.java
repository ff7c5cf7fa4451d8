package org.sessiondesk.redis;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.sessiondesk.connection.ConnectionTest.Notice;

/**
 * Which of the commands that the store needs are permitted on its keys. Where the server tells
 * ({@code ACL DRYRUN}, from Redis 7 on, and only to users who may ask) it is asked; else each is
 * tried in a form that changes nothing. Redis checks the right to a command and to its keys before
 * it looks at anything else.
 *
 * @param permitted the commands that are needed and permitted
 * @param refused the commands that are needed and refused
 * @param limiting refused commands that are only of use: for live changes, for the dashboard
 * @param how how it was found out
 */
record Permissions(
    List<String> permitted, List<String> refused, List<String> limiting, String how) {

  /** By trial. One round trip. */
  static Permissions quick(RespSocket redis, String prefix) throws IOException {
    return byTrial(redis, prefix, List.of());
  }

  /** By asking where that is possible; also about what is only useful. */
  static Permissions thorough(RespSocket redis, String prefix) throws IOException {
    var needed = needed(prefix);
    var useful = useful(prefix);
    if (redis.call("ACL", "WHOAMI") instanceof String user) {
      var all = new ArrayList<List<String>>();
      for (var command : both(needed, useful)) {
        all.add(both(List.of("ACL", "DRYRUN", user), command));
      }
      var replies = redis.pipeline(all);
      // Whoever may not ask, or asks an older server, gets an error; a refusal is an answer.
      if (replies.stream().noneMatch(RespError.class::isInstance)) {
        var refused = new LinkedHashSet<Integer>();
        for (int i = 0; i < replies.size(); i++) {
          if (!"OK".equals(replies.get(i))) {
            refused.add(i);
          }
        }
        return of(needed, useful, refused, "ACL DRYRUN, user " + user);
      }
    }
    return byTrial(redis, prefix, useful);
  }

  private static Permissions byTrial(RespSocket redis, String prefix, List<List<String>> useful)
      throws IOException {
    var needed = needed(prefix);
    var replies = redis.pipeline(both(needed, useful));
    var refused = new LinkedHashSet<Integer>();
    for (int i = 0; i < replies.size(); i++) {
      if (replies.get(i) instanceof RespError error && error.code().equals("NOPERM")) {
        refused.add(i);
      }
    }
    return of(needed, useful, refused, "each command was tried");
  }

  private static Permissions of(
      List<List<String>> needed, List<List<String>> useful, Set<Integer> refused, String how) {
    var yes = new ArrayList<String>();
    var no = new ArrayList<String>();
    var less = new ArrayList<String>();
    for (int i = 0; i < needed.size(); i++) {
      (refused.contains(i) ? no : yes).add(needed.get(i).getFirst());
    }
    for (int i = 0; i < useful.size(); i++) {
      if (refused.contains(needed.size() + i)) {
        less.add(nameOf(useful.get(i)));
      }
    }
    return new Permissions(List.copyOf(yes), List.copyOf(no), List.copyOf(less), how);
  }

  /** Notes them in the present step. */
  void note(StepLog log) {
    if (!permitted.isEmpty()) {
      log.notice(Notice.Kind.PERMITTED, String.join(", ", permitted));
    }
    if (!refused.isEmpty()) {
      log.notice(Notice.Kind.REFUSED, String.join(", ", refused));
    }
    if (!limiting.isEmpty()) {
      log.notice(Notice.Kind.USEFUL_REFUSED, String.join(", ", limiting));
    }
  }

  private static String nameOf(List<String> command) {
    var first = command.getFirst();
    return Set.of("CLIENT", "CONFIG").contains(first) ? first + " " + command.get(1) : first;
  }

  private static List<List<String>> needed(String prefix) {
    // A key that does not exist: reading it gives nothing, SET … XX and UNLINK do nothing.
    var key = prefix + "session-desk-permission-trial-" + UUID.randomUUID();
    var pattern = new String(new SessionKeys(prefix).pattern(), StandardCharsets.UTF_8);
    return List.of(
        List.of("PING"),
        List.of("SCAN", "0", "MATCH", pattern, "COUNT", "1"),
        List.of("GET", key),
        List.of("MGET", key),
        List.of("TYPE", key),
        List.of("SET", key, "", "XX", "KEEPTTL"),
        List.of("UNLINK", key),
        List.of("EVAL", "return 0", "1", key),
        List.of("EVALSHA", "0".repeat(40), "1", key));
  }

  private static List<List<String>> useful(String prefix) {
    return List.of(
        List.of("CLIENT", "TRACKINGINFO"),
        List.of("INFO", "server"),
        List.of("CONFIG", "GET", "appendonly"),
        List.of("SLOWLOG", "LEN"),
        List.of("MEMORY", "USAGE", prefix + "session-desk-permission-trial"));
  }

  private static <T> List<T> both(List<T> some, List<T> others) {
    var all = new ArrayList<>(some);
    all.addAll(others);
    return all;
  }
}
