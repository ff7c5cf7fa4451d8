package org.sessiondesk.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sessiondesk.redis.testing.RedisServer;
import org.sessiondesk.session.FollowedPicture;
import org.sessiondesk.session.StoreFollower;

/** How changes are learned of where the server does not track for this user. */
@Timeout(60)
final class WithoutTrackingTest {
  private final RedisConnector connector = Connectors.quick();

  @AfterEach
  void close() {
    connector.close();
  }

  @Test
  void aUserWithTheNeededRightsOnly_isOnline_andPollsForChanges() {
    try (var redis = RedisServer.start()) {
      redis.call(
          "ACL",
          "SETUSER",
          "ann",
          "on",
          ">pw",
          "~persistent_session:*",
          "-@all",
          "+ping",
          "+scan",
          "+get",
          "+mget",
          "+type",
          "+set",
          "+unlink",
          "+eval",
          "+evalsha");
      var store = Connectors.online(connector, redis.profile("ann"), "pw");
      var picture = new FollowedPicture();
      try (var _ = store.follow(picture)) {
        Awaitility.await()
            .untilAsserted(
                () -> assertThat(picture.tracking()).isEqualTo(StoreFollower.Tracking.POLLING));
        var stored = store.insert(SessionSamples.session("t"));
        store.update(stored, stored.session().withText("u"));
        redis.call("SET", "persistent_session:theirs", "{}");
        Awaitility.await().untilAsserted(() -> assertThat(picture.size()).isEqualTo(2));
        redis.call("FLUSHALL");
        Awaitility.await().untilAsserted(() -> assertThat(picture.size()).isZero());
      }
    }
  }

  @Test
  void whereTheServerDoesNotTrack_itsNotificationsAreFollowed() {
    try (var redis = RedisServer.start("--notify-keyspace-events", "KA")) {
      redis.call("ACL", "SETUSER", "ann", "on", ">pw", "~*", "&*", "+@all", "-client");
      var rare = Connectors.with(new BuiltInRedis(Path.of("never-made")), rarelyPolling());
      try (rare) {
        var store = Connectors.online(rare, redis.profile("ann"), "pw");
        var picture = new FollowedPicture();
        try (var _ = store.follow(picture)) {
          awaitTracking(picture, StoreFollower.Tracking.NOTIFICATIONS);
          awaitPasses(picture, 1);
          redis.call("SET", "persistent_session:theirs", "{}");
          redis.call("SET", "other:theirs", "{}");
          Awaitility.await().untilAsserted(() -> assertThat(picture.size()).isEqualTo(1));
          redis.call("RENAME", "persistent_session:theirs", "elsewhere");
          Awaitility.await().untilAsserted(() -> assertThat(picture.size()).isZero());
          redis.call("SET", "persistent_session:short", "{}", "PX", "20");
          redis.call("SET", "persistent_session:long", "{}");
          Awaitility.await().untilAsserted(() -> assertThat(picture.size()).isEqualTo(1));
          assertThat(picture.passes()).as("passes over everything").isEqualTo(1);
        }
      }
    }
  }

  /** As the quick ones, but without a second pass in a test's time. */
  private static Timing rarelyPolling() {
    var quick = Connectors.QUICK;
    return new Timing(
        quick.connect(),
        quick.reply(),
        quick.pingEvery(),
        quick.pingReply(),
        quick.firstRetry(),
        quick.longestRetry(),
        Duration.ofHours(1));
  }

  private static void awaitTracking(FollowedPicture picture, StoreFollower.Tracking tracking) {
    Awaitility.await().untilAsserted(() -> assertThat(picture.tracking()).isEqualTo(tracking));
  }

  private static void awaitPasses(FollowedPicture picture, int passes) {
    Awaitility.await().untilAsserted(() -> assertThat(picture.passes()).isEqualTo(passes));
  }

  @Test
  void notificationsThatAreNotAllSent_orNotForThisUser_areNotReliedOn() {
    try (var redis = RedisServer.start("--notify-keyspace-events", "Kg")) {
      redis.call("ACL", "SETUSER", "ann", "on", ">pw", "~*", "&*", "+@all", "-client");
      var store = Connectors.online(connector, redis.profile("ann"), "pw");
      var picture = new FollowedPicture();
      try (var _ = store.follow(picture)) {
        awaitTracking(picture, StoreFollower.Tracking.POLLING);
      }
      redis.call("CONFIG", "SET", "notify-keyspace-events", "KA");
      redis.call("ACL", "SETUSER", "ann", "resetchannels");
      var second = new FollowedPicture();
      try (var _ = store.follow(second)) {
        awaitTracking(second, StoreFollower.Tracking.POLLING);
        redis.call("SET", "persistent_session:theirs", "{}");
        Awaitility.await().untilAsserted(() -> assertThat(second.size()).isEqualTo(1));
      }
    }
  }
}
