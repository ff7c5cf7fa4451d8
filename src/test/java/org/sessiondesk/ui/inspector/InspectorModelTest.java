package org.sessiondesk.ui.inspector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sessiondesk.ui.testing.Desk.fromFx;
import static org.sessiondesk.ui.testing.Desk.onFx;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sessiondesk.json.JacksonJson;
import org.sessiondesk.memory.MemorySessionStore;
import org.sessiondesk.service.SessionService;
import org.sessiondesk.session.DraftStore;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.StoredSession;
import org.sessiondesk.session.UpdateResult;
import org.sessiondesk.testing.Sessions;
import org.sessiondesk.text.TextSegmenter;
import org.sessiondesk.text.VoiceCatalog;
import org.sessiondesk.ui.action.SessionActions;
import org.sessiondesk.ui.fx.Notices.Level;
import org.sessiondesk.ui.fx.Ui;
import org.sessiondesk.ui.testing.Held;
import org.sessiondesk.ui.testing.StillConnection;
import org.sessiondesk.ui.testing.TestUi;
import org.testfx.framework.junit5.ApplicationExtension;

@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // made before each test, on the window's thread
class InspectorModelTest {
  private TestUi test;
  private MemorySessionStore store;
  private SessionService service;
  private InspectorModel model;

  @BeforeEach
  void make() {
    onFx(
        () -> {
          test = TestUi.inline(Locale.ENGLISH);
          store = new MemorySessionStore(test.clock());
          service =
              new SessionService(
                  store,
                  StillConnection.none(),
                  new TextSegmenter(),
                  () -> Duration.ofHours(1),
                  test.clock());
          model = modelWith(test.ui());
        });
  }

  @AfterEach
  void close() {
    onFx(model::close);
    service.close();
  }

  private InspectorModel modelWith(Ui ui) {
    return new InspectorModel(
        service,
        new SessionActions(service, ui),
        new JacksonJson(),
        new VoiceCatalog(),
        Silence.of(ui),
        DraftStore.NONE,
        ui);
  }

  private Session create(String text) {
    return service.create(Sessions.asked(text, false, Duration.ofHours(1))).session();
  }

  /** What somebody else does through another face of the program. */
  private Session elsewhere(Session session, java.util.function.UnaryOperator<Session> edit) {
    var seen = (StoredSession) service.open(session.id()).orElseThrow();
    var result = service.update(seen, edit.apply(seen.session()));
    return ((UpdateResult.Saved) result).now().session();
  }

  private Session stored(Session session) {
    return ((StoredSession) service.open(session.id()).orElseThrow()).session();
  }

  private Session shown() {
    return ((Content.Open) model.contentProperty().get()).stored().session();
  }

  /** Runs after everything that was asked of the window's thread so far. */
  private void settled(Runnable assertions) {
    onFx(() -> {});
    onFx(assertions);
  }

  @Test
  void savesAnEdit_overWhatWasRead() {
    var session = create("旧文本");
    onFx(
        () -> {
          model.show(session.id());
          model.draft().textProperty().set("新文本");
          model.draft().nameProperty().set("问候");
          model.draft().metadata().add().keyProperty().set("type");
          assertThat(model.dirtyProperty().get()).isTrue();
          model.save();
          assertThat(model.dirtyProperty().get()).isFalse();
        });
    assertThat(stored(session).text()).isEqualTo("新文本");
    assertThat(stored(session).name()).isEqualTo("问候");
    assertThat(stored(session).metadata()).isEqualTo(Json.EMPTY.with("type", new Json.Str("")));
    settled(
        () ->
            assertThat(test.ui().notices().shown())
                .extracting(n -> n.level())
                .containsExactly(Level.SUCCESS));
  }

  @Test
  void followsTheSession_whileNothingIsEdited() {
    var session = create("一");
    onFx(() -> model.show(session.id()));
    elsewhere(session, s -> s.withText("二"));
    settled(
        () -> {
          assertThat(shown().text()).isEqualTo("二");
          assertThat(model.draft().textProperty().get()).isEqualTo("二");
          assertThat(model.dirtyProperty().get()).isFalse();
        });
  }

  @Test
  void saysSo_whenItChangesElsewhereWhileEdited_andKeepsTheDraft() {
    var session = create("一");
    onFx(
        () -> {
          model.show(session.id());
          model.draft().textProperty().set("我的");
        });
    elsewhere(session, s -> s.withText("别人的"));
    settled(
        () -> {
          assertThat(model.elsewhereProperty().get()).isNotNull();
          assertThat(model.draft().textProperty().get()).isEqualTo("我的");
          model.takeTheirs();
          assertThat(model.draft().textProperty().get()).isEqualTo("别人的");
          assertThat(model.elsewhereProperty().get()).isNull();
          assertThat(model.dirtyProperty().get()).isFalse();
        });
  }

  @Test
  void aConflictingSaveOverwritesNothing_andShowsBaseMineAndTheirs() {
    var session = create("原文");
    onFx(
        () -> {
          model.show(session.id());
          model.draft().textProperty().set("我的");
          elsewhere(session, s -> s.withText("别人的").withName("N"));
          model.save();
          var merge = model.mergeProperty().get();
          assertThat(merge).isNotNull();
          assertThat(merge.base().text()).isEqualTo("原文");
          assertThat(merge.mine().text()).isEqualTo("我的");
          assertThat(merge.theirs().session().text()).isEqualTo("别人的");
          assertThat(merge.choices())
              .extracting(Merge.Choice::part)
              .containsExactly(Part.NAME, Part.TEXT);
          assertThat(merge.choices().get(0).sideProperty().get()).isEqualTo(Merge.Side.THEIRS);
          assertThat(merge.choices().get(1).sideProperty().get()).isNull();
          assertThat(merge.resolvedProperty().get()).isFalse();
          model.saveMerged();
        });
    assertThat(stored(session).text()).isEqualTo("别人的");
    onFx(
        () -> {
          var merge = model.mergeProperty().get();
          merge.choices().get(1).sideProperty().set(Merge.Side.MINE);
          model.saveMerged();
          assertThat(model.mergeProperty().get()).isNull();
          assertThat(model.dirtyProperty().get()).isFalse();
        });
    assertThat(stored(session).text()).isEqualTo("我的");
    assertThat(stored(session).name()).isEqualTo("N");
  }

  @Test
  void theResultOfAComparisonIsRefusedToo_whenItChangesOnceMore() {
    var session = create("原文");
    onFx(
        () -> {
          model.show(session.id());
          model.draft().textProperty().set("我的");
          elsewhere(session, s -> s.withText("别人的"));
          model.save();
          elsewhere(session, s -> s.withText("第三者的"));
          model.mergeProperty().get().choices().getFirst().sideProperty().set(Merge.Side.MINE);
          model.saveMerged();
          var merge = model.mergeProperty().get();
          assertThat(merge.theirs().session().text()).isEqualTo("第三者的");
          assertThat(merge.mine().text()).isEqualTo("我的");
        });
    assertThat(stored(session).text()).isEqualTo("第三者的");
  }

  @Test
  void aNewDeadlineElsewhereIsNoConflict_andSurvivesTheSave() {
    var session = create("原文");
    onFx(
        () -> {
          model.show(session.id());
          model.draft().textProperty().set("我的");
          service.extend(session.id(), test.clock().instant().plus(Duration.ofHours(9)));
          model.save();
          assertThat(model.mergeProperty().get()).isNull();
        });
    assertThat(stored(session).text()).isEqualTo("我的");
    assertThat(stored(session).expiresAt())
        .isEqualTo(test.clock().instant().plus(Duration.ofHours(9)));
  }

  @Test
  void theDraftOutlivesTheSession_andCanBecomeANewOne() {
    var session = create("原文");
    onFx(
        () -> {
          model.show(session.id());
          model.draft().textProperty().set("我的");
          service.delete(session.id());
          model.save();
          assertThat(model.goneProperty().get()).isTrue();
          assertThat(model.draft().textProperty().get()).isEqualTo("我的");
          model.createAnew();
        });
    settled(
        () -> {
          assertThat(shown().text()).isEqualTo("我的");
          assertThat(shown().id()).isNotEqualTo(session.id());
          assertThat(model.goneProperty().get()).isFalse();
        });
  }

  @Test
  void aSessionThatIsDeletedElsewhereIsGone_andComesBackWithAnUndo() {
    var session = create("原文");
    onFx(() -> model.show(session.id()));
    var entry = service.open(session.id()).orElseThrow();
    service.delete(session.id());
    settled(
        () ->
            assertThat(model.contentProperty().get()).isEqualTo(new Content.Missing(session.id())));
    service.restore(entry);
    settled(() -> assertThat(shown().id()).isEqualTo(session.id()));
  }

  @Test
  void leavingWithEditsAsks_andStaysWhereTheOperatorSaysNo() {
    var one = create("一");
    var two = create("二");
    onFx(
        () -> {
          model.show(one.id());
          model.draft().textProperty().set("改");
          test.dialogs().answer(false);
          assertThat(model.show(two.id())).isFalse();
          assertThat(model.clear()).isFalse();
          assertThat(model.showMany(2, List::of)).isFalse();
          assertThat(model.draft().textProperty().get()).isEqualTo("改");
          assertThat(test.dialogs().confirmations()).hasSize(3);
          test.dialogs().answer(true);
          assertThat(model.mayLeave()).isTrue();
          assertThat(model.show(two.id())).isTrue();
          assertThat(test.dialogs().confirmations()).hasSize(4);
          assertThat(model.draft().textProperty().get()).isEqualTo("二");
        });
  }

  @Test
  void whatComesLateIsNeverPutUnderAnotherSession() {
    var one = create("一");
    var two = create("二");
    var held = new Held();
    onFx(
        () -> {
          var ui = test.ui();
          var slow =
              modelWith(
                  new Ui(
                      ui.messages(),
                      ui.formats(),
                      held,
                      ui.dialogs(),
                      ui.notices(),
                      ui.problems(),
                      ui.clock()));
          slow.show(one.id());
          slow.show(two.id());
          assertThat(slow.contentProperty().get()).isEqualTo(new Content.Loading(two.id()));
          held.doLast();
          held.doNext();
          assertThat(slow.draft().textProperty().get()).isEqualTo("二");
          assertThat(((Content.Open) slow.contentProperty().get()).stored().id())
              .isEqualTo(two.id());
          slow.close();
        });
  }

  @Test
  void anExpiredSessionIsOpenedAndRescued_andNotSavedBefore() {
    var session = create("原文");
    onFx(
        () -> {
          test.pass(Duration.ofHours(2));
          store.expireDue();
          model.show(session.id());
          assertThat(shown().isExpired(service.now())).isTrue();
          model.draft().textProperty().set("我的");
          model.save();
          assertThat(model.problemProperty().get()).isNotNull();
          model.commands().extend(Duration.ofHours(1));
        });
    settled(
        () -> {
          assertThat(shown().isExpired(service.now())).isFalse();
          assertThat(model.draft().textProperty().get()).isEqualTo("我的");
          model.save();
        });
    assertThat(stored(session).text()).isEqualTo("我的");
  }

  @Test
  void revertShowsWhatIsStored() {
    var session = create("原文");
    onFx(
        () -> {
          model.show(session.id());
          model.draft().textProperty().set("");
          assertThat(model.draft().errorProperty(Part.TEXT).get()).isNotEmpty();
          model.save();
          model.revert();
          assertThat(model.draft().textProperty().get()).isEqualTo("原文");
          assertThat(model.dirtyProperty().get()).isFalse();
        });
    assertThat(stored(session).text()).isEqualTo("原文");
  }

  @Test
  void segmentsTheStoredText_andShowsItsSentences() {
    var session = create("你好。今天天气很好。");
    onFx(
        () -> {
          model.show(session.id());
          model.commands().segment();
        });
    settled(() -> assertThat(shown().sentences()).hasSize(2));
  }

  @Test
  void promotingWithNoStoreSaysWhy_andChangesNothing() {
    var session = create("原文");
    onFx(
        () -> {
          model.show(session.id());
          model.commands().promote();
          assertThat(test.dialogs().problems()).hasSize(1);
          assertThat(shown().persistent()).isFalse();
        });
  }

  @Test
  void aVoiceThatIsNoneIsRefused_andOneThatWasStoredStays() {
    var now = test.clock().instant();
    var odd = Sessions.temporary(now, Duration.ofHours(1)).withVoice("whatever others wrote");
    store.insert(odd);
    onFx(
        () -> {
          model.show(odd.id());
          model.draft().textProperty().set("改");
          assertThat(model.draft().validProperty().get()).isTrue();
          model.draft().voiceProperty().set("none");
          assertThat(model.draft().errorProperty(Part.VOICE).get()).isNotEmpty();
          assertThat(model.draft().validProperty().get()).isFalse();
          model.draft().voiceProperty().set("whatever others wrote");
          model.save();
        });
    assertThat(stored(odd).voice()).isEqualTo("whatever others wrote");
    assertThat(stored(odd).text()).isEqualTo("改");
  }

  @Test
  void actsOnAllThatAreSelected() {
    var one = create("一。");
    var two = create("二。");
    boolean shown =
        fromFx(
            () -> {
              boolean ok = model.showMany(2, () -> List.of(one.id(), two.id()));
              model.commands().segment();
              model.commands().delete();
              return ok;
            });
    assertThat(shown).isTrue();
    assertThat(service.open(one.id())).isEmpty();
    assertThat(service.open(two.id())).isEmpty();
  }
}
