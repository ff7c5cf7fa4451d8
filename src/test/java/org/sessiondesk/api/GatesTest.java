package org.sessiondesk.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sessiondesk.connection.Secret;
import org.sessiondesk.redis.testing.RedisServer;
import org.sessiondesk.session.Actor;
import org.sessiondesk.session.Change;

/** Who is let in. */
class GatesTest {
  private static final Optional<Secret> TOKEN = Optional.of(Secret.of("open sesame"));
  private static final Optional<Secret> OTHER = Optional.of(Secret.of("for keeps"));

  private static String stats(String headers) {
    return "GET /api/v1/sessions/stats HTTP/1.1\n" + headers;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1:8090",
        "127.0.0.1",
        "localhost:1",
        "LOCALHOST",
        "[::1]:8000",
        "10.1.2.3"
      })
  void ownNamesAndAddressesAreLetIn(String host) throws IOException {
    try (var desk = Desk.withoutRedis()) {
      assertThat(RawHttp.send(desk.server.port(), stats("Host: " + host)).status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"evil.example", "localhost.evil.example", "127.0.0.1.nip.io", "a@localhost"})
  @DisplayName("issue 3: Host is checked (DNS rebinding)")
  void foreignHostIsRefused(String host) throws IOException {
    try (var desk = Desk.withoutRedis()) {
      var answer = RawHttp.send(desk.server.port(), stats("Host: " + host));

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.body()).contains("\"detail\"");
    }
  }

  @Test
  void furtherNameIsLetInWhereConfigured() throws IOException {
    try (var desk =
        Desk.withoutRedis(config -> config.withAllowed(List.of("desk.example"), List.of()))) {
      assertThat(RawHttp.send(desk.server.port(), stats("Host: desk.example:80")).status())
          .isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://evil.example", "null", "https://127.0.0.1:8090"})
  void pageFromElsewhereMayNotCall(String origin) throws IOException {
    try (var desk = Desk.withoutRedis()) {
      var head = "DELETE /api/v1/sessions/x HTTP/1.1\nHost: 127.0.0.1:8090\nOrigin: " + origin;

      assertThat(RawHttp.send(desk.server.port(), head).status()).isEqualTo(403);
    }
  }

  @Test
  void ownPageMayCall() throws IOException {
    try (var desk = Desk.withoutRedis()) {
      var answer =
          RawHttp.send(
              desk.server.port(), stats("Host: 127.0.0.1:8090\nOrigin: http://127.0.0.1:8090"));

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
    }
  }

  @Test
  void configuredPageMayCall() throws IOException {
    var page = "https://desk.example";
    try (var desk = Desk.withoutRedis(config -> config.withAllowed(List.of(), List.of(page)))) {
      var head = "Host: 127.0.0.1\nOrigin: " + page;
      var answer = RawHttp.send(desk.server.port(), stats(head));
      var asked =
          RawHttp.send(
              desk.server.port(),
              "OPTIONS /api/v1/sessions HTTP/1.1\n"
                  + head
                  + "\nAccess-Control-Request-Method: POST");

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(page);
      assertThat(asked.status()).isEqualTo(204);
      assertThat(asked.header("Access-Control-Allow-Methods")).contains("POST");
    }
  }

  @Test
  @DisplayName("issue 3: with a token configured, nothing of sessions is told without it")
  void tokenIsNeeded() {
    try (var desk = Desk.withoutRedis(config -> config.withTokens(TOKEN, Optional.empty()))) {
      assertThat(desk.get("/api/v1/sessions").status()).isEqualTo(401);
      assertThat(desk.get("/api/v1/sessions").header("WWW-Authenticate")).isEqualTo("Bearer");
      assertThat(desk.get("/nowhere").status()).isEqualTo(401);
      assertThat(desk.get("/metrics").status()).isEqualTo(401);
      assertThat(desk.get("/api/v1/sessions", "Authorization", "Bearer open sesam").status())
          .isEqualTo(401);
      assertThat(desk.get("/api/v1/sessions", "Authorization", "bearer open sesame").status())
          .isEqualTo(200);
      assertThat(desk.get("/health").status()).isEqualTo(200);
      assertThat(desk.get("/docs").status()).isEqualTo(200);
    }
  }

  @Test
  @DisplayName("requirements: the right to create persistent sessions can be limited")
  void persistentSessionsNeedTheirOwnToken() {
    try (var redis = RedisServer.start();
        var desk = Desk.with(redis, config -> config.withTokens(Optional.empty(), OTHER))) {
      var temporary = desk.create(Desk.BODY);
      var promote = Desk.SESSIONS + "/" + temporary.id() + "/promote";
      var right = new String[] {"Authorization", "Bearer for keeps"};

      assertThat(temporary.status()).isEqualTo(201);
      assertThat(desk.create(Desk.PERSISTENT_BODY).status()).isEqualTo(403);
      assertThat(desk.post(promote, null).status()).isEqualTo(403);
      assertThat(desk.post(Desk.SESSIONS, Desk.PERSISTENT_BODY, right).status()).isEqualTo(201);
      assertThat(desk.post(promote, null, right).status()).isEqualTo(200);
    }
  }

  @Test
  void persistentTokenMayDoEverything() {
    try (var desk = Desk.withoutRedis(config -> config.withTokens(TOKEN, OTHER))) {
      assertThat(desk.get("/api/v1/sessions", "Authorization", "Bearer for keeps").status())
          .isEqualTo(200);
      assertThat(
              desk.post(Desk.SESSIONS, Desk.PERSISTENT_BODY, "Authorization", "Bearer open sesame")
                  .status())
          .isEqualTo(403);
    }
  }

  @Test
  void gatesComeInTheirOrder() throws IOException {
    try (var desk = Desk.withoutRedis(config -> config.withTokens(TOKEN, Optional.empty()))) {
      int port = desk.server.port();
      var large = "Content-Length: 9999999\nExpect: 100-continue";
      var post = "POST /api/v1/sessions HTTP/1.1\n";

      assertThat(RawHttp.send(port, post + "Host: evil\nOrigin: http://evil\n" + large).status())
          .isEqualTo(400);
      assertThat(
              RawHttp.send(port, post + "Host: localhost\nOrigin: http://evil\n" + large).status())
          .isEqualTo(403);
      assertThat(RawHttp.send(port, post + "Host: localhost\n" + large).status()).isEqualTo(401);
      assertThat(
              RawHttp.send(
                      port, post + "Host: localhost\nAuthorization: Bearer open sesame\n" + large)
                  .status())
          .isEqualTo(413);
    }
  }

  @Test
  @DisplayName("changes are written down under the name of the token that was shown, and of none")
  void changesAreAuditedByToken() {
    try (var desk = Desk.withoutRedis(config -> config.withTokens(TOKEN, OTHER))) {
      var id =
          desk.send("POST", Desk.SESSIONS, Desk.BODY, "Authorization", "Bearer open sesame")
              .text("session_id");
      desk.send("DELETE", Desk.SESSIONS + "/" + id, null, "Authorization", "Bearer for keeps");

      assertThat(audited(desk))
          .containsExactly(
              Change.DELETE + " by API_PERSISTENT_TOKEN", Change.CREATE + " by API_TOKEN");
      assertThat(desk.journal.bin().batches()).as("what programs delete is not kept").isEmpty();
    }
    try (var desk = Desk.withoutRedis()) {
      desk.create(Desk.BODY);
      assertThat(audited(desk)).containsExactly(Change.CREATE + " by api");
    }
  }

  private static List<String> audited(Desk desk) {
    var all = new ArrayList<String>();
    desk.journal
        .audit()
        .read(
            entry -> {
              assertThat(entry.actor().face()).isEqualTo(Actor.Face.API);
              return all.add(entry.change() + " by " + entry.actor().name());
            });
    return all;
  }
}
