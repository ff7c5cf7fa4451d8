package org.sessiondesk.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sessiondesk.transfer.TransferDesk.PREFIX;
import static org.sessiondesk.transfer.TransferDesk.bytes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.Deployment;
import org.sessiondesk.connection.ProfileMarks;
import org.sessiondesk.redis.testing.RedisServer;
import org.sessiondesk.service.SessionQuery;
import org.sessiondesk.session.Change;
import org.sessiondesk.session.Progress;
import org.sessiondesk.session.RecycleBinException;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.testing.Sessions;
import org.sessiondesk.transfer.Cleaner.Undo;

/** Deleting a set that was looked at: only that, only as it was seen, and not for ever. */
class CleanerTest extends TransferTests {

  private static Cleaner cleaner(TransferDesk on) {
    return new Cleaner(on.service, on.codec, on.clock);
  }

  private Cleaner cleaner() {
    return cleaner(desk);
  }

  private static CleanupRequest these(TransferDesk on, List<SessionId> ids) {
    return new CleanupRequest(new ExportRequest.Selection.Ids(ids), on.redis.profile());
  }

  private CleanupPlan plan(List<SessionId> ids) {
    return cleaner().check(these(desk, ids), Progress.NONE);
  }

  private static Confirmation confirmed(CleanupPlan plan) {
    return new Confirmation(plan.size(), "");
  }

  private static List<SessionId> many(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> new SessionId("p-" + i)).toList();
  }

  private String count() {
    return desk.redis.call("DBSIZE");
  }

  @Test
  @DisplayName("What was looked at is deleted, of all kinds; counted and shown first")
  void all() {
    var stored = desk.stored("stored");
    var other = desk.stored("stays");
    var held = Sessions.temporary(desk.clock.instant(), Duration.ofHours(1));
    desk.memory.insert(held);
    desk.set("odd", bytes("not to be read"));
    desk.redis.call("RPUSH", PREFIX + "list", "one");
    var plan =
        plan(
            List.of(
                stored.id(),
                held.id(),
                new SessionId("odd"),
                new SessionId("list"),
                new SessionId("nobody")));
    assertThat(plan.size()).isEqualTo(4);
    assertThat(plan.counts().persistent()).isEqualTo(1);
    assertThat(plan.counts().temporary()).isEqualTo(1);
    assertThat(plan.counts().unreadable()).isEqualTo(2);
    assertThat(plan.samples()).hasSize(4);
    assertThat(count()).isEqualTo("4");

    var report = cleaner().run(plan, confirmed(plan), Undo.KEPT, Progress.NONE);

    assertThat(report.done()).isEqualTo(4);
    assertThat(report.complete()).isTrue();
    assertThat(count()).isEqualTo("1");
    assertThat(get(other.id())).contains("stays");
    assertThat(desk.service.findTemporary(held.id())).isEmpty();
  }

  @Test
  void withoutTheNumber_orTheNameOfProduction_nothingIsDeleted() {
    var stored = desk.stored("guarded");
    var ours = desk.redis.profile();
    var production =
        new ConnectionProfile(
            ours.id(),
            "Live",
            ours.target(),
            ours.keyPrefix(),
            new ProfileMarks(Deployment.PRODUCTION, ProfileMarks.Colour.AUTOMATIC, false));
    var plan =
        cleaner()
            .check(
                new CleanupRequest(
                    new ExportRequest.Selection.Ids(List.of(stored.id())), production),
                Progress.NONE);
    assertThat(plan.wantsName()).isTrue();
    for (var wrong : List.of(new Confirmation(2, "Live"), new Confirmation(1, "live"))) {
      assertThatThrownBy(() -> cleaner().run(plan, wrong, Undo.KEPT, Progress.NONE))
          .isInstanceOfSatisfying(
              TransferException.class,
              e -> assertThat(e.reason()).isEqualTo(TransferException.Reason.NOT_CONFIRMED));
    }
    assertThat(count()).isEqualTo("1");
    assertThat(cleaner().run(plan, new Confirmation(1, "Live"), Undo.KEPT, Progress.NONE).done())
        .isEqualTo(1);
  }

  @Test
  @DisplayName("What has changed or come since it was looked at stays, and is reported")
  void changesSinceTheLook() {
    var changed = desk.stored("changed");
    var gone = desk.stored("gone");
    var plain = desk.stored("plain");
    var held = Sessions.temporary(desk.clock.instant(), Duration.ofHours(1));
    desk.memory.insert(held);
    var plan = plan(List.of(changed.id(), gone.id(), plain.id(), held.id()));
    set(changed.withText("since"));
    desk.redis.call("DEL", PREFIX + gone.id());
    desk.service.extend(held.id(), desk.clock.instant().plus(Duration.ofHours(2)));
    var late = desk.stored("came since");

    var report = cleaner().run(plan, confirmed(plan), Undo.KEPT, Progress.NONE);

    assertThat(report.done()).isEqualTo(1);
    assertThat(report.gone()).isEqualTo(1);
    assertThat(report.changed().samples())
        .extracting(Tally.Sample::id)
        .containsExactlyInAnyOrder(changed.id().value(), held.id().value());
    assertThat(report.complete()).isFalse();
    assertThat(get(changed.id())).contains("since");
    assertThat(get(late.id())).contains("came since");
    assertThat(desk.service.findTemporary(held.id())).isPresent();
  }

  @Test
  @DisplayName("What a query found is looked at only if it still is what the query saw")
  void whatChangesWhileAQueryIsAnswered() {
    var fine = desk.stored("今天天气很好");
    var changed = desk.stored("明天天气不好");
    desk.stored("另一个");
    Awaitility.await()
        .until(
            () ->
                desk.service.index().state().complete()
                    && desk.service.index().counts().persistent() == 3);
    var weather = new ExportRequest.Selection.Query(SessionQuery.ALL.withSearch("天气"));
    // Asked first when the query has been answered, and nothing read yet.
    var meanwhile =
        Steps.cancelledWhen(
            () -> {
              set(changed.withText("别的"));
              return false;
            });

    var plan = cleaner().check(new CleanupRequest(weather, desk.redis.profile()), meanwhile);

    assertThat(plan.size()).isEqualTo(1);
    assertThat(plan.outdated().samples().getFirst().id()).isEqualTo(changed.id().value());
    assertThat(cleaner().run(plan, confirmed(plan), Undo.KEPT, Progress.NONE).done()).isEqualTo(1);
    assertThat(get(fine.id())).isEqualTo("null");
    assertThat(count()).isEqualTo("2");
  }

  @Test
  @DisplayName("More than the bin can hold is refused before anything is deleted, unless for ever")
  void moreThanTheBin() {
    desk.fill(1_000);
    desk.binBytes = 100_000;
    try {
      var plan = plan(many(1_000));
      assertThat(plan.fitsBin()).isFalse();
      assertThatThrownBy(() -> cleaner().run(plan, confirmed(plan), Undo.KEPT, Progress.NONE))
          .isInstanceOfSatisfying(
              TransferException.class,
              e -> assertThat(e.reason()).isEqualTo(TransferException.Reason.BIN_TOO_SMALL));
      assertThat(count()).isEqualTo("1000");

      var report = cleaner().run(plan, confirmed(plan), Undo.NONE, Progress.NONE);

      assertThat(report.done()).isEqualTo(1_000);
      assertThat(report.kept()).isEmpty();
      assertThat(desk.audited(1_000)).allMatch(entry -> entry.change() == Change.DELETE);
    } finally {
      desk.binBytes = 1L << 30;
    }
  }

  @Test
  @DisplayName("The room that the bin is said to need is about what it takes")
  void roomInTheBin() {
    desk.fill(2_000);
    desk.stored("你好，\"世界\" \\ 😀".repeat(100));
    var all = new CleanupRequest(new ExportRequest.Selection.All(), desk.redis.profile());
    var plan = cleaner().check(all, Progress.NONE);
    assertThat(plan.size()).isEqualTo(2_001);
    var report = cleaner().run(plan, confirmed(plan), Undo.KEPT, Progress.NONE);
    long taken = report.kept().orElseThrow().bytes();
    assertThat(taken).isBetween(plan.counts().binBytes() * 3 / 4, plan.counts().binBytes());
  }

  @Test
  void whatWasDeleted_isPutBackOutOfTheBin_andWrittenDown() {
    desk.fill(1_200);
    desk.set("odd", bytes("not to be read"));
    var before = desk.digest();
    var ids = new ArrayList<>(many(1_200));
    ids.add(new SessionId("odd"));
    var plan = plan(ids);
    var steps = Steps.watched();

    var report = cleaner().run(plan, confirmed(plan), Undo.KEPT, steps);

    assertThat(count()).isEqualTo("0");
    assertThat(steps.done.getLast()).isEqualTo(1_201);
    var batch = report.kept().orElseThrow();
    assertThat(batch.count()).isEqualTo(1_201);
    assertThat(desk.audited(1_201))
        .allMatch(entry -> entry.change() == Change.DELETE && entry.before() != null);
    assertThat(desk.service.undoing().putBack(batch, _ -> {}, Progress.NONE)).isEqualTo(1_201);
    assertThat(desk.digest()).isEqualTo(before);
    assertThat(desk.audited(1_201)).allMatch(entry -> entry.change() == Change.RESTORE);
  }

  @Test
  void cancelled_theRestStays() {
    desk.fill(5_000);
    var plan = plan(many(5_000));

    var report =
        cleaner()
            .run(
                plan,
                confirmed(plan),
                Undo.KEPT,
                Steps.cancelledWhen(() -> Long.parseLong(count()) < 4_000));

    assertThat(report.cancelled()).isTrue();
    assertThat(report.done()).isBetween(1_000L, 4_999L);
    assertThat(report.left()).isEqualTo(5_000 - report.done());
    assertThat(count()).isEqualTo(Long.toString(report.left()));
    assertThat(report.kept().orElseThrow().count()).isEqualTo(report.done());
  }

  @Test
  @DisplayName("What would not fit into the recycle bin is not deleted")
  void aBinThatIsFull() {
    desk.fill(3_000);
    var plan = plan(many(3_000));
    desk.binBytes = 200_000;
    try {
      var report = cleaner().run(plan, confirmed(plan), Undo.KEPT, Progress.NONE);

      assertThat(report.failure()).isInstanceOf(RecycleBinException.class);
      assertThat(report.left()).isPositive();
      assertThat(count()).isEqualTo(Long.toString(report.left()));
    } finally {
      desk.binBytes = 1L << 30;
    }
  }

  @Test
  void aStoreThatIsKilled_endsItWithAReport() {
    try (var other = new TransferDesk(RedisServer.start("--appendonly", "yes"))) {
      other.fill(5_000);
      var plan = cleaner(other).check(these(other, many(5_000)), Progress.NONE);
      var report =
          cleaner(other)
              .run(
                  plan,
                  confirmed(plan),
                  Undo.KEPT,
                  Steps.watched()
                      .and(
                          (done, _) -> {
                            if (done > 1_000) {
                              other.redis.kill();
                            }
                          }));
      assertThat(report.failure()).isNotNull();
      assertThat(report.done() + report.unknown().count() + report.left()).isEqualTo(5_000);
      other.redis.restart();
      long there = Long.parseLong(other.redis.call("DBSIZE"));
      assertThat(there).isBetween(report.left(), 5_000 - report.done() + report.unknown().count());
    }
  }

  @Test
  @DisplayName("A profile that was left is not cleaned up, nor is the one chosen after it")
  void anotherProfile() {
    var stored = desk.stored("here");
    var plan = plan(List.of(stored.id()));
    try (var other = RedisServer.start()) {
      other.call("SET", PREFIX + stored.id(), get(stored.id()));
      desk.connectTo(other);
      var report = cleaner().run(plan, confirmed(plan), Undo.KEPT, Progress.NONE);
      assertThat(report.failure()).isNotNull();
      assertThat(other.call("DBSIZE")).isEqualTo("1");
      assertThat(count()).isEqualTo("1");
    } finally {
      desk.connectTo(desk.redis);
    }
  }
}
