package org.sessiondesk.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sessiondesk.transfer.TransferDesk.PREFIX;
import static org.sessiondesk.transfer.TransferDesk.bytes;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sessiondesk.session.Change;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.Progress;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.testing.Sessions;

/** Editing a set that was looked at: only what was asked for, only as it was seen. */
class BulkEditorTest extends TransferTests {
  private static final List<SessionEdit> EDITS =
      List.of(
          new SessionEdit.SetVoice("en-US-AriaNeural"),
          new SessionEdit.SetName("morning"),
          new SessionEdit.SetMetadata("type", new Json.Str("news")),
          new SessionEdit.RemoveMetadata("draft"));

  private BulkEditor editor() {
    return new BulkEditor(desk.service, desk.codec, desk.clock);
  }

  private BulkEditPlan plan(List<SessionEdit> edits, SessionId... ids) {
    return editor()
        .check(
            new BulkEditRequest(
                new ExportRequest.Selection.Ids(List.of(ids)), edits, desk.redis.profile()),
            Progress.NONE);
  }

  private BulkReport run(BulkEditPlan plan) {
    return editor().run(plan, new Confirmation(plan.size(), ""), Progress.NONE);
  }

  @Test
  @DisplayName("Voice, name and metadata change; every other byte and the TTL stay")
  void edits() {
    var id = new SessionId("precise");
    desk.set(
        id.value(),
        bytes(
            """
            {"session_id":"precise","text":"t","voice":"zh-CN-XiaoxiaoNeural","persistent":true,\
            "created_at":"2026-01-01T00:00:00","expires_at":null,"sentences":null,\
            "metadata":{"n": 12345678901234567890, "draft": 1},"unknown" : [1.0]}\
            """));
    desk.redis.call("PEXPIRE", PREFIX + id, "600000");
    var held = Sessions.temporary(desk.clock.instant(), Duration.ofHours(1));
    desk.memory.insert(held);
    var plan = plan(EDITS, id, held.id());
    assertThat(plan.size()).isEqualTo(2);
    assertThat(plan.samples().getFirst().after().name()).isEqualTo("morning");
    assertThat(get(id)).doesNotContain("morning");

    var report = run(plan);

    assertThat(report.done()).isEqualTo(2);
    assertThat(report.complete()).isTrue();
    assertThat(get(id))
        .contains(
            "\"voice\":\"en-US-AriaNeural\"",
            "morning",
            "12345678901234567890",
            "news",
            "\"unknown\" : [1.0]")
        .doesNotContain("draft");
    assertThat(Long.parseLong(desk.redis.call("PTTL", PREFIX + id))).isBetween(1L, 600_000L);
    var now = desk.service.findTemporary(held.id()).orElseThrow().session();
    assertThat(now.voice()).isEqualTo("en-US-AriaNeural");
    assertThat(now.expiresAt()).isEqualTo(held.expiresAt());
    assertThat(plan(EDITS, id, held.id()).unchanged()).isEqualTo(2);
  }

  @Test
  void whatCannotBe_isSaid_andStays() {
    var fine = desk.stored("fine");
    desk.set("odd", bytes("not to be read"));
    var voice = List.<SessionEdit>of(new SessionEdit.SetVoice("nobody"));
    assertThat(plan(voice, fine.id()).invalid().samples().getFirst().detail()).contains("VOICE");
    assertThat(plan(voice, fine.id()).size()).isZero();
    var plan = plan(EDITS, fine.id(), new SessionId("odd"));
    assertThat(plan.unreadable().count()).isEqualTo(1);
    assertThat(run(plan).done()).isEqualTo(1);
    assertThat(get(new SessionId("odd"))).isEqualTo("not to be read");
  }

  @Test
  @DisplayName("What has changed since it was looked at is a conflict and stays")
  void changesSinceTheLook() {
    var changed = desk.stored("changed");
    var gone = desk.stored("gone");
    var plan = plan(EDITS, changed.id(), gone.id());
    set(changed.withText("since"));
    desk.redis.call("DEL", PREFIX + gone.id());

    var report = run(plan);

    assertThat(report.done()).isZero();
    assertThat(report.gone()).isEqualTo(1);
    assertThat(report.changed().samples().getFirst().id()).isEqualTo(changed.id().value());
    assertThat(get(changed.id())).contains("since").doesNotContain("morning");
    assertThat(get(gone.id())).isEqualTo("null");
  }

  @Test
  void whatTheyWere_isPutBackOutOfTheBin() {
    desk.fill(300);
    var before = desk.digest();
    var ids =
        IntStream.rangeClosed(1, 300)
            .mapToObj(i -> new SessionId("p-" + i))
            .toArray(SessionId[]::new);
    var report = run(plan(EDITS, ids));
    assertThat(report.done()).isEqualTo(300);
    assertThat(desk.audited(300))
        .allMatch(entry -> entry.change() == Change.UPDATE && entry.after() != null);
    assertThat(desk.digest()).isNotEqualTo(before);
    var batch = report.kept().orElseThrow();
    assertThat(desk.service.undoing().putBack(batch, _ -> {}, Progress.NONE)).isEqualTo(300);
    assertThat(desk.digest()).isEqualTo(before);
  }

  @Test
  void cancelled_theRestStays() {
    desk.fill(2_000);
    var ids =
        IntStream.rangeClosed(1, 2_000)
            .mapToObj(i -> new SessionId("p-" + i))
            .toArray(SessionId[]::new);
    var plan = plan(EDITS, ids);
    var asked = new int[1];
    var report =
        editor()
            .run(
                plan,
                new Confirmation(plan.size(), ""),
                Steps.cancelledWhen(() -> asked[0]++ >= 5));
    assertThat(report.cancelled()).isTrue();
    assertThat(report.done()).isBetween(1L, 1_999L);
    assertThat(report.left()).isEqualTo(2_000 - report.done());
  }
}
