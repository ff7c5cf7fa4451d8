package org.sessiondesk.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.sessiondesk.journal.JournalSamples.ANNA;
import static org.sessiondesk.journal.JournalSamples.JSON;
import static org.sessiondesk.journal.JournalSamples.ROOMY;
import static org.sessiondesk.journal.JournalSamples.STAGING;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sessiondesk.session.Change;

/** A program that is killed while it writes audit log and recycle bin, as by {@code kill -9}. */
class KilledJournalTest {
  @TempDir Path folder;

  @Test
  @DisplayName(
      "what a killed program had said to be kept is there, and the folder is usable at once")
  void everythingSaidToBeKeptSurvivesAKill() throws Exception {
    int said = 0;
    for (int round = 1; round <= 3; round++) {
      said += killAfter(round * 150);
      var log = new AuditFiles(folder.resolve("audit"), JSON, () -> 0, InstantSource.system());
      var bin = new BinFolder(folder.resolve("bin"), JSON, () -> ROOMY, InstantSource.system());

      assertThat(JournalSamples.all(log)).hasSizeGreaterThanOrEqualTo(said);
      var newest = bin.batches().getFirst();
      assertThat(bin.batches()).hasSize(round);
      assertThat(newest.whole()).as("it was never ended").isFalse();
      var items = JournalSamples.all(bin, newest.id());
      assertThat(items).hasSize((int) newest.count()).hasSizeGreaterThanOrEqualTo(round * 150);
      assertThat(items)
          .extracting(item -> item.kept().id().value())
          .isEqualTo(JournalWriter.ids(items.size()));
      log.add(java.util.List.of(JournalSamples.entry(InstantSource.system().instant(), "after")));
      assertThat(JournalSamples.all(log).getFirst().id().value()).isEqualTo("after");
      log.close();
      said++;
    }
  }

  @Test
  @DisplayName("a batch that another running program makes is left to it until it is whole")
  void batchOfARunningProgramIsLeftToIt() throws Exception {
    var process = JournalSamples.java(JournalWriter.class, folder.toString());
    try {
      awaitCount(process, 50);
      var bin = new BinFolder(folder.resolve("bin"), JSON, () -> ROOMY, InstantSource.system());

      assertThat(bin.batches()).isEmpty();
      try (var mine = bin.begin(Change.DELETE, ANNA, STAGING)) {
        mine.keep(java.util.List.of(JournalSamples.kept("mine", "x")));
      }
      assertThat(bin.batches()).hasSize(1);
    } finally {
      process.destroyForcibly().waitFor();
    }
    var bin = new BinFolder(folder.resolve("bin"), JSON, () -> ROOMY, InstantSource.system());
    assertThat(bin.batches()).hasSize(2);
  }

  @Test
  @DisplayName(
      "where the disk takes no more the bin says so first, and what was kept before is whole")
  void diskThatIsFullIsSaidBeforeAnythingIsChanged() throws Exception {
    assumeThat(Path.of("/bin/sh")).exists();
    var process = JournalSamples.javaWithSmallFiles(300, JournalWriter.class, folder.toString());
    var lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
            .lines()
            .toList();
    var bin = new BinFolder(folder.resolve("bin"), JSON, () -> ROOMY, InstantSource.system());

    assertThat(lines.getLast()).isEqualTo("UNUSABLE");
    int said = Integer.parseInt(lines.get(lines.size() - 2));
    var batch = bin.batches().getFirst();
    assertThat(batch.count()).isEqualTo(said);
    assertThat(JournalSamples.all(bin, batch.id()))
        .extracting(item -> item.kept().id().value())
        .isEqualTo(JournalWriter.ids(said));
  }

  /** Kills a writer once it has said that it has so many, and returns how many it said at last. */
  private int killAfter(int count) throws Exception {
    var process = JournalSamples.java(JournalWriter.class, folder.toString());
    int said = awaitCount(process, count);
    process.destroyForcibly();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return said;
  }

  private static int awaitCount(Process process, int count) throws Exception {
    var lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    int said = 0;
    while (said < count) {
      var line = lines.readLine();
      assertThat(line).as("the writer goes on").isNotNull();
      said = Integer.parseInt(line);
    }
    return said;
  }
}
