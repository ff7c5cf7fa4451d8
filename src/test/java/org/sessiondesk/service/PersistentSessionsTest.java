package org.sessiondesk.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.sessiondesk.redis.testing.RedisServer;
import org.sessiondesk.session.Progress;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.SessionEvent;
import org.sessiondesk.session.SessionEvent.Cause;
import org.sessiondesk.session.SessionEvent.Origin;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.StoreException;
import org.sessiondesk.session.UnreadableEntry;
import org.sessiondesk.session.UpdateResult;
import org.sessiondesk.testing.Sessions;

/** The service over a real Redis. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PersistentSessionsTest {
  private static final String PREFIX = "persistent_session:";

  private final RedisServer redis = RedisServer.stopped();
  private ServiceBench bench = new ServiceBench();

  @BeforeAll
  void start() {
    bench.close();
    redis.restart();
  }

  @BeforeEach
  void connect() {
    redis.call("FLUSHALL");
    bench = new ServiceBench();
    bench.connect(redis.profile());
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @AfterAll
  void stop() {
    redis.close();
  }

  private Session persistent(String text) {
    return bench.service.create(Sessions.asked(text, true, null)).session();
  }

  private Session temporary(String text) {
    return bench.service.create(Sessions.asked(text, false, null)).session();
  }

  private String key(SessionId id) {
    return PREFIX + id;
  }

  private void awaitEvents(SessionId id, SessionEvent... expected) {
    Awaitility.await()
        .pollInterval(Duration.ofMillis(10))
        .untilAsserted(() -> assertThat(bench.eventsOf(id)).containsExactly(expected));
  }

  /** Waits until the picture has heard of everything written so far, however it is told. */
  private void settle() {
    var mark = Sessions.persistent(bench.clock.instant(), "mark");
    redis.call("SET", key(mark.id()), "no session");
    Awaitility.await().until(() -> bench.service.index().find(mark.id()).isPresent());
    redis.call("DEL", key(mark.id()));
    Awaitility.await().until(() -> bench.service.index().find(mark.id()).isEmpty());
  }

  @Test
  @DisplayName("持久化会话存储在 Redis 中，永不过期")
  void createdAsPersistent_isInRedisForEver() {
    var session = persistent("重要");

    assertThat(session.persistent()).isTrue();
    assertThat(session.isExpired(session.createdAt().plus(Duration.ofDays(9999)))).isFalse();
    assertThat(redis.call("EXISTS", key(session.id()))).contains("1");
    assertThat(redis.call("TTL", key(session.id()))).contains("-1");
    assertThat(bench.memory.count()).isZero();
    assertThat(bench.read(session.id()).session()).isEqualTo(session);
  }

  @Test
  void everyChangeMadeHereIsToldOnce() {
    var session = persistent("text");
    bench.service.update(bench.read(session.id()), session.withName("n"));
    bench.service.delete(session.id());
    settle();

    var now = bench.clock.instant();
    awaitEvents(
        session.id(),
        new SessionEvent.Created(session, Origin.HERE, now),
        new SessionEvent.Updated(session.withName("n"), Origin.HERE, now),
        new SessionEvent.Removed(session.id(), true, Cause.DELETED, Origin.HERE, now));
  }

  @Test
  void changesByAnotherProgramAreToldOnceAndAsTheirs() {
    var session = persistent("text");
    var value = redis.call("GET", key(session.id()));
    var renamed = session.withText("other");
    settle();

    redis.call(
        "SET", key(session.id()), value.replace("\"text\": \"text\"", "\"text\": \"other\""));
    Awaitility.await()
        .until(() -> bench.service.index().find(session.id()).orElseThrow().text().equals("other"));
    redis.call("DEL", key(session.id()));
    settle();

    var now = bench.clock.instant();
    awaitEvents(
        session.id(),
        new SessionEvent.Created(session, Origin.HERE, now),
        new SessionEvent.Updated(renamed, Origin.ELSEWHERE, now),
        new SessionEvent.Removed(session.id(), true, Cause.DELETED, Origin.ELSEWHERE, now));
  }

  @Test
  void editThatAnotherProgramOvertook_conflicts() {
    var session = persistent("text");
    var seen = bench.read(session.id());
    redis.call(
        "SET",
        key(session.id()),
        redis.call("GET", key(session.id())).replace("\"text\": \"text\"", "\"text\": \"theirs\""));

    assertThat(bench.service.update(seen, session.withText("mine")))
        .isInstanceOf(UpdateResult.Conflict.class);
    assertThat(bench.read(session.id()).session().text()).isEqualTo("theirs");

    redis.call("DEL", key(session.id()));
    assertThat(bench.service.update(seen, session.withText("mine")))
        .isInstanceOf(UpdateResult.Gone.class);
  }

  @Test
  void promoted_movesToRedisAndIsNoFallback() {
    var session = temporary("text");

    var promoted = bench.service.promote(session.id());
    settle();

    assertThat(promoted).isEqualTo(session.asPersistent());
    assertThat(bench.memory.find(session.id())).isEmpty();
    assertThat(bench.read(session.id()).session()).isEqualTo(promoted);
    var now = bench.clock.instant();
    awaitEvents(
        session.id(),
        new SessionEvent.Created(session, Origin.HERE, now),
        new SessionEvent.Created(promoted, Origin.HERE, now),
        new SessionEvent.Removed(session.id(), false, Cause.PROMOTED, Origin.HERE, now));
  }

  @Test
  void promotedWhereRedisHoldsAnother_staysTemporary() {
    var session = temporary("text");
    redis.call("SET", key(session.id()), "{}");

    assertThatThrownBy(() -> bench.service.promote(session.id()))
        .isInstanceOf(SessionConflictException.class);
    assertThat(bench.memory.find(session.id())).isPresent();
    assertThat(redis.call("GET", key(session.id()))).isEqualTo("{}");
  }

  @Test
  void demoted_movesToMemoryForTheGivenTime() {
    var session = persistent("text");

    var demoted = bench.service.demote(session.id(), Duration.ofMinutes(5));
    settle();

    assertThat(demoted.expiresAt()).isEqualTo(bench.clock.instant().plus(Duration.ofMinutes(5)));
    assertThat(redis.call("EXISTS", key(session.id()))).contains("0");
    assertThat(bench.memory.find(session.id())).isPresent();
    assertThat(bench.eventsOf(session.id()))
        .contains(
            new SessionEvent.Removed(
                session.id(), true, Cause.DEMOTED, Origin.HERE, bench.clock.instant()))
        .hasSize(3);
  }

  @Test
  void demotedWhatCannotBeRead_conflictsAndStays() {
    var id = SessionId.random();
    redis.call("SET", key(id), "no json");

    assertThatThrownBy(() -> bench.service.demote(id, null))
        .isInstanceOf(SessionConflictException.class);
    assertThat(redis.call("GET", key(id))).isEqualTo("no json");
    assertThat(bench.memory.count()).isZero();
  }

  @Test
  void unreadableValueDeletedAndRestored_isTheSameByteForByte() {
    var id = SessionId.random();
    redis.call("SET", key(id), "{ not\tjson  ");
    var seen = bench.service.open(id).orElseThrow();
    assertThat(seen).isInstanceOf(UnreadableEntry.class);

    bench.service.delete(seen);
    assertThat(redis.call("EXISTS", key(id))).contains("0");
    bench.service.restore(seen);

    assertThat(redis.call("GET", key(id))).isEqualTo("{ not\tjson  ");
    assertThat(seen.revision().token()).isEqualTo("{ not\tjson  ".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void deleteAll_deletesBothKindsAndCountsWhatThereWas() {
    var ids =
        List.of(
            temporary("a").id(), persistent("b").id(), persistent("c").id(), SessionId.random());

    assertThat(bench.service.deleteAll(ids, Progress.NONE)).isEqualTo(3);
    settle();

    assertThat(bench.service.stats().total()).isZero();
    assertThat(bench.eventsOf(ids.get(1))).hasSize(2);
  }

  @Test
  @DisplayName("GET /api/v1/sessions/stats: persistent_sessions, total_sessions, store enabled")
  void statsCountBothKinds() {
    temporary("a");
    persistent("b");
    persistent("c");

    var stats = bench.service.stats();

    assertThat(stats.persistent()).isEqualTo(2);
    assertThat(stats.total()).isEqualTo(3);
    assertThat(stats.storeEnabled()).isTrue();
  }

  @Test
  @DisplayName("Redis 连接失败: temporary sessions go on, and all resumes by itself")
  void redisThatStopsAndComesBack_isLivedWith() {
    var temporary = temporary("stays");
    var stored = persistent("was there");
    redis.kill();
    Awaitility.await().until(() -> !bench.service.index().state().reachable());

    assertThat(bench.service.find(temporary.id())).isPresent();
    assertThat(bench.service.stats().storeEnabled()).isFalse();
    assertThatThrownBy(() -> bench.service.find(stored.id()))
        .isInstanceOf(StoreException.Unavailable.class);
    assertThatThrownBy(() -> bench.service.promote(temporary.id()))
        .isInstanceOf(StoreException.Unavailable.class);
    var fallback = bench.service.create(Sessions.asked("meanwhile", true, null));
    assertThat(fallback.session().fallback()).isTrue();
    assertThat(fallback.why()).isNotNull();

    redis.restart();
    redis.call("FLUSHALL");
    var theirs = SessionId.random();
    redis.call("SET", key(theirs), "written while nobody listened");
    bench.awaitPicture();
    Awaitility.await().until(() -> bench.service.index().find(theirs).isPresent());
    Awaitility.await().until(() -> bench.service.index().find(stored.id()).isEmpty());

    assertThat(bench.service.promote(fallback.session().id()).persistent()).isTrue();
    assertThat(bench.service.create(Sessions.asked("again", true, null)).session().persistent())
        .isTrue();
    assertThat(
            bench.events.stream()
                .filter(event -> event instanceof SessionEvent.StoreReachable)
                .map(event -> ((SessionEvent.StoreReachable) event).reachable()))
        .containsExactly(true, false, true);
  }
}
