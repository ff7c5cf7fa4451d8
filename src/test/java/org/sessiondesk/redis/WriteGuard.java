package org.sessiondesk.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.Deployment;
import org.sessiondesk.connection.ProfileMarks;
import org.sessiondesk.connection.WriteAccess;
import org.sessiondesk.session.ByteStore.Put;
import org.sessiondesk.session.Progress;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.SessionStore;
import org.sessiondesk.session.StoreException;
import org.sessiondesk.session.StoredBytes;
import org.sessiondesk.session.StoredSession;
import org.sessiondesk.testing.MutableClock;

/** What the store of a read-only profile refuses, whichever way leads to it. */
final class WriteGuard {
  static final ProfileMarks READ_ONLY =
      new ProfileMarks(Deployment.PRODUCTION, ProfileMarks.Colour.AUTOMATIC, true);

  private WriteGuard() {}

  static void assertLocked(ThrowingCallable change) {
    assertThatThrownBy(change)
        .isInstanceOfSatisfying(
            StoreException.Rejected.class,
            e -> assertThat(e.reason()).isEqualTo(StoreException.Rejected.Reason.LOCKED));
  }

  /** Every change there is. */
  static void assertEverythingIsLocked(SessionStore store, StoredSession seen) {
    assertLocked(() -> store.insert(SessionSamples.session("another")));
    assertLocked(() -> store.update(seen, seen.session().withText("changed")));
    assertLocked(() -> store.delete(seen.id()));
    assertLocked(() -> store.delete(seen));
    assertLocked(() -> store.deleteAll(List.of(seen.id()), Progress.NONE));
    assertLocked(() -> store.restore(seen));
    try (var bytes = store.openBytes().orElseThrow()) {
      var value = StoredBytes.plain(new SessionId("b"), new byte[] {1});
      assertLocked(() -> bytes.putAll(List.of(new Put(value, null))));
      assertLocked(() -> bytes.deleteAll(List.of(value)));
    }
  }

  /** A read-only profile is read, changed while it is unlocked, and locked again by itself. */
  static void assertUnlockedForAWhile(ConnectionProfile profile) {
    var clock = MutableClock.somewhen();
    try (var connector =
        new RedisConnector(
            new BuiltInRedis(Path.of("never-made")), clock, null, Connectors.QUICK)) {
      var seen =
          Connectors.online(connector, profile, null).insert(SessionSamples.session("first"));
      var store = Connectors.online(connector, profile.withMarks(READ_ONLY), null);
      assertThat(connector.writeAccess()).isEqualTo(new WriteAccess.Locked());
      assertEverythingIsLocked(store, seen);
      assertThat(store.find(seen.id())).contains(seen);
      connector.unlockWrites(Duration.ofMinutes(15));
      store.insert(SessionSamples.session("second"));
      clock.advance(Duration.ofMinutes(15));
      assertThat(connector.writeAccess()).isEqualTo(new WriteAccess.Locked());
      assertEverythingIsLocked(store, seen);
      assertThat(store.count()).isEqualTo(2);
    }
  }
}
