package org.sessiondesk.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sessiondesk.connection.ConnectionState;
import org.sessiondesk.connection.ProfileSecrets;
import org.sessiondesk.redis.testing.FaultyServer;
import org.sessiondesk.redis.testing.RedisServer;
import org.sessiondesk.session.FollowedPicture;
import org.sessiondesk.session.StoreFollower;
import org.sessiondesk.testing.MutableClock;

/** Connections that are lost without a word: dropped by a firewall, or while the machine slept. */
@Timeout(60)
final class QuietLossTest {
  private static final String KEY = "persistent_session:a";
  private static final String VALUE =
      "{\"text\": \"t\", \"voice\": \"v\", \"created_at\": \"2025-10-10T09:35:00\"}";

  /** Pings, and tries again, so seldom that only a look at the clock can be the reason. */
  private static final Timing SELDOM =
      new Timing(
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          Duration.ofMinutes(10),
          Duration.ofMillis(500),
          Duration.ofMinutes(50),
          Duration.ofMinutes(150),
          Duration.ofMinutes(10));

  private final MutableClock clock = MutableClock.somewhen();

  private RedisConnector seldom() {
    return new RedisConnector(new BuiltInRedis(Path.of("never-made")), clock, null, SELDOM);
  }

  @Test
  void aConnectionThatOnlyListens_isTried_andMadeAnew() {
    try (var redis = RedisServer.start();
        var server = FaultyServer.before(redis);
        var connector = Connectors.quick()) {
      var store = Connectors.online(connector, server.profile(), null);
      var online = connector.state();
      var picture = new FollowedPicture();
      try (var _ = store.follow(picture)) {
        Awaitility.await().until(() -> picture.tracking() == StoreFollower.Tracking.LIVE);
        Awaitility.await().until(() -> picture.passes() == 1);
        server.freezeFeeds();
        redis.call("SET", KEY, VALUE);
        Awaitility.await().until(() -> picture.size() == 1);
        assertThat(picture.passes()).isEqualTo(2);
        assertThat(connector.state()).isEqualTo(online);
      }
    }
  }

  @Test
  void afterSleep_aDeadConnectionIsFoundAtOnce() {
    try (var redis = RedisServer.start();
        var server = FaultyServer.before(redis);
        var connector = seldom()) {
      Connectors.online(connector, server.profile(), null);
      Awaitility.await().until(() -> connector.latency().isPresent());
      server.freeze();
      clock.advance(Duration.ofHours(8));
      Connectors.awaitRetrying(connector);
    }
  }

  @Test
  void afterSleep_theNextAttemptIsMadeAtOnce() {
    try (var redis = RedisServer.stopped();
        var connector = seldom()) {
      connector.connect(redis.profile(), ProfileSecrets.NONE);
      Connectors.awaitRetrying(connector);
      redis.restart();
      assertThat(connector.state()).isInstanceOf(ConnectionState.Retrying.class);
      clock.advance(Duration.ofHours(8));
      Connectors.awaitOnline(connector);
    }
  }
}
