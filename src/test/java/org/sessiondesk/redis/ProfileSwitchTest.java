package org.sessiondesk.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.Deployment;
import org.sessiondesk.connection.ProfileMarks;
import org.sessiondesk.memory.MemorySessionStore;
import org.sessiondesk.redis.testing.RedisServer;
import org.sessiondesk.service.SessionService;
import org.sessiondesk.service.StoreLease;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.NewSession;
import org.sessiondesk.session.Progress;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.StoreException;
import org.sessiondesk.session.StoredSession;
import org.sessiondesk.text.TextSegmenter;

/** Nothing that began in one profile ever reaches the store of another. */
@Timeout(60)
final class ProfileSwitchTest {
  private final RedisServer first = RedisServer.start();
  private final RedisServer second = RedisServer.start();
  private final RedisConnector connector = Connectors.quick();
  private final SessionService service =
      new SessionService(
          new MemorySessionStore(InstantSource.system()),
          connector,
          new TextSegmenter(),
          () -> Duration.ofHours(1),
          InstantSource.system());
  private final Session session = SessionSamples.session("天气很好。");
  private StoredSession seen =
      new StoredSession(session, org.sessiondesk.session.Revision.of(new byte[0]));
  private StoreLease lease = service.lease();

  /** Both servers hold the very same session, as a copy of production does. */
  @BeforeEach
  void beginInTheFirst() {
    for (var redis : List.of(second, first)) {
      seen = Connectors.online(connector, profile(redis), null).insert(session);
    }
    lease = service.lease();
  }

  @AfterEach
  void close() {
    service.close();
    connector.close();
    first.close();
    second.close();
  }

  private static ConnectionProfile profile(RedisServer redis) {
    var plain = redis.profile();
    return new ConnectionProfile(
        "at " + redis.port(), plain.name(), plain.target(), plain.keyPrefix());
  }

  private void assertRefused(ThrowingCallable work) {
    var before = dump(second);
    assertThatThrownBy(work).isInstanceOf(StoreException.Unavailable.class);
    assertThat(dump(second)).isEqualTo(before);
  }

  private Map<String, String> dump(RedisServer redis) {
    var key = "persistent_session:" + session.id();
    return Map.of("size", redis.call("DBSIZE"), "value", redis.call("GET", key));
  }

  @Test
  void whatWasDeletedInOne_isNotPutBackInAnother() {
    service.within(lease, () -> service.delete(seen));
    assertThat(first.call("DBSIZE")).isEqualTo("0");
    Connectors.online(connector, profile(second), null);
    second.call("FLUSHALL");
    assertThatThrownBy(() -> service.within(lease, () -> restored()))
        .isInstanceOf(StoreException.Unavailable.class);
    assertThat(second.call("DBSIZE")).isEqualTo("0");
    Connectors.online(connector, profile(first), null);
    service.restore(seen);
    assertThat(first.call("DBSIZE")).isEqualTo("1");
  }

  private StoredSession restored() {
    service.restore(seen);
    return seen;
  }

  @Test
  void whatWasToBeChangedInOne_isNotChangedInAnother_evenWhereItIsTheSame() {
    Connectors.online(connector, profile(second), null);
    assertRefused(() -> service.within(lease, () -> service.delete(session.id())));
    assertRefused(() -> service.within(lease, () -> service.delete(seen)));
    assertRefused(
        () -> service.within(lease, () -> service.deleteAll(List.of(session.id()), Progress.NONE)));
    assertRefused(
        () -> service.within(lease, () -> service.update(seen, session.withSentences(List.of()))));
    assertRefused(() -> service.within(lease, () -> service.segment(session.id(), Progress.NONE)));
    assertRefused(() -> service.within(lease, () -> service.demote(session.id(), null)));
    assertThat(dump(first)).isEqualTo(dump(second));
  }

  @Test
  void aSessionThatARefusingStoreIsAskedFor_isNotMadeTemporaryInstead() {
    var there = profile(first);
    Connectors.online(
        connector,
        new ConnectionProfile(
            there.id(),
            there.name(),
            there.target(),
            there.keyPrefix(),
            new ProfileMarks(Deployment.UNMARKED, ProfileMarks.Colour.AUTOMATIC, true)),
        null);
    var asked = new NewSession("x", "zh-CN-XiaoxiaoNeural", null, true, null, Json.EMPTY);
    assertThatThrownBy(() -> service.create(asked)).isInstanceOf(StoreException.Rejected.class);
    assertThat(service.index().counts().temporary()).isZero();
  }
}
