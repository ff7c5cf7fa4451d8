package org.sessiondesk.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.StoredEntry;
import org.sessiondesk.session.StoredSession;
import org.sessiondesk.session.UnreadableEntry;

/** Sessions and stored values for tests. */
final class SessionSamples {
  static final SessionId ID = new SessionId("b2c3d4e5-f6a7-4901-bcde-f1234567890a");

  private SessionSamples() {}

  /** The values that the Python service stored, in the order of the file. */
  static List<byte[]> pythonValues() {
    try (var in =
        Objects.requireNonNull(
            SessionSamples.class.getResourceAsStream("redis-values.jsonl"), "samples")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(SessionSamples::bytes)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** A persistent session with a random id. */
  static Session session(String text) {
    var created = Instant.parse("2025-10-10T09:35:00.123456Z");
    return new Session(
        SessionId.random(),
        text,
        "zh-CN-XiaoxiaoNeural",
        null,
        true,
        created,
        created.plusSeconds(3_600),
        null,
        new Json.Obj(Map.of("type", new Json.Str("important"))),
        false);
  }

  static Session readable(StoredEntry entry) {
    if (entry instanceof StoredSession stored) {
      return stored.session();
    }
    throw new AssertionError("not readable: " + entry);
  }

  static UnreadableEntry unreadable(StoredEntry entry) {
    if (entry instanceof UnreadableEntry found) {
      return found;
    }
    throw new AssertionError("readable: " + entry);
  }
}
