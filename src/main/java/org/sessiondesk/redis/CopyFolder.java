package org.sessiondesk.redis;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.StoreCopies.Copy;
import org.sessiondesk.connection.StoreCopies.Kind;
import org.sessiondesk.json.JacksonJson;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.JsonSyntaxException;
import org.sessiondesk.session.Progress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The copies of the built-in store's data on disk: each a folder with the data and a manifest. One
 * is made under another name and gets its own, in one step, when all of it is on the disk.
 */
final class CopyFolder {
  private static final Logger LOG = LoggerFactory.getLogger(CopyFolder.class);
  private static final String FORMAT = "session-desk-store-copy";
  private static final String MANIFEST = "manifest.json";
  private static final String DATA = "data.aof";
  private static final String UNFINISHED = ".unfinished-";
  private static final int CHUNK = 1 << 20;

  private final Path root;
  private final JacksonJson json = new JacksonJson();

  CopyFolder(Path root) {
    this.root = root;
  }

  /** The data of a copy, and what its manifest says of it. */
  record Entry(Copy copy, String sha256) {

    /** What Redis can load as its log of writes. */
    Path data() {
      return copy.folder().resolve(DATA);
    }
  }

  /** The complete copies, the newest first. Others are passed over, and stay. */
  List<Entry> list() throws IOException {
    var found = new ArrayList<Entry>();
    if (Files.isDirectory(root)) {
      try (var folders = Files.newDirectoryStream(root, CopyFolder::isCopy)) {
        for (var folder : folders) {
          read(folder).ifPresent(found::add);
        }
      }
    }
    found.sort(
        Comparator.comparing((Entry entry) -> entry.copy().at())
            .thenComparing(entry -> entry.copy().name())
            .reversed());
    return found;
  }

  private static boolean isCopy(Path folder) {
    return !folder.getFileName().toString().startsWith(".") && Files.isDirectory(folder);
  }

  private Optional<Entry> read(Path folder) throws IOException {
    try {
      if (!(json.parse(Files.readString(folder.resolve(MANIFEST))) instanceof Json.Obj manifest)
          || !FORMAT.equals(text(manifest, "format"))) {
        throw new IOException("no manifest of a copy");
      }
      var copy =
          new Copy(
              folder.getFileName().toString(),
              Kind.valueOf(text(manifest, "kind").toUpperCase(Locale.ROOT)),
              Instant.parse(text(manifest, "created_at")),
              number(manifest, "keys"),
              number(manifest, "bytes"),
              folder);
      return Optional.of(new Entry(copy, text(manifest, "sha256")));
    } catch (IOException | JsonSyntaxException | IllegalArgumentException | DateTimeException e) {
      LOG.warn("The copy {} of the built-in store cannot be read", folder, e);
      return Optional.empty();
    }
  }

  private static String text(Json.Obj manifest, String field) {
    return manifest.members().get(field) instanceof Json.Str text ? text.value() : "";
  }

  private static long number(Json.Obj manifest, String field) {
    return manifest.members().get(field) instanceof Json.Num number
        ? Long.parseLong(number.literal())
        : -1;
  }

  /** A copy that is being made. */
  final class Unfinished {
    private final Path folder;
    private final Kind kind;
    private final Instant at;

    private Unfinished(Path folder, Kind kind, Instant at) {
      this.folder = folder;
      this.kind = kind;
      this.at = at;
    }

    /** Where its data is to be put. */
    Path data() {
      return folder.resolve(DATA);
    }

    /**
     * Makes a copy of it; its data is there.
     *
     * @param progress told of the bytes
     * @return empty where it was cancelled
     */
    Optional<Entry> finish(long keys, Progress progress) throws IOException {
      var sha256 = digest(data(), progress);
      if (sha256 == null) {
        return Optional.empty();
      }
      force(data());
      long bytes = Files.size(data());
      var fields = new LinkedHashMap<String, Json>();
      fields.put("format", new Json.Str(FORMAT));
      fields.put("version", new Json.Num("1"));
      fields.put("kind", new Json.Str(kind.name().toLowerCase(Locale.ROOT)));
      fields.put("created_at", new Json.Str(at.toString()));
      fields.put("keys", new Json.Num(Long.toString(keys)));
      fields.put("file", new Json.Str(DATA));
      fields.put("bytes", new Json.Num(Long.toString(bytes)));
      fields.put("sha256", new Json.Str(sha256));
      var manifest = folder.resolve(MANIFEST);
      Files.writeString(manifest, json.printPretty(new Json.Obj(fields)) + "\n");
      force(manifest);
      var name = freeName();
      Files.move(folder, root.resolve(name), StandardCopyOption.ATOMIC_MOVE);
      forceFolder(root);
      return Optional.of(
          new Entry(new Copy(name, kind, at, keys, bytes, root.resolve(name)), sha256));
    }

    private String freeName() {
      var base =
          at.toString().replaceAll("\\..*Z$", "Z").replace(':', '-')
              + "-"
              + kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
      var name = base;
      for (int i = 2; Files.exists(root.resolve(name)); i++) {
        name = base + "-" + i;
      }
      return name;
    }

    /** Removes it. */
    void discard() throws IOException {
      delete(folder);
    }
  }

  /** Begins a copy. */
  Unfinished begin(Kind kind, Instant at) throws IOException {
    return new Unfinished(Files.createTempDirectory(root, UNFINISHED), kind, at);
  }

  /** Clears away what programs left that were killed; to be called by who has the lock. */
  void tidy() throws IOException {
    try (var folders = Files.newDirectoryStream(root, UNFINISHED + "*")) {
      for (var folder : folders) {
        delete(folder);
      }
    }
  }

  /**
   * The SHA-256 of a file, in hexadecimal digits; null where it was cancelled.
   *
   * @param progress told of the bytes
   */
  static @Nullable String digest(Path file, Progress progress) throws IOException {
    var sha256 = sha256();
    try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
      var buffer = ByteBuffer.allocate(CHUNK);
      long size = channel.size();
      for (long done = 0; channel.read(buffer.clear()) >= 0; ) {
        if (progress.cancelled()) {
          return null;
        }
        sha256.update(buffer.flip());
        done += buffer.limit();
        progress.at(done, size);
      }
    }
    return HexFormat.of().formatHex(sha256.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Writes a copy of {@code from} to {@code to}, and forces it to the disk. */
  static void copy(Path from, Path to) throws IOException {
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    force(to);
  }

  /** Puts {@code from} in the place of {@code to}; at every moment one of both is there. */
  static void replace(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      throw new IOException(from + " cannot be moved in one step", e);
    }
    forceFolder(Optional.ofNullable(to.getParent()).orElseThrow());
  }

  private static void force(Path file) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  private static void forceFolder(Path folder) throws IOException {
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try (var open = FileChannel.open(folder, StandardOpenOption.READ)) {
        open.force(true);
      }
    }
  }

  /** Deletes a folder with all that is in it. */
  static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
