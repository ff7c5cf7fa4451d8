package org.sessiondesk.ui.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.sessiondesk.ui.testing.Desk.fromFx;
import static org.sessiondesk.ui.testing.Desk.onFx;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import javafx.scene.Parent;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sessiondesk.json.JacksonJson;
import org.sessiondesk.service.SessionRow;
import org.sessiondesk.ui.testing.Desk;
import org.sessiondesk.ui.testing.Dressed;
import org.sessiondesk.ui.testing.Focus;
import org.sessiondesk.ui.testing.ManyStored;
import org.sessiondesk.ui.testing.StillConnection;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The keyboard in a table of a million rows. */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init")
class MillionRowsTest {
  private static final int MANY = 1_000_000;

  private Desk desk;
  private SessionTableModel model;
  private Stage stage;

  @Start
  void start(Stage shown) {
    stage = shown;
    Dressed.theme(false);
    desk = new Desk(Locale.ENGLISH, StillConnection.to(new ManyStored(MANY)));
    model = new SessionTableModel(desk.service, desk.actions, new JacksonJson(), desk.ui);
    var view = new SessionTableView(model, desk.ui, () -> {});
    stage.setScene(Dressed.scene((Parent) view.node(), 900, 480, "table"));
    stage.show();
    model.showingProperty().set(true);
  }

  @AfterEach
  void close() {
    onFx(model::close);
    desk.service.close();
  }

  private static void until(Callable<Boolean> condition) {
    await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(10)).until(condition);
  }

  @SuppressWarnings("unchecked")
  private TableView<SessionRow> table() {
    return (TableView<SessionRow>) stage.getScene().lookup("#table-sessions");
  }

  private int focused() {
    return fromFx(() -> table().getFocusModel().getFocusedIndex());
  }

  private void untilSelected(int from, int to) {
    until(
        () ->
            fromFx(
                () ->
                    model.selection().size() == to - from + 1
                        && model.selection().next(0) == from
                        && model.selection().last() == to));
  }

  private boolean isSeen(int row) {
    return fromFx(
        () ->
            table().lookupAll(".table-row-cell").stream()
                .map(node -> (javafx.scene.control.TableRow<?>) node)
                .anyMatch(
                    each ->
                        each.getIndex() == row
                            && each.isVisible()
                            && each.getBoundsInParent().getMinY() > -1
                            && each.getBoundsInParent().getMaxY() < table().getHeight()));
  }

  @Test
  void pagesHomeAndEnd_alsoWithShift(FxRobot robot) {
    until(() -> fromFx(() -> model.rows().size()) == MANY);
    Focus.on(this::table);
    robot.type(KeyCode.HOME);
    untilSelected(0, 0);
    robot.type(KeyCode.END);
    untilSelected(MANY - 1, MANY - 1);
    until(() -> isSeen(MANY - 1));
    robot.type(KeyCode.PAGE_UP);
    until(() -> focused() < MANY - 1);
    // The first Page Up goes to the top of the page, the second one page up.
    robot.type(KeyCode.PAGE_UP);
    until(() -> focused() < MANY - 8);
    int at = focused();
    untilSelected(at, at);
    until(() -> isSeen(at));
    robot.press(KeyCode.SHIFT).type(KeyCode.PAGE_UP).release(KeyCode.SHIFT);
    until(() -> focused() < at);
    untilSelected(focused(), at);
    robot.press(KeyCode.SHIFT).type(KeyCode.HOME).release(KeyCode.SHIFT);
    untilSelected(0, at);
    until(() -> isSeen(0));
    robot.press(KeyCode.SHIFT).type(KeyCode.END).release(KeyCode.SHIFT);
    untilSelected(at, MANY - 1);
    robot.type(KeyCode.HOME);
    untilSelected(0, 0);
    robot.type(KeyCode.PAGE_DOWN).type(KeyCode.PAGE_DOWN);
    until(() -> focused() > 8);
    int down = focused();
    untilSelected(down, down);
    robot.press(KeyCode.SHIFT).type(KeyCode.PAGE_DOWN).release(KeyCode.SHIFT);
    until(() -> focused() > down);
    untilSelected(down, focused());
    robot.push(KeyCode.CONTROL, KeyCode.A);
    untilSelected(0, MANY - 1);
    assertThat(fromFx(() -> model.commands().canDemote())).isTrue();
  }

  @Test
  void aSessionInTheMiddleIsGoneTo() {
    until(() -> fromFx(() -> model.rows().size()) == MANY);
    onFx(() -> model.show(ManyStored.id(MANY / 2)));
    untilSelected(MANY / 2 - 1, MANY / 2 - 1);
    until(() -> isSeen(MANY / 2 - 1));
  }
}
