package org.sessiondesk.ui.search;

import atlantafx.base.controls.Popover;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.sessiondesk.ui.fx.DeskStyles;
import org.sessiondesk.ui.fx.Ui;

/** What may be written into the search, with an example of each. */
final class SearchHelp {
  private static final double WORDS_WIDTH = 330;

  /** What is written, and the key of what it finds. */
  private record Example(String written, String key) {}

  private static final List<Example> EXAMPLES =
      List.of(
          new Example("天气 train", "words"),
          new Example("\"train leaves\"", "phrase"),
          new Example("-draft", "without"),
          new Example("voice:zh-CN*", "voice"),
          new Example("name:news  text:天气", "contains"),
          new Example("id:0c4f", "id"),
          new Example("kind:temporary", "kind"),
          new Example("state:expired", "state"),
          new Example("age:<1h", "age"),
          new Example("type:important", "meta"),
          new Example("meta.name:x", "clash"));

  private final Popover popover;

  SearchHelp(Ui ui) {
    var grid = new GridPane();
    grid.getStyleClass().add("search-help-grid");
    for (var example : EXAMPLES) {
      var written = new Label(example.written());
      written.getStyleClass().add(DeskStyles.MONO);
      written.setMinWidth(Region.USE_PREF_SIZE);
      grid.addRow(grid.getRowCount(), written, words(ui, "search.help." + example.key()));
    }
    var title = new Label();
    title.setId("search-help-title");
    title.getStyleClass().add("search-help-title");
    title.textProperty().bind(ui.messages().bind("search.help.title"));
    var keys = words(ui, "search.help.keys");
    keys.setPrefWidth(0);
    keys.setMaxWidth(Double.MAX_VALUE);
    keys.getStyleClass().add(DeskStyles.MUTED);
    var box = new VBox(title, grid, keys);
    box.getStyleClass().add("search-help");
    popover = new Popover(box);
    popover.setArrowLocation(Popover.ArrowLocation.TOP_RIGHT);
    popover.setDetachable(false);
    popover.setAnimated(false);
    popover.setHeaderAlwaysVisible(false);
    popover.setTitle("");
  }

  private static Label words(Ui ui, String key) {
    var label = new Label();
    label.textProperty().bind(ui.messages().bind(key));
    label.setWrapText(true);
    label.setPrefWidth(WORDS_WIDTH);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }

  /** Shows it beneath {@code owner}, or hides it where it is shown. */
  void show(Node owner) {
    if (popover.isShowing()) {
      popover.hide();
    } else {
      popover.show(owner);
    }
  }
}
