package org.sessiondesk.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sessiondesk.connection.ConnectionFault;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.ConnectionState;
import org.sessiondesk.connection.ProfileSecrets;
import org.sessiondesk.connection.Secret;
import org.sessiondesk.connection.StoreTarget;
import org.sessiondesk.redis.testing.RedisServer;
import org.sessiondesk.session.FollowedPicture;
import org.sessiondesk.session.StoreException;

@Timeout(60)
final class RedisConnectorTest {
  private final RedisConnector connector = Connectors.quick();

  @AfterEach
  void close() {
    connector.close();
  }

  @Test
  void atFirst_nothingIsWanted() {
    assertThat(connector.state())
        .isEqualTo(new ConnectionState.Off(ConnectionState.Off.Why.DISCONNECTED));
    assertThat(connector.store()).isEmpty();
    assertThat(connector.latency()).isEmpty();
  }

  @Test
  void watch_tellsEveryStateInOrder() {
    try (var redis = RedisServer.start()) {
      var states = Collections.synchronizedList(new ArrayList<ConnectionState>());
      try (var _ = connector.watch(states::add)) {
        Connectors.online(connector, redis.profile(), null);
        connector.disconnect(ConnectionState.Off.Why.DISABLED);
        Awaitility.await()
            .untilAsserted(
                () ->
                    assertThat(states)
                        .extracting(state -> (Object) state.getClass().getSimpleName())
                        .containsExactly("Off", "Connecting", "Online", "Off"));
      }
      assertThat(((ConnectionState.Online) states.get(2)).server().version()).startsWith("6.2");
      assertThat(states.get(3))
          .isEqualTo(new ConnectionState.Off(ConnectionState.Off.Why.DISABLED));
      assertThat(connector.store()).isEmpty();
    }
  }

  @Test
  void latency_isMeasuredWhileOnline() {
    try (var redis = RedisServer.start()) {
      Connectors.online(connector, redis.profile(), null);
      Awaitility.await().until(() -> connector.latency().isPresent());
      assertThat(connector.latency().orElseThrow())
          .isBetween(Duration.ofNanos(1), Duration.ofSeconds(1));
      redis.kill();
      Connectors.awaitRetrying(connector);
      assertThat(connector.latency()).isEmpty();
    }
  }

  @Test
  void aRestartOfRedis_isRetried_thenOnlineAndInSyncAgain() {
    try (var redis = RedisServer.start("--appendonly", "yes", "--appendfsync", "always")) {
      var store = Connectors.online(connector, redis.profile(), null);
      var picture = new FollowedPicture();
      try (var _ = store.follow(picture)) {
        var kept = store.insert(SessionSamples.session("kept"));
        Awaitility.await().until(() -> picture.entry(kept.id()) != null);
        redis.kill();
        var fault = Connectors.awaitRetrying(connector);
        assertThat(fault.kind()).isIn(ConnectionFault.Kind.LOST, ConnectionFault.Kind.UNREACHABLE);
        assertThatThrownBy(() -> store.insert(SessionSamples.session("no")))
            .isInstanceOf(StoreException.Unavailable.class);
        int passes = picture.passes();
        redis.restart();
        Connectors.awaitOnline(connector);
        assertThat(store.find(kept.id())).contains(kept);
        Awaitility.await().until(() -> picture.passes() > passes);
        // Tracking was armed anew: what another program writes is seen at once.
        redis.call("SET", "persistent_session:x", "{}");
        Awaitility.await().until(() -> picture.size() == 2);
        assertThat(store.count()).isEqualTo(2);
      }
    }
  }

  @Test
  void nobodyThere_isRetriedByItself_moreAndMoreSeldom() {
    try (var redis = RedisServer.stopped()) {
      var states = Collections.synchronizedList(new ArrayList<ConnectionState>());
      try (var _ = connector.watch(states::add)) {
        connector.connect(redis.profile(), ProfileSecrets.NONE);
        Awaitility.await()
            .until(
                () ->
                    connector.state() instanceof ConnectionState.Retrying retrying
                        && retrying.attempt() >= 3);
      }
      var why = ((ConnectionState.Retrying) connector.state()).why();
      assertThat(why.kind()).isEqualTo(ConnectionFault.Kind.UNREACHABLE);
      assertThat(states)
          .filteredOn(ConnectionState.Retrying.class::isInstance)
          .extracting(state -> (Object) ((ConnectionState.Retrying) state).attempt())
          .startsWith(1, 2, 3);
      redis.restart();
      Connectors.awaitOnline(connector);
    }
  }

  @Test
  void retryDelay_doublesUpToALimit_andIsSpread() {
    var timing = Timing.STANDARD;
    assertThat(timing.retryDelay(1, 0.5)).isEqualTo(Duration.ofMillis(500));
    assertThat(timing.retryDelay(3, 0.5)).isEqualTo(Duration.ofSeconds(2));
    assertThat(timing.retryDelay(3, 0)).isEqualTo(Duration.ofMillis(1_600));
    assertThat(timing.retryDelay(1_000, 0.5)).isEqualTo(Duration.ofSeconds(30));
    assertThat(timing.nearby().retryDelay(1, 0.5)).isEqualTo(Duration.ofMillis(100));
  }

  @Test
  void retryNow_doesNotWait() {
    try (var redis = RedisServer.stopped();
        var slow = new RedisConnector(new BuiltInRedis(Path.of("never-made")), Instant::now)) {
      slow.connect(
          new ConnectionProfile(
              "far",
              "",
              new StoreTarget.Standalone(
                  new StoreTarget.Address("127.0.0.2", redis.port()), false, 0, null),
              ConnectionProfile.DEFAULT_KEY_PREFIX),
          ProfileSecrets.NONE);
      Awaitility.await()
          .until(
              () ->
                  slow.state() instanceof ConnectionState.Retrying retrying
                      && retrying.attempt() == 2);
      slow.retryNow();
      // The third attempt would come after 0.8 s at the earliest by itself.
      Awaitility.await()
          .atMost(Duration.ofMillis(600))
          .pollInterval(Duration.ofMillis(5))
          .until(
              () ->
                  slow.state() instanceof ConnectionState.Retrying retrying
                      && retrying.attempt() == 3);
    }
  }

  @Test
  void aWrongPassword_isRefused_notRetried_untilAsked() {
    try (var redis = RedisServer.startWithPassword("right")) {
      connector.connect(redis.profile(), ProfileSecrets.ofPassword(Secret.of("wrong-secret")));
      var fault = Connectors.awaitRefused(connector);
      assertThat(fault.kind()).isEqualTo(ConnectionFault.Kind.PASSWORD_WRONG);
      assertThat(fault.detail()).doesNotContain("wrong-secret");
      assertThat(connector.store()).isPresent();
      assertThatThrownBy(() -> connector.store().orElseThrow().count())
          .isInstanceOf(StoreException.Unavailable.class);
      redis.call("CONFIG", "SET", "requirepass", "wrong-secret");
      connector.retryNow();
      Connectors.awaitOnline(connector);
    }
  }

  @Test
  void noPassword_whereOneIsWanted_isRefused() {
    try (var redis = RedisServer.startWithPassword("right")) {
      connector.connect(redis.profile(), ProfileSecrets.NONE);
      assertThat(Connectors.awaitRefused(connector).kind())
          .isEqualTo(ConnectionFault.Kind.PASSWORD_REQUIRED);
    }
  }

  @Test
  void aUserWithoutARight_isRefused_andTheRightIsNamed() {
    try (var redis = RedisServer.start()) {
      redis.call(
          "ACL",
          "SETUSER",
          "ann",
          "on",
          ">pw",
          "~persistent_session:*",
          "+@all",
          "-unlink",
          "-eval");
      connector.connect(redis.profile("ann"), ProfileSecrets.ofPassword(Secret.of("pw")));
      var fault = Connectors.awaitRefused(connector);
      assertThat(fault.kind()).isEqualTo(ConnectionFault.Kind.NOT_PERMITTED);
      assertThat(fault.detail()).contains("UNLINK", "EVAL").doesNotContain("MGET");
    }
  }

  @Test
  void aUserWithoutOurKeys_isRefused() {
    try (var redis = RedisServer.start()) {
      redis.call("ACL", "SETUSER", "ann", "on", ">pw", "~other:*", "+@all");
      connector.connect(redis.profile("ann"), ProfileSecrets.ofPassword(Secret.of("pw")));
      assertThat(Connectors.awaitRefused(connector).detail()).contains("GET", "SET");
    }
  }

  @Test
  void aRightTakenAwayLater_isARejection() {
    try (var redis = RedisServer.start()) {
      redis.call("ACL", "SETUSER", "ann", "on", ">pw", "~*", "+@all");
      var store = Connectors.online(connector, redis.profile("ann"), "pw");
      redis.call("ACL", "SETUSER", "ann", "-set", "-unlink");
      assertThatThrownBy(() -> store.insert(SessionSamples.session("t")))
          .isInstanceOfSatisfying(
              StoreException.Rejected.class,
              rejected ->
                  assertThat(rejected.reason())
                      .isEqualTo(StoreException.Rejected.Reason.NOT_PERMITTED));
    }
  }

  @Test
  void aServerThatHangs_isFoundOut_andItsLateAnswersCountForNothing() {
    try (var redis = RedisServer.start()) {
      var store = Connectors.online(connector, redis.profile(), null);
      redis.pause();
      Connectors.awaitRetrying(connector);
      redis.resume();
      Connectors.awaitOnline(connector);
      assertThat(store.count()).isZero();
    }
  }

  @Test
  void aWriteThatIsNotAnswered_hasAnUnknownOutcome_andIsNeverSentAgain() {
    try (var redis = RedisServer.start();
        var patient =
            Connectors.with(
                new BuiltInRedis(Path.of("never-made")),
                new Timing(
                    Duration.ofSeconds(1),
                    Duration.ofMillis(400),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(60),
                    Duration.ofMillis(100),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1)))) {
      var store = Connectors.online(patient, redis.profile(), null);
      var known = store.insert(SessionSamples.session("known"));
      redis.pause();
      assertThatThrownBy(() -> store.insert(SessionSamples.session("t")))
          .isInstanceOf(StoreException.OutcomeUnknown.class);
      assertThatThrownBy(() -> store.update(known, known.session().withText("u")))
          .isInstanceOf(StoreException.OutcomeUnknown.class);
      assertThatThrownBy(() -> store.find(known.id()))
          .isInstanceOf(StoreException.Unavailable.class);
      redis.resume();
      // What was on its way is done now, late but once: the trial of permissions, and two inserts.
      Awaitility.await().until(() -> store.count() == 2);
      assertThat(redis.call("INFO", "commandstats"))
          .contains("cmdstat_set:calls=3,")
          .contains("cmdstat_eval:calls=1,");
    }
  }

  @Test
  void aSwitchOfProfile_cutsTheOldStoreOffForGood() {
    try (var one = RedisServer.start();
        var other = RedisServer.start()) {
      var oldStore = Connectors.online(connector, one.profile(), null);
      var oldPicture = new FollowedPicture();
      try (var _ = oldStore.follow(oldPicture)) {
        Awaitility.await().until(() -> oldPicture.passes() == 1);
        connector.connect(other.profile(), ProfileSecrets.NONE);
        assertThatThrownBy(() -> oldStore.insert(SessionSamples.session("t")))
            .isInstanceOf(StoreException.Unavailable.class);
        Connectors.awaitOnline(connector);
        assertThatThrownBy(() -> oldStore.insert(SessionSamples.session("t")))
            .isInstanceOf(StoreException.Unavailable.class);
        connector.store().orElseThrow().insert(SessionSamples.session("t"));
        assertThat(one.call("DBSIZE")).isEqualTo("0");
        assertThat(other.call("DBSIZE")).isEqualTo("1");
        assertThat(oldPicture.size()).isZero();
      }
      // Back again: that is a new store, the old one stays dead.
      connector.connect(one.profile(), ProfileSecrets.NONE);
      Connectors.awaitOnline(connector);
      assertThatThrownBy(oldStore::count).isInstanceOf(StoreException.Unavailable.class);
      assertThat(connector.store().orElseThrow().count()).isZero();
      Awaitility.await()
          .untilAsserted(
              () ->
                  assertThat(other.call("CLIENT", "LIST").lines().filter(line -> !line.isBlank()))
                      .hasSize(1));
    }
  }

  @Test
  void manySwitches_endWithTheLast() {
    try (var one = RedisServer.start();
        var other = RedisServer.start()) {
      for (int i = 0; i < 20; i++) {
        connector.connect(i % 2 == 0 ? one.profile() : other.profile(), ProfileSecrets.NONE);
      }
      Connectors.awaitOnline(connector);
      connector.store().orElseThrow().insert(SessionSamples.session("t"));
      assertThat(List.of(one.call("DBSIZE"), other.call("DBSIZE"))).containsExactly("0", "1");
    }
  }

  @Test
  void anotherDatabaseAndPrefix_areUsed() {
    try (var redis = RedisServer.start()) {
      var profile =
          new ConnectionProfile(
              "p",
              "",
              new StoreTarget.Standalone(
                  new StoreTarget.Address("localhost", redis.port()), false, 3, null),
              "my[*]:");
      var store = Connectors.online(connector, profile, null);
      store.insert(SessionSamples.session("t"));
      redis.call("SET", "my*:no", "{}");
      assertThat(redis.call("INFO", "keyspace")).contains("db3:keys=1", "db0:keys=1");
      assertThat(store.count()).isEqualTo(1);
    }
  }

  @Test
  void close_isQuick_andEndsEverything() {
    try (var redis = RedisServer.start()) {
      var store = Connectors.online(connector, redis.profile(), null);
      long start = System.nanoTime();
      connector.close();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
      assertThatThrownBy(store::count).isInstanceOf(StoreException.Unavailable.class);
      connector.connect(redis.profile(), ProfileSecrets.NONE);
      assertThat(connector.state()).isInstanceOf(ConnectionState.Off.class);
    }
  }
}
