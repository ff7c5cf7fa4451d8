package org.sessiondesk.redis;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.sessiondesk.redis.testing.RedisCluster;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.SessionStore;
import org.sessiondesk.session.SessionStoreContract;

/** A cluster is a store like any other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // made before the tests
final class ClusterStoreTest extends SessionStoreContract {
  private RedisCluster cluster;
  private RedisConnector connector;
  private SessionStore store;

  @BeforeAll
  void connect() {
    cluster = RedisCluster.startMasters();
    connector = Connectors.quick();
    store = Connectors.online(connector, cluster.profile(), null);
  }

  @AfterAll
  void disconnect() {
    connector.close();
    cluster.close();
  }

  @BeforeEach
  void empty() {
    cluster.flush();
  }

  @Override
  protected SessionStore store() {
    return store;
  }

  @Override
  protected Session newSession(String text) {
    return SessionSamples.session(text);
  }
}
