package org.sessiondesk.redis;

import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.NestedMultiOutput;
import io.lettuce.core.protocol.CommandType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.sessiondesk.session.Revision;
import org.sessiondesk.session.StoreException;

/** The scripts that compare and change in one atomic step, on the server. */
final class Scripts {

  /** What a script that compares first can answer. */
  sealed interface Outcome {
    /** It was what it was to be, and the change is made. */
    record Done() implements Outcome {}

    /** There is nothing under the key. */
    record Gone() implements Outcome {}

    /** It is something else. */
    record Differs(Revision now) implements Outcome {}
  }

  private static final String COMPARE =
      """
      local now = redis.call('GET', KEYS[1])
      if not now then return {0} end
      if now ~= ARGV[1] then return {2, now} end
      """;

  private static final Script SET =
      new Script(COMPARE + "redis.call('SET', KEYS[1], ARGV[2], 'KEEPTTL')\nreturn {1}\n");

  /** The TTL stays what it is. */
  static final String SAME_TTL = "same";

  /** As {@link #SET}, but what becomes of the TTL is said: none, the same, or milliseconds. */
  private static final Script PUT =
      new Script(
          COMPARE
              + """
              if ARGV[3] == '' then redis.call('SET', KEYS[1], ARGV[2])
              elseif ARGV[3] == 'same' then redis.call('SET', KEYS[1], ARGV[2], 'KEEPTTL')
              else redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3]) end
              return {1}
              """);

  private static final Script DELETE =
      new Script(COMPARE + "redis.call('UNLINK', KEYS[1])\nreturn {1}\n");

  /** As {@link #DELETE}, for what is no string and is compared by what it is dumped as. */
  private static final Script DELETE_DUMPED =
      new Script(
          """
          local now = redis.call('DUMP', KEYS[1])
          if not now then return {0} end
          if now ~= ARGV[1] then return {2, ''} end
          redis.call('UNLINK', KEYS[1])
          return {1}
          """);

  private Scripts() {}

  private record Script(String text, String digest) {
    Script(String text) {
      this(text, sha1(text));
    }

    private static String sha1(String text) {
      try {
        return HexFormat.of()
            .formatHex(
                MessageDigest.getInstance("SHA-1")
                    .digest(text.getBytes(StandardCharsets.US_ASCII)));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java platform has SHA-1", e);
      }
    }
  }

  /** Sets {@code key} to {@code next}, its TTL kept, if it holds {@code expected}. */
  static Outcome compareAndSet(Calls calls, byte[] key, byte[] expected, byte[] next) {
    return run(calls, SET, key, expected, next);
  }

  /** Deletes {@code key} if it holds {@code expected}. */
  static Outcome compareAndDelete(Calls calls, byte[] key, byte[] expected) {
    return run(calls, DELETE, key, expected);
  }

  /**
   * Sends, without waiting, the command that sets {@code key} to {@code next} if it holds {@code
   * expected}; {@link #outcome} understands its answer.
   *
   * @param byDigest whether the server is to know the script already
   * @param ttl for how many milliseconds, as text; empty for ever; or {@link #SAME_TTL}
   */
  static CompletableFuture<List<Object>> sendPut(
      Calls calls, boolean byDigest, byte[] key, byte[] expected, byte[] next, String ttl) {
    var args =
        Calls.args()
            .add(byDigest ? PUT.digest() : PUT.text())
            .add(1)
            .addKey(key)
            .addValues(expected, next)
            .add(ttl);
    return calls.send(
        byDigest ? CommandType.EVALSHA : CommandType.EVAL,
        new NestedMultiOutput<>(ByteArrayCodec.INSTANCE),
        args);
  }

  /**
   * Sends, without waiting, the command that deletes {@code key} if it holds {@code expected};
   * {@link #outcome} understands its answer.
   *
   * @param byDigest whether the server is to know the script already
   * @param dumped whether {@code expected} is what the value is dumped as
   */
  static CompletableFuture<List<Object>> sendDelete(
      Calls calls, boolean byDigest, byte[] key, byte[] expected, boolean dumped) {
    var script = dumped ? DELETE_DUMPED : DELETE;
    var args =
        Calls.args()
            .add(byDigest ? script.digest() : script.text())
            .add(1)
            .addKey(key)
            .addValue(expected);
    return calls.send(
        byDigest ? CommandType.EVALSHA : CommandType.EVAL,
        new NestedMultiOutput<>(ByteArrayCodec.INSTANCE),
        args);
  }

  private static Outcome run(Calls calls, Script script, byte[] key, byte[]... values) {
    try {
      return outcome(send(calls, CommandType.EVALSHA, script.digest(), key, values));
    } catch (StoreException.Rejected e) {
      if (e.getCause() == null || !ErrorMapping.isNoScript(e.getCause())) {
        throw e;
      }
    }
    // The server was started anew, or never saw it: it was not run, so it may be sent again.
    return outcome(send(calls, CommandType.EVAL, script.text(), key, values));
  }

  private static List<Object> send(
      Calls calls, CommandType type, String script, byte[] key, byte[]... values) {
    var args = Calls.args().add(script).add(1).addKey(key).addValues(values);
    var answer = calls.write(type, new NestedMultiOutput<>(ByteArrayCodec.INSTANCE), args);
    return answer == null ? List.of() : answer;
  }

  static Outcome outcome(List<Object> answer) {
    return switch (answer.isEmpty() ? null : answer.getFirst()) {
      case Long done when done == 1 -> new Outcome.Done();
      case Long gone when gone == 0 -> new Outcome.Gone();
      case Long differs when differs == 2 && answer.get(1) instanceof byte[] now ->
          new Outcome.Differs(Revision.of(now));
      case null, default -> throw new IllegalStateException("a script answered " + answer);
    };
  }
}
