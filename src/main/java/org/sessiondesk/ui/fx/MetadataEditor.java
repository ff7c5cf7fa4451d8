package org.sessiondesk.ui.fx;

import atlantafx.base.theme.Styles;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.sessiondesk.ui.fx.MetadataModel.Face;

/** Edits metadata as rows or as JSON. */
public final class MetadataEditor {
  private final MetadataModel model;
  private final Ui ui;
  private final String id;
  private final VBox rowsBox = new VBox();
  private final List<MetadataRowView> rowViews = new ArrayList<>();
  private final List<MetadataRow> viewed = new ArrayList<>();
  private final LongTextArea json;
  private final VBox box;
  private int nextRow;

  /** Makes one; {@code id} is its id and begins those of its parts. */
  public MetadataEditor(MetadataModel model, Ui ui, String id) {
    this.model = model;
    this.ui = ui;
    this.id = id;
    json = new LongTextArea(ui, id + "-text");
    json.area().getStyleClass().add(DeskStyles.MONO);
    json.neverWrap();
    json.area().setPrefRowCount(6);
    json.area().accessibleTextProperty().bind(ui.messages().bind("field.metadata.json"));
    json.textProperty().bindBidirectional(model.textProperty());
    VBox.setVgrow(json.node(), Priority.ALWAYS);
    rowsBox.getStyleClass().add("field-rows");
    rowsBox.setId(id + "-rows");
    var rowsFace = new VBox(emptyHint(), rowsBox, addButton());
    rowsFace.getStyleClass().add("field-rows-face");
    var showsRows = model.faceProperty().isEqualTo(Face.ROWS);
    Fields.showWhile(rowsFace, showsRows);
    Fields.showWhile(json.node(), showsRows.not());
    Fields.markWhereWrong(json.area(), model.errorProperty());
    box = new VBox(faces(), rowsFace, json.node(), faultLine());
    box.setId(id);
    box.getStyleClass().add("field-metadata");
    model.rows().addListener((ListChangeListener<MetadataRow>) _ -> showRows());
    showRows();
  }

  /** The node. */
  public Node node() {
    return box;
  }

  /** Puts the caret where something is wrong, or else where it can be edited. */
  public void focusFault() {
    if (model.faultProperty().get() instanceof MetadataModel.MetadataFault.InRow(int row, _)) {
      rowViews.get(row).focus();
    } else if (model.faultOffset().isPresent()) {
      goToFault();
    } else {
      box.lookup("#" + id + (model.faceProperty().get() == Face.ROWS ? "-add" : "-text"))
          .requestFocus();
    }
  }

  private HBox faces() {
    var group = new ToggleGroup();
    var asRows = face("field.metadata.rows", "-as-rows", Styles.LEFT_PILL, Face.ROWS, group);
    var asJson = face("field.metadata.json", "-as-json", Styles.RIGHT_PILL, Face.JSON, group);
    model.faceProperty().subscribe(face -> group.selectToggle(face == Face.ROWS ? asRows : asJson));
    return new HBox(asRows, asJson);
  }

  private ToggleButton face(String key, String suffix, String pill, Face face, ToggleGroup group) {
    var button = new ToggleButton();
    button.setId(id + suffix);
    button.textProperty().bind(ui.messages().bind(key));
    button.getStyleClass().addAll(pill, Styles.SMALL);
    button.setToggleGroup(group);
    button.setOnAction(
        _ -> {
          if (!model.turnTo(face)) {
            goToFault();
          }
          // A toggle can be switched off by clicking it, and is switched on though the model
          // refuses.
          button.setSelected(model.faceProperty().get() == face);
          if (model.faceProperty().get() != face) {
            group.getToggles().stream()
                .filter(other -> !other.equals(button))
                .forEach(group::selectToggle);
          }
        });
    return button;
  }

  private Label emptyHint() {
    var hint = new Label();
    hint.textProperty().bind(ui.messages().bind("field.metadata.none"));
    hint.getStyleClass().add(DeskStyles.FIELD_HINT);
    Fields.showWhile(hint, Bindings.isEmpty(model.rows()));
    return hint;
  }

  private Button addButton() {
    var add = new Button(null, Icons.of(Feather.PLUS));
    add.setId(id + "-add");
    add.textProperty().bind(ui.messages().bind("field.metadata.add"));
    add.getStyleClass().addAll(Styles.FLAT, Styles.SMALL);
    add.setOnAction(
        _ -> {
          model.add();
          rowViews.getLast().focus();
        });
    return add;
  }

  private HBox faultLine() {
    var error = Fields.error(model.errorProperty(), id + "-text");
    var jump = new Button();
    jump.setId(id + "-jump");
    jump.textProperty().bind(ui.messages().bind("field.metadata.jump"));
    jump.getStyleClass().addAll(Styles.FLAT, Styles.SMALL);
    jump.setMinWidth(Region.USE_PREF_SIZE);
    jump.setOnAction(_ -> goToFault());
    Fields.showWhile(
        jump, model.faultProperty().map(_ -> model.faultOffset().isPresent()).orElse(false));
    HBox.setHgrow(error, Priority.ALWAYS);
    error.setMaxWidth(Double.MAX_VALUE);
    var line = new HBox(error, jump);
    line.getStyleClass().add("field-metadata-fault");
    // Rows say for themselves what is wrong with them.
    Fields.showWhile(
        line, model.faceProperty().isEqualTo(Face.JSON).and(model.faultProperty().isNotNull()));
    return line;
  }

  private void goToFault() {
    model.faultOffset().ifPresent(json::goTo);
  }

  /** Rows that stay keep their nodes, and with them the caret. */
  private void showRows() {
    if (viewed.equals(model.rows())) {
      return;
    }
    var old = List.copyOf(viewed);
    var oldViews = List.copyOf(rowViews);
    viewed.clear();
    rowViews.clear();
    for (var row : model.rows()) {
      int at = old.indexOf(row);
      viewed.add(row);
      rowViews.add(
          at >= 0
              ? oldViews.get(at)
              : new MetadataRowView(row, ui, id + "-row-" + nextRow++, () -> model.remove(row)));
    }
    rowsBox.getChildren().setAll(rowViews.stream().map(MetadataRowView::node).toList());
  }
}
