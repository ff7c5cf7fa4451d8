package org.sessiondesk.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.redis.testing.RedisServer;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.NewSession;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.settings.Environment;

/** Clean-up, edit and promote on the command line: what guards them, and what they leave. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // made before the tests
class BulkCommandsTest {
  private static final String PREFIX = ConnectionProfile.DEFAULT_KEY_PREFIX;
  private static final String VOICE = "zh-CN-XiaoxiaoNeural";

  @TempDir Path shared;
  private Path folder;
  private RedisServer redis;
  private Commands desk;
  private int runs;

  @BeforeAll
  void startRedis() {
    redis = RedisServer.start();
  }

  @AfterAll
  void stopRedis() {
    redis.close();
  }

  @BeforeEach
  void start() throws IOException {
    redis.call("FLUSHALL");
    folder = Files.createDirectory(shared.resolve("run-" + runs++));
    desk = new Commands(folder, redis);
  }

  /** Stores sessions of ids {@code p-1} and so on. */
  private void fill(int count) {
    redis.call(
        "EVAL",
        "for i = 1, ARGV[1] do redis.call('SET', KEYS[1] .. 'p-' .. i, ARGV[2]) end",
        "1",
        PREFIX,
        Integer.toString(count),
        """
        {"session_id": "p", "text": "many", "voice": "%s", "persistent": true, \
        "created_at": "2026-01-01T00:00:00", "expires_at": null, "sentences": null, \
        "metadata": {"type": "news"}}\
        """
            .formatted(VOICE));
  }

  /** The lines of the audit log. */
  private List<String> audit() throws IOException {
    try (var files = Files.walk(folder)) {
      var log = files.filter(file -> file.endsWith("audit.jsonl")).findFirst();
      return log.isEmpty() ? List.of() : Files.readAllLines(log.get());
    }
  }

  private void assertUsage(String said, String... arguments) {
    var ended = desk.run(arguments);
    assertThat(ended.code()).as(ended.out() + ended.err()).isEqualTo(ExitCode.USAGE);
    assertThat(ended.err()).contains(said);
  }

  @Test
  @DisplayName("A clean-up counts first, wants that number, and writes down what it deletes")
  void cleanup() throws IOException {
    fill(30);
    redis.call("SET", PREFIX + "odd", "not to be read");
    var dry = desk.run("cleanup", "--all", "--dry-run", "--json");
    assertThat(dry.code()).as(dry.err()).isZero();
    assertThat(dry.json("sessions")).isEqualTo("31");
    assertThat(dry.json("unreadable")).isEqualTo("1");
    assertThat(dry.json("fits_bin")).isEqualTo("true");

    assertUsage("Say with --number", "cleanup", "--query", "type:news");
    assertUsage("say --all", "cleanup", "--query", " ", "--yes");
    assertUsage("Name either", "cleanup", "--yes");
    assertUsage("Name either", "cleanup", "--all", "--id", "p-1", "--yes");
    assertUsage(
        "30 sessions would be changed, but 29",
        "cleanup",
        "--query",
        "type:news",
        "--number",
        "29");
    assertThat(redis.call("DBSIZE")).isEqualTo("31");
    assertThat(audit()).isEmpty();

    var ended = desk.run("cleanup", "--query", "type:news", "--number", "30", "--json");

    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.json("result", "deleted")).isEqualTo("30");
    assertThat(ended.json("result", "kept")).isEqualTo("30");
    assertThat(redis.call("DBSIZE")).isEqualTo("1");
    assertThat(audit())
        .hasSize(30)
        .allMatch(line -> line.contains("\"change\": \"delete\"") && line.contains("command_line"));
    var missing = desk.run("cleanup", "--id", "odd", "--id", "nobody", "--yes", "--for-ever");
    assertThat(missing.code()).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(missing.out()).contains("1 were not found", "1 deleted").doesNotContain("bin");
    assertThat(audit()).hasSize(31);
    assertThat(redis.call("DBSIZE")).isEqualTo("0");
  }

  @Test
  @DisplayName("More than the recycle bin may hold is deleted only for ever, where that is said")
  void moreThanTheBin() throws IOException {
    redis.call(
        "EVAL",
        "for i = 1, 200 do redis.call('SET', KEYS[1] .. i, string.rep('x', 100000)) end",
        "1",
        PREFIX);
    var config = Files.createDirectories(folder.resolve("data").resolve("config"));
    Files.writeString(config.resolve("settings.json"), "{\"journal\": {\"binMegabytes\": 16}}");
    var refused = desk.run("cleanup", "--all", "--number", "200");
    assertThat(refused.code()).as(refused.err()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(refused.out()).contains("no room in the recycle bin", "--for-ever");
    assertThat(redis.call("DBSIZE")).isEqualTo("200");
    assertThat(desk.run("cleanup", "--all", "--number", "200", "--for-ever").code()).isZero();
    assertThat(redis.call("DBSIZE")).isEqualTo("0");
    assertThat(audit()).hasSize(200);
  }

  @Test
  @DisplayName("Production wants its name and the number; a read-only profile refuses")
  void guards() throws IOException {
    fill(2);
    desk.with("REDIS_DEPLOYMENT", "production");
    var name = desk.run("stats", "--json").json("profile").replace("\"", "");
    assertUsage("marked as production", "cleanup", "--all", "--number", "2");
    assertUsage("marked as production", "edit", "--all", "--voice", VOICE, "--number", "2");
    assertUsage("Say with --number", "cleanup", "--all", "--yes", "--confirm", name);
    assertThat(desk.run("cleanup", "--all", "--dry-run").code()).isZero();

    desk.with("REDIS_READ_ONLY", "true");
    for (var refused :
        List.of(
            desk.run("cleanup", "--all", "--number", "2", "--confirm", name),
            desk.run(
                "edit", "--all", "--name", "n", "--number", "2", "--confirm", name, "--json"))) {
      assertThat(refused.code()).as(refused.out()).isEqualTo(ExitCode.NO_STORE);
      assertThat(refused.out()).contains("read-only");
    }
    assertThat(redis.call("DBSIZE")).isEqualTo("2");
    assertThat(audit()).isEmpty();
  }

  @Test
  void edit() throws IOException {
    fill(20);
    redis.call("SET", PREFIX + "odd", "not to be read");
    assertUsage("Say what to change", "edit", "--all", "--yes");
    var dry = desk.run("edit", "--all", "--voice", "nobody", "--dry-run");
    assertThat(dry.code()).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(dry.out()).contains("0 sessions to change", "would break the rules", "VOICE");

    var ended =
        desk.run(
            "edit",
            "--all",
            "--yes",
            "--name",
            "早间",
            "--meta",
            "year=2026",
            "--remove-meta",
            "type",
            "--json");

    assertThat(ended.code()).as("one cannot be read").isEqualTo(ExitCode.INCOMPLETE);
    assertThat(ended.json("result", "edited")).isEqualTo("20");
    assertThat(ended.json("unreadable", "count")).isEqualTo("1");
    assertThat(redis.call("GET", PREFIX + "p-7"))
        .contains("\"metadata\": {\"year\": \"2026\"}")
        .contains("\"name\": \"\\u65e9\\u95f4\"");
    assertThat(audit()).hasSize(20).allMatch(line -> line.contains("\"change\": \"update\""));
    var again = desk.run("edit", "--query", "早间", "--name", "早间", "--number", "0");
    assertThat(again.code()).as(again.err()).isZero();
    assertThat(again.out()).contains("20 are so already");
  }

  @Test
  @DisplayName("A program that runs is asked to promote what is in its memory")
  void promote() throws Exception {
    var options = new DeskOptions();
    options.dataDir = folder.resolve("service");
    var environment =
        Map.of(
            "REDIS_ENABLED", "true",
            "REDIS_URL", "redis://127.0.0.1:" + redis.port() + "/0",
            "API_TOKEN", "reads",
            "API_PERSISTENT_TOKEN", "stores");
    try (var service =
        new AppContext(options, Environment.of(environment, null), InstantSource.system())) {
      service.connect();
      var address = service.closeLater(new ApiHost(service, 0)).apply(true).address();
      for (int i = 0; i < 40; i++) {
        service
            .service()
            .create(
                new NewSession(
                    "text " + i, VOICE, null, false, Duration.ofHours(1), new Json.Obj(Map.of())));
      }
      var taken = new SessionId[1];
      service.service().forEachTemporary(held -> taken[0] = held.id());
      redis.call("SET", PREFIX + taken[0], "another one");

      var refused = desk.run("promote", "--url", address);
      assertThat(refused.code()).isEqualTo(ExitCode.USAGE);
      assertThat(refused.err()).contains("API_TOKEN");
      desk.with("API_TOKEN", "reads").with("API_PERSISTENT_TOKEN", "stores");
      var dry = desk.run("promote", "--url", address, "--query", "text", "--dry-run", "--json");
      assertThat(dry.json("sessions")).as(dry.err()).isEqualTo("40");
      assertThat(redis.call("DBSIZE")).isEqualTo("1");

      var ended = desk.run("promote", "--url", address, "--json");

      assertThat(ended.code()).as(ended.err() + ended.out()).isEqualTo(ExitCode.INCOMPLETE);
      assertThat(ended.json("promoted")).isEqualTo("39");
      assertThat(ended.json("conflicts")).isEqualTo("[\"" + taken[0] + "\"]");
      assertThat(redis.call("DBSIZE")).isEqualTo("40");
      assertThat(service.service().temporaryCounts().total()).isEqualTo(1);
      assertThat(audit())
          .filteredOn(line -> line.contains("\"change\": \"promote\""))
          .hasSize(39)
          .allMatch(line -> line.contains("API_PERSISTENT_TOKEN"));
    }
    var nobody = desk.run("promote", "--url", "http://127.0.0.1:1");
    assertThat(nobody.code()).isEqualTo(ExitCode.NO_STORE);
    assertThat(nobody.err()).contains("No program answers at http://127.0.0.1:1");
    assertUsage("no address", "promote", "--url", "nonsense");
  }
}
