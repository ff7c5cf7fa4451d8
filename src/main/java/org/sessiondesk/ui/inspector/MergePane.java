package org.sessiondesk.ui.inspector;

import atlantafx.base.theme.Styles;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.JsonFormat;
import org.sessiondesk.session.Session;
import org.sessiondesk.ui.fx.DeskStyles;
import org.sessiondesk.ui.fx.FaithfulText;
import org.sessiondesk.ui.fx.Fields;
import org.sessiondesk.ui.fx.JsonTexts;
import org.sessiondesk.ui.fx.Ui;
import org.sessiondesk.ui.fx.WrappedText;

/** Two edits side by side: what was there, mine and theirs, and which is to count. */
final class MergePane {
  private static final int LONGEST = 4_000;

  private final InspectorModel model;
  private final JsonFormat format;
  private final Ui ui;
  private final VBox parts = new VBox();
  private final Button save = new Button();
  private final VBox box;

  MergePane(InspectorModel model, JsonFormat format, Ui ui) {
    this.model = model;
    this.format = format;
    this.ui = ui;
    var title = new Label();
    title.textProperty().bind(ui.messages().bind("inspector.merge.title"));
    title.getStyleClass().add(DeskStyles.TITLE);
    var text = new Label();
    text.textProperty().bind(ui.messages().bind("inspector.merge.text"));
    text.setWrapText(true);
    text.setMinHeight(Region.USE_PREF_SIZE);
    text.getStyleClass().add(DeskStyles.MUTED);
    parts.getStyleClass().add("inspector-merge-parts");
    var scroll = new ScrollPane(parts);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("edge-to-edge");
    scroll.setFocusTraversable(false);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    box = new VBox(title, text, scroll, buttons());
    box.setId("inspector-merge");
    box.getStyleClass().add("inspector-merge");
    model.mergeProperty().subscribe(this::show);
    Fields.showWhile(box, model.mergeProperty().isNotNull());
  }

  /** The node. */
  Node node() {
    return box;
  }

  private Node buttons() {
    var back = new Button();
    back.setId("inspector-merge-back");
    back.textProperty().bind(ui.messages().bind("inspector.merge.back"));
    back.setOnAction(_ -> model.endCompare());
    var theirs = new Button();
    theirs.setId("inspector-merge-discard");
    theirs.textProperty().bind(ui.messages().bind("inspector.merge.discard"));
    theirs.setOnAction(_ -> model.takeTheirs());
    theirs.disableProperty().bind(model.elsewhereProperty().isNull());
    save.setId("inspector-merge-save");
    save.textProperty().bind(ui.messages().bind("inspector.merge.save"));
    save.getStyleClass().add(Styles.ACCENT);
    save.setOnAction(_ -> model.saveMerged());
    return new FlowPane(8, 8, save, theirs, back);
  }

  private void show(@Nullable Merge merge) {
    parts.getChildren().clear();
    save.disableProperty().unbind();
    if (merge != null) {
      save.disableProperty().bind(merge.resolvedProperty().not().or(model.savingProperty()));
      merge.choices().forEach(choice -> parts.getChildren().add(part(merge, choice)));
    }
  }

  private Node part(Merge merge, Merge.Choice choice) {
    var id = "inspector-merge-" + choice.part().name().toLowerCase(java.util.Locale.ROOT);
    var heading = new Label();
    heading.textProperty().bind(ui.messages().bind(nameKey(choice.part())));
    heading.getStyleClass().add("field-label");
    var group = new ToggleGroup();
    var mine = side(id + "-mine", "inspector.merge.mine", Styles.LEFT_PILL, group);
    var theirs = side(id + "-theirs", "inspector.merge.theirs", Styles.RIGHT_PILL, group);
    choice
        .sideProperty()
        .subscribe(
            side ->
                group.selectToggle(side == null ? null : side == Merge.Side.MINE ? mine : theirs));
    mine.setOnAction(_ -> choose(choice, Merge.Side.MINE, mine));
    theirs.setOnAction(_ -> choose(choice, Merge.Side.THEIRS, theirs));
    var gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    var head = new HBox(heading, gap, mine, theirs);
    head.getStyleClass().add("inspector-merge-head");
    var versions =
        new VBox(
            version("inspector.merge.version.mine", choice.part(), merge.mine(), id + "-is-mine"),
            version(
                "inspector.merge.version.theirs",
                choice.part(),
                merge.theirs().session(),
                id + "-is-theirs"),
            version("inspector.merge.version.base", choice.part(), merge.base(), id + "-was"));
    versions.getStyleClass().add("inspector-merge-versions");
    var card = new VBox(head, versions);
    card.setId(id);
    card.getStyleClass().addAll(DeskStyles.CARD, "inspector-merge-part");
    return card;
  }

  private static void choose(Merge.Choice choice, Merge.Side side, ToggleButton button) {
    choice.sideProperty().set(side);
    button.setSelected(true);
  }

  private ToggleButton side(String id, String key, String pill, ToggleGroup group) {
    var button = new ToggleButton();
    button.setId(id);
    button.textProperty().bind(ui.messages().bind(key));
    button.getStyleClass().addAll(pill, Styles.SMALL);
    button.setToggleGroup(group);
    button.setMinWidth(Region.USE_PREF_SIZE);
    return button;
  }

  private Node version(String key, Part part, Session session, String id) {
    var whose = new Label();
    whose.textProperty().bind(ui.messages().bind(key));
    whose.getStyleClass().addAll(DeskStyles.FIELD_HINT, "inspector-merge-whose");
    whose.setMinWidth(Region.USE_PREF_SIZE);
    var value = new TextArea(value(part, session));
    value.setId(id);
    value.setEditable(false);
    value.setWrapText(WrappedText.canWrap(value.getText()));
    value.setPrefRowCount(part == Part.TEXT || part == Part.METADATA ? 3 : 1);
    value.accessibleTextProperty().bind(ui.messages().bind(key));
    if (part == Part.METADATA) {
      value.getStyleClass().add(DeskStyles.MONO);
    }
    return new VBox(whose, value);
  }

  private String value(Part part, Session session) {
    var whole =
        switch (part.of(session)) {
          case null -> "";
          case Json json -> JsonTexts.pretty(format, json);
          case Object text -> text.toString();
        };
    var cut = whole.length() <= LONGEST ? whole : whole.substring(0, LONGEST) + "…";
    return FaithfulText.displayed(cut, true);
  }

  static String nameKey(Part part) {
    return switch (part) {
      case NAME -> "inspector.name";
      case VOICE -> "inspector.voice";
      case TEXT -> "inspector.text";
      case METADATA -> "inspector.tab.metadata";
    };
  }
}
