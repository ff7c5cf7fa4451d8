package org.sessiondesk.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sessiondesk.json.JacksonJson;
import org.sessiondesk.redis.SessionJson;
import org.sessiondesk.session.Progress;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.StoredBytes;
import org.sessiondesk.transfer.TransferException.Reason;

/** An archive is what was written or is refused, whatever became of it. */
class ArchiveDamageTest {
  private static final Instant MADE = Instant.parse("2026-11-23T09:30:00Z");
  private final JacksonJson json = new JacksonJson();
  @TempDir Path folder = Path.of("");

  private static List<ArchiveEntry> entries() {
    var entries = new ArrayList<ArchiveEntry>();
    for (int i = 0; i < 5; i++) {
      entries.add(
          ArchiveEntry.persistent(
              StoredBytes.plain(
                  new SessionId("id-" + i),
                  ("{\"text\": \"早 " + i + "\"}").getBytes(StandardCharsets.UTF_8))));
    }
    return entries;
  }

  private byte[] zip() throws IOException {
    var out = new ByteArrayOutputStream();
    write(new ZipArchiveWriter(out, json, TransferDesk.SOURCE, MADE));
    return out.toByteArray();
  }

  private static void write(EntryWriter writer) throws IOException {
    for (var entry : entries()) {
      writer.write(entry);
    }
    writer.finish();
  }

  /** What a reading gave. */
  private static final class Read implements ArchiveReader.Sink {
    private final List<ArchiveEntry> entries = new ArrayList<>();
    private int broken;

    @Override
    public void entry(Place place, ArchiveEntry entry) {
      entries.add(entry);
    }

    @Override
    public void broken(Place place, LineFault fault) {
      broken++;
    }
  }

  private Read read(byte[] bytes) throws IOException {
    return read(bytes, ArchiveLimits.STANDARD);
  }

  private Read read(byte[] bytes, ArchiveLimits limits) throws IOException {
    var file = Files.write(folder.resolve("archive"), bytes);
    var read = new Read();
    new ArchiveReader(new SessionJson(), json, TransferDesk.PREFIX, limits)
        .read(file, null, read, Progress.NONE);
    return read;
  }

  private @Nullable Reason refused(byte[] bytes) throws IOException {
    try {
      var read = read(bytes);
      assertThat(read.entries).isEqualTo(entries());
      assertThat(read.broken).isZero();
      return null;
    } catch (TransferException e) {
      return e.reason();
    }
  }

  @Test
  @DisplayName("With any bit flipped an archive is refused, or is read as it was written")
  void everyFlippedBit() throws IOException {
    var bytes = zip();
    assertThat(refused(bytes)).isNull();
    int refusals = 0;
    for (int place = 0; place < bytes.length; place++) {
      for (int bit = 0; bit < 8; bit++) {
        var flipped = bytes.clone();
        flipped[place] ^= (byte) (1 << bit);
        if (refusedOrLines(flipped) != null) {
          refusals++;
        }
      }
    }
    assertThat(refusals).isGreaterThan(bytes.length * 4);
  }

  /** Without its first bytes it is no zip any more: then all of its lines are broken. */
  private @Nullable Object refusedOrLines(byte[] bytes) throws IOException {
    if (Arrays.equals(bytes, 0, 4, new byte[] {'P', 'K', 3, 4}, 0, 4)) {
      return refused(bytes);
    }
    try {
      assertThat(read(bytes).entries).isEmpty();
    } catch (TransferException e) {
      return e.reason();
    }
    return "lines";
  }

  @Test
  @DisplayName("Cut off anywhere an archive is refused")
  void everyTruncation() throws IOException {
    var bytes = zip();
    for (int length = 4; length < bytes.length; length++) {
      assertThat(refused(Arrays.copyOf(bytes, length))).as("cut at " + length).isNotNull();
    }
    assertThat(refused(Arrays.copyOf(bytes, bytes.length - 30))).isEqualTo(Reason.TRUNCATED);
  }

  // ---- archives that nobody but an enemy makes
  // ---------------------------------------------------

  /** Fills an archive with entries. */
  private interface Filling {
    void fill(ZipOutputStream zip) throws IOException;
  }

  private static byte[] zipOf(Filling filling) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(out)) {
      filling.fill(zip);
    }
    return out.toByteArray();
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content);
    zip.closeEntry();
  }

  private byte[] manifest(long sessions, Manifest.Part... parts) {
    var manifest = new Manifest(MADE, TransferDesk.SOURCE, sessions, List.of(parts));
    return json.print(manifest.toJson()).getBytes(StandardCharsets.UTF_8);
  }

  private static Manifest.Part part(String name, byte[] content, long sessions) {
    return new Manifest.Part(
        name, sessions, content.length, HexFormat.of().formatHex(Digests.sha256().digest(content)));
  }

  private void assertRefused(byte[] bytes, Reason reason) {
    assertThatThrownBy(() -> read(bytes))
        .isInstanceOfSatisfying(
            TransferException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../part-00001.jsonl",
        "/etc/passwd",
        "C:\\part-00001.jsonl",
        "a/part-00001.jsonl",
        "part-00001.jsonl/",
        "inner.zip",
        "manifest.json/../x",
        "part-1.jsonl"
      })
  void namesOfOtherPlaces(String name) throws IOException {
    assertRefused(zipOf(zip -> put(zip, name, new byte[] {'{', '}'})), Reason.BAD_ENTRY);
    assertThat(folder).isDirectoryContaining("glob:**/archive");
    assertThat(folder.toFile().list()).hasSize(1);
  }

  @Test
  void anArchiveInAPart() throws IOException {
    var inner = zip();
    assertRefused(
        zipOf(
            zip -> {
              put(zip, "part-00001.jsonl", inner);
              put(zip, Manifest.NAME, manifest(1, part("part-00001.jsonl", inner, 1)));
            }),
        Reason.BAD_ENTRY);
  }

  @Test
  @DisplayName("A zip bomb is refused long before it has unfolded")
  void aBomb() throws IOException {
    var bomb =
        zipOf(
            zip -> {
              zip.putNextEntry(new ZipEntry("part-00001.jsonl"));
              var block = new byte[1 << 20];
              Arrays.fill(block, (byte) '\n');
              for (int i = 0; i < 400; i++) {
                zip.write(block);
              }
              zip.closeEntry();
            });
    assertThat(bomb.length).isLessThan(500_000);
    assertRefused(bomb, Reason.TOO_LARGE);
  }

  @Test
  void aManifestThatDoesNotEnd() throws IOException {
    assertRefused(
        zipOf(
            zip -> {
              zip.putNextEntry(new ZipEntry(Manifest.NAME));
              var block = new byte[1 << 20];
              for (int i = 0; i < 20; i++) {
                zip.write(block);
              }
              zip.closeEntry();
            }),
        Reason.TOO_LARGE);
  }

  @Test
  void aManifestThatIsWrong() throws IOException {
    var line = "{\"id\":\"a\",\"value\":\"x\"}\n".getBytes(StandardCharsets.UTF_8);
    var name = "part-00001.jsonl";
    var right = part(name, line, 1);
    for (var wrong :
        List.of(
            manifest(2, right),
            manifest(2, part(name, line, 2)),
            manifest(1, part(name, new byte[] {'x'}, 1)),
            manifest(1, part("part-00002.jsonl", line, 1)),
            manifest(0),
            manifest(2, right, part("part-00002.jsonl", line, 1)),
            manifest(2, right, right),
            "{}".getBytes(StandardCharsets.UTF_8),
            new byte[0])) {
      assertRefused(
          zipOf(
              zip -> {
                put(zip, name, line);
                put(zip, Manifest.NAME, wrong);
              }),
          Reason.DAMAGED);
    }
    assertRefused(zipOf(zip -> put(zip, name, line)), Reason.TRUNCATED);
    assertRefused(
        zipOf(
            zip -> {
              put(zip, Manifest.NAME, manifest(1, right));
              put(zip, name, line);
            }),
        Reason.DAMAGED);
  }

  @Test
  void aLaterFormat() throws IOException {
    var later =
        new String(manifest(0), StandardCharsets.UTF_8).replace("\"version\": 1", "\"version\": 2");
    assertRefused(
        zipOf(zip -> put(zip, Manifest.NAME, later.getBytes(StandardCharsets.UTF_8))),
        Reason.NEWER_FORMAT);
  }

  @Test
  void whatIsSomethingElse() {
    for (var other :
        List.of(
            "REDIS0009\u00FA",
            "\u001F\u008B\b\u0000",
            "\u00FF\u00FEa\u0000",
            "session_id,kind\r\n",
            "\u00EF\u00BB\u00BFsession_id,kind\r\n",
            "PK\u0005\u0006")) {
      assertRefused(other.getBytes(StandardCharsets.ISO_8859_1), Reason.NOT_AN_ARCHIVE);
    }
  }

  @Test
  void anEmptyFile_holdsNothing() throws IOException {
    assertThat(read(new byte[0]).entries).isEmpty();
  }

  @Test
  void limitsCanBeRaised() throws IOException {
    var line = "{\"id\":\"a\",\"value\":\"" + "x".repeat(200) + "\"}\n";
    var bytes = line.getBytes(StandardCharsets.UTF_8);
    assertThat(read(bytes, new ArchiveLimits(100, 1)).broken).isEqualTo(1);
    assertThat(read(bytes, new ArchiveLimits(300, 1)).broken).isZero();
  }
}
