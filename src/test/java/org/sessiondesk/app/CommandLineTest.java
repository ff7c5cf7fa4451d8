package org.sessiondesk.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.redis.testing.RedisServer;

/** The commands on sessions: what they print, their exit codes. */
@SuppressWarnings("NullAway.Init") // made before each test
class CommandLineTest {
  private static final String PREFIX = ConnectionProfile.DEFAULT_KEY_PREFIX;
  private static final String VOICE = "zh-CN-XiaoxiaoNeural";

  @TempDir Path folder;
  private RedisServer redis;
  private Commands desk;

  @BeforeEach
  void start() {
    redis = RedisServer.start();
    desk = new Commands(folder, redis);
  }

  @AfterEach
  void stop() {
    desk.close();
    redis.close();
  }

  private String created(String text, String... more) {
    var arguments = new String[5 + more.length];
    System.arraycopy(new String[] {"create", "--voice", VOICE, "--text", text}, 0, arguments, 0, 5);
    System.arraycopy(more, 0, arguments, 5, more.length);
    var ended = desk.run(arguments);
    assertThat(ended.code()).as(ended.err()).isZero();
    return ended.out().strip();
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  @Test
  void aSessionIsMade_shown_segmented_andDeleted() throws Exception {
    var id = created("早上好。今天天气很好。", "--name", "早间", "--meta", "type=news");
    assertThat(redis.call("GET", PREFIX + id)).contains("\"type\": \"news\"");

    var got = desk.start("get", id, "--json").ended();
    assertThat(got.code()).as("the code of the process").isZero();
    assertThat(got.json("text")).isEqualTo("\"早上好。今天天气很好。\"");
    assertThat(got.json("name")).isEqualTo("\"早间\"");
    assertThat(desk.run("get", id, "--raw").out().strip())
        .isEqualTo(redis.call("GET", PREFIX + id));

    var segmented = desk.run("segment", id);
    assertThat(segmented.code()).isZero();
    assertThat(segmented.out()).contains("2 sentences");
    assertThat(redis.call("GET", PREFIX + id)).contains("\"sentences\": [{");

    assertThat(desk.run("stats", "--json").json("persistent_sessions")).isEqualTo("1");
    var deleted = desk.run("delete", id, "no-such-one", "--json");
    assertThat(deleted.code()).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(deleted.json("deleted")).isEqualTo("1");
    assertThat(deleted.json("not_found")).isEqualTo("[\"no-such-one\"]");
    assertThat(redis.call("DBSIZE")).isEqualTo("0");
    var gone = desk.run("get", id);
    assertThat(gone.code()).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(gone.err()).contains("There is no persistent session " + id);

    try (var bin = Files.walk(folder).filter(file -> file.toString().endsWith(".bin"))) {
      assertThat(Files.readString(bin.findFirst().orElseThrow())).contains(id);
    }
    try (var log = Files.walk(folder).filter(file -> file.endsWith("audit.jsonl"))) {
      assertThat(Files.readAllLines(log.findFirst().orElseThrow()))
          .hasSize(3)
          .allMatch(line -> line.contains("\"via\": \"command_line\""));
    }
  }

  @Test
  void listsAndQueries_findWhatTheWindowFinds() {
    created("The train leaves at nine.", "--meta", "type=news");
    created("今天天气很好。");
    redis.call("SET", PREFIX + "bad", "[]");

    var all = desk.run("list", "--json");
    assertThat(all.json("total")).isEqualTo("3");
    assertThat(all.out()).contains("not_an_object");
    var some = desk.run("list", "--query", "type:news");
    assertThat(some.out()).contains("The train leaves", "1 of 1 sessions").doesNotContain("天气");
    assertThat(desk.run("list", "--limit", "1").out()).contains("1 of 3 sessions");
    var exported = desk.run("export", file("some.jsonl"), "--query", "天气", "--json");
    assertThat(exported.json("sessions")).isEqualTo("1");
    var unclear = desk.run("list", "--query", "age:soon");
    assertThat(unclear.code()).isEqualTo(ExitCode.USAGE);
    assertThat(unclear.err()).contains("age:soon");
  }

  @Test
  @DisplayName("What is exported is imported again, encrypted too; a dry run changes nothing")
  void exportAndImport() throws IOException {
    var first = created("first");
    created("second");
    var before = redis.call("DEBUG", "DIGEST");
    Files.writeString(folder.resolve("secret"), "a pass-phrase\n");
    var sealed = file("all.sealed");

    assertThat(desk.run("export", file("all.zip")).code()).isZero();
    assertThat(desk.run("export", sealed, "--passphrase-file", file("secret")).code()).isZero();
    var again = desk.run("export", file("all.zip"));
    assertThat(again.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(again.err()).contains("exists already");
    assertThat(desk.run("export", file("all.zip"), "--force").code()).isZero();

    redis.call("DEL", PREFIX + first);
    var dry = desk.run("import", file("all.zip"), "--dry-run", "--json");
    assertThat(dry.code()).isZero();
    assertThat(dry.json("new")).isEqualTo("1");
    assertThat(dry.json("same")).isEqualTo("1");
    assertThat(redis.call("DBSIZE")).isEqualTo("1");
    var asks = desk.run("import", sealed);
    assertThat(asks.code()).isEqualTo(ExitCode.USAGE);
    assertThat(asks.err()).contains("--passphrase-file");
    Files.writeString(folder.resolve("wrong"), "another\n");
    assertThat(desk.run("import", sealed, "--passphrase-file", file("wrong")).code())
        .isEqualTo(ExitCode.REFUSED);

    var imported = desk.run("import", sealed, "--passphrase-file", file("secret"), "--json");

    assertThat(imported.code()).as(imported.err()).isZero();
    assertThat(imported.json("result", "created")).isEqualTo("1");
    assertThat(redis.call("DEBUG", "DIGEST")).isEqualTo(before);
    assertThat(folder.resolve("data").resolve("logs").resolve("session-desk-command.log"))
        .content()
        .doesNotContain("a pass-phrase");
  }

  @Test
  void policiesAndBrokenLines() throws IOException {
    var id = created("mine");
    var value = redis.call("GET", PREFIX + id);
    Files.writeString(
        folder.resolve("lines.txt"), value.replace("mine", "theirs") + "\nhello world\n");

    var refused = desk.run("import", file("lines.txt"), "--policy", "overwrite");
    assertThat(refused.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(refused.out()).contains("line 2 (NOT_JSON)", "Nothing was imported");
    assertThat(redis.call("GET", PREFIX + id)).isEqualTo(value);

    var skipped = desk.run("import", file("lines.txt"), "--on-broken", "continue");
    assertThat(skipped.code()).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(skipped.out()).contains("different: what is stored stays");
    assertThat(redis.call("GET", PREFIX + id)).isEqualTo(value);

    desk.run("import", file("lines.txt"), "--on-broken", "continue", "--policy", "new-ids");
    assertThat(redis.call("DBSIZE")).isEqualTo("2");
    assertThat(redis.call("GET", PREFIX + id)).isEqualTo(value);

    desk.run("import", file("lines.txt"), "--on-broken", "continue", "--policy", "overwrite");
    assertThat(redis.call("GET", PREFIX + id)).contains("theirs");

    var unknown = desk.run("import", file("lines.txt"), "--policy", "sometimes");
    assertThat(unknown.code()).isEqualTo(ExitCode.USAGE);
    assertThat(unknown.err()).contains("new-ids");
  }

  @Test
  @DisplayName("An import that is killed has stored whole sessions only; the next one goes on")
  void killedInTheMiddle() throws InterruptedException {
    var id = created("many");
    int count = 60_000;
    fill(id, count);
    var file = file("many.jsonl");
    assertThat(desk.run("export", file).code()).isZero();
    var before = redis.call("DEBUG", "DIGEST");
    redis.call("FLUSHALL");

    var running = desk.start("import", file);
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(5))
        .until(() -> Long.parseLong(redis.call("DBSIZE")) > 1_000);
    running.process().destroyForcibly().waitFor();
    assertThat(running.process().exitValue()).isNotZero();
    long stored = Long.parseLong(redis.call("DBSIZE"));
    assertThat(stored).isBetween(1_000L, count - 1L);

    var again = desk.run("import", file, "--json");

    assertThat(again.code()).as(again.err()).isZero();
    long created = Long.parseLong(again.json("result", "created"));
    assertThat(created + Long.parseLong(again.json("same"))).isEqualTo(count + 1L);
    assertThat(created).isLessThanOrEqualTo(count + 1 - stored);
    assertThat(redis.call("DEBUG", "DIGEST")).isEqualTo(before);
  }

  private void fill(String id, int count) {
    redis.call(
        "EVAL",
        "local v = redis.call('GET', KEYS[1] .. ARGV[2]) "
            + "for i = 1, ARGV[1] do redis.call('SET', KEYS[1] .. 'p-' .. i, v) end",
        "1",
        PREFIX,
        Integer.toString(count),
        id);
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no signals")
  @DisplayName("An export that is asked to end leaves no file, and nothing beside it")
  void interruptedExport() throws IOException {
    var id = created("many");
    fill(id, 80_000);
    var file = folder.resolve("many.zip");

    var running = desk.start("export", file.toString());
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(2))
        .until(() -> folder.toFile().list((_, name) -> name.endsWith(".part")).length == 1);
    running.process().destroy();

    var ended = running.ended();
    assertThat(ended.code()).isNotZero();
    assertThat(file).doesNotExist();
    assertThat(folder).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void aStoreThatIsNotThere_isNamed() {
    redis.kill();
    var ended = desk.run("stats", "--json");
    assertThat(ended.code()).isEqualTo(ExitCode.NO_STORE);
    assertThat(ended.err()).contains("redis://127.0.0.1:" + redis.port(), "UNREACHABLE");
    assertThat(ended.json("exit_code")).isEqualTo("5");
  }

  @Test
  void withoutPersistentSessions_aCommandSaysSo() {
    var ended = new Commands(folder).with("REDIS_ENABLED", "false").run("list");
    assertThat(ended.code()).isEqualTo(ExitCode.NO_STORE);
    assertThat(ended.err()).contains("REDIS_ENABLED=false", "running program only");
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no built-in store")
  @DisplayName("Beside a service that has the data folder a command works on the same store")
  void besideAService() throws Exception {
    try (var builtIn = new Commands(folder)) {
      int port = RedisServer.freePort();
      var service = builtIn.start("--headless", "--port", Integer.toString(port));
      var log = folder.resolve("data").resolve("logs").resolve("session-desk-headless.log");
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () -> Files.exists(log) && Files.readString(log).contains("Connected to built-in"));

      var made = builtIn.run("create", "--voice", VOICE, "--text", "beside");
      assertThat(made.code()).as(made.err()).isZero();
      assertThat(builtIn.run("stats", "--json").json("persistent_sessions")).isEqualTo("1");
      assertThat(service.process().isAlive()).isTrue();
      assertThat(Files.readString(log)).doesNotContain("lost");
    }
  }

  @Test
  void whatMakesNoSense_isRefused() throws IOException {
    assertThat(desk.run("create", "--text", "x", "--voice", "nobody").code())
        .isEqualTo(ExitCode.USAGE);
    assertThat(desk.run("create", "--voice", VOICE).code()).isEqualTo(ExitCode.USAGE);
    assertThat(desk.run("segment").code()).isEqualTo(ExitCode.USAGE);
    assertThat(desk.run("export", file("x.csv"), "--encrypt").code()).isEqualTo(ExitCode.USAGE);
    assertThat(desk.run("export", file("none/x.zip")).code()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(desk.run("import", file("nothing")).code()).isEqualTo(ExitCode.UNUSABLE);
    Files.writeString(folder.resolve("table.csv"), "session_id,kind\r\n");
    var csv = desk.run("import", file("table.csv"));
    assertThat(csv.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(csv.err()).contains("CSV");
    Files.writeString(folder.resolve("empty"), "\n");
    assertThat(desk.run("export", file("x.zip"), "--passphrase-file", file("empty")).code())
        .isEqualTo(ExitCode.USAGE);
  }

  @Test
  @DisplayName("A production profile wants its name before what destroys; a read-only one refuses")
  void guardedProfiles() {
    var id = created("guarded");
    var production = new Commands(folder, redis).with("REDIS_DEPLOYMENT", "production");
    var refused = production.run("delete", id);
    assertThat(refused.code()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err()).contains("production", "--confirm");
    assertThat(redis.call("DBSIZE")).isEqualTo("1");
    var name = production.run("stats", "--json").json("profile").replace("\"", "");
    assertThat(production.run("export", file("guarded.zip")).code()).isZero();
    assertThat(production.run("delete", id, "--confirm", name).code()).isZero();
    assertThat(redis.call("DBSIZE")).isEqualTo("0");

    var locked = new Commands(folder, redis).with("REDIS_READ_ONLY", "true");
    var imported = locked.run("import", file("guarded.zip"));
    assertThat(imported.code()).isEqualTo(ExitCode.NO_STORE);
    assertThat(imported.out()).contains("read-only");
    assertThat(locked.run("create", "--voice", VOICE, "--text", "x").code())
        .isEqualTo(ExitCode.NO_STORE);
    assertThat(redis.call("DBSIZE")).isEqualTo("0");
  }
}
