package org.sessiondesk.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.sessiondesk.journal.JournalSamples.ANNA;
import static org.sessiondesk.journal.JournalSamples.JSON;
import static org.sessiondesk.journal.JournalSamples.ROOMY;
import static org.sessiondesk.journal.JournalSamples.STAGING;
import static org.sessiondesk.journal.JournalSamples.kept;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sessiondesk.session.Change;
import org.sessiondesk.session.Kept;
import org.sessiondesk.session.KeptBatch;
import org.sessiondesk.session.KeptItem.Fate;
import org.sessiondesk.session.RecycleBin;
import org.sessiondesk.session.RecycleBinException;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.StoredBytes;
import org.sessiondesk.testing.MutableClock;

/** The recycle bin in files: what was kept comes back byte for byte, for as long as is promised. */
class BinFolderTest {
  @TempDir Path folder;
  private final MutableClock clock = MutableClock.somewhen();
  private RecycleBin.Limits limits = ROOMY;

  private BinFolder bin() {
    return new BinFolder(folder.resolve("bin"), JSON, () -> limits, clock);
  }

  private KeptBatch batch(RecycleBin bin, Kept... values) {
    var filling = bin.begin(Change.DELETE, ANNA, STAGING);
    filling.keep(List.of(values));
    filling.settle(List.of(values).stream().map(_ -> Optional.of(Fate.GONE)).toList());
    filling.close();
    return filling.batch().orElseThrow();
  }

  @Test
  void everyValueComesBackByteForByte() {
    var bytes = new byte[256];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    var end = clock.instant().plusSeconds(60);
    var values =
        List.of(
            kept("plain", "{\"text\": \"\\u4f60 好\n\"}"),
            Kept.persistent(StoredBytes.plain(new SessionId("raw \udcff"), bytes)),
            Kept.persistent(new StoredBytes(new SessionId("hash"), bytes, "hash", end)),
            new Kept(StoredBytes.plain(new SessionId("temp"), bytes), true, end, true));
    var fates =
        List.of(
            Optional.of(Fate.GONE),
            Optional.of(Fate.UNKNOWN),
            Optional.of(Fate.left("0".repeat(64))),
            Optional.of(Fate.GONE));
    var filling = bin().begin(Change.DEMOTE, ANNA, STAGING);
    filling.keep(values);
    filling.settle(fates);
    filling.close();

    var later = bin();
    var found = later.batches().getFirst();
    assertThat(found).isEqualTo(filling.batch().orElseThrow());
    assertThat(found.whole()).isTrue();
    assertThat(found.count()).isEqualTo(4);
    assertThat(found.store()).isEqualTo(STAGING);
    var items = JournalSamples.all(later, found.id());
    assertThat(items).extracting(item -> item.kept()).isEqualTo(values);
    assertThat(items).extracting(item -> Optional.of(item.fate())).isEqualTo(fates);
  }

  @Test
  @DisplayName("what was not changed after all is not kept; a batch of nothing leaves no file")
  void whatWasNotChangedIsNotKept() {
    var bin = bin();
    var filling = bin.begin(Change.DELETE, ANNA, STAGING);
    filling.keep(List.of(kept("a", "1"), kept("b", "2")));
    filling.settle(List.of(Optional.empty(), Optional.of(Fate.GONE)));
    filling.keep(List.of(kept("c", "3")));
    filling.settle(List.of(Optional.empty()));
    filling.close();
    var nothing = bin.begin(Change.DELETE, ANNA, STAGING);
    nothing.keep(List.of(kept("d", "4")));
    nothing.settle(List.of(Optional.empty()));
    nothing.close();

    assertThat(nothing.batch()).isEmpty();
    assertThat(bin.batches()).hasSize(1);
    assertThat(bin.batches().getFirst().count()).isEqualTo(1);
    assertThat(JournalSamples.all(bin, bin.batches().getFirst().id()))
        .extracting(item -> item.kept().id().value())
        .containsExactly("b");
  }

  @Test
  void whatIsTakenOutStaysOutAndTheLastTakesTheBatchAlong() throws Exception {
    var made = batch(bin(), kept("a", "1"), kept("b", "2"), kept("c", "3"));

    bin().remove(made.id(), List.of(1L));
    bin().remove(made.id(), List.of(1L));
    assertThat(bin().batches().getFirst().count()).isEqualTo(2);
    assertThat(JournalSamples.all(bin(), made.id()))
        .extracting(item -> item.kept().id().value())
        .containsExactly("a", "c");
    bin().remove(made.id(), List.of(0L, 2L));

    assertThat(bin().batches()).isEmpty();
    try (var files = Files.list(folder.resolve("bin"))) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void batchesAreRemovedWhenTheirTimeIsOver() {
    batch(bin(), kept("old", "1"));
    clock.advance(Duration.ofDays(20));
    batch(bin(), kept("new", "2"));
    clock.advance(Duration.ofDays(11));

    assertThat(bin().batches()).hasSize(1);
    assertThat(JournalSamples.all(bin(), bin().batches().getFirst().id()))
        .extracting(item -> item.kept().id().value())
        .containsExactly("new");
  }

  @Test
  @DisplayName("where the bin is full the oldest batches go, each as a whole")
  void oldestBatchesGoWhereItIsFull() {
    limits = new RecycleBin.Limits(Duration.ofDays(30), 10_000);
    for (int i = 0; i < 10; i++) {
      clock.advance(Duration.ofSeconds(1));
      batch(bin(), kept("a" + i, "x".repeat(1_000)), kept("b" + i, "x".repeat(1_000)));
    }

    var left = bin().batches();
    assertThat(left).hasSizeBetween(3, 4).allMatch(b -> b.count() == 2);
    assertThat(left.stream().mapToLong(KeptBatch::bytes).sum()).isLessThanOrEqualTo(10_000);
    assertThat(JournalSamples.all(bin(), left.getFirst().id()))
        .extracting(item -> item.kept().id().value())
        .containsExactly("a9", "b9");
  }

  @Test
  @DisplayName("one batch that is more than all of the bin is refused before anything is changed")
  void batchThatIsTooMuchIsRefused() {
    var older = batch(bin(), kept("older", "1"));
    limits = new RecycleBin.Limits(Duration.ofDays(30), 5_000);
    var bin = bin();
    var filling = bin.begin(Change.DELETE, ANNA, STAGING);
    filling.keep(List.of(kept("a", "x".repeat(2_000))));
    filling.settle(List.of(Optional.of(Fate.GONE)));

    assertThatThrownBy(() -> filling.keep(List.of(kept("b", "x".repeat(9_000)))))
        .isInstanceOfSatisfying(
            RecycleBinException.class,
            e -> assertThat(e.reason()).isEqualTo(RecycleBinException.Reason.FULL));
    filling.close();

    assertThat(filling.batch().orElseThrow().count()).isEqualTo(1);
    assertThat(bin.find(older.id())).as("what there is room for stays").isPresent();
  }

  @Test
  void halfALineAtTheEndIsToleratedAndSaid() throws Exception {
    var made = batch(bin(), kept("a", "1"), kept("b", "2"));
    var file = folder.resolve("bin").resolve(made.id() + ".bin");
    var text = Files.readString(file);
    // As if it had been killed while it wrote the fates of its second group.
    Files.writeString(file, text.substring(0, text.lastIndexOf("{\"end\"") - 10));

    var found = bin().batches().getFirst();
    assertThat(found.count()).isEqualTo(2);
    // This very program made it, so it could not be another that still does.
    assertThat(found.whole()).isFalse();
    assertThat(JournalSamples.all(bin(), made.id()))
        .allMatch(item -> item.fate().equals(Fate.UNKNOWN));
    assertThat(bin().forEach(made.id(), _ -> true)).isEqualTo(1);
  }

  @Test
  @DisplayName("a damaged value is counted and never given back; those around it are")
  void damagedValueIsNotGivenBack() throws Exception {
    var made = batch(bin(), kept("a", "one"), kept("b", "two"), kept("c", "three"));
    var file = folder.resolve("bin").resolve(made.id() + ".bin");
    Files.writeString(file, Files.readString(file).replace("\"two\"", "\"tw0\""));

    var seen = new ArrayList<String>();
    long unreadable =
        bin()
            .forEach(
                made.id(),
                item -> {
                  seen.add(item.kept().id().value());
                  assertThat(item.fate()).isEqualTo(Fate.GONE);
                  return true;
                });

    assertThat(unreadable).isEqualTo(1);
    assertThat(seen).containsExactly("a", "c");
  }

  @Test
  void fileThatMakesNoSenseIsLeftAlone() throws Exception {
    batch(bin(), kept("a", "1"));
    var stranger = folder.resolve("bin/20261123T093000123Z-00000000.bin");
    Files.writeString(stranger, "what is this");
    Files.writeString(folder.resolve("bin/notes.txt"), "mine");

    assertThat(bin().batches()).hasSize(1);
    assertThat(stranger).hasContent("what is this");
  }

  @Test
  void batchIsNamedByNothingButItsId() throws Exception {
    var outside = folder.resolve("20261123T093000123Z-00000000.bin");
    Files.writeString(outside, "mine", StandardOpenOption.CREATE);

    assertThat(bin().remove("../20261123T093000123Z-00000000")).isFalse();
    assertThat(bin().forEach("../20261123T093000123Z-00000000", _ -> true)).isZero();
    assertThat(outside).exists();
  }

  @Test
  void filesAreForTheirOwnerOnly() throws Exception {
    assumeThat(folder.getFileSystem().supportedFileAttributeViews()).contains("posix");
    var made = batch(bin(), kept("a", "1"), kept("b", "2"));
    bin().remove(made.id(), List.of(0L));

    try (var files = Files.list(folder.resolve("bin"))) {
      assertThat(files.toList())
          .hasSize(2)
          .allSatisfy(
              file ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                      .isEqualTo("rw-------"));
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("bin"))))
        .isEqualTo("rwx------");
  }

  @Test
  void watchersHearOfBatchesThatComeAndGo() {
    var bin = bin();
    var heard = new AtomicInteger();
    bin.watch(heard::incrementAndGet);

    var made = batch(bin, kept("a", "1"));
    assertThat(heard).hasValue(1);
    bin.remove(made.id());

    assertThat(heard).hasValue(2);
  }

  @Test
  @DisplayName(
      "going through a large batch stops where the reader has enough, and skips what is out")
  void largeBatchIsReadGroupByGroup() {
    var bin = bin();
    var filling = bin.begin(Change.DELETE, ANNA, STAGING);
    for (int group = 0; group < 200; group++) {
      var values = new ArrayList<Kept>();
      for (int i = 0; i < 50; i++) {
        values.add(kept("s" + (group * 50 + i), "v" + i));
      }
      filling.keep(values);
      filling.settle(values.stream().map(_ -> Optional.of(Fate.GONE)).toList());
    }
    filling.close();
    var id = filling.batch().orElseThrow().id();
    bin.remove(id, LongStream.range(0, 5_000).boxed().toList());
    var seen = new ArrayList<Long>();

    bin.forEach(
        id,
        item -> {
          seen.add(item.number());
          return seen.size() < 3;
        });

    assertThat(seen).containsExactly(5_000L, 5_001L, 5_002L);
    assertThat(bin.find(id).orElseThrow().count()).isEqualTo(5_000);
  }
}
