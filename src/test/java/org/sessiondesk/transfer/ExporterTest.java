package org.sessiondesk.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sessiondesk.transfer.TransferDesk.PREFIX;
import static org.sessiondesk.transfer.TransferDesk.all;
import static org.sessiondesk.transfer.TransferDesk.bytes;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.ZipFile;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.sessiondesk.service.SessionQuery;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.Progress;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.testing.Sessions;
import org.sessiondesk.transfer.ExportRequest.Format;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // made before the tests
class ExporterTest {
  @TempDir Path shared;
  private Path folder;
  private TransferDesk desk;
  private int runs;

  @BeforeAll
  void start() {
    desk = new TransferDesk();
  }

  @AfterAll
  void stop() {
    desk.close();
  }

  @BeforeEach
  void empty() throws IOException {
    desk.redis.call("FLUSHALL");
    var ids = new ArrayList<SessionId>();
    desk.memory.forEach(held -> ids.add(held.id()));
    ids.forEach(desk.memory::delete);
    folder = Files.createDirectory(shared.resolve("run-" + runs++));
  }

  /** The entries of the file, by their ids. */
  private Map<String, ArchiveEntry> lines(Path file) throws IOException {
    var parser = new LineParser(desk.codec, desk.json, PREFIX);
    var entries = new TreeMap<String, ArchiveEntry>();
    for (var line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      var entry = parser.parse(bytes(line));
      assertThat(entries.put(entry.stored().id().value(), entry)).as(line).isNull();
    }
    return entries;
  }

  @Test
  void jsonLines_holdEveryByteOfWhatIsStored() throws IOException {
    var session = desk.stored("你好，\"世界\" \\ \t😀");
    desk.set("not-json", bytes("{\"text\": 1,\n \"\u0001"));
    desk.set("not-utf8", new byte[] {'{', (byte) 0xFF, 0, '\n'});
    desk.set("empty", new byte[0]);
    desk.redis.call(
        List.of(bytes("SET"), concat(bytes(PREFIX), new byte[] {(byte) 0xC3, '"', 7}), bytes("x")));
    var file = folder.resolve("all.jsonl");

    var report = desk.exporter().export(all(file, Format.JSON_LINES), Progress.NONE);

    assertThat(report.persistent()).isEqualTo(5);
    assertThat(report.bytes()).isEqualTo(Files.size(file));
    var entries = lines(file);
    assertThat(entries).hasSize(5);
    assertThat(value(entries, session.id().value())).isEqualTo(desk.codec.encode(session));
    assertThat(value(entries, "not-json")).isEqualTo(bytes("{\"text\": 1,\n \"\u0001"));
    assertThat(value(entries, "not-utf8")).isEqualTo(new byte[] {'{', (byte) 0xFF, 0, '\n'});
    assertThat(value(entries, "empty")).isEmpty();
    assertThat(value(entries, "\uDCC3\"\u0007")).isEqualTo(bytes("x"));
  }

  private static byte[] value(Map<String, ArchiveEntry> entries, String id) {
    return entry(entries, id).stored().value();
  }

  private static ArchiveEntry entry(Map<String, ArchiveEntry> entries, String id) {
    return Objects.requireNonNull(entries.get(id), id);
  }

  private static byte[] concat(byte[] a, byte[] b) {
    var both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }

  @Test
  void aTtlAndOtherTypesAreKept() throws IOException {
    var session = desk.stored("ends");
    desk.redis.call("PEXPIRE", PREFIX + session.id(), "3600000");
    desk.stored("stays");
    desk.redis.call("HSET", PREFIX + "hash", "field", "value");
    var file = folder.resolve("all.jsonl");

    desk.exporter().export(all(file, Format.JSON_LINES), Progress.NONE);

    var entries = lines(file);
    var end = entry(entries, session.id().value()).stored().removedAt();
    assertThat(end)
        .isBetween(
            desk.clock.instant().plus(Duration.ofMinutes(59)),
            desk.clock.instant().plus(Duration.ofMinutes(61)));
    assertThat(entries.values()).filteredOn(entry -> entry.stored().removedAt() == null).hasSize(2);
    var hash = entry(entries, "hash").stored();
    assertThat(hash.type()).isEqualTo("hash");
    desk.redis.call(List.of(bytes("RESTORE"), bytes("copy"), bytes("0"), hash.value()));
    assertThat(desk.redis.call("HGET", "copy", "field")).isEqualTo("value");
  }

  @Test
  void temporarySessions_areWrittenWithTheirDeadline() throws IOException {
    var session = Sessions.temporary(desk.clock.instant(), Duration.ofHours(2), "temp");
    desk.memory.insert(session);
    desk.stored("persistent");
    var file = folder.resolve("all.jsonl");

    var report = desk.exporter().export(all(file, Format.JSON_LINES), Progress.NONE);

    assertThat(report.temporary()).isEqualTo(1);
    assertThat(report.persistent()).isEqualTo(1);
    var entry = entry(lines(file), session.id().value());
    assertThat(entry.temporary()).isTrue();
    assertThat(entry.stored().removedAt()).isEqualTo(session.expiresAt());
  }

  @Test
  void manySessions_goThroughPages() throws IOException {
    desk.fill(5_000);
    var file = folder.resolve("many.jsonl");
    var told = new AtomicLong();

    desk.exporter()
        .export(
            all(file, Format.JSON_LINES),
            new Progress() {
              @Override
              public void at(long done, long total) {
                assertThat(total).isGreaterThanOrEqualTo(5_000);
                told.set(done);
              }

              @Override
              public boolean cancelled() {
                return false;
              }
            });

    assertThat(told).hasValue(5_000);
    assertThat(lines(file)).hasSize(5_000);
  }

  @Test
  void cancelled_leavesTheTargetAsItWas_andNothingElse() throws IOException {
    desk.fill(5_000);
    var file = Files.writeString(folder.resolve("all.jsonl"), "old");
    var told = new AtomicLong();

    var report =
        desk.exporter()
            .export(
                replacing(file),
                new Progress() {
                  @Override
                  public void at(long done, long total) {
                    told.set(done);
                  }

                  @Override
                  public boolean cancelled() {
                    return told.get() > 1_000;
                  }
                });

    assertThat(report.cancelled()).isTrue();
    assertThat(report.written()).isBetween(1_000L, 4_999L);
    assertThat(file).hasContent("old");
    assertThat(folder).isDirectoryNotContaining(path -> !path.equals(file));
  }

  private static ExportRequest replacing(Path file) {
    return new ExportRequest(
        file,
        Format.JSON_LINES,
        new ExportRequest.Selection.All(),
        true,
        false,
        null,
        TransferDesk.SOURCE);
  }

  @Test
  void anExistingFile_isReplacedOnlyWhereThatIsSaid() throws IOException {
    desk.stored("new");
    var file = Files.writeString(folder.resolve("all.jsonl"), "old");

    assertThatThrownBy(() -> desk.exporter().export(all(file, Format.JSON_LINES), Progress.NONE))
        .isInstanceOfSatisfying(
            TransferException.class,
            e -> assertThat(e.reason()).isEqualTo(TransferException.Reason.TARGET_EXISTS));
    assertThat(file).hasContent("old");

    desk.exporter().export(replacing(file), Progress.NONE);
    assertThat(lines(file)).hasSize(1);
    assertThat(folder).isDirectoryNotContaining(path -> !path.equals(file));
  }

  @Test
  @DisplayName("What somebody puts there during the export is not replaced either")
  void aFileThatComesMeanwhile_isNotReplaced() throws IOException {
    desk.stored("new");
    var file = folder.resolve("all.jsonl");
    var exporter =
        desk.exporter(
            out -> {
              try {
                Files.writeString(file, "theirs");
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
              return out;
            });

    assertThatThrownBy(() -> exporter.export(all(file, Format.JSON_LINES), Progress.NONE))
        .isInstanceOf(TransferException.class);
    assertThat(file).hasContent("theirs");
    assertThat(folder).isDirectoryNotContaining(path -> !path.equals(file));
  }

  @Test
  void aFullDisk_leavesTheTargetAsItWas_andNothingElse() throws IOException {
    desk.fill(5_000);
    var file = Files.writeString(folder.resolve("all.jsonl"), "old");

    assertThatThrownBy(() -> desk.exporter(FullDisk::new).export(replacing(file), Progress.NONE))
        .isInstanceOfSatisfying(
            TransferException.class,
            e -> {
              assertThat(e.reason()).isEqualTo(TransferException.Reason.TARGET_UNUSABLE);
              assertThat(e).hasMessageContaining("No space left");
            });

    assertThat(file).hasContent("old");
    assertThat(folder).isDirectoryNotContaining(path -> !path.equals(file));
  }

  /** A disk that takes 300,000 bytes. */
  private static final class FullDisk extends OutputStream {
    private final OutputStream out;
    private long left = 300_000;

    FullDisk(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      left -= length;
      if (left < 0) {
        throw new IOException("No space left on device");
      }
      out.write(bytes, from, length);
    }
  }

  @Test
  void aFolderThatIsNotThere_isNamed() {
    var file = folder.resolve("no-such-folder").resolve("all.jsonl");
    assertThatThrownBy(() -> desk.exporter().export(all(file, Format.JSON_LINES), Progress.NONE))
        .isInstanceOf(TransferException.class)
        .hasMessageContaining("no-such-folder");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void theFileIsItsOwnersOnly() throws IOException {
    var file = folder.resolve("all.jsonl");
    desk.exporter().export(all(file, Format.JSON_LINES), Progress.NONE);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void zip_hasPartsAndAManifestThatTellsOfThem() throws Exception {
    desk.fill(100_500);
    var file = folder.resolve("all.zip");

    var report = desk.exporter().export(all(file, Format.ZIP), Progress.NONE);

    assertThat(report.persistent()).isEqualTo(100_500);
    try (var zip = new ZipFile(file.toFile())) {
      assertThat(zip.stream().map(Object::toString))
          .containsExactly("part-00001.jsonl", "part-00002.jsonl", Manifest.NAME);
      var manifest =
          Manifest.read(zip.getInputStream(zip.getEntry(Manifest.NAME)).readAllBytes(), desk.json);
      assertThat(manifest.sessions()).isEqualTo(100_500);
      assertThat(manifest.source()).isEqualTo(TransferDesk.SOURCE);
      assertThat(manifest.parts())
          .extracting(Manifest.Part::sessions)
          .containsExactly(100_000L, 500L);
      for (var part : manifest.parts()) {
        var content = zip.getInputStream(zip.getEntry(part.name())).readAllBytes();
        assertThat((long) content.length).isEqualTo(part.bytes());
        assertThat(HexFormat.of().formatHex(Digests.sha256().digest(content)))
            .isEqualTo(part.sha256());
      }
    }
  }

  @Test
  void csv_isForPeople_andNoSpreadsheetRunsIt() throws IOException {
    var evil = Sessions.persistent(desk.clock.instant(), "=HYPERLINK(\"http://x\",\"y\")");
    desk.set(evil.id().value(), desk.codec.encode(evil.withName("@SUM(1)")));
    var plain =
        Sessions.persistent(desk.clock.instant(), "两行\n文字")
            .withMetadata(new Json.Obj(Map.of("a", new Json.Num("1e+21"))));
    desk.set(plain.id().value(), desk.codec.encode(plain));
    desk.set("-bad", bytes("[]"));
    var file = folder.resolve("all.csv");

    desk.exporter()
        .export(
            new ExportRequest(
                file,
                Format.CSV,
                new ExportRequest.Selection.All(),
                false,
                true,
                null,
                TransferDesk.SOURCE),
            Progress.NONE);

    assertThat(Files.readString(file))
        .startsWith(
            "\uFEFFsession_id,kind,name,text,voice,created_at,expires_at,sentences,metadata\r\n")
        .contains(",'@SUM(1),\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\",")
        .contains("\"两行\n文字\"")
        .contains("\"{\"\"a\"\": 1e+21}\"")
        .contains("'-bad,")
        .endsWith("\r\n");
  }

  @Test
  void selectedIds_areExportedFromBothPlaces() throws IOException {
    var stored = desk.stored("stored");
    desk.stored("another");
    var held = Sessions.temporary(desk.clock.instant(), Duration.ofHours(1));
    desk.memory.insert(held);
    var file = folder.resolve("some.jsonl");

    var report =
        desk.exporter()
            .export(
                new ExportRequest(
                    file,
                    Format.JSON_LINES,
                    new ExportRequest.Selection.Ids(
                        List.of(held.id(), stored.id(), stored.id(), SessionId.random())),
                    false,
                    false,
                    null,
                    TransferDesk.SOURCE),
                Progress.NONE);

    assertThat(report.persistent()).isEqualTo(1);
    assertThat(report.temporary()).isEqualTo(1);
    assertThat(report.notFound()).isEqualTo(1);
    var entry = entry(lines(file), held.id().value());
    assertThat(entry.kind()).isEqualTo(ArchiveEntry.Kind.TEMPORARY);
    assertThat(entry.stored().removedAt()).isEqualTo(held.expiresAt());
  }

  @Test
  void aQuery_selectsAsTheWindowDoes() throws IOException {
    var wanted = desk.stored("今天天气很好");
    desk.stored("另一个");
    Awaitility.await()
        .until(
            () ->
                desk.service.index().state().complete()
                    && desk.service.index().counts().persistent() == 2);
    var file = folder.resolve("some.jsonl");

    desk.exporter()
        .export(
            new ExportRequest(
                file,
                Format.JSON_LINES,
                new ExportRequest.Selection.Query(SessionQuery.ALL.withSearch("天气")),
                false,
                false,
                null,
                TransferDesk.SOURCE),
            Progress.NONE);

    assertThat(lines(file)).containsOnlyKeys(wanted.id().value());
  }

  @Test
  void nothingSecret_isInTheManifest() throws Exception {
    var out = new ByteArrayOutputStream();
    var writer =
        new ZipArchiveWriter(
            out,
            desk.json,
            ArchiveSource.of("test", desk.redis.profile("user")),
            desk.clock.instant());
    writer.finish();
    var file = Files.write(folder.resolve("x.zip"), out.toByteArray());
    try (var zip = new ZipFile(file.toFile())) {
      assertThat(
              new String(
                  zip.getInputStream(zip.getEntry(Manifest.NAME)).readAllBytes(),
                  StandardCharsets.UTF_8))
          .contains("redis://user@127.0.0.1")
          .doesNotContain("assword");
    }
  }
}
