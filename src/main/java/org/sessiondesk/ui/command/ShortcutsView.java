package org.sessiondesk.ui.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.sessiondesk.ui.fx.Actions;
import org.sessiondesk.ui.fx.DeskStyles;
import org.sessiondesk.ui.fx.Fields;
import org.sessiondesk.ui.fx.Overlay;
import org.sessiondesk.ui.fx.Ui;

/** All keys at a glance, by where they work: made of the actions whenever it is shown. */
public final class ShortcutsView {
  private static final int COLUMNS = 3;
  private static final double COLUMN = 270;

  /** Keys and what they do. */
  private record Line(String keys, String what) {}

  private final Actions actions;
  private final List<KeyHint> hints;
  private final Overlay overlay;
  private final Ui ui;
  private final VBox box = new VBox();
  private final ScrollPane scroll = new ScrollPane();

  /** Makes it; {@code hints} are listed behind the actions. */
  public ShortcutsView(Actions actions, List<KeyHint> hints, Overlay overlay, Ui ui) {
    this.actions = actions;
    this.hints = hints;
    this.overlay = overlay;
    this.ui = ui;
    box.setId("shortcuts");
    box.getStyleClass().add("command-shortcuts");
    box.setMaxSize(960, Region.USE_PREF_SIZE);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("edge-to-edge");
    scroll.accessibleTextProperty().bind(ui.messages().bind("command.keys.title"));
    box.getChildren().setAll(heading(), scroll);
    ui.messages()
        .localeProperty()
        .subscribe(
            (_, _) -> {
              if (overlay.shows(box)) {
                scroll.setContent(content());
              }
            });
    box.addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.F1) {
            event.consume();
            overlay.hide();
          }
        });
  }

  /** Shows the keys, or puts them away where they are shown. */
  public void toggle() {
    if (overlay.shows(box)) {
      overlay.hide();
    } else {
      scroll.setContent(content());
      overlay.show(box, Pos.CENTER, scroll, () -> {});
    }
  }

  private Node heading() {
    var title = new Label();
    title.textProperty().bind(ui.messages().bind("command.keys.title"));
    title.getStyleClass().add(DeskStyles.TITLE);
    var gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    var close =
        Fields.iconButton(Feather.X, "shortcuts-close", ui.messages().bind("command.keys.close"));
    close.setOnAction(_ -> overlay.hide());
    var heading = new HBox(title, gap, close);
    heading.setAlignment(Pos.CENTER_LEFT);
    heading.getStyleClass().add("command-heading");
    return heading;
  }

  /** The groups in columns that are about equally long. */
  private Node content() {
    var columns = new HBox();
    columns.getStyleClass().add("command-groups");
    var lengths = new int[COLUMNS];
    for (int i = 0; i < COLUMNS; i++) {
      columns.getChildren().add(column());
    }
    lines()
        .forEach(
            (name, lines) -> {
              int shortest = 0;
              for (int i = 1; i < COLUMNS; i++) {
                shortest = lengths[i] < lengths[shortest] ? i : shortest;
              }
              lengths[shortest] += lines.size() + 2;
              ((VBox) columns.getChildren().get(shortest)).getChildren().add(group(name, lines));
            });
    return columns;
  }

  private static VBox column() {
    var column = new VBox();
    column.getStyleClass().add("command-column");
    column.setPrefWidth(COLUMN);
    HBox.setHgrow(column, Priority.ALWAYS);
    return column;
  }

  private static Node group(String name, List<Line> lines) {
    var heading = new Label(name);
    heading.getStyleClass().add(DeskStyles.SECTION);
    var grid = new GridPane();
    grid.getStyleClass().add("command-grid");
    for (var line : lines) {
      var what = new Label(line.what());
      what.setWrapText(true);
      what.setMinHeight(Region.USE_PREF_SIZE);
      what.setMaxWidth(Double.MAX_VALUE);
      var keys = new Label(line.keys());
      keys.getStyleClass().add("command-keys");
      keys.setMinWidth(Region.USE_PREF_SIZE);
      GridPane.setHgrow(what, Priority.ALWAYS);
      GridPane.setHalignment(keys, HPos.RIGHT);
      grid.addRow(grid.getRowCount(), what, keys);
    }
    return new VBox(8, heading, grid);
  }

  private Map<String, List<Line>> lines() {
    var groups = new LinkedHashMap<String, List<Line>>();
    for (var action : actions.all()) {
      if (!action.shortcutText().isEmpty()) {
        add(
            groups,
            ui.messages().get("command.group." + action.group().name().toLowerCase(Locale.ROOT)),
            new Line(action.shortcutText(), ui.messages().get(action.key())));
      }
    }
    for (var hint : hints) {
      add(
          groups,
          ui.messages().get(hint.placeKey()),
          new Line(hint.keys(), ui.messages().get(hint.key())));
    }
    return groups;
  }

  private static void add(Map<String, List<Line>> groups, String name, Line line) {
    groups.computeIfAbsent(name, _ -> new ArrayList<>()).add(line);
  }
}
