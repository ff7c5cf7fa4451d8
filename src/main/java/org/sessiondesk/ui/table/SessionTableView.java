package org.sessiondesk.ui.table;

import java.util.List;
import javafx.animation.PauseTransition;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TableRow;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.service.SessionRow;
import org.sessiondesk.ui.fx.Action;
import org.sessiondesk.ui.fx.Ui;

/** The session table: rows, columns, menu, what is shown instead of rows, and a line of counts. */
public final class SessionTableView {
  private static final PseudoClass EXPIRED = PseudoClass.getPseudoClass("expired");
  private static final Duration PATIENCE = Duration.millis(300);

  private final SessionTableModel model;
  private final Ui ui;
  private final SessionRowsTable table = new SessionRowsTable();
  private final TableMenu menu;
  private final BorderPane root = new BorderPane();

  /**
   * Makes the view.
   *
   * @param newSession what the button does that is shown where there is no session at all
   */
  public SessionTableView(SessionTableModel model, Ui ui, Runnable newSession) {
    this.model = model;
    this.ui = ui;
    table.setId("table-sessions");
    table.getStyleClass().add("table-sessions");
    table.accessibleTextProperty().bind(ui.messages().bind("table.sessions.name"));
    table.setItems(model.shownRows());
    table.setSelectionModel(new TableSelection(table, model));
    table.setPlaceholder(new TablePlaceholder(model, ui, newSession).node());
    table.setRowFactory(_ -> new Row());
    menu = new TableMenu(table, model, ui);
    var columns = new ColumnArrangement(table, model, ui);
    model.observeSwaps(table);
    ui.messages().localeProperty().subscribe((before, now) -> table.refresh());
    var center = new StackPane(table, busyBar());
    StackPane.setAlignment(center.getChildren().getLast(), Pos.TOP_CENTER);
    root.getStyleClass().add("table-pane");
    root.setCenter(center);
    root.setBottom(new TableFooter(model, columns, ui).node());
  }

  /** What is to be put into the window. */
  public Node node() {
    return root;
  }

  /** What can be done with the selected rows. */
  public List<Action> actions() {
    return menu.actions();
  }

  /** Gives the table the keyboard's focus. */
  public void focus() {
    table.requestFocus();
  }

  /** Shown only where an answer takes long enough to be noticed. */
  private Node busyBar() {
    var bar = new ProgressBar();
    bar.setId("table-busy");
    bar.getStyleClass().add("table-busy");
    bar.setVisible(false);
    bar.setMouseTransparent(true);
    var patience = new PauseTransition(PATIENCE);
    patience.setOnFinished(_ -> bar.setVisible(model.busyProperty().get()));
    model
        .busyProperty()
        .subscribe(
            busy -> {
              if (busy) {
                patience.playFromStart();
              } else {
                patience.stop();
                bar.setVisible(false);
              }
            });
    return bar;
  }

  /** A row: grey when its session has expired, opened by a double click. */
  private final class Row extends TableRow<SessionRow> {
    private final javafx.beans.value.ChangeListener<java.time.Instant> ticking =
        (_, _, _) -> mark();

    Row() {
      ui.clock().nowProperty().addListener(new javafx.beans.value.WeakChangeListener<>(ticking));
      setOnMouseClicked(
          event -> {
            if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2) {
              menu.openFocused();
            }
          });
    }

    @Override
    protected void updateItem(@Nullable SessionRow row, boolean empty) {
      super.updateItem(row, empty);
      mark();
    }

    private void mark() {
      var row = getItem();
      pseudoClassStateChanged(
          EXPIRED,
          row != null && !isEmpty() && row.state(ui.clock().now()) == SessionRow.State.EXPIRED);
    }
  }
}
