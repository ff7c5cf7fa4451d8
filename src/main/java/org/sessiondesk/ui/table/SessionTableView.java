package org.sessiondesk.ui.table;

import java.util.ArrayList;
import java.util.List;
import javafx.animation.PauseTransition;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TableRow;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.sessiondesk.service.SessionRow;
import org.sessiondesk.ui.fx.Action;
import org.sessiondesk.ui.fx.Ui;

/** The session table: rows, columns, menu, what is shown instead of rows, and a line of counts. */
public final class SessionTableView {
  private static final PseudoClass EXPIRED = PseudoClass.getPseudoClass("expired");
  private static final PseudoClass NEW = PseudoClass.getPseudoClass("new");
  private static final Duration PATIENCE = Duration.millis(300);
  private static final Duration REST = Duration.millis(1200);

  private final SessionTableModel model;
  private final Ui ui;
  private final SessionRowsTable table;
  private final TableMenu menu;
  private final ColumnArrangement columns;
  private final BorderPane root = new BorderPane();

  /**
   * Makes the view.
   *
   * @param newSession what the button does that is shown where there is no session at all
   */
  public SessionTableView(SessionTableModel model, Ui ui, Runnable newSession) {
    this.model = model;
    this.ui = ui;
    table = new SessionRowsTable(ui.clock()::now, () -> model.selection().lead());
    table.setId("table-sessions");
    table.getStyleClass().add("table-sessions");
    table.accessibleTextProperty().bind(ui.messages().bind("table.sessions.name"));
    table.setItems(model.shownRows());
    table.setSelectionModel(new TableSelection(table, model));
    table.setRowFactory(_ -> new Row());
    menu = new TableMenu(table, model, ui);
    columns = new ColumnArrangement(table, model, ui);
    var skeleton = new TableSkeleton(table.getColumns());
    table.setPlaceholder(new TablePlaceholder(skeleton, model, ui, newSession).node());
    model.observeSwaps(table);
    holdUnderThePointer();
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

  /** What can be done with the selected rows, and with the table. */
  public List<Action> actions() {
    var all = new ArrayList<>(menu.actions());
    var paused = model.live().pausedProperty();
    all.add(
        Action.of(
                "table.pause",
                "table.pause.action",
                Action.Group.WINDOW,
                Feather.PAUSE,
                () -> paused.set(!paused.get()))
            .withKeys(new KeyCodeCombination(KeyCode.P, KeyCombination.SHORTCUT_DOWN))
            .enabledWhile(model.showingProperty(), () -> "table.whynot.hidden"));
    return all;
  }

  /** Whether rows that have just come or changed are hinted at. */
  public BooleanProperty hintsProperty() {
    return table.fresh().wantedProperty();
  }

  /** How much larger the text is than usual; columns are wider by as much. */
  public DoubleProperty textScaleProperty() {
    return columns.scaleProperty();
  }

  /** Whoever moves the pointer over the rows is about to click: they stand still until it rests. */
  private void holdUnderThePointer() {
    var held = model.live().heldProperty();
    var rest = new PauseTransition(REST);
    rest.setOnFinished(_ -> held.set(false));
    table.addEventFilter(
        MouseEvent.MOUSE_MOVED,
        _ -> {
          held.set(true);
          rest.playFromStart();
        });
    table.addEventFilter(
        MouseEvent.MOUSE_EXITED,
        _ -> {
          rest.stop();
          held.set(false);
        });
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

    private final javafx.beans.value.ChangeListener<Number> freshening = (_, _, _) -> mark();

    Row() {
      ui.clock().nowProperty().addListener(new javafx.beans.value.WeakChangeListener<>(ticking));
      table
          .fresh()
          .versionProperty()
          .addListener(new javafx.beans.value.WeakChangeListener<>(freshening));
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
      pseudoClassStateChanged(NEW, row != null && !isEmpty() && table.fresh().isNew(row));
    }
  }
}
