package org.sessiondesk.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sessiondesk.connection.StoreCopies;
import org.sessiondesk.connection.StoreCopyException;
import org.sessiondesk.session.Progress;
import org.sessiondesk.testing.MutableClock;

/** When the built-in store is copied by itself, and which of these copies are kept. */
class DailyBackupTest {
  private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

  private final MutableClock clock = new MutableClock(START);
  private final Made copies = new Made();
  private final List<Runnable> ticks = new ArrayList<>();
  private final List<DailyBackup.Outcome> outcomes = new ArrayList<>();
  private boolean wanted = true;
  private final DailyBackup backup = backup();

  private DailyBackup backup() {
    var made =
        new DailyBackup(
            copies,
            () -> wanted,
            (_, action) -> {
              ticks.add(action);
              return () -> ticks.remove(action);
            },
            Runnable::run,
            clock);
    made.onOutcome(outcomes::add);
    return made;
  }

  private void after(Duration time) {
    clock.advance(time);
    List.copyOf(ticks).forEach(Runnable::run);
  }

  /** Copies in memory. */
  private final class Made implements StoreCopies {
    private final List<Copy> all = new ArrayList<>();
    private boolean inUse = true;
    private boolean failing;

    @Override
    public List<Copy> list() {
      return List.copyOf(all).reversed();
    }

    @Override
    public boolean inUse() {
      return inUse;
    }

    @Override
    public Optional<Copy> make(Kind kind, Progress progress) {
      if (failing) {
        throw new StoreCopyException(StoreCopyException.Reason.NO_ROOM, "full");
      }
      var copy = new Copy("copy-" + all.size(), kind, clock.instant(), 1, 1, Path.of("x"));
      all.add(copy);
      return Optional.of(copy);
    }

    @Override
    public Optional<Restored> restore(Copy copy, Progress progress) {
      throw new IllegalStateException("nobody asks for it");
    }

    @Override
    public int prune(Kind kind, int keep) {
      var old = list().stream().filter(copy -> copy.kind() == kind).skip(keep).toList();
      all.removeAll(old);
      return old.size();
    }
  }

  @Test
  void oneADay() {
    after(Duration.ofMinutes(1));
    assertThat(copies.all).hasSize(1);
    for (int hour = 0; hour < 23; hour++) {
      after(Duration.ofHours(1));
    }
    assertThat(copies.all).hasSize(1);
    after(Duration.ofHours(1));
    assertThat(copies.all).hasSize(2);
    assertThat(outcomes).hasSize(2).allMatch(DailyBackup.Outcome.Made.class::isInstance);
  }

  @Test
  @DisplayName("After days without a run one copy is made at once, not one for each day")
  void itCatchesUp() {
    after(Duration.ofMinutes(1));
    after(Duration.ofDays(5));
    after(Duration.ofMinutes(1));
    assertThat(copies.all).hasSize(2);
  }

  @Test
  void sevenAreKept_andThoseMadeByHandStay() {
    copies.make(StoreCopies.Kind.BY_HAND, Progress.NONE);
    for (int day = 0; day < 12; day++) {
      after(Duration.ofDays(1));
    }
    assertThat(copies.all).hasSize(1 + DailyBackup.KEPT);
    assertThat(copies.list().getFirst().at()).isEqualTo(clock.instant());
  }

  @Test
  void switchedOff_orTheStoreNotInUse_noneIsMade() {
    wanted = false;
    after(Duration.ofDays(2));
    wanted = true;
    copies.inUse = false;
    after(Duration.ofDays(2));
    assertThat(copies.all).isEmpty();
  }

  @Test
  void aFailure_isTold_andTriedAgainAfterAnHour() {
    copies.failing = true;
    after(Duration.ofMinutes(1));
    copies.failing = false;
    after(Duration.ofMinutes(30));
    assertThat(copies.all).isEmpty();
    assertThat(outcomes).singleElement().isInstanceOf(DailyBackup.Outcome.Failed.class);
    after(Duration.ofMinutes(31));
    assertThat(copies.all).hasSize(1);
  }

  @Test
  @DisplayName("A copy from the future, by a clock that was wrong, does not keep the next one away")
  void aClockThatWasWrong() {
    clock.advance(Duration.ofDays(4_000));
    List.copyOf(ticks).forEach(Runnable::run);
    clock.advance(Duration.ofDays(-4_000));
    List.copyOf(ticks).forEach(Runnable::run);
    assertThat(copies.all).hasSize(2);
  }

  @Test
  void closed_itMakesNoMore() {
    backup.close();
    after(Duration.ofDays(2));
    assertThat(copies.all).isEmpty();
  }
}
