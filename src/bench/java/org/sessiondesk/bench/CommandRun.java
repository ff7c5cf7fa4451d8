package org.sessiondesk.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.sessiondesk.app.Main;
import org.sessiondesk.redis.testing.RedisServer;

/**
 * A command of the command line, run as a process of its own.
 *
 * @param nanos how long it took, its start included
 * @param kilobytes the most memory that it had (the resident set's high-water mark); 0 where that
 *     cannot be told
 */
record CommandRun(long nanos, long kilobytes) {

  /**
   * Runs one on {@code redis}.
   *
   * @param folder where its data folder and its output are
   * @param heap its heap, such as {@code 512m}
   */
  static CommandRun of(Path folder, String heap, RedisServer redis, String... arguments)
      throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(System.getProperty("java.home") + "/bin/java");
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:+UseCompactObjectHeaders",
            "-Xmx" + heap));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--data-dir", folder.resolve("data").toString()));
    var output = folder.resolve("output");
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().put("REDIS_ENABLED", "true");
    builder.environment().put("REDIS_URL", "redis://127.0.0.1:" + redis.port() + "/0");
    long start = System.nanoTime();
    var process = builder.start();
    long peak = 0;
    while (!process.waitFor(20, TimeUnit.MILLISECONDS)) {
      peak = Math.max(peak, peakKilobytes(process.pid()));
    }
    long took = System.nanoTime() - start;
    if (process.exitValue() != 0) {
      throw new IllegalStateException(Files.readString(output));
    }
    return new CommandRun(took, peak);
  }

  private static long peakKilobytes(long pid) {
    try {
      for (var line :
          Files.readAllLines(Path.of("/proc/" + pid + "/status"), StandardCharsets.ISO_8859_1)) {
        if (line.startsWith("VmHWM:")) {
          return Long.parseLong(line.replaceAll("[^0-9]", ""));
        }
      }
      return 0;
    } catch (IOException e) {
      return 0; // It has just ended, or there is no such file on this system.
    }
  }

  /** The memory as a table shows it. */
  String memory() {
    return kilobytes == 0 ? "?" : kilobytes / 1024 + " MiB";
  }
}
