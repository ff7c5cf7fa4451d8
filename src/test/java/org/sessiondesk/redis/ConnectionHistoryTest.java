package org.sessiondesk.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sessiondesk.connection.ConnectionFigures;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.ConnectionState;
import org.sessiondesk.redis.testing.RedisServer;

/** What is told of the connections of this run, each profile's for itself. */
@Timeout(60)
final class ConnectionHistoryTest {

  @Test
  @DisplayName("Bytes, reconnects and the last trouble are counted for each profile for itself")
  void countsForEachProfile() {
    try (var first = RedisServer.start();
        var second = RedisServer.start();
        var connector = Connectors.quick()) {
      assertThat(connector.history()).isEmpty();
      var store = Connectors.online(connector, profile(first, "a"), null);
      assertThat(first.call("CLIENT", "LIST")).contains("name=session-desk");
      var value = "x".repeat(10_000);
      store.insert(SessionSamples.session(value));
      var now = connector.history().getFirst();
      assertThat(now.current()).isTrue();
      assertThat(now.profile().id()).isEqualTo("a");
      assertThat(now.sent()).isGreaterThan(10_000);
      assertThat(now.received()).isBetween(1L, 10_000L);
      assertThat(now.reconnects()).isZero();
      assertThat(now.lastTrouble()).isEmpty();
      await().until(() -> connector.history().getFirst().ping().isPresent());
      assertThat(connector.history().getFirst().lately()).isPresent();

      first.call("CLIENT", "KILL", "TYPE", "normal");
      await().until(() -> connector.history().getFirst().reconnects() == 1);
      Connectors.awaitOnline(connector);
      var again = connector.history().getFirst();
      assertThat(again.lastTrouble().map(ConnectionFigures.Trouble::at))
          .hasValueSatisfying(at -> assertThat(at).isBetween(now.since(), again.since()));
      assertThat(again.sent()).isGreaterThan(now.sent());

      var other = Connectors.online(connector, profile(second, "b"), null);
      assertThat(connector.history()).extracting(f -> f.profile().id()).containsExactly("b", "a");
      long before = connector.history().getLast().sent();
      other.insert(SessionSamples.session(value));
      assertThat(connector.history().getFirst().sent()).isGreaterThan(10_000);
      var left = connector.history().getLast();
      assertThat(left.current()).isFalse();
      assertThat(left.sent()).as("nothing of b is counted for a").isLessThan(before + 10_000);
      assertThat(left.ping()).isEmpty();
      assertThat(left.reconnects()).isEqualTo(1);

      connector.disconnect(ConnectionState.Off.Why.DISCONNECTED);
      assertThat(connector.history()).noneMatch(ConnectionFigures::current).hasSize(2);
    }
  }

  @Test
  void aRefusalIsTrouble_withItsTime() {
    try (var server = RedisServer.startWithPassword("right");
        var connector = Connectors.quick()) {
      var seen = new AtomicReference<ConnectionState>();
      try (var _ = connector.watch(seen::set)) {
        connector.connect(profile(server, "a"), org.sessiondesk.connection.ProfileSecrets.NONE);
        await().until(() -> seen.get() instanceof ConnectionState.Refused);
      }
      var figures = connector.history().getFirst();
      assertThat(figures.connections()).isZero();
      assertThat(figures.lastTrouble().orElseThrow().fault().kind())
          .isEqualTo(org.sessiondesk.connection.ConnectionFault.Kind.PASSWORD_REQUIRED);
    }
  }

  private static ConnectionProfile profile(RedisServer server, String id) {
    var plain = server.profile();
    return new ConnectionProfile(id, id, plain.target(), plain.keyPrefix());
  }
}
