package org.sessiondesk.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sessiondesk.redis.testing.RedisServer;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.SessionId;

/** Changing a session: PATCH, promote, demote. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChangesTest {
  private final RedisServer redis = RedisServer.start();
  private final Desk desk = Desk.with(redis);

  @AfterAll
  void close() {
    desk.close();
    redis.close();
  }

  private static String path(Desk.Answer created) {
    return Desk.SESSIONS + "/" + created.id();
  }

  private Desk.Answer patch(Desk.Answer created, String body, String... headers) {
    return desk.send("PATCH", path(created), body, headers);
  }

  @ParameterizedTest
  @ValueSource(strings = {Desk.BODY, Desk.PERSISTENT_BODY})
  void onlyWhatIsNamedChanges(String body) {
    var created = desk.create(body);

    var named = patch(created, "{\"name\":\"问候\",\"metadata\":{\"n\":1e+21}}");

    assertThat(named.status()).isEqualTo(200);
    assertThat(named.text("text")).isEqualTo(created.text("text"));
    assertThat(named.text("name")).isEqualTo("问候");
    assertThat(named.body()).contains("\"metadata\":{\"n\":1e+21}");
    assertThat(desk.get(path(created)).body()).isEqualTo(named.body());
    assertThat(patch(created, "{\"name\":null}").json().members()).doesNotContainKey("name");
  }

  @Test
  void otherTextDropsTheSentencesOfTheOldOne() {
    var created = desk.create(Desk.BODY);
    desk.post(path(created) + "/segment", null);

    var changed = patch(created, "{\"text\":\"再见。\"}");

    assertThat(changed.json().members().get("sentences")).isEqualTo(new Json.Null());
  }

  @ParameterizedTest
  @ValueSource(strings = {Desk.BODY, Desk.PERSISTENT_BODY})
  @DisplayName("wire.md: If-Match with the ETag that GET gave, 412 on a lost race")
  void changeMeantForAnotherStateIsRefused(String body) {
    var created = desk.create(body);
    var tag = desk.get(path(created)).header("ETag");
    assertThat(tag).matches("\"[0-9a-f]{32}\"");

    var first = patch(created, "{\"name\":\"first\"}", "If-Match", tag);
    var second = patch(created, "{\"name\":\"second\"}", "If-Match", tag);

    assertThat(first.status()).isEqualTo(200);
    assertThat(second.status()).isEqualTo(412);
    assertThat(desk.get(path(created)).text("name")).isEqualTo("first");
    assertThat(patch(created, "{\"name\":\"x\"}", "If-Match", first.header("ETag")).status())
        .isEqualTo(200);
    assertThat(patch(created, "{\"name\":\"y\"}", "If-Match", "*").status()).isEqualTo(200);
    assertThat(patch(created, "{\"name\":\"z\"}", "If-Match", "W/" + tag).status()).isEqualTo(412);
  }

  @ParameterizedTest
  @ValueSource(strings = {Desk.BODY, Desk.PERSISTENT_BODY})
  @DisplayName("issue 3: no lost update between two API clients")
  void changesOfDifferentFieldsAtOnceAreAllKept(String body) throws Exception {
    var created = desk.create(body);
    try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < 20; round++) {
        var text = "{\"text\":\"text " + round + "\"}";
        var name = "{\"name\":\"name " + round + "\"}";
        var both =
            List.of(
                clients.submit(() -> patch(created, text).status()),
                clients.submit(() -> patch(created, name).status()));
        assertThat(both.get(0).get()).isEqualTo(200);
        assertThat(both.get(1).get()).isEqualTo(200);
        var now = desk.get(path(created));
        assertThat(now.text("text")).isEqualTo("text " + round);
        assertThat(now.text("name")).isEqualTo("name " + round);
      }
    }
  }

  @Test
  void oneOfManyWhoAskForTheSameStateWins() throws Exception {
    var created = desk.create(Desk.PERSISTENT_BODY);
    var tag = desk.get(path(created)).header("ETag");
    var statuses = new ArrayList<Integer>();
    try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      var all =
          IntStream.range(0, 8)
              .mapToObj(
                  i ->
                      clients.submit(
                          () -> patch(created, "{\"name\":\"" + i + "\"}", "If-Match", tag)))
              .toList();
      for (var answer : all) {
        statuses.add(answer.get().status());
      }
    }
    assertThat(statuses).containsOnlyOnce(200).contains(412);
  }

  @Test
  void faultsOfAChangeAreToldAsThoseOfACreation() {
    var created = desk.create(Desk.BODY);

    assertThat(patch(created, "{\"text\":\"\",\"voice\":1,\"name\":2,\"metadata\":3}").body())
        .contains("string_too_short", "\"voice\"", "\"name\"", "dict_type");
    assertThat(patch(created, "{\"text\":null}").status()).isEqualTo(422);
    assertThat(patch(created, "{\"voice\":\"x\"}").body())
        .isEqualTo("{\"detail\":\"Invalid voice name: x\"}");
    assertThat(patch(created, "{\"unknown\":1}").status()).isEqualTo(200);
    assertThat(desk.get(path(created)).body()).isEqualTo(created.body());
    assertThat(desk.send("PATCH", Desk.SESSIONS + "/none", "{}").status()).isEqualTo(404);
  }

  @Test
  void promotedSessionIsInRedisAndKeepsItsId() {
    var created = desk.create(Desk.BODY);

    var promoted = desk.post(path(created) + "/promote", null);

    assertThat(promoted.status()).isEqualTo(200);
    assertThat(promoted.id()).isEqualTo(created.id());
    assertThat(promoted.json().members().get("persistent")).isEqualTo(new Json.Bool(true));
    assertThat(desk.connector.store().orElseThrow().find(new SessionId(created.id()))).isPresent();
    assertThat(desk.post(path(created) + "/promote", null).status()).isEqualTo(409);
    assertThat(desk.post(Desk.SESSIONS + "/none/promote", null).status()).isEqualTo(404);
  }

  @Test
  void demotedSessionExpires() {
    var created = desk.create(Desk.PERSISTENT_BODY);

    var before = Instant.now();
    var demoted = desk.post(path(created) + "/demote", "{\"ttl_hours\":0.5}");

    assertThat(demoted.status()).isEqualTo(200);
    assertThat(Duration.between(before, Instant.parse(demoted.text("expires_at"))))
        .isBetween(Duration.ofMinutes(29), Duration.ofMinutes(31));
    assertThat(desk.post(path(created) + "/demote", null).status()).isEqualTo(409);
    assertThat(desk.post(Desk.SESSIONS + "/none/demote", null).status()).isEqualTo(404);
    assertThat(
            desk.post(path(desk.create(Desk.PERSISTENT_BODY)) + "/demote", "{\"ttl_hours\":0}")
                .status())
        .isEqualTo(422);
  }
}
