package org.sessiondesk.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sessiondesk.transfer.TransferDesk.all;
import static org.sessiondesk.transfer.TransferDesk.bytes;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.sessiondesk.service.SessionQuery;
import org.sessiondesk.session.Progress;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.testing.Sessions;
import org.sessiondesk.transfer.ExportRequest.Format;

/** What is exported, and what is left where that cannot be done. */
class ExporterTest extends TransferTests {
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
}
