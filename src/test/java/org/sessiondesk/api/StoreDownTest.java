package org.sessiondesk.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.Deployment;
import org.sessiondesk.connection.ProfileMarks;
import org.sessiondesk.redis.testing.RedisServer;
import org.sessiondesk.session.Json;

/** Without a store of persistent sessions, or with one that cannot be reached. */
class StoreDownTest {

  private static void assertFallback(Desk.Answer answer) {
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.json().members().get("persistent")).isEqualTo(new Json.Bool(false));
    assertThat(answer.header("Warning")).matches("199 session-desk \"[ -!#-~]+\"");
  }

  @Test
  @DisplayName("requirements: persistent without a Redis becomes temporary, with a warning")
  void fallbackWithoutAStore() {
    try (var desk = Desk.withoutRedis()) {
      var created = desk.create(Desk.PERSISTENT_BODY);

      assertFallback(created);
      assertThat(desk.get(Desk.SESSIONS + "/" + created.id()).status()).isEqualTo(200);
      assertThat(desk.post(Desk.SESSIONS + "/" + created.id() + "/promote", null).status())
          .isEqualTo(503);
      assertThat(desk.get(Desk.SESSIONS + "/none").status()).isEqualTo(404);
      assertThat(desk.get(Desk.SESSIONS + "/stats").body())
          .endsWith("\"default_ttl_hours\":1.0,\"persistent_store_enabled\":false}");
      assertThat(desk.get("/health").body()).contains("\"store\":{\"state\":\"off\"");
    }
  }

  @Test
  void storeThatIsDownIsTold() {
    try (var redis = RedisServer.start();
        var desk = Desk.with(redis)) {
      var persistent = desk.create(Desk.PERSISTENT_BODY);
      var temporary = desk.create(Desk.BODY);
      var path = Desk.SESSIONS + "/" + persistent.id();
      redis.kill();
      Awaitility.await()
          .untilAsserted(() -> assertThat(desk.get("/health").status()).isEqualTo(503));

      assertFallback(desk.create(Desk.PERSISTENT_BODY));
      assertThat(desk.get(Desk.SESSIONS + "/" + temporary.id()).status()).isEqualTo(200);
      var get = desk.get(path);
      assertThat(get.status()).isEqualTo(503);
      assertThat(get.body()).startsWith("{\"detail\":\"").doesNotContain("Exception");
      assertThat(desk.delete(path).status()).isEqualTo(503);
      assertThat(desk.send("PATCH", path, "{\"name\":\"n\"}").status()).isEqualTo(503);
      assertThat(desk.post(path + "/segment", null).status()).isEqualTo(503);
      assertThat(desk.get(Desk.SESSIONS + "/stats").status()).isEqualTo(200);
      assertThat(desk.get("/metrics").body()).contains("session_desk_store_up 0");
    }
  }

  @Test
  void aReadOnlyProfileRefusesEveryChange() {
    try (var redis = RedisServer.start();
        var desk = Desk.with(redis)) {
      var persistent = desk.create(Desk.PERSISTENT_BODY);
      var temporary = desk.create(Desk.BODY);
      var path = Desk.SESSIONS + "/" + persistent.id();
      var plain = redis.profile();
      desk.connector.remark(
          new ConnectionProfile(
              plain.id(),
              plain.name(),
              plain.target(),
              plain.keyPrefix(),
              new ProfileMarks(Deployment.PRODUCTION, ProfileMarks.Colour.AUTOMATIC, true)));
      var before = redis.call("GET", "persistent_session:" + persistent.id());

      assertThat(desk.get(path).status()).isEqualTo(200);
      for (var refused :
          List.of(
              desk.create(Desk.PERSISTENT_BODY),
              desk.send("PATCH", path, "{\"name\":\"n\"}"),
              desk.post(path + "/segment", null),
              desk.post(path + "/demote", null),
              desk.post(Desk.SESSIONS + "/" + temporary.id() + "/promote", null),
              desk.delete(path))) {
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body()).contains("read-only", "nothing was changed");
      }
      assertThat(redis.call("GET", "persistent_session:" + persistent.id())).isEqualTo(before);
      assertThat(redis.call("DBSIZE")).isEqualTo("1");
      assertThat(desk.service.index().counts().temporary()).isEqualTo(1);
    }
  }

  @Test
  @DisplayName("wire.md: what cannot be read is listed, can be deleted, and is never overwritten")
  void unreadableValue() {
    try (var redis = RedisServer.start();
        var desk = Desk.with(redis)) {
      var path = Desk.SESSIONS + "/broken";
      redis.call("SET", "persistent_session:broken", "{\"no\": \"session");
      Awaitility.await()
          .untilAsserted(
              () ->
                  assertThat(desk.get(Desk.SESSIONS + "?state=unreadable").body())
                      .contains("broken"));

      assertThat(desk.get(path).status()).isEqualTo(409);
      assertThat(desk.get(path).body())
          .isEqualTo(
              "{\"detail\":\"Stored value cannot be read as a session: broken (not_json)\"}");
      assertThat(desk.send("PATCH", path, "{\"name\":\"n\"}").status()).isEqualTo(409);
      assertThat(desk.post(path + "/segment", null).status()).isEqualTo(409);
      assertThat(desk.post(path + "/demote", null).status()).isEqualTo(409);
      assertThat(desk.delete(path).status()).isEqualTo(200);
      assertThat(desk.get(path).status()).isEqualTo(404);
    }
  }

  @Test
  void everyIdOfRedisCanBeReached() {
    try (var redis = RedisServer.start();
        var desk = Desk.with(redis)) {
      var text = "{\"text\": \"a\", \"voice\": \"v\", \"created_at\": \"2025-10-10T09:35:00\"}";
      redis.call("SET", "persistent_session:a/b 你?#", text);

      var got = desk.get(Desk.SESSIONS + "/a%2Fb%20%E4%BD%A0%3F%23");

      assertThat(got.status()).isEqualTo(200);
      assertThat(got.id()).isEqualTo("a/b 你?#");
      assertThat(got.text("created_at")).isEqualTo("2025-10-10T09:35:00.000Z");
      assertThat(desk.get(Desk.SESSIONS + "/%ff").body())
          .isEqualTo("{\"detail\":\"Session not found or expired: \\udcff\"}");
    }
  }
}
