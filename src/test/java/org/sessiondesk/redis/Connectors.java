package org.sessiondesk.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.ConnectionFault;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.ConnectionState;
import org.sessiondesk.connection.ProfileSecrets;
import org.sessiondesk.connection.Secret;
import org.sessiondesk.session.SessionStore;

/** Connectors for tests, quicker than the real one. */
final class Connectors {
  static final Timing QUICK =
      new Timing(
          Duration.ofSeconds(2),
          Duration.ofSeconds(2),
          Duration.ofMillis(300),
          Duration.ofMillis(500),
          Duration.ofMillis(100),
          Duration.ofSeconds(3),
          Duration.ofMillis(200));

  private Connectors() {}

  /** One that never reaches for a built-in store. */
  static RedisConnector quick() {
    return quick(new BuiltInRedis(Path.of("never-made")));
  }

  static RedisConnector quick(BuiltInRedis builtIn) {
    return with(builtIn, QUICK);
  }

  static RedisConnector with(BuiltInRedis builtIn, Timing timing) {
    return new RedisConnector(builtIn, InstantSource.system(), null, timing);
  }

  /** Connects, and waits until it is online. */
  static SessionStore online(
      RedisConnector connector, ConnectionProfile profile, @Nullable String password) {
    connector.connect(
        profile,
        password == null ? ProfileSecrets.NONE : ProfileSecrets.ofPassword(Secret.of(password)));
    awaitOnline(connector);
    return connector.store().orElseThrow();
  }

  static void awaitOnline(RedisConnector connector) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(15))
        .pollInterval(Duration.ofMillis(10))
        .untilAsserted(
            () -> assertThat(connector.state()).isInstanceOf(ConnectionState.Online.class));
  }

  static ConnectionFault awaitRefused(RedisConnector connector) {
    Awaitility.await()
        .untilAsserted(
            () -> assertThat(connector.state()).isInstanceOf(ConnectionState.Refused.class));
    return ((ConnectionState.Refused) connector.state()).why();
  }

  static ConnectionFault awaitRetrying(RedisConnector connector) {
    Awaitility.await()
        .pollInterval(Duration.ofMillis(5))
        .until(() -> connector.state() instanceof ConnectionState.Retrying);
    return connector.state() instanceof ConnectionState.Retrying retrying
        ? retrying.why()
        : awaitRetrying(connector);
  }
}
