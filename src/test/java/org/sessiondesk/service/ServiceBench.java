package org.sessiondesk.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.awaitility.Awaitility;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.ConnectionState;
import org.sessiondesk.connection.ProfileSecrets;
import org.sessiondesk.memory.MemorySessionStore;
import org.sessiondesk.redis.BuiltInRedis;
import org.sessiondesk.redis.RedisConnector;
import org.sessiondesk.session.SessionEvent;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.SessionStore;
import org.sessiondesk.session.StoredSession;
import org.sessiondesk.testing.MutableClock;
import org.sessiondesk.text.TextSegmenter;

/** A service over real stores, with all its events kept. */
final class ServiceBench implements AutoCloseable {
  final MutableClock clock = MutableClock.somewhen();
  final MemorySessionStore memory = new MemorySessionStore(clock);
  final RedisConnector connector =
      new RedisConnector(new BuiltInRedis(Path.of("never-made")), InstantSource.system());
  final SessionService service;
  final List<SessionEvent> events = Collections.synchronizedList(new ArrayList<>());

  ServiceBench() {
    this(Journal.none());
  }

  /** One that writes its changes down. */
  ServiceBench(Journal journal) {
    service =
        new SessionService(
            memory, connector, new TextSegmenter(), () -> Duration.ofHours(1), clock, journal);
    service.subscribe(events::addAll);
  }

  /** Connects, and waits until the picture is complete and told of changes. */
  void connect(ConnectionProfile profile) {
    connector.connect(profile, ProfileSecrets.NONE);
    awaitPicture();
  }

  void awaitPicture() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(10))
        .untilAsserted(
            () -> {
              assertThat(connector.state()).isInstanceOf(ConnectionState.Online.class);
              var state = service.index().state();
              assertThat(state.reachable() && state.complete() && !state.loading()).isTrue();
            });
  }

  SessionStore store() {
    return connector.store().orElseThrow();
  }

  StoredSession read(SessionId id) {
    return (StoredSession) service.open(id).orElseThrow();
  }

  /** What happened to {@code id}, in order. */
  List<SessionEvent> eventsOf(SessionId id) {
    synchronized (events) {
      return events.stream().filter(event -> concerns(event, id)).toList();
    }
  }

  private static boolean concerns(SessionEvent event, SessionId id) {
    return switch (event) {
      case SessionEvent.Created created -> created.session().id().equals(id);
      case SessionEvent.Updated updated -> updated.session().id().equals(id);
      case SessionEvent.Expired expired -> expired.session().id().equals(id);
      case SessionEvent.Removed removed -> removed.id().equals(id);
      case SessionEvent.StoreReachable _ -> false;
    };
  }

  @Override
  public void close() {
    service.close();
    connector.close();
  }
}
