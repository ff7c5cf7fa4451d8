package org.sessiondesk.ui.command;

import atlantafx.base.controls.CustomTextField;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.sessiondesk.ui.fx.DeskStyles;
import org.sessiondesk.ui.fx.Icons;
import org.sessiondesk.ui.fx.Overlay;
import org.sessiondesk.ui.fx.Ui;

/** The command palette: a field, and what it offers beneath. */
public final class PaletteView {
  private static final double WIDTH = 640;
  private static final double LINE = 36;
  private static final int MOST_LINES = 11;
  private static final int PAGE = 8;
  private static final KeyCombination AGAIN =
      new KeyCodeCombination(KeyCode.K, KeyCombination.SHORTCUT_DOWN);

  private final PaletteModel model;
  private final Overlay overlay;
  private final Ui ui;
  private final CustomTextField field = new CustomTextField();
  private final ListView<PaletteRow> list = new ListView<>();
  private final VBox box = new VBox();
  private boolean updating;

  /** Makes it; {@code overlay} shows it. */
  public PaletteView(PaletteModel model, Overlay overlay, Ui ui) {
    this.model = model;
    this.overlay = overlay;
    this.ui = ui;
    makeField();
    makeList();
    var hint = new Label();
    hint.textProperty().bind(ui.messages().bind("command.palette.hint"));
    hint.getStyleClass().addAll(DeskStyles.MUTED, "command-hint");
    box.setId("palette");
    box.getStyleClass().add("command-palette");
    box.setMaxSize(WIDTH, Region.USE_PREF_SIZE);
    box.getChildren().setAll(field, list, hint);
    ui.messages()
        .localeProperty()
        .subscribe(
            (_, _) -> {
              if (overlay.shows(box)) {
                model.open();
              }
            });
  }

  /** Shows the palette, or puts it away where it is shown. */
  public void toggle() {
    if (overlay.shows(box)) {
      overlay.hide();
    } else {
      model.open();
      overlay.show(box, Pos.TOP_CENTER, field, model::close);
    }
  }

  private void makeField() {
    field.setId("palette-field");
    field.setLeft(Icons.of(Feather.TERMINAL));
    field.promptTextProperty().bind(ui.messages().bind("command.palette.prompt"));
    field.accessibleTextProperty().bind(ui.messages().bind("command.palette.prompt"));
    field.textProperty().bindBidirectional(model.queryProperty());
    var searching = new ProgressIndicator();
    searching.setPrefSize(16, 16);
    searching.setMaxSize(16, 16);
    searching.accessibleTextProperty().bind(ui.messages().bind("command.palette.searching"));
    model.searchingProperty().subscribe(now -> field.setRight(now ? searching : null));
    field.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
  }

  private void makeList() {
    list.setId("palette-list");
    list.setItems(model.rows());
    list.setCellFactory(_ -> new PaletteCell());
    list.setFixedCellSize(LINE);
    list.setFocusTraversable(false);
    list.accessibleTextProperty().bind(ui.messages().bind("command.palette.list"));
    var empty = new Label();
    empty
        .textProperty()
        .bind(
            Bindings.when(model.searchingProperty())
                .then(ui.messages().bind("command.palette.searching"))
                .otherwise(ui.messages().bind("command.palette.nothing")));
    empty.getStyleClass().add(DeskStyles.MUTED);
    list.setPlaceholder(empty);
    list.prefHeightProperty()
        .bind(
            Bindings.createDoubleBinding(
                () ->
                    Math.max(2, Math.min(MOST_LINES, model.rows().size())) * list.getFixedCellSize()
                        + 2,
                model.rows(),
                list.fixedCellSizeProperty()));
    model.selectedProperty().subscribe(_ -> showSelected());
    model.rows().addListener((ListChangeListener<PaletteRow>) _ -> showSelected());
    list.getSelectionModel()
        .selectedIndexProperty()
        .subscribe(
            place -> {
              if (!updating && place.intValue() >= 0) {
                model.select(place.intValue());
              }
            });
    list.setOnMouseClicked(
        event -> {
          if (event.getButton() == MouseButton.PRIMARY
              && isInLine(event.getPickResult().getIntersectedNode())) {
            take();
          }
        });
  }

  private static boolean isInLine(@Nullable Node picked) {
    for (@Nullable Node node = picked; node != null; node = node.getParent()) {
      if (node instanceof PaletteCell cell) {
        return !cell.isEmpty();
      }
    }
    return false;
  }

  private void showSelected() {
    updating = true;
    int place = model.selectedProperty().get();
    if (place >= 0 && place < model.rows().size()) {
      list.getSelectionModel().clearAndSelect(place);
      list.scrollTo(Math.max(0, place - MOST_LINES / 2));
    } else {
      list.getSelectionModel().clearSelection();
    }
    updating = false;
  }

  private void pressed(KeyEvent event) {
    if (AGAIN.match(event)) {
      overlay.hide();
      event.consume();
      return;
    }
    switch (event.getCode()) {
      case DOWN -> model.move(1);
      case UP -> model.move(-1);
      case PAGE_DOWN -> model.move(PAGE);
      case PAGE_UP -> model.move(-PAGE);
      case ENTER -> take();
      case TAB -> {}
      default -> {
        return;
      }
    }
    event.consume();
  }

  /** Puts the palette away first: what is done may open something, or move the focus. */
  private void take() {
    model
        .take()
        .ifPresent(
            run -> {
              overlay.hide();
              run.run();
            });
  }
}
