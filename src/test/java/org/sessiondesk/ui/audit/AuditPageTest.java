package org.sessiondesk.ui.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.sessiondesk.ui.testing.Desk.fromFx;
import static org.sessiondesk.ui.testing.Desk.onFx;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sessiondesk.json.JacksonJson;
import org.sessiondesk.session.Actor;
import org.sessiondesk.session.AuditEntry;
import org.sessiondesk.session.Change;
import org.sessiondesk.session.Digest;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.StoreName;
import org.sessiondesk.ui.testing.Dressed;
import org.sessiondesk.ui.testing.Mouse;
import org.sessiondesk.ui.testing.Screens;
import org.sessiondesk.ui.testing.TestJournal;
import org.sessiondesk.ui.testing.TestUi;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The audit page, as an operator uses it. */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // made by @Start
class AuditPageTest {
  private static final StoreName STAGING = new StoreName("p", "Staging", "redis://h p:");

  @TempDir Path folder;
  private final AtomicInteger opened = new AtomicInteger();
  private TestUi test;
  private TestJournal journal;
  private AuditModel model;
  private Scene scene;

  @Start
  void start(Stage stage) {
    Dressed.theme(false);
    test = TestUi.window(Locale.ENGLISH);
    journal = TestJournal.make(test.clock());
    model = new AuditModel(journal.audit(), new JacksonJson(), test.ui());
    var view = new AuditView(model, test.ui(), opened::incrementAndGet);
    scene = Dressed.scene((Parent) view.node(), 900, 560, "audit");
    stage.setScene(scene);
    stage.show();
    model.showingProperty().set(true);
  }

  @AfterEach
  void close() {
    onFx(model::close);
    journal.audit().close();
  }

  private static void until(Callable<Boolean> condition) {
    await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(20)).until(condition);
  }

  private void add(Change change, String id, String who) {
    journal
        .audit()
        .add(
            List.of(
                new AuditEntry(
                    test.clock().instant(),
                    new Actor(Actor.Face.WINDOW, who),
                    change,
                    AuditEntry.Outcome.DONE,
                    new SessionId(id),
                    STAGING,
                    Digest.of(new byte[] {1}),
                    null)));
    test.clock().advance(Duration.ofSeconds(1));
  }

  private List<String> ids() {
    return fromFx(() -> model.shown().stream().map(entry -> entry.id().value()).toList());
  }

  private void untilShown(String... ids) {
    until(() -> ids().equals(List.of(ids)));
  }

  @Test
  void emptyLogSaysWhatItIsFor() {
    until(
        () ->
            fromFx(() -> ((Label) scene.lookup("#audit-empty")).getText())
                .startsWith("This program has changed nothing yet"));
  }

  @Test
  @DisplayName(
      "what is changed appears at once, the newest first, with all that is known of it below")
  void changesAppearLiveAndInFull(FxRobot robot) {
    add(Change.CREATE, "first", "anna");
    add(Change.DELETE, "second", "bert");
    untilShown("second", "first");

    Mouse.clickOn(robot, "#audit-entries .table-row-cell");
    until(() -> fromFx(() -> scene.lookup("#audit-details").isVisible()));
    var details = fromFx(() -> ((TextArea) scene.lookup("#audit-details")).getText());
    assertThat(details)
        .contains("second")
        .contains("bert")
        .contains("Staging  redis://h p:")
        .contains(Digest.of(new byte[] {1}));
    onFx(() -> Screens.save(scene, "audit"));
  }

  @Test
  void wordsDaysAndKindsOfChangesFilter(FxRobot robot) {
    add(Change.CREATE, "apple", "anna");
    add(Change.DELETE, "apple", "bert");
    add(Change.DELETE, "pear", "anna");
    untilShown("pear", "apple", "apple");

    Mouse.clickOn(robot, "#audit-search");
    robot.write("Apple bert");
    untilShown("apple");
    onFx(model::clearFilters);
    onFx(() -> model.changeProperty().set(Change.DELETE));
    untilShown("pear", "apple");
    onFx(() -> model.changeProperty().set(null));
    var today = LocalDate.of(2026, 11, 23);
    onFx(() -> model.fromProperty().set(today.plusDays(1)));
    untilShown();
    assertThat(fromFx(() -> ((Label) scene.lookup("#audit-empty")).getText()))
        .isEqualTo("No entry passes the filters.");
    onFx(() -> model.fromProperty().set(today));
    untilShown("pear", "apple", "apple");
    onFx(() -> model.toProperty().set(today.minusDays(1)));
    untilShown();
  }

  @Test
  void onlySoManyAreShownAndItSaysSo() {
    journal
        .audit()
        .add(
            IntStream.range(0, AuditModel.MOST + 50)
                .mapToObj(
                    i ->
                        new AuditEntry(
                            test.clock().instant(),
                            new Actor(Actor.Face.API, "api"),
                            Change.CREATE,
                            AuditEntry.Outcome.DONE,
                            new SessionId("s" + i),
                            StoreName.MEMORY,
                            null,
                            null))
                .toList());
    onFx(() -> model.wordsProperty().set("api"));

    until(() -> ids().size() == AuditModel.MOST && fromFx(() -> model.moreProperty().get()));
    assertThat(ids().getFirst()).isEqualTo("s" + (AuditModel.MOST + 49));
    assertThat(fromFx(() -> ((Label) scene.lookup("#audit-counts")).getText()))
        .startsWith("The newest 5,000 entries");
  }

  @Test
  @DisplayName("all that pass are exported, as CSV for people and as JSON Lines for programs")
  void exportsHoldAllThatPass(FxRobot robot) throws Exception {
    add(Change.CREATE, "apple", "anna");
    add(Change.DELETE, "=formula()", "bert");
    untilShown("=formula()", "apple");
    var csv = folder.resolve("audit.csv");
    test.dialogs().saveTo(csv);
    Mouse.clickOn(robot, "#audit-export");
    Mouse.clickOn(robot, "#audit-export-csv");
    until(() -> Files.exists(csv));
    var lines = folder.resolve("audit.jsonl");
    test.dialogs().saveTo(lines);
    onFx(() -> model.wordsProperty().set("apple"));
    onFx(() -> model.export(AuditExport.Kind.JSON_LINES));
    until(() -> Files.exists(lines));

    assertThat(Files.readString(csv))
        .startsWith("\ufefftime,who,via,change,outcome,id,")
        .contains("bert,window,delete,done,'=formula()")
        .contains("anna,window,create,done,apple");
    var read = new JacksonJson().parse(Files.readString(lines).strip());
    assertThat(((Json.Obj) read).members()).containsEntry("id", new Json.Str("apple"));
  }

  @Test
  void nothingIsReadWhileNobodyLooks() {
    add(Change.CREATE, "a", "anna");
    untilShown("a");
    onFx(() -> model.showingProperty().set(false));
    add(Change.CREATE, "b", "anna");
    onFx(() -> {});
    assertThat(ids()).containsExactly("a");
    onFx(() -> model.showingProperty().set(true));
    untilShown("b", "a");
  }

  @Test
  void folderIsOpenedAndThePageLooksWellInChineseAndDark(FxRobot robot) {
    add(Change.PROMOTE, "3f8a6c1e-0000-4000-8000-000000000001", "安娜");
    add(Change.RESTORE, "3f8a6c1e-0000-4000-8000-000000000002", "bert");
    Mouse.clickOn(robot, "#audit-folder");
    until(() -> opened.get() == 1);
    until(() -> ids().size() == 2);
    onFx(
        () -> {
          test.ui().messages().localeProperty().set(Locale.CHINESE);
          Dressed.theme(true);
          scene.getRoot().applyCss();
          scene.getRoot().layout();
          Screens.save(scene, "audit-zh-dark");
          Dressed.theme(false);
        });
  }
}
