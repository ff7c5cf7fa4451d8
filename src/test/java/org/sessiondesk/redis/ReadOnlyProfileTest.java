package org.sessiondesk.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sessiondesk.redis.WriteGuard.READ_ONLY;
import static org.sessiondesk.redis.WriteGuard.assertEverythingIsLocked;
import static org.sessiondesk.redis.WriteGuard.assertLocked;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.ConnectionState;
import org.sessiondesk.connection.ProfileMarks;
import org.sessiondesk.connection.WriteAccess;
import org.sessiondesk.redis.testing.RedisServer;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.SessionStore;
import org.sessiondesk.session.StoredSession;
import org.sessiondesk.testing.MutableClock;

/**
 * The store of a read-only profile refuses every change, whoever wants it, until it is unlocked.
 */
@Timeout(60)
final class ReadOnlyProfileTest {
  private final MutableClock clock = MutableClock.somewhen();
  private final RedisServer redis = RedisServer.start();
  private final RedisConnector connector =
      new RedisConnector(new BuiltInRedis(Path.of("never-made")), clock, null, Connectors.QUICK);
  private final Session session = SessionSamples.session("天气");
  private StoredSession stored = connectAndStore();

  private StoredSession connectAndStore() {
    return Connectors.online(connector, redis.profile(), null).insert(session);
  }

  @BeforeEach
  void connect() {
    Connectors.online(connector, profile(READ_ONLY), null);
  }

  @AfterEach
  void close() {
    connector.close();
    redis.close();
  }

  private ConnectionProfile profile(ProfileMarks marks) {
    var plain = redis.profile();
    return new ConnectionProfile(
        plain.id(), plain.name(), plain.target(), plain.keyPrefix(), marks);
  }

  private SessionStore store() {
    return connector.store().orElseThrow();
  }

  @Test
  void itIsRead_andNothingIsSentThatChangesIt() {
    assertThat(connector.writeAccess()).isEqualTo(new WriteAccess.Locked());
    var before = redis.call("INFO", "commandstats");
    assertThat(store().find(session.id())).contains(stored);
    assertThat(store().count()).isEqualTo(1);
    assertEverythingIsLocked(store(), stored);
    assertThat(redis.call("DBSIZE")).isEqualTo("1");
    assertThat(calls(redis.call("INFO", "commandstats"))).isEqualTo(calls(before));
  }

  /** How often each command that changes something was called. */
  private static List<String> calls(String info) {
    return info.lines()
        .filter(line -> line.matches("cmdstat_(set|unlink|del|eval|evalsha):.*"))
        .map(line -> line.replaceAll("usec.*", ""))
        .sorted()
        .toList();
  }

  @Test
  void itIsUnlockedForAWhile_andLockedAgainByItself() {
    redis.call("FLUSHALL");
    WriteGuard.assertUnlockedForAWhile(redis.profile());
  }

  @Test
  void itIsLockedAgainAtOnce() {
    connector.unlockWrites(Duration.ofMinutes(15));
    connector.lockWrites();
    assertLocked(() -> store().delete(stored));
  }

  @Test
  void whatIsUnlocked_isLockedAfterTheProfileWasLeft() {
    connector.unlockWrites(Duration.ofMinutes(15));
    Connectors.online(connector, profile(READ_ONLY), null);
    assertLocked(() -> store().delete(stored));
  }

  @Test
  void aProfileThatIsMarkedWhileItIsConnected_isGuardedAtOnce() {
    Connectors.online(connector, redis.profile(), null);
    assertThat(connector.writeAccess()).isEqualTo(new WriteAccess.Open());
    connector.unlockWrites(Duration.ofMinutes(15));
    assertThat(connector.writeAccess()).isEqualTo(new WriteAccess.Open());
    connector.remark(profile(READ_ONLY));
    assertLocked(() -> store().delete(stored));
    assertThat(((ConnectionState.Online) connector.state()).profile().marks()).isEqualTo(READ_ONLY);
    var other = profile(ProfileMarks.NONE);
    connector.remark(
        new ConnectionProfile("other", "", other.target(), other.keyPrefix(), other.marks()));
    assertLocked(() -> store().delete(stored));
    connector.remark(other);
    assertThat(store().delete(session.id())).isTrue();
  }
}
