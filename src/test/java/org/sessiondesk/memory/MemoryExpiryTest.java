package org.sessiondesk.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sessiondesk.session.FollowedPicture;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.StoreFollower;
import org.sessiondesk.session.StoredEntry;
import org.sessiondesk.session.StoredSession;
import org.sessiondesk.session.TemporarySessionStore.Counts;
import org.sessiondesk.session.UpdateResult;
import org.sessiondesk.testing.MutableClock;
import org.sessiondesk.testing.Sessions;

/** Deadlines that move, clocks that move, and followers that are slow or fail. */
class MemoryExpiryTest {
  private final MutableClock clock = MutableClock.somewhen();
  private final MemorySessionStore store = new MemorySessionStore(clock);
  private final List<Session> expired = Collections.synchronizedList(new ArrayList<>());

  @BeforeEach
  void listen() {
    store.onExpired(expired::addAll);
  }

  private StoredSession add(Duration life) {
    return store.insert(Sessions.temporary(clock.instant(), life));
  }

  private StoredSession move(StoredSession seen, Duration fromNow) {
    var moved = seen.session().withExpiresAt(clock.instant().plus(fromNow));
    return ((UpdateResult.Saved) store.update(seen, moved)).now();
  }

  @Test
  void deadlineThatIsMovedToThePast_expiresAtOnce() {
    var session = add(Duration.ofHours(1));
    move(session, Duration.ofSeconds(-1));
    assertThat(store.counts()).isEqualTo(new Counts(1, 0, 1));
    store.expireDue();
    assertThat(expired).hasSize(1);
  }

  @Test
  void expiredSession_whoseDeadlineIsMovedWithinThePast_isToldOfOnce() {
    var session = add(Duration.ofMinutes(1));
    clock.advance(Duration.ofMinutes(2));
    store.expireDue();
    move(session, Duration.ofSeconds(-30));
    store.expireDue();
    assertThat(expired).hasSize(1);
    assertThat(store.counts()).isEqualTo(new Counts(1, 0, 1));
    assertThat(store.cleanUp()).isEqualTo(1);
  }

  @Test
  void expired_areToldInTheOrderOfTheirDeadlines() {
    for (int i = 0; i < 3_000; i++) {
      add(Duration.ofMillis(1 + (i * 7_919L) % 3_000));
    }
    clock.advance(Duration.ofHours(1));
    store.expireDue();
    assertThat(expired)
        .hasSize(3_000)
        .isSortedAccordingTo(
            (a, b) ->
                Objects.requireNonNull(a.expiresAt())
                    .compareTo(Objects.requireNonNull(b.expiresAt())));
  }

  @Test
  void nothingExpiresByPartOfAMicrosecondTooEarly() {
    var session = add(Duration.ofNanos(1_500));
    clock.advance(Duration.ofNanos(1_400));
    store.expireDue();
    assertThat(expired).isEmpty();
    assertThat(store.nextDeadline()).isEqualTo(deadline(session));
    clock.advance(Duration.ofNanos(600));
    store.expireDue();
    assertThat(expired).containsExactly(session.session());
  }

  private static Optional<Instant> deadline(StoredSession session) {
    return Optional.ofNullable(session.session().expiresAt());
  }

  @Test
  void clockThatIsSetBack_isRightAtOnceAndAfterTheNextTick() {
    var session = add(Duration.ofMinutes(10));
    clock.advance(Duration.ofMinutes(11));
    store.expireDue();

    clock.advance(Duration.ofMinutes(-6));
    assertThat(store.counts()).isEqualTo(new Counts(1, 1, 0));
    assertThat(store.nextDeadline()).isEqualTo(deadline(session));
    assertThat(store.deadlinesAhead(Duration.ofMinutes(1), 8))
        .containsExactly(0, 0, 0, 0, 0, 1, 0, 0);

    store.expireDue();
    assertThat(expired).hasSize(1);
    assertThat(store.counts()).isEqualTo(new Counts(1, 1, 0));
    clock.advance(Duration.ofMinutes(5));
    store.expireDue();
    assertThat(expired).as("it lived again, and expired again").hasSize(2);
  }

  @Test
  void clockThatIsSetBackByLessThanASecond_makesNothingDueTooEarly() {
    clock.advance(Duration.ofMillis(-900));
    add(Duration.ofMillis(500));
    store.expireDue();
    assertThat(expired).isEmpty();
    assertThat(store.counts()).isEqualTo(new Counts(1, 1, 0));
  }

  @Test
  void clockThatJumpsByYears_expiresAllThatIsDue() {
    add(Duration.ofDays(3_652));
    add(Duration.ofSeconds(1));
    var last = add(Duration.ofDays(3_653));
    clock.advance(Duration.ofDays(3_652));
    store.expireDue();
    assertThat(expired).hasSize(2);
    assertThat(store.nextDeadline()).isEqualTo(deadline(last));
  }

  @Test
  void slowFollower_keepsNoWriterWaiting() throws InterruptedException {
    var reached = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    var slow =
        new Picture() {
          @Override
          void hear() {
            reached.countDown();
            awaitQuietly(goOn);
          }
        };
    try (var _ = store.follow(slow)) {
      var first = add(Duration.ofHours(1));
      reached.await();
      var last = first;
      for (int i = 0; i < 5_000; i++) {
        last = move(last, Duration.ofMinutes(i + 1));
        add(Duration.ofHours(1));
      }
      goOn.countDown();
      var end = last;
      await()
          .untilAsserted(
              () -> {
                assertThat(slow.picture.size()).isEqualTo(5_001);
                assertThat(slow.picture.entry(first.id())).isEqualTo(end);
              });
    }
  }

  @Test
  void followerThatFailsOnce_isToldOfWhatComesNext() {
    var failing =
        new Picture() {
          private boolean failed;

          @Override
          void hear() {
            if (!failed) {
              failed = true;
              throw new IllegalStateException("once");
            }
          }
        };
    var before = Thread.getDefaultUncaughtExceptionHandler();
    var uncaught = new ConcurrentLinkedQueue<String>();
    Thread.setDefaultUncaughtExceptionHandler((_, e) -> uncaught.add(e.getMessage()));
    var calmly = await().dontCatchUncaughtExceptions();
    try (var _ = store.follow(failing)) {
      add(Duration.ofHours(1));
      calmly.untilAsserted(() -> assertThat(uncaught).as("not swallowed").containsExactly("once"));
      var next = add(Duration.ofHours(1));
      calmly.untilAsserted(() -> assertThat(failing.picture.entry(next.id())).isEqualTo(next));
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(before);
    }
  }

  @Test
  void writersAndCleanUpAtTheSameTime_loseNothing() throws Exception {
    for (int i = 0; i < 50_000; i++) {
      add(Duration.ofMinutes(1));
    }
    clock.advance(Duration.ofMinutes(1));
    var kept = Collections.synchronizedList(new ArrayList<SessionId>());
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      var cleaning = pool.submit(store::cleanUp);
      var alsoCleaning = pool.submit(store::cleanUp);
      var writers = new ArrayList<Future<?>>();
      for (int writer = 0; writer < 4; writer++) {
        writers.add(
            pool.submit(
                () -> {
                  for (int i = 0; i < 500; i++) {
                    kept.add(add(Duration.ofHours(1)).id());
                  }
                }));
      }
      for (var writer : writers) {
        writer.get();
      }
      assertThat(cleaning.get() + alsoCleaning.get()).isEqualTo(50_000);
    }
    assertThat(expired).hasSize(50_000).doesNotHaveDuplicates();
    assertThat(store.counts()).isEqualTo(new Counts(2_000, 2_000, 0));
    assertThat(kept).hasSize(2_000).allMatch(id -> store.find(id).isPresent());
  }

  /** Keeps a picture, and does something of its own whenever changes are told. */
  private abstract static class Picture implements StoreFollower {
    final FollowedPicture picture = new FollowedPicture();
    final AtomicInteger heard = new AtomicInteger();

    abstract void hear();

    @Override
    public void passStarted(long expected) {
      picture.passStarted(expected);
    }

    @Override
    public void page(List<StoredEntry> entries) {
      picture.page(entries);
    }

    @Override
    public void passCompleted() {
      picture.passCompleted();
    }

    @Override
    public void changed(List<StoredEntry> present, List<SessionId> gone) {
      heard.incrementAndGet();
      hear();
      picture.changed(present, gone);
    }

    @Override
    public void tracking(Tracking tracking) {
      picture.tracking(tracking);
    }

    static void awaitQuietly(CountDownLatch latch) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
