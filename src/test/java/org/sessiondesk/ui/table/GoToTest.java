package org.sessiondesk.ui.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.sessiondesk.ui.testing.Desk.fromFx;
import static org.sessiondesk.ui.testing.Desk.onFx;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sessiondesk.json.JacksonJson;
import org.sessiondesk.service.SessionQuery.View;
import org.sessiondesk.service.SessionRow;
import org.sessiondesk.ui.testing.Desk;
import org.sessiondesk.ui.testing.Dressed;
import org.sessiondesk.ui.testing.Focus;
import org.sessiondesk.ui.testing.Looks;
import org.sessiondesk.ui.testing.ManyStored;
import org.sessiondesk.ui.testing.ShownStore;
import org.sessiondesk.ui.testing.StillConnection;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init")
class GoToTest {
  private static final String ID = ManyStored.id(7).value();

  private Stage stage;
  private Desk desk;
  private SessionTableModel model;
  private GoToModel goTo;

  @Start
  void start(Stage shown) {
    stage = shown;
    desk = new Desk(Locale.ENGLISH, StillConnection.to(new ManyStored(1_000)));
    make(desk);
  }

  private void make(Desk from) {
    model = new SessionTableModel(from.service, from.actions, new JacksonJson(), from.ui);
    model.showingProperty().set(true);
    goTo = new GoToModel(from.service.index(), model, () -> Optional.of("prod:"), from.ui);
  }

  @AfterEach
  void close() {
    onFx(model::close);
    desk.service.close();
  }

  private static void until(Callable<Boolean> condition) {
    await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(10)).until(condition);
  }

  private List<String> selected() {
    return fromFx(() -> model.selection().rows(_ -> true).stream().map(SessionRow::text).toList());
  }

  private boolean go(String pasted) {
    return fromFx(
        () -> {
          goTo.textProperty().set(pasted);
          return goTo.go();
        });
  }

  private String problem() {
    return fromFx(() -> goTo.problemProperty().get());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%s",
        "  %s \n",
        "\n%s\nsecond line",
        "\"%s\"",
        "prod:%s",
        "persistent_session:%s",
        "http://127.0.0.1:8000/api/v1/sessions/%s?x=1",
        "curl 'http://127.0.0.1:8000/api/v1/sessions/%s'"
      })
  @DisplayName("An id alone, as a key, or in an address of the API")
  void everyWayToNameIt(String pattern) {
    until(() -> fromFx(() -> model.rows().size()) == 1_000);
    assertThat(go(pattern.formatted(ID))).isTrue();
    assertThat(go(pattern.formatted(ID.toUpperCase(Locale.ROOT)))).isTrue();
    until(() -> selected().equals(List.of(ManyStored.stored(7).session().text())));
    assertThat(fromFx(() -> model.openedProperty().get())).isEqualTo(ManyStored.id(7));
    assertThat(fromFx(() -> desk.notices.shown())).isEmpty();
  }

  @Test
  void whatHidesItIsCleared_andThatIsSaid() {
    until(() -> fromFx(() -> model.rows().size()) == 1_000);
    onFx(
        () -> {
          model.searchProperty().set("nothing like it");
          model.viewProperty().set(View.TEMPORARY);
        });
    until(() -> fromFx(() -> model.rows().isEmpty()));
    assertThat(go(ID)).isTrue();
    until(() -> selected().equals(List.of(ManyStored.stored(7).session().text())));
    assertThat(fromFx(() -> model.searchProperty().get())).isEmpty();
    assertThat(fromFx(() -> model.viewProperty().get())).isEqualTo(View.ALL);
    assertThat(fromFx(() -> desk.notices.shown().getFirst().text()))
        .isEqualTo("Search and kind were reset, as they hid the session.");
  }

  @Test
  void whereThereIsNoneItSaysWhy() {
    until(() -> fromFx(() -> model.rows().size()) == 1_000);
    assertThat(go("prod:nowhere")).isFalse();
    assertThat(problem()).isEqualTo("There is no session “nowhere”.");
    onFx(() -> goTo.textProperty().set("n"));
    assertThat(problem()).isEmpty();
    assertThat(go(" ")).isFalse();
    assertThat(problem()).isEmpty();
  }

  @Test
  void whatIsNotLoadedYetIsToldFromWhatIsNotThere() {
    onFx(
        () -> {
          model.close();
          desk.service.close();
          desk = new Desk(Locale.ENGLISH, StillConnection.to(new ShownStore(List.of(), 5)));
          make(desk);
        });
    until(() -> desk.service.index().state().loading());
    assertThat(go("x")).isFalse();
    assertThat(problem()).isEqualTo("No session “x” among the 0 loaded so far; loading goes on.");
    onFx(
        () -> {
          model.close();
          desk.service.close();
          desk = new Desk(Locale.ENGLISH);
          make(desk);
        });
    assertThat(go("x")).isFalse();
    assertThat(problem()).contains("no store of persistent ones is connected");
  }

  @Test
  void theDialogStaysWhereNothingWasFound_andClosesElse(FxRobot robot) {
    until(() -> fromFx(() -> model.rows().size()) == 1_000);
    var found = new AtomicInteger();
    onFx(
        () -> {
          Dressed.theme(false);
          var panel = new GoToPanel(goTo, desk.ui, found::incrementAndGet);
          var root = new StackPane(panel.content());
          root.getStyleClass().add("desk-dialog");
          stage.setScene(Dressed.scene((Parent) root, 460, 200, "table"));
          stage.show();
          panel.onOpen(stage::close);
        });
    Focus.on(this::field);
    robot.write("nowhere");
    robot.type(KeyCode.ENTER);
    until(() -> !error().isEmpty());
    Looks.save(scene(), desk.ui.messages(), "table-goto");
    assertThat(fromFx(() -> field().getSelectedText())).isEqualTo("nowhere");
    robot.write(ID.substring(0, 1));
    until(() -> error().isEmpty());
    onFx(() -> field().setText(ID));
    robot.type(KeyCode.ENTER);
    until(() -> found.get() == 1);
    assertThat(fromFx(() -> stage.isShowing())).isFalse();
  }

  private Scene scene() {
    return stage.getScene();
  }

  private TextField field() {
    return (TextField) scene().lookup("#goto-id");
  }

  private String error() {
    return fromFx(() -> ((Labeled) scene().lookup("#goto-id-error")).getText());
  }
}
