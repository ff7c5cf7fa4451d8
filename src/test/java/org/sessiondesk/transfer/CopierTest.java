package org.sessiondesk.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sessiondesk.transfer.TransferDesk.PREFIX;
import static org.sessiondesk.transfer.TransferDesk.bytes;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sessiondesk.connection.CannotConnectException;
import org.sessiondesk.connection.ConnectionFault;
import org.sessiondesk.connection.ProfileSecrets;
import org.sessiondesk.connection.StoreOpener.OpenedStore;
import org.sessiondesk.redis.RedisStoreOpener;
import org.sessiondesk.redis.testing.RedisServer;
import org.sessiondesk.service.SessionQuery;
import org.sessiondesk.session.Change;
import org.sessiondesk.session.Progress;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.StoreException;

/** Copying from the connected store to another one: what is stored there, and what is not. */
@SuppressWarnings("NullAway.Init") // made before the tests
class CopierTest extends TransferTests {
  private RedisServer other;
  private OpenedStore target;

  @BeforeAll
  void startTheOther() {
    other = RedisServer.start();
    target = opener().open(other.profile(), ProfileSecrets.NONE);
  }

  @AfterAll
  void stopTheOther() {
    target.close();
    other.close();
  }

  @BeforeEach
  void emptyTheOther() {
    other.call("FLUSHALL");
    other.call("CONFIG", "SET", "maxmemory", "0");
  }

  private RedisStoreOpener opener() {
    return new RedisStoreOpener(Path.of("never-made"), desk.clock, null);
  }

  private Copier copier() {
    return new Copier(desk.service, desk.codec, desk.clock);
  }

  private CopyRequest request(ImportPolicy policy) {
    return request(new ExportRequest.Selection.All(), policy, false, 0);
  }

  private CopyRequest request(
      ExportRequest.Selection selection, ImportPolicy policy, boolean unreadable, int rate) {
    return new CopyRequest(
        CopyEnd.connected(desk.service, desk.redis.profile()),
        CopyEnd.of(target, desk.service),
        selection,
        policy,
        unreadable,
        rate);
  }

  private String there(SessionId id) {
    return other.call("GET", PREFIX + id);
  }

  private void putThere(SessionId id, String value) {
    other.call("SET", PREFIX + id, value);
  }

  private String size() {
    return other.call("DBSIZE");
  }

  @Test
  @DisplayName("Everything is there byte for byte, with its time to live; the source is as it was")
  void all() {
    desk.fill(3_000);
    var ending = desk.stored("ends");
    desk.redis.call("PEXPIRE", PREFIX + ending.id(), "600000");
    desk.set("odd", bytes("not to be read"));
    desk.redis.call("RPUSH", PREFIX + "list", "one", "two");
    desk.redis.call("SET", "somebody-else", "x");
    var before = desk.digest();
    var request = request(new ExportRequest.Selection.All(), ImportPolicy.SKIP, true, 0);

    var plan = copier().check(request, Progress.NONE);
    assertThat(plan.of(Decision.CREATE).count()).isEqualTo(3_003);
    assertThat(size()).isEqualTo("0");
    var steps = Steps.watched();
    var report = copier().run(plan, steps);

    assertThat(report.created()).isEqualTo(3_003);
    assertThat(desk.audited(3_003))
        .allMatch(
            entry ->
                entry.change() == Change.COPY
                    && entry.store().place().startsWith(other.profile().target().display()));
    assertThat(report.complete()).isTrue();
    assertThat(steps.done.getLast()).isEqualTo(3_003);
    assertThat(desk.digest()).isEqualTo(before);
    assertThat(there(ending.id())).isEqualTo(get(ending.id()));
    assertThat(Long.parseLong(other.call("PTTL", PREFIX + ending.id()))).isBetween(1L, 600_000L);
    assertThat(other.call("LRANGE", PREFIX + "list", "0", "-1")).isEqualTo("one\ntwo");
    assertThat(other.call("EXISTS", "somebody-else")).isEqualTo("0");
    var verified = copier().verify(plan, Progress.NONE);
    assertThat(verified.same()).isEqualTo(3_003);
    assertThat(verified.sound()).isTrue();
    assertThat(copier().check(request, Progress.NONE).writes()).isZero();
  }

  @Test
  void withoutBeingAsked_nothingUnreadableIsCopied() {
    desk.stored("good");
    desk.set("odd", bytes("not to be read"));
    var plan = copier().check(request(ImportPolicy.OVERWRITE), Progress.NONE);
    assertThat(plan.of(Decision.LEAVE_UNREADABLE).samples())
        .singleElement()
        .satisfies(sample -> assertThat(sample.id()).isEqualTo("odd"));
    assertThat(copier().run(plan, Progress.NONE).created()).isEqualTo(1);
  }

  @Test
  void policies_decideAsOnImport() {
    var same = desk.stored("same");
    var differs = desk.stored("differs");
    var hidden = desk.stored("hidden");
    putThere(same.id(), get(same.id()));
    putThere(differs.id(), line(differs.withText("theirs")));
    putThere(hidden.id(), "not to be read");

    var skip = copier().check(request(ImportPolicy.SKIP), Progress.NONE);
    assertThat(skip.of(Decision.SAME).count()).isEqualTo(1);
    assertThat(skip.of(Decision.KEEP).count()).isEqualTo(2);
    assertThat(skip.writes()).isZero();
    assertThat(copier().check(request(ImportPolicy.NEWER), Progress.NONE).writes()).isZero();

    var beside = copier().check(request(ImportPolicy.NEW_IDS), Progress.NONE);
    assertThat(copier().run(beside, Progress.NONE).beside()).isEqualTo(2);
    assertThat(copier().verify(beside, Progress.NONE).same()).isEqualTo(2);
    assertThat(size()).isEqualTo("5");
    assertThat(there(differs.id())).contains("theirs");

    var over = copier().check(request(ImportPolicy.OVERWRITE), Progress.NONE);
    assertThat(over.of(Decision.KEEP_UNREADABLE).count()).isEqualTo(1);
    assertThat(copier().run(over, Progress.NONE).replaced()).isEqualTo(1);
    assertThat(there(differs.id())).isEqualTo(get(differs.id()));
    assertThat(there(hidden.id())).isEqualTo("not to be read");
  }

  @Test
  @DisplayName("What has changed since the check is a conflict there, and never overwritten")
  void changesSinceTheCheck() {
    var changed = desk.stored("changed");
    var appeared = desk.stored("appeared");
    var gone = desk.stored("gone");
    var deletedThere = desk.stored("deleted there");
    putThere(changed.id(), line(changed.withText("before")));
    putThere(deletedThere.id(), line(deletedThere.withText("before")));
    var plan = copier().check(request(ImportPolicy.OVERWRITE), Progress.NONE);
    putThere(changed.id(), line(changed.withText("since")));
    putThere(appeared.id(), line(appeared.withText("since")));
    other.call("DEL", PREFIX + deletedThere.id());
    desk.redis.call("DEL", PREFIX + gone.id());
    var late = desk.stored("came after the check");

    var report = copier().run(plan, Progress.NONE);

    assertThat(report.stored()).isZero();
    assertThat(report.gone()).isEqualTo(1);
    assertThat(report.conflicts().samples())
        .extracting(Tally.Sample::id)
        .containsExactlyInAnyOrder(
            changed.id().value(), appeared.id().value(), deletedThere.id().value());
    assertThat(there(changed.id())).contains("since");
    assertThat(there(appeared.id())).contains("since");
    assertThat(there(late.id())).isEqualTo("null");
    var verified = copier().verify(plan, Progress.NONE);
    assertThat(verified.sound()).isFalse();
    assertThat(verified.differing().count()).isEqualTo(2);
    assertThat(verified.missing().count()).isEqualTo(1);
    assertThat(verified.gone()).isEqualTo(1);
  }

  @Test
  void aSelection_byIds_andByAQuery() {
    var wanted = desk.stored("今天天气很好");
    desk.stored("另一个");
    Awaitility.await()
        .until(
            () ->
                desk.service.index().state().complete()
                    && desk.service.index().counts().persistent() == 2);
    var byQuery = new ExportRequest.Selection.Query(SessionQuery.ALL.withSearch("天气"));
    var plan = copier().check(request(byQuery, ImportPolicy.SKIP, false, 0), Progress.NONE);
    assertThat(plan.of(Decision.CREATE).samples().getFirst().id()).isEqualTo(wanted.id().value());
    assertThat(plan.writes()).isEqualTo(1);

    var byIds =
        new ExportRequest.Selection.Ids(List.of(wanted.id(), wanted.id(), SessionId.random()));
    var some = copier().check(request(byIds, ImportPolicy.SKIP, false, 0), Progress.NONE);
    assertThat(some.writes()).isEqualTo(1);
    assertThat(some.notFound()).isEqualTo(1);
  }

  @Test
  void cancelled_itGoesOnWhenRunAgain() {
    desk.fill(5_000);
    var plan = copier().check(request(ImportPolicy.SKIP), Progress.NONE);

    var report = copier().run(plan, Steps.cancelledWhen(() -> Long.parseLong(size()) > 1_000));

    assertThat(report.cancelled()).isTrue();
    assertThat(report.created()).isBetween(1_000L, 4_999L).isEqualTo(Long.parseLong(size()));
    assertThat(report.left()).isEqualTo(5_000 - report.created());
    var rest = copier().check(request(ImportPolicy.SKIP), Progress.NONE);
    assertThat(rest.of(Decision.SAME).count()).isEqualTo(report.created());
    assertThat(copier().run(rest, Progress.NONE).complete()).isTrue();
    assertThat(other.call("DEBUG", "DIGEST")).isEqualTo(desk.digest());
  }

  @Test
  void theRate_holds() {
    desk.fill(100);
    var plan =
        copier()
            .check(
                request(new ExportRequest.Selection.All(), ImportPolicy.SKIP, false, 200),
                Progress.NONE);
    var report = copier().run(plan, Progress.NONE);
    assertThat(report.created()).isEqualTo(100);
    assertThat(report.took()).isGreaterThanOrEqualTo(Duration.ofMillis(480));
  }

  @Test
  void aTargetThatRefuses_endsItWithAReport() {
    desk.fill(2_000);
    var plan = copier().check(request(ImportPolicy.SKIP), Progress.NONE);
    other.call("CONFIG", "SET", "maxmemory", "1");

    var report = copier().run(plan, Progress.NONE);

    assertThat(report.failure()).isInstanceOf(StoreException.Rejected.class);
    assertThat(report.stored()).isZero();
    assertThat(report.left()).isEqualTo(2_000);
  }

  @Test
  void aTargetThatIsKilledInTheMiddle_isReported_andNothingIsHalfStored() {
    desk.fill(20_000);
    try (var third = RedisServer.start();
        var opened = opener().open(third.profile(), ProfileSecrets.NONE)) {
      var plan =
          copier()
              .check(
                  new CopyRequest(
                      CopyEnd.connected(desk.service, desk.redis.profile()),
                      CopyEnd.of(opened, desk.service),
                      new ExportRequest.Selection.All(),
                      ImportPolicy.SKIP,
                      false,
                      0),
                  Progress.NONE);

      var report =
          copier()
              .run(
                  plan,
                  Steps.watched()
                      .and(
                          (done, _) -> {
                            if (done > 1_000) {
                              third.kill();
                            }
                          }));

      assertThat(report.failure()).isNotNull();
      assertThat(report.left()).isPositive();
      assertThat(report.stored() + report.unknown().count() + report.left()).isEqualTo(20_000);
    }
  }

  @Test
  void aStore_isNotCopiedToItself() {
    var here = CopyEnd.connected(desk.service, desk.redis.profile());
    assertThatThrownBy(
            () ->
                new CopyRequest(
                    here,
                    CopyEnd.connected(desk.service, desk.redis.profile()),
                    new ExportRequest.Selection.All(),
                    ImportPolicy.SKIP,
                    false,
                    0))
        .isInstanceOfSatisfying(
            TransferException.class,
            e -> assertThat(e.reason()).isEqualTo(TransferException.Reason.SAME_STORE));
  }

  @Test
  void aStoreThatIsNotThere_isNamed() {
    try (var nobody = RedisServer.stopped()) {
      assertThatThrownBy(() -> opener().open(nobody.profile(), ProfileSecrets.NONE))
          .isInstanceOfSatisfying(
              CannotConnectException.class,
              e -> assertThat(e.fault().kind()).isEqualTo(ConnectionFault.Kind.UNREACHABLE));
    }
  }
}
