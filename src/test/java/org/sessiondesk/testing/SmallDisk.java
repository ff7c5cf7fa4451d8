package org.sessiondesk.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * A real disk of few bytes, where this user may mount one (Linux, root); else a test is skipped.
 */
public final class SmallDisk implements AutoCloseable {
  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /** Mounts one of so many MiB on a new folder below {@code parent}. */
  public static SmallDisk of(int megabytes, Path parent) throws IOException, InterruptedException {
    var folder = Files.createTempDirectory(parent, "small-disk");
    Assumptions.assumeTrue(
        Files.isExecutable(Path.of("/bin/mount"))
            && run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", folder),
        "nobody may mount a disk here");
    return new SmallDisk(folder);
  }

  private static boolean run(Object... words) throws IOException, InterruptedException {
    var command = java.util.Arrays.stream(words).map(Object::toString).toList();
    var process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
  }

  /** Where it is. */
  public Path folder() {
    return folder;
  }

  /** Fills it up to the last byte. */
  public Path fill() throws IOException {
    var file = Files.createTempFile(folder, "filling", "");
    try (var out = Files.newOutputStream(file)) {
      var block = new byte[4096];
      while (true) {
        out.write(block);
      }
    } catch (IOException full) {
      return file;
    }
  }

  @Override
  public void close() throws IOException {
    try {
      var _ = run("umount", "-l", folder);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
