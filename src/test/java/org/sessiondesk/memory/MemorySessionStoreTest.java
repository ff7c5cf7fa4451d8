package org.sessiondesk.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.StoreFollower;
import org.sessiondesk.session.StoredEntry;
import org.sessiondesk.session.StoredSession;
import org.sessiondesk.session.TemporarySessionStore.Counts;
import org.sessiondesk.session.UpdateResult;
import org.sessiondesk.testing.MutableClock;
import org.sessiondesk.testing.Sessions;

class MemorySessionStoreTest {
  private final MutableClock clock = MutableClock.somewhen();
  private final MemorySessionStore store = new MemorySessionStore(clock);
  private final List<Session> expired = Collections.synchronizedList(new ArrayList<>());

  private Session add(Duration life) {
    var session = Sessions.temporary(clock.instant(), life);
    store.insert(session);
    return session;
  }

  @Test
  @DisplayName("临时会话 expire at the very instant of their deadline, and not before")
  void session_expiresAtItsDeadline() {
    var session = add(Duration.ofHours(1));

    clock.advance(Duration.ofHours(1).minusNanos(1_000));
    assertThat(store.counts()).isEqualTo(new Counts(1, 1, 0));
    assertThat(session.isExpired(clock.instant())).isFalse();

    clock.advance(Duration.ofNanos(1_000));
    assertThat(store.counts()).isEqualTo(new Counts(1, 0, 1));
    assertThat(session.isExpired(clock.instant())).isTrue();
  }

  @Test
  @DisplayName("An expired session is counted until the clean-up removes it")
  void cleanUp_removesExpiredOnly() {
    var shortLived = add(Duration.ofMinutes(5));
    var longLived = add(Duration.ofMinutes(50));
    clock.advance(Duration.ofMinutes(5));

    store.expireDue();
    assertThat(store.find(shortLived.id())).isPresent();
    assertThat(store.counts()).isEqualTo(new Counts(2, 1, 1));

    assertThat(store.cleanUp()).isEqualTo(1);
    assertThat(store.find(shortLived.id())).isEmpty();
    assertThat(store.find(longLived.id())).isPresent();
    assertThat(store.counts()).isEqualTo(new Counts(1, 1, 0));
    assertThat(store.cleanUp()).isZero();
  }

  @Test
  void expiry_isToldExactlyOnce() {
    store.onExpired(expired::addAll);
    var session = add(Duration.ofSeconds(1));
    clock.advance(Duration.ofSeconds(1));
    store.expireDue();
    store.expireDue();
    store.cleanUp();
    assertThat(expired).containsExactly(session);
  }

  @Test
  void extendingAnExpiredSession_letsItLiveAndExpireAgain() {
    store.onExpired(expired::addAll);
    var session = add(Duration.ofMinutes(1));
    clock.advance(Duration.ofMinutes(2));
    store.expireDue();

    var seen = (StoredSession) store.find(session.id()).orElseThrow();
    var longer = session.withExpiresAt(clock.instant().plus(Duration.ofMinutes(1)));
    assertThat(store.update(seen, longer)).isInstanceOf(UpdateResult.Saved.class);
    assertThat(store.counts()).isEqualTo(new Counts(1, 1, 0));
    assertThat(store.cleanUp()).isZero();

    clock.advance(Duration.ofMinutes(1));
    store.expireDue();
    assertThat(expired).hasSize(2);
    assertThat(store.cleanUp()).isEqualTo(1);
  }

  @Test
  void deletedSession_neitherCountsNorExpires() {
    store.onExpired(expired::addAll);
    var session = add(Duration.ofMinutes(1));
    var gone = add(Duration.ofMinutes(1));
    clock.advance(Duration.ofMinutes(1));
    store.expireDue();
    expired.clear();
    assertThat(store.delete(session.id())).isTrue();
    assertThat(store.delete(session.id())).isFalse();
    assertThat(store.counts()).isEqualTo(new Counts(1, 0, 1));
    assertThat(store.delete(gone.id())).isTrue();
    assertThat(store.cleanUp()).isZero();
    assertThat(expired).isEmpty();
  }

  @Test
  void clockThatIsSetBack_revivesWhatHadExpired() {
    var session = add(Duration.ofMinutes(10));
    clock.advance(Duration.ofHours(2));
    store.expireDue();
    clock.advance(Duration.ofHours(-2));
    assertThat(store.cleanUp()).isZero();
    assertThat(store.find(session.id())).isPresent();
    assertThat(store.counts()).isEqualTo(new Counts(1, 1, 0));
  }

  @Test
  void nextDeadline_isTheEarliestAhead() {
    assertThat(store.nextDeadline()).isEmpty();
    add(Duration.ofDays(3_650));
    add(Duration.ofMinutes(7));
    var first = add(Duration.ofSeconds(30));
    assertThat(store.nextDeadline()).isEqualTo(java.util.Optional.ofNullable(first.expiresAt()));
    clock.advance(Duration.ofSeconds(30));
    assertThat(store.nextDeadline().orElseThrow())
        .isEqualTo(clock.instant().plus(Duration.ofSeconds(390)));
  }

  @Test
  void deadlinesAhead_countsByStep() {
    add(Duration.ofSeconds(30));
    add(Duration.ofSeconds(59));
    add(Duration.ofMinutes(1));
    add(Duration.ofMinutes(10));
    assertThat(store.deadlinesAhead(Duration.ofMinutes(1), 5)).containsExactly(2, 1, 0, 0, 0);
  }

  @Test
  @DisplayName("A million sessions that expire together are expired, told of and removed")
  void millionSessionsExpireTogether() {
    var told = new java.util.concurrent.atomic.AtomicLong();
    var largest = new java.util.concurrent.atomic.AtomicInteger();
    store.onExpired(
        batch -> {
          told.addAndGet(batch.size());
          largest.accumulateAndGet(batch.size(), Math::max);
        });
    var deadline = clock.instant().plus(Duration.ofHours(1));
    var like = Sessions.temporary(clock.instant(), Duration.ofHours(1));
    for (int i = 0; i < 1_000_000; i++) {
      store.insert(
          new Session(
              new SessionId("s" + i),
              like.text(),
              like.voice(),
              null,
              false,
              like.createdAt(),
              deadline,
              null,
              like.metadata(),
              false));
    }
    assertThat(store.counts()).isEqualTo(new Counts(1_000_000, 1_000_000, 0));
    assertThat(store.nextDeadline()).contains(deadline);
    clock.set(deadline);
    assertThat(store.counts()).isEqualTo(new Counts(1_000_000, 0, 1_000_000));
    store.expireDue();
    assertThat(told).hasValue(1_000_000);
    assertThat(largest.get()).isLessThanOrEqualTo(MemorySessionStore.PORTION);
    assertThat(store.cleanUp()).isEqualTo(1_000_000);
    assertThat(store.counts()).isEqualTo(new Counts(0, 0, 0));
  }

  @Test
  void updateOfSomethingElseThanWasSeen_isRefusedAndShowsWhatIsThere() {
    var session = add(Duration.ofHours(1));
    var seen = (StoredSession) store.find(session.id()).orElseThrow();
    store.update(seen, session.withText("theirs"));
    var result = store.update(seen, session.withText("mine"));
    assertThat(result)
        .isInstanceOfSatisfying(
            UpdateResult.Conflict.class,
            c -> assertThat(((StoredSession) c.theirs()).session().text()).isEqualTo("theirs"));
  }

  /** Follows a store and keeps what it was told. */
  private static final class Mirror implements StoreFollower {
    final Map<SessionId, Session> told = Collections.synchronizedMap(new HashMap<>());
    volatile boolean complete;

    @Override
    public void passStarted(long expected) {}

    @Override
    public void page(List<StoredEntry> entries) {
      entries.forEach(e -> told.put(e.id(), ((StoredSession) e).session()));
    }

    @Override
    public void passCompleted() {
      complete = true;
    }

    @Override
    public void changed(List<StoredEntry> present, List<SessionId> gone) {
      page(present);
      gone.forEach(told::remove);
    }

    @Override
    public void tracking(Tracking tracking) {}
  }

  @Test
  void followerEndsWithTheTruth_whateverManyWritersDo() throws Exception {
    var ids = new ArrayList<SessionId>();
    for (int i = 0; i < 50; i++) {
      ids.add(add(Duration.ofHours(1)).id());
    }
    var mirror = new Mirror();
    try (var _ = store.follow(mirror);
        var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var writers = new ArrayList<Future<?>>();
      for (int writer = 0; writer < 8; writer++) {
        writers.add(executor.submit(() -> writeAtRandom(ids)));
      }
      for (var writer : writers) {
        writer.get();
      }
      await()
          .untilAsserted(
              () -> {
                assertThat(mirror.complete).isTrue();
                assertThat(mirror.told).isEqualTo(truth(ids));
              });
    }
    var counts = store.counts();
    assertThat(counts.total()).isEqualTo(store.count()).isEqualTo(truth(ids).size());
  }

  private void writeAtRandom(List<SessionId> ids) {
    var random = ThreadLocalRandom.current();
    Instant now = clock.instant();
    for (int i = 0; i < 2_000; i++) {
      var id = ids.get(random.nextInt(ids.size()));
      var found = store.find(id);
      if (found.isEmpty()) {
        var session = Sessions.temporary(now, Duration.ofSeconds(random.nextInt(1, 9_000)));
        try {
          store.insert(
              new Session(
                  id,
                  session.text(),
                  session.voice(),
                  null,
                  false,
                  now,
                  session.expiresAt(),
                  null,
                  session.metadata(),
                  false));
        } catch (org.sessiondesk.session.StoreException.AlreadyExists _) {
          // Another writer was faster.
        }
      } else if (random.nextInt(4) == 0) {
        store.delete(id);
      } else {
        var seen = (StoredSession) found.get();
        store.update(seen, seen.session().withText("text " + random.nextInt()));
      }
    }
  }

  private Map<SessionId, Session> truth(List<SessionId> ids) {
    var truth = new HashMap<SessionId, Session>();
    for (var id : ids) {
      store.find(id).ifPresent(e -> truth.put(id, ((StoredSession) e).session()));
    }
    return truth;
  }
}
