package org.sessiondesk.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.sessiondesk.transfer.TransferDesk.PREFIX;
import static org.sessiondesk.transfer.TransferDesk.bytes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sessiondesk.connection.Secret;
import org.sessiondesk.session.AuditEntry;
import org.sessiondesk.session.Change;
import org.sessiondesk.session.Progress;
import org.sessiondesk.session.StoreName;
import org.sessiondesk.testing.Sessions;
import org.sessiondesk.transfer.Decision.Finding;
import org.sessiondesk.transfer.ExportRequest.Format;
import org.sessiondesk.transfer.ImportRequest.Temporaries;

/** What comes in, and what does not. */
class ImporterTest extends TransferTests {
  @ParameterizedTest
  @EnumSource(
      value = Format.class,
      names = {"JSON_LINES", "ZIP"})
  @DisplayName("What was exported comes back byte for byte: odd values, odd ids, other types, TTLs")
  void roundTrip(Format format) {
    desk.fill(1_200);
    desk.stored("你好，\"世界\" \\ 😀");
    desk.set("not-json", bytes("{\"text\": 1,\n \"\u0001"));
    desk.set("not-utf8", new byte[] {'{', (byte) 0xFF, 0, '\n'});
    desk.redis.call(List.of(bytes("SET"), odd(), bytes("x")));
    desk.redis.call("HSET", PREFIX + "hash", "field", "value");
    desk.redis.call("SET", PREFIX + "ends", "{}", "PX", "3600000");
    var file = exported(format);
    var before = desk.digest();
    desk.redis.call("FLUSHALL");

    var plan =
        importer()
            .check(TransferDesk.withUnreadable(asked(file, ImportPolicy.SKIP)), Progress.NONE);
    assertThat(desk.redis.call("DBSIZE")).as("a check changes nothing").isEqualTo("0");
    assertThat(plan.of(Decision.CREATE).count()).isEqualTo(1_206);
    var report = importer().run(plan, Progress.NONE);

    assertThat(report.created()).isEqualTo(1_206);
    assertThat(desk.audited(1_206)).allMatch(entry -> entry.change() == Change.IMPORT);
    assertThat(report.complete()).isTrue();
    assertThat(desk.digest()).isEqualTo(before);
    assertThat(Long.parseLong(desk.redis.call("PTTL", PREFIX + "ends")))
        .isBetween(3_500_000L, 3_600_000L);
  }

  @ParameterizedTest
  @EnumSource(
      value = Format.class,
      names = {"JSON_LINES", "ZIP"})
  void encrypted(Format format) throws IOException {
    desk.fill(500);
    var session = desk.stored("nobody is to read this");
    var file = folder.resolve("sealed");
    var secret = Secret.of("a pass-phrase");
    desk.exporter()
        .export(
            new ExportRequest(
                file,
                format,
                new ExportRequest.Selection.All(),
                false,
                false,
                secret,
                TransferDesk.SOURCE),
            Progress.NONE);
    var before = desk.digest();
    desk.redis.call("FLUSHALL");

    assertThat(Importer.isEncrypted(file)).isTrue();
    assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
        .doesNotContain(session.id().value())
        .doesNotContain("nobody");
    assertThatThrownBy(() -> importer().check(asked(file, ImportPolicy.SKIP), Progress.NONE))
        .isInstanceOfSatisfying(
            TransferException.class,
            e -> assertThat(e.reason()).isEqualTo(TransferException.Reason.PASSPHRASE_NEEDED));
    assertThatThrownBy(
            () ->
                importer()
                    .check(
                        TransferDesk.with(asked(file, ImportPolicy.SKIP), Secret.of("another")),
                        Progress.NONE))
        .isInstanceOfSatisfying(
            TransferException.class,
            e -> assertThat(e.reason()).isEqualTo(TransferException.Reason.PASSPHRASE_WRONG));
    var request = TransferDesk.with(asked(file, ImportPolicy.SKIP), secret);
    assertThat(importer().run(importer().check(request, Progress.NONE), Progress.NONE).created())
        .isEqualTo(501);
    assertThat(desk.digest()).isEqualTo(before);
  }

  private static byte[] odd() {
    var key = bytes(PREFIX + "__\"\u0007");
    key[PREFIX.length()] = (byte) 0xC3;
    key[PREFIX.length() + 1] = (byte) 0xFF;
    return key;
  }

  @Test
  void whatCannotBeRead_isLeftOut_unlessAskedFor() {
    desk.stored("readable");
    desk.set("bad", bytes("[]"));
    desk.redis.call("HSET", PREFIX + "hash", "field", "value");
    var file = exported(Format.JSON_LINES);
    desk.redis.call("FLUSHALL");

    var plan = importer().check(asked(file, ImportPolicy.SKIP), Progress.NONE);

    assertThat(plan.count(Finding.NEW)).isEqualTo(1);
    assertThat(plan.of(Decision.LEAVE_UNREADABLE).count()).isEqualTo(2);
    assertThat(plan.of(Decision.LEAVE_UNREADABLE).samples())
        .extracting(Tally.Sample::id)
        .containsExactlyInAnyOrder("bad", "hash");
    assertThat(importer().run(plan, Progress.NONE).stored()).isEqualTo(1);
    assertThat(desk.redis.call("DBSIZE")).isEqualTo("1");
  }

  @Test
  void brokenLines_areNamedByNumber_andTheOthersGoOn_orAllIsRefused() throws IOException {
    var session = desk.stored("good");
    var line = Files.readString(exported(Format.JSON_LINES)).strip();
    desk.redis.call("FLUSHALL");
    var file =
        Files.writeString(
            folder.resolve("some.jsonl"), "{\"id\":\n\n" + line + "\n" + line + "\nhello\n");

    var plan = importer().check(asked(file, ImportPolicy.SKIP), Progress.NONE);
    assertThat(plan.of(Decision.BROKEN).samples())
        .extracting(sample -> sample.place().line() + " " + sample.detail())
        .containsExactly("1 NOT_JSON", "4 DUPLICATE_ID", "5 NOT_JSON");
    assertThat(plan.lines()).isEqualTo(4);
    assertThat(importer().run(plan, Progress.NONE).created()).isEqualTo(1);
    assertThat(get(session.id())).contains("good");

    desk.redis.call("FLUSHALL");
    var strict =
        importer()
            .check(TransferDesk.refusingBroken(asked(file, ImportPolicy.SKIP)), Progress.NONE);
    assertThat(strict.refused()).isTrue();
    assertThatThrownBy(() -> importer().run(strict, Progress.NONE))
        .isInstanceOf(TransferException.class);
    assertThat(desk.redis.call("DBSIZE")).isEqualTo("0");
  }

  @Test
  @DisplayName("A line of 100 MB is refused by its number, and what is beside it is imported")
  void aVeryLongLine_isNotRead() throws IOException {
    var first = line(Sessions.persistent(desk.clock.instant(), "first"));
    var last = line(Sessions.persistent(desk.clock.instant(), "last"));
    var file = folder.resolve("long.jsonl");
    try (var out = Files.newBufferedWriter(file)) {
      out.write(first + "\n{\"id\":\"x\",\"value\":\"");
      var block = "x".repeat(1 << 20);
      for (int i = 0; i < 100; i++) {
        out.write(block);
      }
      out.write("\"}\n" + last + "\n");
    }

    var plan = importer().check(asked(file, ImportPolicy.SKIP), Progress.NONE);

    assertThat(plan.of(Decision.BROKEN).samples())
        .extracting(sample -> sample.place().line() + " " + sample.detail())
        .containsExactly("2 TOO_LONG");
    assertThat(importer().run(plan, Progress.NONE).created()).isEqualTo(2);
  }

  @Test
  @DisplayName("What scripts get out of redis-cli comes in: values by themselves, or behind keys")
  void linesOfScripts() throws IOException {
    var alone = Sessions.persistent(desk.clock.instant(), "alone");
    var keyed = Sessions.persistent(desk.clock.instant(), "keyed");
    var file =
        Files.writeString(
            folder.resolve("values.txt"),
            "\uFEFF" + line(alone) + "\r\n" + PREFIX + keyed.id() + " " + line(keyed) + "\r\n");

    assertThat(imported(file, ImportPolicy.SKIP).created()).isEqualTo(2);
    assertThat(get(alone.id())).isEqualTo(line(alone));
    assertThat(get(keyed.id())).isEqualTo(line(keyed));
  }

  @Test
  void temporarySessions_areLeft_heldAgain_orKeptForEver() {
    var now = desk.clock.instant().truncatedTo(ChronoUnit.MICROS);
    var held = Sessions.temporary(now, Duration.ofHours(1), "held");
    desk.memory.insert(held);
    var file = exported(Format.JSON_LINES);
    desk.memory.delete(held.id());

    var left = importer().check(asked(file, ImportPolicy.SKIP), Progress.NONE);
    assertThat(left.of(Decision.LEAVE_TEMPORARY).count()).isEqualTo(1);
    assertThat(left.writes()).isZero();

    var memory = TransferDesk.with(asked(file, ImportPolicy.SKIP), Temporaries.MEMORY);
    assertThat(importer().run(importer().check(memory, Progress.NONE), Progress.NONE).created())
        .isEqualTo(1);
    assertThat(desk.service.findTemporary(held.id()).orElseThrow().session()).isEqualTo(held);
    assertThat(desk.audited(1))
        .extracting(AuditEntry::change, AuditEntry::store)
        .containsExactly(tuple(Change.IMPORT, StoreName.MEMORY));
    assertThat(importer().check(memory, Progress.NONE).count(Finding.SAME)).isEqualTo(1);

    var stored = TransferDesk.with(asked(file, ImportPolicy.SKIP), Temporaries.PERSIST);
    assertThat(importer().run(importer().check(stored, Progress.NONE), Progress.NONE).created())
        .isEqualTo(1);
    assertThat(get(held.id())).contains("\"persistent\": true");
    assertThat(desk.redis.call("PTTL", PREFIX + held.id())).isEqualTo("-1");
  }

  @Test
  void whatWasToEndMeanwhile_isNotBroughtBack() throws IOException {
    var file =
        Files.writeString(
            folder.resolve("old.jsonl"),
            "{\"id\":\"a\",\"value\":\"{}\",\"removed_at\":\"2020-01-01T00:00:00Z\"}\n");
    var plan = importer().check(asked(file, ImportPolicy.SKIP), Progress.NONE);
    assertThat(plan.of(Decision.LEAVE_EXPIRED).count()).isEqualTo(1);
    assertThat(plan.writes()).isZero();
  }

  @Test
  void aFileThatChangesAfterTheCheck_isNotImported() throws IOException {
    desk.stored("a");
    var file = exported(Format.JSON_LINES);
    desk.redis.call("FLUSHALL");
    var plan = importer().check(asked(file, ImportPolicy.SKIP), Progress.NONE);
    Files.writeString(file, Files.readString(file) + "\n");

    assertThatThrownBy(() -> importer().run(plan, Progress.NONE))
        .isInstanceOfSatisfying(
            TransferException.class,
            e -> assertThat(e.reason()).isEqualTo(TransferException.Reason.CHANGED_MEANWHILE));
    assertThat(desk.redis.call("DBSIZE")).isEqualTo("0");
  }

  @Test
  void progressGoesByTheFilesBytes() throws IOException {
    desk.fill(3_000);
    var file = exported(Format.JSON_LINES);
    var told = new AtomicLong();
    importer()
        .check(
            asked(file, ImportPolicy.SKIP),
            new Progress() {
              @Override
              public void at(long done, long total) {
                told.set(done);
              }

              @Override
              public boolean cancelled() {
                return false;
              }
            });
    assertThat(told).hasValue(Files.size(file));
  }

  @Test
  void aDirectoryOrNothing_isNamed() {
    for (var file : List.of(folder, folder.resolve("nothing"))) {
      assertThatThrownBy(() -> importer().check(asked(file, ImportPolicy.SKIP), Progress.NONE))
          .isInstanceOfSatisfying(
              TransferException.class,
              e -> assertThat(e.reason()).isEqualTo(TransferException.Reason.SOURCE_UNUSABLE))
          .hasMessageContaining(file.getFileName().toString());
    }
  }
}
