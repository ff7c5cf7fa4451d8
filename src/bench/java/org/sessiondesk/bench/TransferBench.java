package org.sessiondesk.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.redis.testing.RedisServer;

/**
 * What it costs to export and import many sessions by the commands of the command line, each a
 * process of its own, its start included: the time, and the most memory that it had (the resident
 * set's high-water mark, Linux only). The floor is a raw copy from one Redis to another: a socket
 * each, SCAN, GET and SET, nothing parsed and nothing compared.
 *
 * <p>Properties: {@code bench.sizes} (default {@code 10000,100000,1000000}), {@code bench.transfer}
 * (the commands' heap, default {@code 512m}).
 */
public final class TransferBench {
  private static final String ROW = "%-34s %12s %12s %12s%n";

  private final String heap = System.getProperty("bench.transfer", "512m");
  private final Path folder;
  private final long size;

  private TransferBench(Path folder, long size) {
    this.folder = folder;
    this.size = size;
  }

  /** Runs it for all sizes. */
  public static void main(String[] arguments) throws Exception {
    for (var size : System.getProperty("bench.sizes", "10000,100000,1000000").split(",", -1)) {
      var folder = Files.createTempDirectory("transfer-bench");
      try {
        new TransferBench(folder, Long.parseLong(size.strip())).run();
      } finally {
        try (var files = Files.walk(folder)) {
          for (var file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
            Files.delete(file);
          }
        }
      }
    }
  }

  private void run() throws Exception {
    System.out.printf(
        Locale.ROOT, "%n%,d sessions, heap %s%n" + ROW, size, heap, "", "time", "memory", "file");
    var secret = Files.writeString(folder.resolve("secret"), "a pass-phrase\n").toString();
    try (var redis = RedisServer.start()) {
      Seeds.fill(redis.port(), size, 7);
      floor(redis);
      var lines = folder.resolve("all.jsonl");
      var zip = folder.resolve("all.zip");
      var sealed = folder.resolve("all.sealed");
      command(redis, "export JSON Lines", lines, "export", lines.toString());
      command(redis, "export zip", zip, "export", zip.toString());
      command(
          redis,
          "export zip, encrypted",
          sealed,
          "export",
          sealed.toString(),
          "--passphrase-file",
          secret);
      command(redis, "import, all the same", lines, "import", lines.toString());
      var before = redis.call("DEBUG", "DIGEST");
      for (var file : List.of(lines, zip)) {
        redis.call("FLUSHALL");
        command(redis, "import into an empty store", file, "import", file.toString());
        if (!redis.call("DEBUG", "DIGEST").equals(before)) {
          throw new IllegalStateException("what was imported is not what was exported");
        }
      }
      redis.call("FLUSHALL");
      command(
          redis,
          "import, encrypted",
          sealed,
          "import",
          sealed.toString(),
          "--passphrase-file",
          secret);
    }
  }

  private void floor(RedisServer redis) throws Exception {
    try (var other = RedisServer.start();
        var from = new RawRedis(redis.port());
        var to = new RawRedis(other.port())) {
      long start = System.nanoTime();
      from.copyAll(ConnectionProfile.DEFAULT_KEY_PREFIX, to);
      row("raw copy (floor)", System.nanoTime() - start, "", "");
    }
  }

  private void command(RedisServer redis, String what, Path file, String... arguments)
      throws Exception {
    var run = CommandRun.of(folder, heap, redis, arguments);
    var suffix = file.toString().substring(file.toString().lastIndexOf('.'));
    row(
        what + (what.startsWith("import") ? " (" + suffix + ")" : ""),
        run.nanos(),
        run.memory(),
        Files.size(file) / (1 << 20) + " MiB");
  }

  private static void row(String what, long nanos, String memory, String file) {
    System.out.printf(
        Locale.ROOT,
        ROW,
        what,
        String.format(Locale.ROOT, "%,d ms", nanos / 1_000_000),
        memory,
        file);
  }
}
