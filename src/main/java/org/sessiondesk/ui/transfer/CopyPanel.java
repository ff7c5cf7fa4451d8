package org.sessiondesk.ui.transfer;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.transfer.ImportPolicy;
import org.sessiondesk.ui.fx.Dialogs;
import org.sessiondesk.ui.fx.Fields;
import org.sessiondesk.ui.fx.Messages;
import org.sessiondesk.ui.fx.Ui;
import org.sessiondesk.ui.transfer.ExportScope.What;

/** Asks which sessions are to be copied where, and says what that would do before it does it. */
public final class CopyPanel implements Dialogs.Panel {
  private final CopyModel model;
  private final Messages messages;
  private final ChoiceBox<@Nullable ConnectionProfile> to;
  private final VBox content = new VBox();
  private Runnable close = () -> {};

  public CopyPanel(CopyModel model, Ui ui) {
    this.model = model;
    messages = ui.messages();
    to =
        Forms.<@Nullable ConnectionProfile>choiceBox(
            "copy-to",
            model.toProperty(),
            model.targets(),
            each -> each == null ? "" : model.nameOf(each),
            messages);
    var body =
        new VBox(
            Fields.of(messages.bind("transfer.copy.to", model.from()), to, model.targetFault()),
            what(),
            policies(),
            Forms.check(
                "copy-unreadable",
                messages.bind("transfer.copy.unreadable"),
                model.unreadableProperty()),
            rate(),
            new ReviewView<>(
                    "copy",
                    model.review(),
                    messages.bind("transfer.copy.comparing"),
                    model.words()::verdict,
                    model.words()::plan,
                    messages)
                .node());
    body.getStyleClass().addAll("desk-dialog-body", "transfer-body");
    content.setId("copy");
    content.getChildren().setAll(Sheets.scrolling(body), buttons());
  }

  private Node what() {
    var choices =
        Forms.choices(
            "copy-what",
            model.whatProperty(),
            List.of(What.values()),
            each -> messages.bind("transfer.copy.what." + word(each), model.count(each)),
            each -> each == What.ALL || model.count(each) > 0);
    return Fields.of(messages.bind("transfer.export.what"), choices, Forms.none());
  }

  private Node policies() {
    var choices =
        Forms.choices(
            "copy-policy",
            model.policyProperty(),
            List.of(ImportPolicy.values()),
            each -> messages.bind("transfer.copy.policy." + word(each)),
            _ -> true);
    return Fields.of(messages.bind("transfer.copy.policy"), choices, Forms.none());
  }

  private Node rate() {
    var field = new TextField();
    field.setId("copy-rate");
    field.setMaxWidth(160);
    field.textProperty().bindBidirectional(model.rateProperty());
    return Fields.of(messages.bind("transfer.copy.rate"), field, model.rateFault());
  }

  private Node buttons() {
    var cancel = new Button();
    cancel.setId("copy-cancel");
    cancel.textProperty().bind(messages.bind("transfer.cancel"));
    cancel.setOnAction(
        _ -> {
          model.forget();
          close.run();
        });
    ButtonBar.setButtonData(cancel, ButtonBar.ButtonData.CANCEL_CLOSE);
    var check = new Button();
    check.setId("copy-check");
    check.textProperty().bind(messages.bind("transfer.copy.check"));
    check.disableProperty().bind(model.checkable().not());
    check.setOnAction(_ -> model.check());
    ButtonBar.setButtonData(check, ButtonBar.ButtonData.OTHER);
    var start = new Button();
    start.setId("copy-start");
    start.getStyleClass().add(Styles.ACCENT);
    start
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> {
                  var plan = model.review().planProperty().get();
                  return plan == null || plan.writes() == 0
                      ? messages.get("transfer.copy.start")
                      : messages.get("transfer.copy.startmany", plan.writes());
                },
                model.review().planProperty(),
                messages.localeProperty()));
    start.disableProperty().bind(model.copyable().not());
    start.setOnAction(_ -> model.start(close));
    ButtonBar.setButtonData(start, ButtonBar.ButtonData.OK_DONE);
    // Enter does what comes next: a comparison first, then what it found.
    check.defaultButtonProperty().bind(model.copyable().not());
    start.defaultButtonProperty().bind(model.copyable());
    return Sheets.buttons(cancel, check, start);
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace("_", "");
  }

  @Override
  public String titleKey() {
    return "transfer.copy.title";
  }

  @Override
  public Node content() {
    return content;
  }

  @Override
  public void onOpen(Runnable closing) {
    close = closing;
    to.requestFocus();
  }

  @Override
  public boolean mayClose() {
    model.forget();
    return true;
  }
}
