package org.sessiondesk.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sessiondesk.session.AuditEntry;
import org.sessiondesk.session.Change;
import org.sessiondesk.session.Progress;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.StoreException;
import org.sessiondesk.testing.Sessions;

/** Moving sessions from memory to Redis: none is lost on the way, whatever happens. */
class PromoterTest extends TransferTests {
  private Promoter promoter() {
    return new Promoter(desk.service, desk.codec, desk.clock);
  }

  private Session held(String text) {
    var session = Sessions.temporary(desk.clock.instant(), Duration.ofHours(1), text);
    desk.memory.insert(session);
    return session;
  }

  private PromotePlan all() {
    return promoter().check(new ExportRequest.Selection.All(), Progress.NONE);
  }

  @Test
  void all_areInRedis_andNoLongerInMemory() {
    for (int i = 0; i < 50; i++) {
      held("text " + i);
    }
    var plan = all();
    assertThat(plan.size()).isEqualTo(50);
    var steps = Steps.watched();

    var report = promoter().run(plan, steps);

    assertThat(report.done()).isEqualTo(50);
    assertThat(desk.audited(50)).allMatch(entry -> entry.change() == Change.PROMOTE);
    assertThat(report.complete()).isTrue();
    assertThat(steps.done.getLast()).isEqualTo(50);
    assertThat(desk.redis.call("DBSIZE")).isEqualTo("50");
    assertThat(desk.service.temporaryCounts().total()).isZero();
  }

  @Test
  @DisplayName("Many are moved by several workers, each once")
  void many() {
    for (int i = 0; i < 2_000; i++) {
      held("text " + i);
    }
    var steps = Steps.watched();
    var report = promoter().run(all(), steps);
    assertThat(report.done()).isEqualTo(2_000);
    assertThat(steps.done).isSorted().endsWith(2_000L);
    assertThat(desk.redis.call("DBSIZE")).isEqualTo("2000");
    assertThat(desk.audited(2_000)).extracting(AuditEntry::id).doesNotHaveDuplicates();
  }

  @Test
  void onesWhoseIdIsTaken_orThatAreGone_areReported() {
    var taken = held("mine");
    var gone = held("gone");
    var fine = held("fine");
    set(taken.asPersistent().withText("theirs"));
    var plan = all();
    assertThat(plan.taken().samples())
        .extracting(Tally.Sample::id)
        .containsExactly(taken.id().value());
    desk.memory.delete(gone.id());

    var report = promoter().run(plan, Progress.NONE);

    assertThat(report.done()).isEqualTo(1);
    assertThat(report.gone()).isEqualTo(1);
    assertThat(report.changed().samples().getFirst().id()).isEqualTo(taken.id().value());
    assertThat(get(taken.id())).contains("theirs");
    assertThat(desk.service.findTemporary(taken.id())).isPresent();
    assertThat(get(fine.id())).contains("fine");
  }

  @Test
  void some_andCancelled_theOthersStayInMemory() {
    var one = held("one");
    var two = held("two");
    var other = held("other");
    var some =
        promoter()
            .check(new ExportRequest.Selection.Ids(List.of(one.id(), two.id())), Progress.NONE);
    var report =
        promoter().run(some, Steps.cancelledWhen(() -> desk.redis.call("DBSIZE").equals("1")));
    assertThat(report.done()).isEqualTo(1);
    assertThat(report.left()).isEqualTo(1);
    assertThat(report.cancelled()).isTrue();
    assertThat(desk.service.findTemporary(two.id())).isPresent();
    assertThat(desk.service.findTemporary(other.id())).isPresent();
  }

  @Test
  void aStoreThatRefuses_endsItWithAReport_andNothingIsLost() {
    held("one");
    held("two");
    var plan = all();
    desk.redis.call("CONFIG", "SET", "maxmemory", "1");

    var report = promoter().run(plan, Progress.NONE);

    assertThat(report.failure()).isInstanceOf(StoreException.Rejected.class);
    assertThat(report.left()).isEqualTo(2);
    assertThat(desk.service.temporaryCounts().total()).isEqualTo(2);
  }
}
