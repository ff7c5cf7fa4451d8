package org.sessiondesk.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.sessiondesk.journal.JournalSamples.JSON;
import static org.sessiondesk.journal.JournalSamples.entry;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sessiondesk.session.Actor;
import org.sessiondesk.session.AuditEntry;
import org.sessiondesk.session.AuditEntry.Outcome;
import org.sessiondesk.session.Change;
import org.sessiondesk.session.JournalTrouble;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.StoreName;
import org.sessiondesk.testing.MutableClock;

/**
 * The audit log in files: what is added is there, in order, whatever happens to disk and program.
 */
@SuppressWarnings("NullAway.Init") // made before each test
class AuditFilesTest {
  @TempDir Path folder;
  private final MutableClock clock = MutableClock.somewhen();
  private AuditFiles log;

  @BeforeEach
  void open() {
    log = new AuditFiles(folder, JSON, () -> 0, clock);
  }

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void entriesAreReadAsTheyWereWrittenNewestFirst() {
    var strange =
        new AuditEntry(
            clock.instant(),
            new Actor(Actor.Face.API, "API_TOKEN"),
            Change.DELETE,
            Outcome.UNKNOWN,
            new SessionId("half \udc80 \"quoted\"\n会话"),
            StoreName.MEMORY,
            null,
            null);
    log.add(List.of(entry(clock.instant(), "a"), strange));
    clock.advance(Duration.ofSeconds(1));
    log.add(List.of(entry(clock.instant(), "c")));

    assertThat(JournalSamples.all(log))
        .containsExactly(
            entry(clock.instant(), "c"), strange, entry(clock.instant().minusSeconds(1), "a"));
  }

  @Test
  void readingStopsWhereTheReaderHasEnough() {
    log.add(IntStream.range(0, 10).mapToObj(i -> entry(clock.instant(), "s" + i)).toList());
    var seen = new ArrayList<String>();

    var reading =
        log.read(
            entry -> {
              seen.add(entry.id().value());
              return seen.size() < 3;
            });

    assertThat(seen).containsExactly("s9", "s8", "s7");
    assertThat(reading.entries()).isEqualTo(3);
  }

  @Test
  @DisplayName("a new file is begun where one is full; the order goes on over the files")
  void filesAreRotatedBySize() throws Exception {
    try (var small = new AuditFiles(folder.resolve("small"), JSON, () -> 0, clock, 5_000)) {
      for (int i = 0; i < 100; i++) {
        clock.advance(Duration.ofMillis(1));
        small.add(List.of(entry(clock.instant(), "s" + i)));
      }

      assertThat(JournalSamples.all(small))
          .extracting(e -> e.id().value())
          .isEqualTo(IntStream.range(0, 100).mapToObj(i -> "s" + (99 - i)).toList());
    }
    assertThat(sizes(folder.resolve("small"))).hasSizeGreaterThan(5).allMatch(s -> s <= 5_000);
  }

  @Test
  @DisplayName("where the log may have so much only, the oldest files go")
  void oldestFilesGoAtTheLimit() throws Exception {
    try (var small = new AuditFiles(folder.resolve("small"), JSON, () -> 20_000, clock, 5_000)) {
      for (int i = 0; i < 300; i++) {
        clock.advance(Duration.ofMillis(1));
        small.add(List.of(entry(clock.instant(), "s" + i)));
      }

      assertThat(JournalSamples.all(small).getFirst().id().value()).isEqualTo("s299");
    }
    assertThat(sizes(folder.resolve("small")).stream().mapToLong(s -> s).sum())
        .isBetween(10_000L, 20_000L);
  }

  private static List<Long> sizes(Path folder) throws Exception {
    try (var files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".jsonl"))
          .map(file -> file.toFile().length())
          .toList();
    }
  }

  @Test
  @DisplayName(
      "two programs add to one folder, over its rotations, and no line is lost or mixed up")
  void twoProgramsShareTheFolder() throws Exception {
    var other = new AuditFiles(folder, JSON, () -> 0, clock, 8_000);
    var mine = new AuditFiles(folder, JSON, () -> 0, clock, 8_000);
    var threads =
        List.of(other, mine).stream()
            .map(
                audit ->
                    Thread.ofVirtual()
                        .start(
                            () -> {
                              for (int i = 0; i < 200; i++) {
                                audit.add(List.of(entry(clock.instant(), "s" + i)));
                              }
                            }))
            .toList();
    for (var thread : threads) {
      thread.join();
    }

    var reading = mine.read(_ -> true);
    assertThat(reading.entries()).isEqualTo(400);
    assertThat(reading.unreadable()).isZero();
    other.close();
    mine.close();
  }

  @Test
  @DisplayName("half a line of a killed program is counted, stays, and spoils nothing")
  void halfALineIsTolerated() throws Exception {
    log.add(List.of(entry(clock.instant(), "before")));
    Files.writeString(
        folder.resolve("audit.jsonl"), "{\"time\": \"2026-", StandardOpenOption.APPEND);

    assertThat(log.read(_ -> true).unreadable()).isEqualTo(1);
    log.add(List.of(entry(clock.instant(), "after")));

    assertThat(JournalSamples.all(log))
        .extracting(e -> e.id().value())
        .containsExactly("after", "before");
    assertThat(log.read(_ -> true).unreadable()).isEqualTo(1);
    assertThat(Files.readString(folder.resolve("audit.jsonl"))).contains("{\"time\": \"2026-\n");
  }

  @Test
  void aLongLineOfSomebodyElseIsPassedOver() throws Exception {
    log.add(List.of(entry(clock.instant(), "a")));
    Files.writeString(
        folder.resolve("audit.jsonl"), "x".repeat(3 << 20) + "\n", StandardOpenOption.APPEND);
    log.add(List.of(entry(clock.instant(), "b")));

    assertThat(JournalSamples.all(log)).extracting(e -> e.id().value()).containsExactly("b", "a");
  }

  @Test
  @DisplayName("a full disk is told of; what waits is written as soon as there is room")
  void fullDiskIsToldOfAndWhatWaitsIsWrittenLater() throws Exception {
    var full = Path.of("/dev/full");
    assumeThat(full).exists();
    var file = folder.resolve("audit.jsonl");
    Files.createSymbolicLink(file, full);
    var troubles = new ArrayList<JournalTrouble>();
    log.watchTrouble(troubles::add);

    log.add(List.of(entry(clock.instant(), "a")));
    log.add(List.of(entry(clock.instant(), "b")));
    assertThat(troubles).hasSize(1);
    assertThat(troubles.getFirst().over()).isFalse();
    Files.delete(file);
    log.add(List.of(entry(clock.instant(), "c")));

    assertThat(troubles.getLast().over()).isTrue();
    assertThat(JournalSamples.all(log))
        .extracting(e -> e.id().value())
        .containsExactly("c", "b", "a");
  }

  @Test
  @DisplayName("where too many wait the rest is given up, and the log itself says how many")
  void whatIsGivenUpIsSaid() throws Exception {
    var full = Path.of("/dev/full");
    assumeThat(full).exists();
    var file = folder.resolve("audit.jsonl");
    Files.createSymbolicLink(file, full);
    var many =
        IntStream.range(0, AuditFiles.MOST_WAITING)
            .mapToObj(i -> entry(clock.instant(), "s" + i))
            .toList();

    log.add(many);
    log.add(List.of(entry(clock.instant(), "x"), entry(clock.instant(), "y")));
    Files.delete(file);
    log.close();

    var reading = new AuditFiles(folder, JSON, () -> 0, clock).read(_ -> true);
    assertThat(reading.entries()).isEqualTo(AuditFiles.MOST_WAITING);
    assertThat(reading.unreadable()).isEqualTo(2);
  }

  @Test
  void filesAreForTheirOwnerOnly() throws Exception {
    assumeThat(folder.getFileSystem().supportedFileAttributeViews()).contains("posix");
    var below = folder.resolve("deep/audit");
    try (var mine = new AuditFiles(below, JSON, () -> 0, clock)) {
      mine.add(List.of(entry(clock.instant(), "a")));
    }

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(below)))
        .isEqualTo("rwx------");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(below.resolve("audit.jsonl"))))
        .isEqualTo("rw-------");
  }

  @Test
  void watchersHearOfWhatIsAdded() {
    var heard = new ArrayList<AuditEntry>();
    log.watch(heard::addAll);

    log.add(List.of(entry(clock.instant(), "a")));

    assertThat(heard).containsExactly(entry(clock.instant(), "a"));
  }

  @Test
  void nothingIsThereBeforeSomethingWasAdded() {
    try (var empty = new AuditFiles(folder.resolve("none"), JSON, () -> 0, clock)) {
      assertThat(empty.read(_ -> true).entries()).isZero();
    }
    assertThat(folder.resolve("none")).doesNotExist();
  }
}
