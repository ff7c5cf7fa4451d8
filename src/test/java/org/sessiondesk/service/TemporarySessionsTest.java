package org.sessiondesk.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sessiondesk.session.InvalidSessionException;
import org.sessiondesk.session.Progress;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.SessionEvent;
import org.sessiondesk.session.SessionEvent.Cause;
import org.sessiondesk.session.SessionEvent.Origin;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.UpdateResult;
import org.sessiondesk.testing.Sessions;
import org.slf4j.LoggerFactory;

/** The service while no store of persistent sessions is wanted. */
class TemporarySessionsTest {
  private final ServiceBench bench = new ServiceBench();
  private final SessionService service = bench.service;

  @AfterEach
  void close() {
    bench.close();
  }

  private Session created(Duration ttl) {
    return service.create(Sessions.asked("你好。今天天气很好。", false, ttl)).session();
  }

  private Session createdForAnHour() {
    return service.create(Sessions.asked("你好。今天天气很好。", false, null)).session();
  }

  @Test
  @DisplayName("临时会话 默认1小时后过期")
  void createdWithoutTtl_livesForTheDefault() {
    var session = createdForAnHour();

    assertThat(session.persistent()).isFalse();
    assertThat(session.fallback()).isFalse();
    assertThat(session.sentences()).isNull();
    assertThat(session.expiresAt()).isEqualTo(bench.clock.instant().plus(Duration.ofHours(1)));
    assertThat(service.find(session.id())).isPresent();
  }

  @Test
  void createdWithTtl_livesThatLong() {
    assertThat(created(Duration.ofHours(2)).expiresAt())
        .isEqualTo(bench.clock.instant().plus(Duration.ofHours(2)));
  }

  @Test
  void createdForANanosecond_expiresAfterItsCreation() {
    var session = created(Duration.ofNanos(1));

    assertThat(session.expiresAt()).isAfter(session.createdAt());
    assertThat(service.find(session.id())).isPresent();
  }

  @Test
  void createdAgainstTheRules_isRefusedAndNothingKept() {
    assertThatThrownBy(() -> service.create(Sessions.asked("", false, Duration.ZERO)))
        .isInstanceOfSatisfying(
            InvalidSessionException.class, e -> assertThat(e.faults()).hasSize(2));
    assertThat(bench.memory.count()).isZero();
    assertThat(bench.events).isEmpty();
  }

  @Test
  @DisplayName("persistent: true 但 Redis 未启用：创建为临时会话，日志中有警告")
  void askedAsPersistentWithoutStore_isTemporaryAndLogged() {
    var log = (Logger) LoggerFactory.getLogger(SessionService.class.getPackageName());
    var lines = new ListAppender<ILoggingEvent>();
    lines.start();
    log.addAppender(lines);
    try {
      var creation = service.create(Sessions.asked("重要", true, Duration.ofHours(9)));
      var session = creation.session();

      assertThat(session.persistent()).isFalse();
      assertThat(session.fallback()).isTrue();
      assertThat(session.expiresAt()).isEqualTo(bench.clock.instant().plus(Duration.ofHours(1)));
      assertThat(creation.why()).isNotBlank();
      assertThat(lines.list)
          .singleElement()
          .satisfies(
              line -> {
                assertThat(line.getLevel()).isEqualTo(Level.WARN);
                assertThat(line.getFormattedMessage()).contains(session.id().value());
                assertThat(line.getFormattedMessage()).doesNotContain("重要");
              });
      assertThat(bench.eventsOf(session.id()))
          .containsExactly(new SessionEvent.Created(session, Origin.HERE, bench.clock.instant()));
    } finally {
      log.detachAppender(lines);
    }
  }

  @Test
  void isGoneAtTheVeryInstantOfItsDeadline() {
    var session = created(Duration.ofSeconds(10));

    bench.clock.advance(Duration.ofSeconds(10).minusNanos(1_000));
    assertThat(service.find(session.id())).isPresent();
    bench.clock.advance(Duration.ofNanos(1_000));
    assertThat(service.find(session.id())).isEmpty();
    assertThat(service.open(session.id())).isPresent();
  }

  @Test
  void editBasedOnWhatIsStored_isSavedAndTold() {
    var session = createdForAnHour();
    var seen = bench.read(session.id());

    var result = service.update(seen, session.withName("早安"));

    assertThat(result).isInstanceOf(UpdateResult.Saved.class);
    assertThat(bench.read(session.id()).session().name()).isEqualTo("早安");
    assertThat(service.index().find(session.id()).orElseThrow().name()).isEqualTo("早安");
  }

  @Test
  void editBasedOnAnOldState_conflictsAndChangesNothing() {
    var session = createdForAnHour();
    var seen = bench.read(session.id());
    service.update(seen, session.withName("first"));

    var result = service.update(seen, session.withName("second"));

    assertThat(result).isInstanceOf(UpdateResult.Conflict.class);
    assertThat(bench.read(session.id()).session().name()).isEqualTo("first");
  }

  @Test
  void editOfWhatWasDeletedOrHasExpired_isGone() {
    var deleted = createdForAnHour();
    var seenDeleted = bench.read(deleted.id());
    service.delete(deleted.id());
    var expired = createdForAnHour();
    var seenExpired = bench.read(expired.id());
    bench.clock.advance(Duration.ofHours(1));

    assertThat(service.update(seenDeleted, deleted.withName("x")))
        .isInstanceOf(UpdateResult.Gone.class);
    assertThat(service.update(seenExpired, expired.withName("x")))
        .isInstanceOf(UpdateResult.Gone.class);
  }

  @Test
  @DisplayName("POST …/segment: the session keeps its sentences")
  void segmented_keepsItsSentences() {
    var session = createdForAnHour();

    var segmented = service.segment(session.id(), Progress.NONE);

    assertThat(segmented.sentences()).hasSize(2);
    assertThat(bench.read(session.id()).session()).isEqualTo(segmented);
  }

  @Test
  void segmentedWhileSomebodyEdits_cutsTheNewText() {
    var editing = new SessionId[1];
    try (var service =
        new SessionService(
            bench.memory,
            bench.connector,
            (text, _) -> {
              if (!text.equals("newer")) {
                var seen = bench.read(editing[0]);
                bench.service.update(seen, seen.session().withText("newer"));
              }
              return List.of(new org.sessiondesk.session.Sentence(text, List.of(text)));
            },
            () -> Duration.ofHours(1),
            bench.clock)) {
      editing[0] = createdForAnHour().id();

      var segmented = service.segment(editing[0], Progress.NONE);

      assertThat(segmented.text()).isEqualTo("newer");
      assertThat(segmented.sentences()).first().extracting("sentence").isEqualTo("newer");
    }
  }

  @Test
  void extendedAfterItExpired_livesAgain() {
    var session = created(Duration.ofSeconds(1));
    bench.clock.advance(Duration.ofSeconds(2));
    bench.memory.expireDue();
    var deadline = bench.clock.instant().plusSeconds(5);

    service.extend(session.id(), deadline);

    assertThat(service.find(session.id())).isPresent();
    assertThat(bench.read(session.id()).session().expiresAt()).isEqualTo(deadline);
    assertThat(bench.memory.counts().expired()).isZero();
  }

  @Test
  void extendedIntoThePast_isRefused() {
    var session = createdForAnHour();

    assertThatThrownBy(() -> service.extend(session.id(), bench.clock.instant()))
        .isInstanceOf(InvalidSessionException.class);
    assertThatThrownBy(
            () -> service.extend(SessionId.random(), bench.clock.instant().plusSeconds(1)))
        .isInstanceOf(SessionNotFoundException.class);
  }

  @Test
  void promotedWithoutStore_staysWhereItIs() {
    var session = createdForAnHour();

    assertThatThrownBy(() -> service.promote(session.id())).isInstanceOf(StoreOffException.class);
    assertThat(bench.read(session.id()).session()).isEqualTo(session);
  }

  @Test
  void deletedAndRestored_isTheSameAndToldOnce() {
    var session = createdForAnHour();
    var seen = bench.read(session.id());

    assertThat(service.delete(session.id())).isTrue();
    assertThat(service.delete(session.id())).isFalse();
    service.restore(seen);

    assertThat(bench.read(session.id()).session()).isEqualTo(session);
    var now = bench.clock.instant();
    assertThat(bench.eventsOf(session.id()))
        .containsExactly(
            new SessionEvent.Created(session, Origin.HERE, now),
            new SessionEvent.Removed(session.id(), false, Cause.DELETED, Origin.HERE, now),
            new SessionEvent.Created(session, Origin.HERE, now));
  }

  @Test
  void expiredThenCleanedUp_isToldAsThat() {
    var session = created(Duration.ofSeconds(1));
    bench.clock.advance(Duration.ofSeconds(1));
    bench.memory.expireDue();

    assertThat(service.cleanUp()).isEqualTo(1);

    var now = bench.clock.instant();
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(bench.eventsOf(session.id()))
                    .endsWith(
                        new SessionEvent.Expired(session, now),
                        new SessionEvent.Removed(
                            session.id(), false, Cause.CLEANED_UP, Origin.HERE, now))
                    .hasSize(3));
  }

  @Test
  @DisplayName("GET /api/v1/sessions/stats: total 10, active 8, expired 2")
  void statsCountActiveAndExpired() {
    for (int i = 0; i < 8; i++) {
      createdForAnHour();
    }
    created(Duration.ofSeconds(1));
    created(Duration.ofSeconds(2));
    bench.clock.advance(Duration.ofSeconds(2));

    var stats = service.stats();

    assertThat(stats.temporaryTotal()).isEqualTo(10);
    assertThat(stats.temporaryActive()).isEqualTo(8);
    assertThat(stats.temporaryExpired()).isEqualTo(2);
    assertThat(stats.persistent()).isZero();
    assertThat(stats.total()).isEqualTo(10);
    assertThat(stats.defaultTtl()).isEqualTo(Duration.ofHours(1));
    assertThat(stats.storeEnabled()).isFalse();
  }
}
