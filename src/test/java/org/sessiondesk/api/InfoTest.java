package org.sessiondesk.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.sessiondesk.redis.testing.RedisServer;
import org.sessiondesk.session.Json;

/** What the API tells about itself. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway") // a member that is missing fails the test
class InfoTest {
  private final RedisServer redis = RedisServer.start();
  private final Desk desk = Desk.with(redis);

  @AfterAll
  void close() {
    desk.close();
    redis.close();
  }

  @Test
  @DisplayName("issue 8: voices as edge-tts names the fields")
  void voices() {
    assertThat(desk.get("/api/v1/voices").body())
        .isEqualTo(
            "[{\"Name\":\"Microsoft Server Speech Text to Speech Voice (zh-CN-liaoning,"
                + " XiaobeiNeural)\",\"ShortName\":\"zh-CN-liaoning-XiaobeiNeural\","
                + "\"Gender\":\"Female\",\"Locale\":\"zh-CN\"}]");
  }

  @Test
  @DisplayName("issue 4: /health tells how far the store's picture is")
  void healthTellsOfTheStore() {
    desk.create(Desk.PERSISTENT_BODY);
    var health = desk.get("/health");

    assertThat(health.status()).isEqualTo(200);
    assertThat(health.body())
        .startsWith("{\"status\":\"ok\",\"reasons\":[],\"store\":{\"state\":\"up\",\"loaded\":")
        .endsWith(",\"complete\":true,\"tracking\":\"live\"}}");
  }

  @Test
  void metricsAreCountedByRoute() {
    desk.create(Desk.BODY);
    desk.get(Desk.SESSIONS + "/no-such-session");
    desk.get("/no/such/path");

    var text = desk.get("/metrics").body();

    assertThat(text)
        .containsPattern(
            "session_desk_http_requests_total\\{method=\"POST\","
                + "route=\"/api/v1/sessions\",status=\"201\"} [1-9]")
        .containsPattern("route=\"/api/v1/sessions/\\{session_id}\",status=\"404\"} [1-9]")
        .containsPattern("route=\"other\",status=\"404\"} [1-9]")
        .contains("session_desk_store_up 1")
        .containsPattern("session_desk_sessions\\{kind=\"temporary\",state=\"active\"} [1-9]")
        .doesNotContain("no-such-session");
    // Every sample line has the form that Prometheus reads.
    var sample = Pattern.compile("[a-z_]+(\\{([a-z]+=\"[^\"]*\",?)+})? -?[0-9.eE+-]+");
    assertThat(text.lines().filter(line -> !line.startsWith("#")))
        .allMatch(line -> sample.matcher(line).matches());
  }

  @Test
  @DisplayName("issue 3: /openapi.json is written from one source with the routes")
  void everythingDescribedAnswers() {
    var paths = (Json.Obj) desk.get("/openapi.json").json().members().get("paths");
    assertThat(paths).isNotNull();
    assertThat(paths.members().keySet())
        .contains(
            "/",
            "/api/v1/sessions",
            "/api/v1/sessions/stats",
            "/api/v1/sessions/{session_id}",
            "/api/v1/sessions/{session_id}/segment",
            "/api/v1/sessions/{session_id}/promote",
            "/api/v1/sessions/{session_id}/demote",
            "/api/v1/voices",
            "/api/v1/events",
            "/health",
            "/metrics");
    paths
        .members()
        .forEach(
            (path, operations) -> {
              var allowed = desk.send("PUT", path.replaceAll("\\{\\w+}", "x"), "{}");
              assertThat(allowed.status()).isEqualTo(405);
              Set<String> described = new TreeSet<>();
              ((Json.Obj) operations)
                  .members()
                  .keySet()
                  .forEach(method -> described.add(method.toUpperCase(Locale.ROOT)));
              assertThat(Set.of(allowed.header("Allow").split(", "))).isEqualTo(described);
            });
  }

  @Test
  void everySchemaThatIsNamedIsDescribed() {
    var description = desk.get("/openapi.json");
    var components = (Json.Obj) description.json().members().get("components");
    var schemas = (Json.Obj) components.members().get("schemas");
    var named = Pattern.compile("#/components/schemas/(\\w+)").matcher(description.body());

    assertThat(named.results().map(result -> result.group(1)).distinct())
        .isNotEmpty()
        .allMatch(schemas.members()::containsKey);
  }

  @Test
  @DisplayName("issue 3: /docs needs no network")
  void pageTakesEverythingFromHere() {
    var page = desk.get("/docs");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'");
    assertThat(page.body()).doesNotContain("http:", "https:", "//");

    var files = Pattern.compile("(?:src|href)=\"([^\"]+)\"").matcher(page.body());
    assertThat(files.results().map(file -> desk.get(file.group(1)).status()))
        .hasSize(4)
        .containsOnly(200);
    assertThat(desk.get("/docs/swagger-ui.css").header("Content-Type")).startsWith("text/css");
    assertThat(desk.get("/docs/..%2F..%2Fversion.properties").status()).isEqualTo(404);
    assertThat(desk.get("/docs/index.html").status()).isEqualTo(404);
  }
}
