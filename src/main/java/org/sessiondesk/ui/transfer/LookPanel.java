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
final class LookPanel<P> implements Dialogs.Panel {
  private final LookThenDo<P> model;
  private final String id;
  private final @Nullable Node first;
  private final Messages messages;
  private final ReviewView<P> found;
  private final VBox content = new VBox();
  private final Button check = new Button();
  private final Button start = new Button();
  private final boolean dangerous;
  private final BooleanBinding doable;
  private Runnable close = () -> {};

  /**
   * Makes the dialog.
   *
   * @param id what the ids of its nodes and the keys of its texts have after {@code jobs.}
   * @param form what is asked for
   * @param first what gets the keyboard at first; null for the button that looks
   * @param dangerous whether it destroys something
   */
  LookPanel(
      LookThenDo<P> model,
      String id,
      List<Node> form,
      @Nullable Node first,
      boolean dangerous,
      Ui ui) {
    this.model = model;
    this.id = id;
    this.first = first;
    this.dangerous = dangerous;
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
            id,
            model.review(),
            messages.bind("jobs.looking"),
            model::verdict,
            model::lines,
            messages);
    body.getChildren().add(found.node());
    plan.subscribe(this::looked);
    content.setId(id);
    content.getChildren().setAll(Sheets.scrolling(body), buttons());
  }

  /** The keyboard goes on to what comes next; without this it would be at the button beside. */
  private void looked(@Nullable P plan) {
    if (plan != null && model.doable(plan) && !dangerous) {
      start.requestFocus();
    } else if (plan != null) {
      found.focus();
    }
  }

  private Node buttons() {
    var cancel = new Button();
    cancel.setId(id + "-cancel");
    cancel.textProperty().bind(messages.bind("jobs.cancel"));
    cancel.setOnAction(
        _ -> {
          model.close();
          close.run();
        });
    ButtonBar.setButtonData(cancel, ButtonBar.ButtonData.CANCEL_CLOSE);
    check.setId(id + "-check");
    check.textProperty().bind(messages.bind("jobs.look"));
    check.disableProperty().bind(model.lookable().not());
    check.setOnAction(_ -> model.look());
    ButtonBar.setButtonData(check, ButtonBar.ButtonData.OTHER);
    start.setId(id + "-start");
    start.getStyleClass().add(dangerous ? Styles.DANGER : Styles.ACCENT);
    start.textProperty().bind(startText());
    start.disableProperty().bind(doable.not());
    start.setOnAction(_ -> model.start(close));
    ButtonBar.setButtonData(start, ButtonBar.ButtonData.OK_DONE);
    // Enter looks; what destroys something is never done by a key that was meant for a field.
    check
        .defaultButtonProperty()
        .bind(dangerous ? Bindings.createBooleanBinding(() -> true) : doable.not());
    if (!dangerous) {
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
              ? messages.get("jobs." + id + ".start")
              : messages.get("jobs." + id + ".startmany", model.size(found));
        },
        plan,
        messages.localeProperty());
  }

  @Override
  public String titleKey() {
    return "jobs." + id + ".title";
  }

  @Override
  public Node content() {
    return content;
  }

  @Override
  public void onOpen(Runnable closing) {
    close = closing;
    (first == null ? check : first).requestFocus();
  }

  @Override
  public boolean mayClose() {
    model.close();
    return true;
  }
}
