package org.sessiondesk.redis;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.sessiondesk.connection.Secret;

/** The files of the built-in store. All of them are for their owner only. */
final class BuiltInFolder {
  private static final long LONGEST_LOG = 1 << 20;

  private final Path root;

  /** Where the built-in store answers. */
  record Endpoint(int port, Secret password) {}

  BuiltInFolder(Path root) {
    this.root = root;
  }

  /** The folder itself, with the configuration, the log and the locks. */
  Path root() {
    return root;
  }

  /** Where Redis keeps the sessions. */
  Path data() {
    return root.resolve("data");
  }

  /** The log of all writes, which is all that the store holds. */
  Path writeLog() {
    return data().resolve("appendonly.aof");
  }

  /** What BGSAVE writes; the store never reads it by itself. */
  Path dump() {
    return data().resolve("dump.rdb");
  }

  /** Where copies of the data are kept. */
  Path copies() {
    return root.resolve("copies");
  }

  /** Where Redis' program is put. */
  Path programs() {
    return root.resolve("bin");
  }

  /** What Redis says about itself. */
  Path log() {
    return root.resolve("redis.log");
  }

  /** Makes the folders that are missing. */
  void create() throws IOException {
    for (var folder : List.of(root, data(), programs(), copies(), root.resolve("users"))) {
      Files.createDirectories(folder, ownerOnly("rwx------"));
      if (isPosix(folder)) {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
      }
    }
    if (Files.exists(log()) && Files.size(log()) > LONGEST_LOG) {
      Files.move(log(), root.resolve("redis.old.log"), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** The endpoint that was written last, by whichever program; empty where there is none. */
  Optional<Endpoint> endpoint() throws IOException {
    try {
      var text = Files.readString(root.resolve("endpoint"), StandardCharsets.US_ASCII);
      var words = text.strip().split(" ", -1);
      return words.length < 2
          ? Optional.empty()
          : Optional.of(new Endpoint(Integer.parseInt(words[0]), Secret.of(words[1])));
    } catch (NoSuchFileException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Writes down where Redis will answer, for the other programs and for a later run. */
  void writeEndpoint(Endpoint endpoint) throws IOException {
    write(
        root.resolve("endpoint"),
        endpoint.port() + " " + new String(endpoint.password().reveal()) + "\n");
  }

  /**
   * Writes Redis' configuration, in which all paths are relative to the folder. The password stands
   * in it and not on the command line, which every user of the machine can read.
   *
   * @return the file, relative to the folder
   */
  String writeConfiguration(Endpoint endpoint) throws IOException {
    write(
        root.resolve("redis.conf"),
        """
        bind 127.0.0.1
        protected-mode yes
        port %d
        requirepass %s
        daemonize no
        pidfile redis.pid
        dir data
        appendonly yes
        appendfsync always
        no-appendfsync-on-rewrite no
        aof-load-truncated yes
        save ""
        databases 1
        loglevel notice
        """
            .formatted(endpoint.port(), new String(endpoint.password().reveal())));
    return "redis.conf";
  }

  /** The process that says it works on this folder; empty where none ever did, or it is over. */
  Optional<ProcessHandle> process() throws IOException {
    try {
      long pid = Long.parseLong(Files.readString(processFile()).strip());
      return ProcessHandle.of(pid).filter(BuiltInFolder::isOurs);
    } catch (NoSuchFileException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Where Redis writes the number of its process. */
  Path processFile() {
    return data().resolve("redis.pid");
  }

  /** A number of a process may have gone to another one, which we must not touch. */
  private static boolean isOurs(ProcessHandle process) {
    return process.isAlive()
        && process
            .info()
            .command()
            .filter(command -> Path.of(command).getFileName().toString().startsWith("redis-server"))
            .isPresent();
  }

  /** The last lines of Redis' log, for a message. */
  String endOfLog() {
    try {
      var lines = Files.readAllLines(log(), StandardCharsets.ISO_8859_1);
      return String.join(" / ", lines.subList(Math.max(0, lines.size() - 3), lines.size()));
    } catch (IOException e) {
      return "no log: " + e;
    }
  }

  private void write(Path file, String text) throws IOException {
    var fresh = Files.createTempFile(root, "fresh", ".tmp", ownerOnly("rw-------"));
    Files.writeString(fresh, text, StandardCharsets.US_ASCII);
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  private FileAttribute<?>[] ownerOnly(String permissions) throws IOException {
    return isPosix(root)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  private static boolean isPosix(Path folder) throws IOException {
    var existing = folder.toAbsolutePath();
    while (!Files.exists(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    FileStore store = Files.getFileStore(existing);
    return store.supportsFileAttributeView(PosixFileAttributeView.class);
  }
}
