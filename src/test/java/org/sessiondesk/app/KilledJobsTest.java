package org.sessiondesk.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.redis.testing.RedisServer;
import org.sessiondesk.service.PutBack;
import org.sessiondesk.session.KeptBatch;
import org.sessiondesk.session.Progress;
import org.sessiondesk.settings.Environment;

/**
 * Jobs that are killed in the middle, and what is then on disk and in Redis. Copying and importing:
 * {@link JobCommandsTest}, {@link CommandLineTest}.
 */
@SuppressWarnings("NullAway.Init") // made before each test
class KilledJobsTest {
  private static final String PREFIX = ConnectionProfile.DEFAULT_KEY_PREFIX;
  private static final String VOICE = "zh-CN-XiaoxiaoNeural";
  private static final int COUNT = 15_000;

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
        "metadata": {}}\
        """
            .formatted(VOICE));
  }

  private long stored() {
    return Long.parseLong(redis.call("DBSIZE"));
  }

  private String digest() {
    return redis.call("DEBUG", "DIGEST");
  }

  /** Starts a command, and kills it once {@code when} holds. */
  private void killed(BooleanSupplier when, String... arguments) throws InterruptedException {
    var running = desk.start(arguments);
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(1))
        .until(when::getAsBoolean);
    running.process().destroyForcibly().waitFor();
    assertThat(running.process().exitValue()).as("it was not done yet").isNotZero();
  }

  private long audited() {
    try (var files = Files.walk(folder)) {
      var log = files.filter(file -> file.endsWith("audit.jsonl")).findFirst();
      return log.isEmpty() ? 0 : Files.readAllLines(log.get()).size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Puts back the newest batch of the recycle bin, as the window does.
   *
   * @param left is told of what stays in the bin
   */
  private KeptBatch putBack(Consumer<PutBack> left) {
    var options = new DeskOptions();
    options.dataDir = folder.resolve("data");
    var environment =
        Map.of("REDIS_ENABLED", "true", "REDIS_URL", "redis://127.0.0.1:" + redis.port() + "/0");
    try (var context =
        CommandContext.connected(
            options, Environment.of(environment, null), InstantSource.system())) {
      var batch =
          context.service().journal().bin().orElseThrow().batches().stream()
              .findFirst()
              .orElseThrow();
      context.service().undoing().putBack(batch, left, Progress.NONE);
      return batch;
    }
  }

  @Test
  @DisplayName("Killed, a clean-up has kept all that it deleted; run again it goes on")
  void cleanup() throws InterruptedException {
    fill(COUNT);
    var before = digest();
    killed(() -> stored() < COUNT - 600, "cleanup", "--all", "--yes");
    long deleted = COUNT - stored();
    assertThat(deleted).isBetween(600L, COUNT - 1L);
    assertThat(audited()).as("but for the last group").isBetween(deleted - 500, deleted);

    var batch = putBack(one -> fail(one.toString()));

    assertThat(batch.whole()).isFalse();
    assertThat(digest()).as("nothing is lost").isEqualTo(before);
    var again = desk.run("cleanup", "--all", "--number", Integer.toString(COUNT), "--json");
    assertThat(again.code()).as(again.err()).isZero();
    assertThat(stored()).isZero();
  }

  /** How many have the new name; none has half of one. */
  private long edited() {
    return Long.parseLong(
        redis.call(
            "EVAL",
            "local n = 0 for i = 1, ARGV[1] do local v = redis.call('GET', KEYS[1] .. i) "
                + "if cjson.decode(v)['name'] == 'new' then n = n + 1 end end return n",
            "1",
            PREFIX + "p-",
            Integer.toString(COUNT)));
  }

  @Test
  @DisplayName("Killed, an edit has left each session as it was or as it is to be")
  void edit() throws InterruptedException {
    fill(COUNT);
    killed(() -> audited() > 600, "edit", "--all", "--yes", "--name", "new");
    long edited = edited();
    assertThat(edited).isBetween(600L, COUNT - 1L);
    var left = new ArrayList<PutBack>();

    putBack(left::add);

    // Of the last group it was not written down any more what became of it.
    assertThat(left).hasSizeLessThanOrEqualTo(500).allMatch(one -> one.end() == PutBack.End.NEWER);
    assertThat(edited()).isEqualTo(left.size());
    var again = desk.run("edit", "--all", "--yes", "--no-name", "--json");
    assertThat(again.code()).as(again.err()).isZero();
    assertThat(again.json("result", "edited")).isEqualTo(Integer.toString(left.size()));
  }

  @Test
  @DisplayName("Killed, an export has left no file under its name; the next one is whole")
  void export() throws InterruptedException {
    fill(COUNT);
    var file = folder.resolve("many.zip");
    killed(
        () -> folder.toFile().list((_, name) -> name.endsWith(".part")).length == 1,
        "export",
        file.toString());
    assertThat(file).doesNotExist();
    var again = desk.run("export", file.toString(), "--json");
    assertThat(again.code()).as(again.err()).isZero();
    var check = desk.run("import", file.toString(), "--dry-run", "--json");
    assertThat(check.json("same")).isEqualTo(Integer.toString(COUNT));
  }

  @Test
  @DisplayName("Killed, a backup goes on in the server; the next one waits for it")
  void backup() throws InterruptedException {
    fill(500);
    redis.call("CONFIG", "SET", "rdb-key-save-delay", "2000");
    killed(() -> redis.call("INFO", "persistence").contains("rdb_bgsave_in_progress:1"), "backup");
    assertThat(redis.call("INFO", "persistence")).contains("rdb_bgsave_in_progress:1");
    redis.call("CONFIG", "SET", "rdb-key-save-delay", "0");
    var again = desk.run("backup", "--json");
    assertThat(again.code()).as(again.err()).isZero();
    assertThat(again.json("keys")).isEqualTo("500");
  }

  @Test
  @DisplayName("A program killed while it promotes has stored whole sessions, and that is said")
  void promote() throws Exception {
    int count = 1_000;
    int port = RedisServer.freePort();
    try (var service = new Commands(folder.resolve("service"), redis)) {
      Files.createDirectories(folder.resolve("service"));
      var running = service.start("--headless", "--port", Integer.toString(port));
      var address = "http://127.0.0.1:" + port;
      create(address, count);
      var promoting = desk.start("promote", "--url", address, "--json");
      await()
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(1))
          .until(() -> stored() > 20);
      running.process().destroyForcibly().waitFor();

      var ended = promoting.ended();

      assertThat(ended.code()).as(ended.out()).isEqualTo(ExitCode.NO_STORE);
      assertThat(ended.json("failure")).contains("No program answers");
      assertThat(stored()).isBetween(Long.parseLong(ended.json("promoted")), (long) count);
      var whole = desk.run("list", "--limit", "1000", "--json");
      assertThat(whole.json("total")).isEqualTo(Long.toString(stored()));
      assertThat(whole.out()).doesNotContain("unreadable");
    }
  }

  private static void create(String address, int count) throws Exception {
    var body =
        HttpRequest.BodyPublishers.ofString(
            "{\"text\": \"held\", \"voice\": \"" + VOICE + "\", \"ttl_hours\": 1}");
    var request =
        HttpRequest.newBuilder(URI.create(address + "/api/v1/sessions"))
            .header("Content-Type", "application/json")
            .POST(body)
            .build();
    try (var client = HttpClient.newHttpClient();
        var pool = Executors.newFixedThreadPool(8)) {
      await()
          .atMost(Duration.ofSeconds(60))
          .ignoreExceptionsInstanceOf(IOException.class)
          .until(
              () ->
                  client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 201);
      for (int i = 1; i < count; i++) {
        var _ = pool.submit(() -> client.send(request, HttpResponse.BodyHandlers.discarding()));
      }
    }
  }
}
