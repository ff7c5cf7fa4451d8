package org.sessiondesk.ui.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.sessiondesk.ui.testing.Desk.fromFx;
import static org.sessiondesk.ui.testing.Desk.onFx;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sessiondesk.service.SessionQuery;
import org.sessiondesk.service.SessionQuery.Column;
import org.sessiondesk.service.SessionQuery.View;
import org.sessiondesk.settings.Language;
import org.sessiondesk.settings.SavedView;
import org.sessiondesk.settings.Theme;
import org.sessiondesk.ui.table.SessionTableModel.Sort;
import org.sessiondesk.ui.testing.Focus;
import org.sessiondesk.ui.testing.Looks;
import org.sessiondesk.ui.testing.Mouse;
import org.sessiondesk.ui.testing.Screens;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** Searches that have names. */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init")
class SavedViewsTest {
  private static final SessionQuery TRAINS =
      new SessionQuery(View.TEMPORARY, "train", Column.TITLE, false);

  @TempDir Path folder;

  private Shell shell;
  private Stage stage;
  private @Nullable Stage dialog;

  @Start
  void start(Stage primary) {
    stage = primary;
    shell = new Shell(primary, folder);
  }

  @AfterEach
  void close() {
    onFx(
        () -> {
          if (dialog != null) {
            dialog.close();
          }
          shell.close();
        });
  }

  private static void until(Callable<Boolean> condition) {
    await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(10)).until(condition);
  }

  private Scene scene() {
    return Objects.requireNonNull(stage.getScene());
  }

  private @Nullable Node lookup(String id) {
    return fromFx(() -> scene().lookup("#" + id));
  }

  private String save(String name, SessionQuery query) {
    return fromFx(() -> shell.sidebar.views().save(name, query));
  }

  private List<String> names() {
    return fromFx(() -> shell.sidebar.views().views().stream().map(SavedView::name).toList());
  }

  private void pass() {
    shell.clock.advance(Duration.ofSeconds(1));
    onFx(shell.test.ticker()::tick);
  }

  private void untilCounted(String id, long expected) {
    until(
        () -> {
          pass();
          var count = fromFx(() -> shell.sidebar.views().countProperty(id).get());
          return count.isPresent() && count.getAsLong() == expected;
        });
  }

  private void search(String words) {
    onFx(() -> shell.table.searchProperty().set(words));
  }

  private Place place() {
    return fromFx(() -> shell.sidebar.placeProperty().get());
  }

  private SessionQuery shown() {
    return fromFx(
        () ->
            new SessionQuery(
                shell.table.viewProperty().get(),
                shell.table.searchProperty().get(),
                shell.table.sortProperty().get().column(),
                shell.table.sortProperty().get().descending()));
  }

  /** Shows the dialog that was opened last, which the shell's dialogs only note. */
  private void showDialog() {
    onFx(
        () -> {
          var panel = shell.dialogs.panels().getLast();
          var own = new Stage();
          own.initOwner(stage);
          dialog = own;
          var content = new StackPane(panel.content());
          content.getStyleClass().add("desk-dialog");
          var shown = new Scene((Parent) content);
          shell.theme.dress(shown);
          own.setScene(shown);
          own.show();
          panel.onOpen(own::close);
        });
  }

  private <T extends Node> T inDialog(String id, Class<T> type) {
    var own = Objects.requireNonNull(dialog);
    return fromFx(() -> type.cast(Objects.requireNonNull(own.getScene().lookup("#" + id), id)));
  }

  private static void untilWritten(TextField field, String expected) {
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(fromFx(() -> field.getText())).isEqualTo(expected));
  }

  @Test
  void whatIsShownIsSavedUnderAName_byKey_andComesBack(FxRobot robot) {
    onFx(
        () -> {
          shell.table.viewProperty().set(View.TEMPORARY);
          shell.table.sortProperty().set(new Sort(Column.TITLE, false));
        });
    search("train");
    robot.push(KeyCode.CONTROL, KeyCode.D);
    until(() -> shell.dialogs.panels().size() == 1);
    showDialog();
    var field = inDialog("view-name", TextField.class);
    assertThat(fromFx(() -> field.getText())).isEqualTo("train");
    Looks.save(
        inDialog("view-name", TextField.class).getScene(), shell.messages(), "main-view-name");
    Focus.on(() -> field);
    onFx(field::clear);
    robot.targetWindow(dialog);
    robot.write("Trains");
    untilWritten(field, "Trains");
    robot.type(KeyCode.ENTER);
    until(() -> names().equals(List.of("Trains")));
    var id = shell.settings.current().views().getFirst().id();
    assertThat(place()).isEqualTo(new Place.Saved(id));
    until(() -> lookup("view-" + id) != null);

    onFx(() -> shell.sidebar.placeProperty().set(new Place.Sessions(View.ALL)));
    assertThat(shown().search()).as("the view's search stays with it").isEmpty();
    onFx(() -> shell.table.sortProperty().set(Sort.NEWEST));

    Mouse.clickOn(robot, "#view-" + id);
    until(() -> shown().equals(TRAINS));
    assertThat(place()).isEqualTo(new Place.Saved(id));
  }

  @Test
  void changingTheSearchLeavesTheView_andKeepsWhatWasTyped() {
    var id = save("Trains", TRAINS);
    onFx(() -> shell.sidebar.placeProperty().set(new Place.Saved(id)));
    search("train x");
    assertThat(place()).isEqualTo(new Place.Sessions(View.TEMPORARY));
    assertThat(shown().search()).isEqualTo("train x");

    onFx(() -> shell.sidebar.placeProperty().set(new Place.Saved(id)));
    onFx(() -> shell.sidebar.placeProperty().set(new Place.Log()));
    assertThat(shown()).isEqualTo(TRAINS);
    search("other");
    assertThat(place()).isEqualTo(new Place.Sessions(View.TEMPORARY));
    assertThat(shown().search()).isEqualTo("other");

    onFx(() -> shell.sidebar.placeProperty().set(new Place.Saved(id)));
    onFx(() -> shell.table.sortProperty().set(Sort.NEWEST));
    assertThat(place()).isEqualTo(new Place.Sessions(View.TEMPORARY));
  }

  @Test
  void theButtonAtTheSearchSavesToo_andANameThatIsThereIsReplaced(FxRobot robot) {
    var id = save("Trains", TRAINS);
    search("plane");
    Mouse.clickOn(robot, "#search-save");
    until(() -> shell.dialogs.panels().size() == 1);
    showDialog();
    var field = inDialog("view-name", TextField.class);
    Focus.on(() -> field);
    onFx(field::clear);
    robot.targetWindow(dialog);
    robot.write("Trains");
    untilWritten(field, "Trains");
    until(
        () ->
            fromFx(() -> inDialog("view-name-hint", Labeled.class).getText())
                .equals("The view of this name is replaced."));
    robot.clickOn(inDialog("view-name-done", Labeled.class));
    until(() -> shell.settings.current().views().getFirst().search().equals("plane"));
    assertThat(shell.settings.current().views()).singleElement().matches(v -> v.id().equals(id));
  }

  @Test
  void countsAreLive_andOneOfAViewThatChangedIsCountedAnew() {
    var id = save("Trains", TRAINS);
    shell.add("train one", false, Duration.ofHours(1));
    shell.add("plane", false, Duration.ofHours(1));
    untilCounted(id, 1);
    shell.add("train two", false, Duration.ofHours(1));
    untilCounted(id, 2);
    until(() -> fromFx(() -> ((Labeled) count(id)).getText()).equals("2"));
    save("Trains", TRAINS.withSearch("plane"));
    untilCounted(id, 1);
    var timed = save("Old", SessionQuery.ALL.withSearch("age:>1h"));
    untilCounted(timed, 0);
    shell.clock.advance(Duration.ofHours(2));
    untilCounted(timed, 3);
  }

  private Node count(String id) {
    return Objects.requireNonNull(
        Objects.requireNonNull(scene().lookup("#view-" + id)).lookup(".desk-sidebar-count"));
  }

  @Test
  @DisplayName("Renamed, moved and deleted by keys; deleting can be undone")
  void theMenusCommandsWorkByKeys(FxRobot robot) {
    var a = save("a", TRAINS);
    save("b", TRAINS);
    save("c", TRAINS);
    onFx(() -> shell.sidebar.placeProperty().set(new Place.Saved(a)));
    Focus.on(() -> (ListView<?>) scene().lookup("#sidebar"));
    robot.push(KeyCode.ALT, KeyCode.DOWN);
    until(() -> names().equals(List.of("b", "a", "c")));
    assertThat(place()).isEqualTo(new Place.Saved(a));
    robot.push(KeyCode.ALT, KeyCode.UP);
    robot.push(KeyCode.ALT, KeyCode.UP);
    until(() -> names().equals(List.of("a", "b", "c")));

    robot.type(KeyCode.F2);
    until(() -> shell.dialogs.panels().size() == 1);
    showDialog();
    var field = inDialog("view-name", TextField.class);
    Focus.on(() -> field);
    onFx(field::clear);
    robot.targetWindow(dialog);
    robot.write("b");
    untilWritten(field, "b");
    until(() -> fromFx(() -> inDialog("view-name-done", Node.class).isDisabled()));
    robot.write("e").type(KeyCode.ENTER);
    until(() -> names().equals(List.of("be", "b", "c")));

    Focus.on(() -> (ListView<?>) scene().lookup("#sidebar"));
    robot.type(KeyCode.DELETE);
    until(() -> names().equals(List.of("b", "c")));
    assertThat(place()).isEqualTo(new Place.Sessions(View.TEMPORARY));
    Mouse.clickOn(robot, "#toast-action");
    until(() -> names().equals(List.of("be", "b", "c")));
  }

  @Test
  void theMenuReplacesAViewWithWhatIsShown_andItsKeysAreNotTheWindows(FxRobot robot) {
    var a = save("a", TRAINS);
    until(() -> lookup("view-" + a) != null);
    search("plane");
    Mouse.clickOn(robot, "#view-" + a, MouseButton.SECONDARY);
    Mouse.clickOn(robot, "#view-menu-replace");
    until(() -> shell.settings.current().views().getFirst().search().equals("plane"));
    until(() -> place().equals(new Place.Saved(a)));
    Focus.on(() -> scene().lookup("#table-sessions"));
    robot.type(KeyCode.DELETE);
    onFx(() -> {});
    assertThat(names()).containsExactly("a");
  }

  @Test
  void aViewOfALaterVersionStays_andSaysSo() {
    shell.settings.update(
        s -> s.withViews(List.of(new SavedView("z", "Later", "archived", "", "created", true))));
    until(() -> lookup("view-z") != null);
    onFx(() -> shell.sidebar.placeProperty().set(new Place.Saved("z")));
    until(() -> !fromFx(() -> shell.ui.notices().shown().isEmpty()));
    pass();
    assertThat(fromFx(() -> shell.sidebar.views().countProperty("z").get())).isEmpty();
  }

  @Test
  void pictures() {
    shell.add("train to Kowloon", false, Duration.ofHours(1));
    shell.add("天气很好", false, Duration.ofHours(1));
    var trains = save("Trains", TRAINS);
    save("天气，重要的，带有很长很长名称的视图", SessionQuery.ALL.withSearch("天气"));
    var faulty = save("Faulty", SessionQuery.ALL.withSearch("kind:x"));
    untilCounted(trains, 1);
    untilCounted(faulty, 2);
    onFx(() -> shell.sidebar.placeProperty().set(new Place.Saved(trains)));
    until(() -> fromFx(() -> shell.table.rows().size()) == 1);
    for (var theme : new Theme[] {Theme.LIGHT, Theme.DARK}) {
      for (var language : new Language[] {Language.ENGLISH, Language.CHINESE}) {
        onFx(() -> shell.settings.update(s -> s.withTheme(theme).withLanguage(language)));
        onFx(() -> {});
        onFx(
            () ->
                Screens.save(
                    scene(),
                    "main-views-%s-%s"
                        .formatted(
                            theme.name().toLowerCase(Locale.ROOT),
                            language == Language.CHINESE ? "zh" : "en")));
      }
    }
  }
}
