package org.sessiondesk.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.ProfileSecrets;
import org.sessiondesk.connection.StoreTarget;
import org.sessiondesk.journal.AuditFiles;
import org.sessiondesk.journal.BinFolder;
import org.sessiondesk.json.JacksonJson;
import org.sessiondesk.memory.MemorySessionStore;
import org.sessiondesk.redis.BuiltInRedis;
import org.sessiondesk.redis.RedisConnector;
import org.sessiondesk.redis.SessionJson;
import org.sessiondesk.redis.testing.RedisServer;
import org.sessiondesk.service.Journal;
import org.sessiondesk.service.SessionService;
import org.sessiondesk.session.Actor;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.Progress;
import org.sessiondesk.session.RecycleBin;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.text.TextSegmenter;
import org.sessiondesk.transfer.ExportRequest;
import org.sessiondesk.transfer.Promoter;

/**
 * What it costs to copy, edit and delete many sessions by the commands of the command line, each a
 * process of its own that compares, changes, audits and, but for copying, keeps what was there; and
 * to promote many out of memory, in this process. The floors: reading all raw, {@code redis-cli}
 * reading all by {@code --scan} and a GET each, and a raw copy from one Redis to another.
 *
 * <p>Properties: {@code bench.size} (default 1000000), {@code bench.transfer} (the commands' heap,
 * default {@code 512m}).
 */
public final class BulkBench {
  private static final String ROW = "%-44s %12s %12s%n";

  private final String heap = System.getProperty("bench.transfer", "512m");
  private final int size = Integer.getInteger("bench.size", 1_000_000);
  private final Path folder;

  private BulkBench(Path folder) {
    this.folder = folder;
  }

  /** Runs it. */
  public static void main(String[] arguments) throws Exception {
    var folder = Files.createTempDirectory("bulk-bench");
    try {
      new BulkBench(folder).run();
    } finally {
      try (var files = Files.walk(folder)) {
        for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private void run() throws Exception {
    System.out.printf(
        Locale.ROOT, "%n%,d sessions, heap %s%n" + ROW, size, heap, "", "time", "memory");
    try (var redis = RedisServer.start()) {
      Seeds.fill(redis.port(), size, 7);
      readers(redis);
      try (var other = RedisServer.start()) {
        profile(other);
        command(redis, "copy, compared before and after", "copy", "--to", "other");
        require(other.call("DBSIZE").equals(Integer.toString(size)), "all are copied");
      }
      command(redis, "count what a clean-up would delete", "cleanup", "--all", "--dry-run");
      command(
          redis,
          "edit all: name and metadata",
          "edit",
          "--all",
          "--yes",
          "--name",
          "x",
          "--meta",
          "bench=yes");
      command(redis, "clean up all, into the recycle bin", "cleanup", "--all", "--yes");
      require(redis.call("DBSIZE").equals("0"), "all are deleted");
      promote(redis);
    }
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalStateException("it does not hold that " + what);
    }
  }

  private void readers(RedisServer redis) throws Exception {
    try (var other = RedisServer.start();
        var from = new RawRedis(redis.port());
        var to = new RawRedis(other.port())) {
      long start = System.nanoTime();
      from.readAll(ConnectionProfile.DEFAULT_KEY_PREFIX);
      row("raw reading (floor)", System.nanoTime() - start, "");
      redisCli(redis);
      start = System.nanoTime();
      from.copyAll(ConnectionProfile.DEFAULT_KEY_PREFIX, to);
      row("raw copy (floor)", System.nanoTime() - start, "");
    }
  }

  /** Where it is installed. */
  private void redisCli(RedisServer redis) throws InterruptedException {
    var cli = "redis-cli -p " + redis.port();
    var script =
        cli
            + " --scan --pattern '"
            + ConnectionProfile.DEFAULT_KEY_PREFIX
            + "*' | sed 's/^/GET /' | "
            + cli
            + " > "
            + folder.resolve("values");
    try {
      long start = System.nanoTime();
      int code = new ProcessBuilder("sh", "-c", script).inheritIO().start().waitFor();
      row("redis-cli --scan, a GET each", System.nanoTime() - start, code == 0 ? "" : "failed");
    } catch (IOException e) {
      System.out.println("redis-cli is not installed: " + e.getMessage());
    }
  }

  /** Names {@code server} in the commands' settings. */
  private void profile(RedisServer server) throws IOException {
    var config = Files.createDirectories(folder.resolve("data").resolve("config"));
    Files.writeString(
        config.resolve("settings.json"),
        "{\"profiles\": [{\"id\": \"other\", \"name\": \"other\", \"url\": \"redis://127.0.0.1:"
            + server.port()
            + "/0\"}]}");
  }

  private void command(RedisServer redis, String what, String... arguments) throws Exception {
    var run = CommandRun.of(folder, heap, redis, arguments);
    row(what, run.nanos(), run.memory());
  }

  private void promote(RedisServer redis) throws Exception {
    var clock = InstantSource.system();
    var memory = new MemorySessionStore(clock);
    var json = new JacksonJson();
    var codec = new SessionJson();
    var bin = new RecycleBin.Limits(Duration.ofDays(30), 1L << 31);
    try (var audit = new AuditFiles(folder.resolve("audit"), json, () -> 0, clock);
        var connector = new RedisConnector(new BuiltInRedis(folder.resolve("none")), clock);
        var service =
            new SessionService(
                memory,
                connector,
                new TextSegmenter(),
                () -> Duration.ofHours(1),
                clock,
                new Journal(
                    audit,
                    new BinFolder(folder.resolve("bin"), json, () -> bin, clock),
                    codec,
                    Actor.user(Actor.Face.COMMAND_LINE),
                    clock))) {
      var complete = new CountDownLatch(1);
      try (var _ =
          service
              .index()
              .onChange(
                  () -> {
                    if (service.index().state().complete()) {
                      complete.countDown();
                    }
                  })) {
        connector.connect(profileOf(redis), ProfileSecrets.NONE);
        complete.await();
      }
      for (int i = 0; i < size; i++) {
        memory.insert(session(clock));
      }
      var promoter = new Promoter(service, codec, clock);
      long start = System.nanoTime();
      var plan = promoter.check(new ExportRequest.Selection.All(), Progress.NONE);
      var report = promoter.run(plan, Progress.NONE);
      row("promote all out of memory, in this process", System.nanoTime() - start, "");
      require(report.done() == size, "all are promoted");
    }
  }

  private static ConnectionProfile profileOf(RedisServer redis) {
    return new ConnectionProfile(
        "bench",
        "Bench",
        new StoreTarget.Standalone(
            new StoreTarget.Address("127.0.0.1", redis.port()), false, 0, null),
        ConnectionProfile.DEFAULT_KEY_PREFIX);
  }

  private static Session session(InstantSource clock) {
    var now = clock.instant();
    return new Session(
        SessionId.random(),
        "今天天气很好。The train leaves at nine.",
        "zh-CN-XiaoxiaoNeural",
        null,
        false,
        now,
        now.plus(Duration.ofHours(10)),
        null,
        Json.EMPTY,
        false);
  }

  private static void row(String what, long nanos, String memory) {
    System.out.printf(
        Locale.ROOT, ROW, what, String.format(Locale.ROOT, "%,d ms", nanos / 1_000_000), memory);
  }
}
