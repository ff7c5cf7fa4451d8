package org.sessiondesk.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sessiondesk.transfer.TransferDesk.PREFIX;
import static org.sessiondesk.transfer.TransferDesk.all;
import static org.sessiondesk.transfer.TransferDesk.bytes;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.Progress;
import org.sessiondesk.testing.Sessions;
import org.sessiondesk.transfer.ExportRequest.Format;

/** What is in the files. */
class ExportFormatsTest extends TransferTests {
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
