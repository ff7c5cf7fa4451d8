package org.sessiondesk.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sessiondesk.json.JacksonJson;
import org.sessiondesk.redis.testing.RedisServer;
import org.sessiondesk.session.Json;

/** The curl lines of the requirements, run by a shell as they stand there. */
@DisplayName("requirements: every curl line works verbatim")
class CurlLinesTest {
  private static final String CREATE_TEMPORARY =
      """
      curl -X POST "http://127.0.0.1:8000/api/v1/sessions" \\
        -H "Content-Type: application/json" \\
        -d '{
          "text": "你好，今天天气很好。",
          "voice": "zh-HK-HiuMaanNeural",
          "ttl_hours": 2
        }'
      """;
  private static final String CREATE_PERSISTENT =
      """
      curl -X POST "http://127.0.0.1:8000/api/v1/sessions" \\
        -H "Content-Type: application/json" \\
        -d '{
          "text": "这是一个重要的会话，需要永久保存。",
          "voice": "zh-CN-XiaoxiaoNeural",
          "persistent": true,
          "metadata": {
            "type": "important",
            "user_id": "12345"
          }
        }'
      """;
  private static final String GET = "curl \"http://127.0.0.1:8000/api/v1/sessions/{session_id}\"";
  private static final String SEGMENT =
      "curl -X POST \"http://127.0.0.1:8000/api/v1/sessions/{session_id}/segment\"";
  private static final String DELETE =
      "curl -X DELETE \"http://127.0.0.1:8000/api/v1/sessions/{session_id}\"";
  private static final String STATS = "curl \"http://127.0.0.1:8000/api/v1/sessions/stats\"";

  private final RedisServer redis = RedisServer.start();
  private final Desk desk = Desk.with(redis);

  @AfterEach
  void close() {
    desk.close();
    redis.close();
  }

  @Test
  void temporarySession() throws Exception {
    var session = run(CREATE_TEMPORARY, "");

    assertThat(session.members().keySet())
        .containsExactly(
            "session_id",
            "text",
            "voice",
            "persistent",
            "created_at",
            "expires_at",
            "sentences",
            "metadata");
    assertThat(text(session, "text")).isEqualTo("你好，今天天气很好。");
    assertThat(session.members().get("persistent")).isEqualTo(new Json.Bool(false));
    assertThat(Instant.parse(text(session, "expires_at")))
        .isEqualTo(Instant.parse(text(session, "created_at")).plusSeconds(7200));
  }

  @Test
  void persistentSessionThroughItsWholeLife() throws Exception {
    var session = run(CREATE_PERSISTENT, "");
    var id = text(session, "session_id");
    assertThat(session.members().get("persistent")).isEqualTo(new Json.Bool(true));
    assertThat(((Json.Obj) member(session, "metadata")).members())
        .containsEntry("user_id", new Json.Str("12345"));

    assertThat(run(GET, id)).isEqualTo(session);

    var segmented = run(SEGMENT, id);
    assertThat(segmented.members().keySet())
        .containsExactly("session_id", "sentences", "sentence_count");
    assertThat(member(run(GET, id), "sentences")).isEqualTo(member(segmented, "sentences"));

    var stats = run(STATS, id);
    assertThat(stats.members().keySet())
        .containsExactly(
            "temporary_sessions",
            "persistent_sessions",
            "total_sessions",
            "default_ttl_hours",
            "persistent_store_enabled");
    assertThat(member(stats, "default_ttl_hours")).isEqualTo(new Json.Num("1.0"));
    assertThat(member(stats, "persistent_sessions")).isEqualTo(new Json.Num("1"));
    assertThat(member(stats, "persistent_store_enabled")).isEqualTo(new Json.Bool(true));

    var deleted = run(DELETE, id);
    assertThat(text(deleted, "message")).isEqualTo("Session deleted successfully");
    assertThat(text(deleted, "session_id")).isEqualTo(id);
    assertThat(text(run(GET, id), "detail")).isEqualTo("Session not found or expired: " + id);
  }

  private static Json member(Json.Obj object, String name) {
    var member = object.members().get(name);
    assertThat(member).as(name).isNotNull();
    return member == null ? Json.EMPTY : member;
  }

  private static String text(Json.Obj object, String name) {
    return ((Json.Str) member(object, name)).value();
  }

  /** Runs the line in a shell; only the port, which a test cannot choose, is another. */
  private Json.Obj run(String line, String id) throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "curl is installed");
    var command =
        line.replace("{session_id}", id)
            .replace("http://127.0.0.1:8000", desk.server.baseUrl())
            .replaceFirst("^curl", "curl -sS");
    var process =
        new ProcessBuilder("sh", "-c", command)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return (Json.Obj) new JacksonJson().parse(out);
  }
}
