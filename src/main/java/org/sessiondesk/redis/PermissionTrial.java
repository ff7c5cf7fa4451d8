package org.sessiondesk.redis;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;

/**
 * Tries each command that the store needs, in a form that changes nothing: the only way that works
 * on every version, and for users who may not ask about their own rights. Redis checks the right to
 * a command and to its keys before it looks at anything else.
 */
final class PermissionTrial {
  private PermissionTrial() {}

  /**
   * The commands that are not permitted on the keys of {@code prefix}; empty where all are. One
   * round trip.
   */
  static List<String> refused(RespSocket redis, String prefix) throws IOException {
    var commands = commands(prefix);
    var replies = redis.pipeline(commands);
    var refused = new LinkedHashSet<String>();
    for (int i = 0; i < replies.size(); i++) {
      if (replies.get(i) instanceof RespError error && error.code().equals("NOPERM")) {
        refused.add(commands.get(i).getFirst());
      }
    }
    return List.copyOf(refused);
  }

  private static List<List<String>> commands(String prefix) {
    // A key that does not exist: reading it gives nothing, SET … XX and UNLINK do nothing.
    var key = prefix + "session-desk-permission-trial-" + UUID.randomUUID();
    var pattern = new String(new SessionKeys(prefix).pattern(), StandardCharsets.UTF_8);
    var commands = new ArrayList<List<String>>();
    commands.add(List.of("PING"));
    commands.add(List.of("SCAN", "0", "MATCH", pattern, "COUNT", "1"));
    commands.add(List.of("GET", key));
    commands.add(List.of("MGET", key));
    commands.add(List.of("TYPE", key));
    commands.add(List.of("SET", key, "", "XX", "KEEPTTL"));
    commands.add(List.of("UNLINK", key));
    commands.add(List.of("EVAL", "return 0", "1", key));
    commands.add(List.of("EVALSHA", "0".repeat(40), "1", key));
    return commands;
  }
}
