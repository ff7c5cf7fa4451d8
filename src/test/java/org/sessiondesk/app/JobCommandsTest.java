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

/** Backup, restore and copy as processes of their own: exit codes, and what a kill leaves. */
@SuppressWarnings("NullAway.Init") // made before each test
class JobCommandsTest {
  private static final String PREFIX = ConnectionProfile.DEFAULT_KEY_PREFIX;
  private static final String VOICE = "zh-CN-XiaoxiaoNeural";

  @TempDir Path folder;
  private RedisServer redis;
  private RedisServer other;
  private Commands desk;

  @BeforeEach
  void start() throws IOException {
    redis = RedisServer.start();
    other = RedisServer.start();
    desk = new Commands(folder, redis);
    addProfile("Elsewhere", other, "staging");
  }

  @AfterEach
  void stop() {
    desk.close();
    redis.close();
    other.close();
  }

  /** Puts a profile into the settings file, as the window does. */
  private void addProfile(String name, RedisServer server, String deployment) throws IOException {
    var config = Files.createDirectories(folder.resolve("data").resolve("config"));
    Files.writeString(
        config.resolve("settings.json"),
        """
        {"profiles": [{"id": "other", "name": "%s", "url": "redis://127.0.0.1:%d/0",
          "deployment": "%s"}]}
        """
            .formatted(name, server.port(), deployment));
  }

  private void fill(int count) {
    var made = desk.run("create", "--voice", VOICE, "--text", "many", "--meta", "type=news");
    assertThat(made.code()).as(made.err()).isZero();
    redis.call(
        "EVAL",
        "local v = redis.call('GET', KEYS[1] .. ARGV[2]) "
            + "for i = 1, ARGV[1] do redis.call('SET', KEYS[1] .. 'p-' .. i, v) end",
        "1",
        PREFIX,
        Integer.toString(count - 1),
        made.out().strip());
  }

  private String copied(String... more) {
    return desk.run(more).out();
  }

  @Test
  void backup_provesTheSave_andSaysWhereTheFileLies() {
    fill(10);
    assertThat(desk.run("backup", "--dry-run").out()).contains("changes since then");

    var ended = desk.run("backup", "--json");

    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.json("end")).isEqualTo("\"saved\"");
    assertThat(ended.json("keys")).isEqualTo("10");
    assertThat(Path.of(ended.json("place").replace("\"", ""))).isRegularFile();
  }

  @Test
  @DisplayName("A dry run copies nothing; a copy is verified; again there is nothing to do")
  void copy() {
    fill(100);
    var dry = desk.run("copy", "--to", "elsewhere", "--dry-run", "--json");
    assertThat(dry.code()).as(dry.err()).isZero();
    assertThat(dry.json("to_store")).isEqualTo("100");
    assertThat(other.call("DBSIZE")).isEqualTo("0");

    var ended = desk.run("copy", "--to", "elsewhere", "--json");

    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.json("result", "created")).isEqualTo("100");
    assertThat(ended.json("verified", "same")).isEqualTo("100");
    assertThat(other.call("DEBUG", "DIGEST")).isEqualTo(redis.call("DEBUG", "DIGEST"));
    assertThat(copied("copy", "--to", "elsewhere")).contains("0 stored");
    assertThat(desk.run("copy", "--to", "nobody").code()).isNotZero();
    assertThat(desk.run("copy", "--to", "elsewhere", "--rate", "-1").code())
        .isEqualTo(ExitCode.USAGE);
  }

  @Test
  @DisplayName("To production only with its name; the source may be production")
  void copyToProduction() throws IOException {
    addProfile("Live", other, "production");
    fill(3);
    var refused = desk.run("copy", "--to", "live");
    assertThat(refused.code()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err()).contains("'Live' is marked as production");
    assertThat(other.call("DBSIZE")).isEqualTo("0");
    assertThat(desk.run("copy", "--to", "live", "--dry-run").code()).isZero();
    assertThat(desk.run("copy", "--to", "live", "--confirm", "Live").code()).isZero();
    assertThat(other.call("DBSIZE")).isEqualTo("3");
  }

  @Test
  @DisplayName("A copy that is killed leaves whole sessions only, and run again it goes on")
  void killedCopy() throws InterruptedException {
    fill(30_000);
    var before = redis.call("DEBUG", "DIGEST");
    var running = desk.start("copy", "--to", "elsewhere");
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(2))
        .until(() -> Long.parseLong(other.call("DBSIZE")) > 1_000);
    running.process().destroyForcibly().waitFor();
    long stored = Long.parseLong(other.call("DBSIZE"));
    assertThat(stored).isBetween(1_000L, 29_999L);
    assertThat(redis.call("DEBUG", "DIGEST")).as("the source").isEqualTo(before);

    var again = desk.run("copy", "--to", "elsewhere", "--json");

    assertThat(again.code()).as(again.err()).isZero();
    assertThat(Long.parseLong(again.json("result", "created"))).isEqualTo(30_000 - stored);
    assertThat(other.call("DEBUG", "DIGEST")).isEqualTo(before);
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no built-in store")
  @DisplayName("The built-in store is copied and put back; killed meanwhile it holds old or new")
  void builtIn() throws Exception {
    try (var own = new Commands(folder)) {
      assertThat(own.run("create", "--voice", VOICE, "--text", "one").code()).isZero();
      var made = own.run("backup", "--json");
      assertThat(made.code()).as(made.err()).isZero();
      var name = made.json("copy", "name").replace("\"", "");
      assertThat(own.run("create", "--voice", VOICE, "--text", "two").code()).isZero();
      assertThat(own.run("backup", "--list").out()).contains(name);
      assertThat(own.run("restore", name, "--dry-run").out()).contains(name);
      assertThat(own.run("restore", "no-such-copy").code()).isEqualTo(ExitCode.USAGE);

      var restored = own.run("restore", name, "--json");

      assertThat(restored.code()).as(restored.err()).isZero();
      assertThat(own.run("stats", "--json").json("persistent_sessions")).isEqualTo("1");
      var aside = restored.json("aside", "name").replace("\"", "");
      assertThat(own.run("restore", aside).code()).isZero();
      assertThat(own.run("stats", "--json").json("persistent_sessions")).isEqualTo("2");
      killedAtEachStep(own, name);
    }
  }

  /** Each time the copy of one is put back over two, and each time it is killed a little later. */
  private void killedAtEachStep(Commands own, String name) throws Exception {
    var data = folder.resolve("data").resolve("data").resolve("redis");
    var asides = data.resolve("copies");
    for (int step = 0; step < 3; step++) {
      int kept = asides.toFile().list().length;
      int now = step;
      var running = own.start("restore", name);
      await()
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(1))
          .until(
              () ->
                  !running.process().isAlive()
                      || switch (now) {
                        case 0 ->
                            Files.exists(data.resolve("users"))
                                && data.resolve("users").toFile().list().length > 0;
                        case 1 -> Files.exists(data.resolve("restore.tmp"));
                        default -> asides.toFile().list().length > kept;
                      });
      running.process().destroyForcibly().waitFor();

      var stats = own.run("stats", "--json");

      assertThat(stats.code()).as(stats.err()).isZero();
      assertThat(stats.json("persistent_sessions")).isIn("1", "2");
      var copies = own.run("backup", "--list", "--json");
      assertThat(copies.code()).isZero();
      assertThat(copies.out()).contains(name, "kept-aside");
      if (stats.json("persistent_sessions").equals("1")) {
        var last = own.run("restore", "latest", "--json");
        assertThat(last.json("keys")).as("what was kept aside").isEqualTo("2");
      }
    }
  }
}
