package org.sessiondesk.ui.transfer;

import atlantafx.base.theme.Styles;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.ui.fx.Dialogs;
import org.sessiondesk.ui.fx.Messages;
import org.sessiondesk.ui.fx.Ui;

/**
 * The dialog of a job that first says what it would do: what is asked for, what was found, and the
 * button that does it.
 */
class LookPanel<P> implements Dialogs.Panel {
  /**
   * What such a dialog is called.
   *
   * @param id what the ids of its nodes begin with
   * @param keys what the keys of its texts begin with: title, start and startmany
   * @param look the key of the button that looks
   * @param looking the key of what is said while it does
   * @param dangerous whether it destroys something
   */
  record Face(String id, String keys, String look, String looking, boolean dangerous) {

    /** That of a job that changes many sessions. */
    static Face ofBulk(String id, boolean dangerous) {
      return new Face(id, "jobs." + id, "jobs.look", "jobs.looking", dangerous);
    }
  }

  private final LookThenDo<P> model;
  private final Face face;
  private final @Nullable Node first;
  private final Messages messages;
  private final ReviewView<P> found;
  private final VBox content = new VBox();
  private final Button check = new Button();
  private final Button start = new Button();
  private final BooleanBinding doable;
  private Runnable close = () -> {};

  /**
   * Makes the dialog.
   *
   * @param form what is asked for
   * @param first what gets the keyboard at first; null for the button that looks
   */
  LookPanel(
      LookThenDo<P> model, Face face, List<? extends Node> form, @Nullable Node first, Ui ui) {
    this.model = model;
    this.face = face;
    this.first = first;
    messages = ui.messages();
    var plan = model.review().planProperty();
    doable =
        Bindings.createBooleanBinding(
            () -> {
              var found = plan.get();
              return found != null && model.doable(found);
            },
            plan);
    var body = new VBox();
    body.getStyleClass().addAll("desk-dialog-body", "transfer-body");
    body.getChildren().addAll(form);
    found =
        new ReviewView<>(
            face.id(),
            model.review(),
            messages.bind(face.looking()),
            model::verdict,
            model::lines,
            messages);
    body.getChildren().add(found.node());
    plan.subscribe(this::looked);
    content.setId(face.id());
    content.getChildren().setAll(Sheets.scrolling(body), buttons());
  }

  /** The keyboard goes on to what comes next; without this it would be at the button beside. */
  private void looked(@Nullable P plan) {
    if (plan != null && model.doable(plan) && !face.dangerous()) {
      start.requestFocus();
    } else if (plan != null) {
      found.focus();
    }
  }

  private Node buttons() {
    var cancel = new Button();
    cancel.setId(face.id() + "-cancel");
    cancel.textProperty().bind(messages.bind("transfer.cancel"));
    cancel.setOnAction(
        _ -> {
          model.close();
          close.run();
        });
    ButtonBar.setButtonData(cancel, ButtonBar.ButtonData.CANCEL_CLOSE);
    check.setId(face.id() + "-check");
    check.textProperty().bind(messages.bind(face.look()));
    check.disableProperty().bind(model.lookable().not());
    check.setOnAction(_ -> model.look());
    ButtonBar.setButtonData(check, ButtonBar.ButtonData.OTHER);
    start.setId(face.id() + "-start");
    start.getStyleClass().add(face.dangerous() ? Styles.DANGER : Styles.ACCENT);
    start.textProperty().bind(startText());
    start.disableProperty().bind(doable.not());
    start.setOnAction(_ -> model.start(close));
    ButtonBar.setButtonData(start, ButtonBar.ButtonData.OK_DONE);
    // Enter does what comes next; but what destroys something is never done by a key that was
    // meant for a field.
    if (face.dangerous()) {
      check.setDefaultButton(true);
    } else {
      check.defaultButtonProperty().bind(doable.not());
      start.defaultButtonProperty().bind(doable);
    }
    return Sheets.buttons(cancel, check, start);
  }

  private ObservableValue<String> startText() {
    var plan = model.review().planProperty();
    return Bindings.createStringBinding(
        () -> {
          var found = plan.get();
          return found == null || !model.doable(found)
              ? messages.get(face.keys() + ".start")
              : messages.get(face.keys() + ".startmany", model.size(found));
        },
        plan,
        messages.localeProperty());
  }

  @Override
  public final String titleKey() {
    return face.keys() + ".title";
  }

  @Override
  public final Node content() {
    return content;
  }

  @Override
  public final void onOpen(Runnable closing) {
    close = closing;
    (first == null ? check : first).requestFocus();
  }

  @Override
  public final boolean mayClose() {
    model.close();
    return true;
  }
}
