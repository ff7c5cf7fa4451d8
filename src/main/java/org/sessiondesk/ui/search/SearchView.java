package org.sessiondesk.ui.search;

import atlantafx.base.controls.CustomTextField;
import atlantafx.base.theme.Styles;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.feather.Feather;
import org.sessiondesk.ui.fx.Fields;
import org.sessiondesk.ui.fx.Icons;
import org.sessiondesk.ui.fx.Ui;

/** The search's field with the buttons beside it. */
public final class SearchView {
  private final SearchModel model;
  private final Ui ui;
  private final CustomTextField field = new CustomTextField();
  private final CompletionPopup popup;
  private final SearchHelp help;
  private final HBox node;
  private Runnable leave = () -> {};
  private Runnable saving = () -> {};

  /** Makes it. */
  public SearchView(SearchModel model, Ui ui) {
    this.model = model;
    this.ui = ui;
    buildField();
    popup = new CompletionPopup(model, field, ui, this::takeHighlighted);
    var helpButton =
        Fields.iconButton(
            Feather.HELP_CIRCLE, "search-help", ui.messages().bind("search.help.tip"));
    help = new SearchHelp(ui);
    helpButton.setOnAction(_ -> help.show(helpButton));
    field.addEventFilter(KeyEvent.KEY_PRESSED, event -> pressed(event, helpButton));
    HBox.setHgrow(field, Priority.ALWAYS);
    var save =
        Fields.iconButton(Feather.BOOKMARK, "search-save", ui.messages().bind("search.save.tip"));
    save.setOnAction(_ -> saving.run());
    node = new HBox(field, save, helpButton);
    node.getStyleClass().add("search-bar");
  }

  /** The node. */
  public Node node() {
    return node;
  }

  /** Moves the keyboard into the field, with all of it selected. */
  public void focus() {
    field.requestFocus();
    field.selectAll();
  }

  /** Has {@code action} move the keyboard on to what was found. */
  public void setOnLeave(Runnable action) {
    leave = action;
  }

  /** Has {@code action} give the search a name. */
  public void setOnSave(Runnable action) {
    saving = action;
  }

  private void buildField() {
    field.setId("search");
    field.setLeft(Icons.of(Feather.SEARCH));
    field.setMinWidth(200);
    field.promptTextProperty().bind(ui.messages().bind("search.field.prompt"));
    field.accessibleTextProperty().bind(ui.messages().bind("search.field.prompt"));
    var tooltip = new Tooltip();
    tooltip.textProperty().bind(ui.messages().bind("search.field.tip"));
    field.setTooltip(tooltip);
    field.textProperty().bindBidirectional(model.textProperty());
    var clear = new Button();
    clear.setId("search-clear");
    clear.setGraphic(Icons.of(Feather.X));
    clear.setFocusTraversable(false);
    clear.getStyleClass().addAll(Styles.FLAT, Styles.SMALL, Styles.BUTTON_ICON);
    clear.accessibleTextProperty().bind(ui.messages().bind("search.field.clear"));
    clear.setOnAction(
        _ -> {
          field.clear();
          field.requestFocus();
        });
    field.textProperty().subscribe(text -> field.setRight(text.isEmpty() ? null : clear));
    field.textProperty().subscribe((_, _) -> typed());
    field.caretPositionProperty().subscribe(caret -> model.caretMoved(caret.intValue()));
    field
        .focusedProperty()
        .subscribe(
            focused -> {
              if (!focused) {
                model.dismiss();
              }
            });
  }

  /** The caret follows the text a moment later. */
  private void typed() {
    if (field.isFocused()) {
      Platform.runLater(
          () -> {
            if (field.isFocused()) {
              model.typed(field.getCaretPosition());
            }
          });
    }
  }

  private void pressed(KeyEvent event, Node helpButton) {
    if (event.getCode() == KeyCode.F1) {
      help.show(helpButton);
      event.consume();
    } else if (event.getCode() == KeyCode.SPACE && event.isControlDown()) {
      model.offer(field.getCaretPosition());
      event.consume();
    } else if (!event.isControlDown() && !event.isAltDown() && !event.isMetaDown()) {
      boolean done = popup.isShowing() ? pressedOverOffers(event) : pressedAlone(event.getCode());
      if (done) {
        event.consume();
      }
    }
  }

  private boolean pressedOverOffers(KeyEvent event) {
    switch (event.getCode()) {
      case DOWN -> model.move(1);
      case UP -> model.move(-1);
      case PAGE_DOWN -> model.move(CompletionPopup.MOST_SEEN);
      case PAGE_UP -> model.move(-CompletionPopup.MOST_SEEN);
      case ESCAPE -> model.dismiss();
      case TAB -> {
        if (event.isShiftDown()) {
          return false;
        }
        if (model.highlightedProperty().get() < 0) {
          model.move(1);
        }
        takeHighlighted();
      }
      case ENTER -> {
        if (model.highlightedProperty().get() >= 0) {
          takeHighlighted();
        } else {
          leave();
        }
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Esc clears what there is, then leaves; Enter and Down go on to what was found. */
  private boolean pressedAlone(KeyCode code) {
    switch (code) {
      case ENTER, DOWN -> leave();
      case ESCAPE -> {
        if (field.getText().isEmpty()) {
          leave();
        } else {
          field.clear();
        }
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private void leave() {
    model.dismiss();
    leave.run();
  }

  private void takeHighlighted() {
    model.takeHighlighted().ifPresent(done -> field.positionCaret(done.caret()));
  }
}
