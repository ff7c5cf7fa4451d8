package org.sessiondesk.ui.transfer;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.CheckBox;
import javafx.scene.control.TextField;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.sessiondesk.transfer.ExportRequest.Format;
import org.sessiondesk.ui.fx.Dialogs;
import org.sessiondesk.ui.fx.Fields;
import org.sessiondesk.ui.fx.Messages;
import org.sessiondesk.ui.fx.Ui;
import org.sessiondesk.ui.transfer.ExportScope.What;

/** Asks what is to be exported, in which form, and where to. For one opening. */
public final class ExportPanel implements Dialogs.Panel {
  private final ExportModel model;
  private final Ui ui;
  private final Messages messages;
  private final TextField target = new TextField();
  private final VBox content = new VBox();
  private Runnable close = () -> {};

  public ExportPanel(ExportModel model, Ui ui) {
    this.model = model;
    this.ui = ui;
    messages = ui.messages();
    var what =
        Forms.choices(
            "export-what",
            model.whatProperty(),
            List.of(What.values()),
            each -> messages.bind("transfer.what." + word(each), model.count(each)),
            each -> each == What.ALL || model.count(each) > 0);
    var format =
        Forms.choices(
            "export-format",
            model.formatProperty(),
            List.of(Format.ZIP, Format.JSON_LINES, Format.CSV),
            each -> messages.bind("transfer.format." + word(each)),
            _ -> true);
    target.setId("export-target");
    target.setPrefColumnCount(34);
    target.textProperty().bindBidirectional(model.targetProperty());
    var body =
        new VBox(
            Fields.of(messages.bind("transfer.export.what"), what, Forms.none()),
            Fields.of(messages.bind("transfer.export.format"), format, Forms.none()),
            secrecy(),
            Forms.path(
                target,
                messages.bind("transfer.export.target"),
                messages.bind("transfer.choose"),
                model.faultProperty(),
                model::choose),
            Fields.hint(estimate(), "export-estimate"));
    body.getStyleClass().addAll("desk-dialog-body", "transfer-body");
    content.setId("export");
    content.getChildren().setAll(Sheets.scrolling(body), buttons());
  }

  private StringBinding estimate() {
    return Bindings.createStringBinding(
        () -> {
          long count = model.count(model.whatProperty().get());
          long bytes = model.bytesProperty().get();
          return bytes < 0
              ? messages.get("transfer.export.count", count)
              : messages.get("transfer.export.estimate", count, ui.formats().bytes(bytes));
        },
        model.whatProperty(),
        model.bytesProperty(),
        messages.localeProperty());
  }

  private Node secrecy() {
    var encrypt = new CheckBox();
    encrypt.setId("export-encrypt");
    encrypt.textProperty().bind(messages.bind("transfer.encrypt"));
    encrypt.selectedProperty().bindBidirectional(model.encryptProperty());
    encrypt.disableProperty().bind(model.formatProperty().isEqualTo(Format.CSV));
    var first = Forms.password("export-passphrase");
    first.textProperty().bindBidirectional(model.passphraseProperty());
    var second = Forms.password("export-repeat");
    second.textProperty().bindBidirectional(model.repeatedProperty());
    var strength =
        Bindings.createStringBinding(
            () ->
                messages.get(
                    "transfer.strength."
                        + word(PassphraseStrength.of(model.passphraseProperty().get()))),
            model.passphraseProperty(),
            messages.localeProperty());
    var fields =
        new VBox(
            8,
            Fields.beside(
                Fields.of(messages.bind("transfer.passphrase"), first, Forms.none()),
                Fields.of(messages.bind("transfer.passphrase.again"), second, model.repeatFault()),
                50),
            Fields.hint(strength, "export-strength"));
    Fields.showWhile(fields, model.encryptProperty());
    var noTable = new javafx.scene.control.Label();
    noTable.getStyleClass().add(org.sessiondesk.ui.fx.DeskStyles.FIELD_HINT);
    noTable.setWrapText(true);
    noTable.setMinHeight(Region.USE_PREF_SIZE);
    noTable.textProperty().bind(messages.bind("transfer.encrypt.nocsv"));
    Fields.showWhile(noTable, model.formatProperty().isEqualTo(Format.CSV));
    return new VBox(8, encrypt, noTable, fields);
  }

  private Node buttons() {
    var cancel = new Button();
    cancel.setId("export-cancel");
    cancel.textProperty().bind(messages.bind("transfer.cancel"));
    cancel.setOnAction(_ -> close.run());
    ButtonBar.setButtonData(cancel, ButtonBar.ButtonData.CANCEL_CLOSE);
    var export = new Button();
    export.setId("export-start");
    export.textProperty().bind(messages.bind("transfer.export.start"));
    export.getStyleClass().add(Styles.ACCENT);
    export.setDefaultButton(true);
    export.disableProperty().bind(model.readyProperty().not());
    export.setOnAction(_ -> model.start(close));
    ButtonBar.setButtonData(export, ButtonBar.ButtonData.OK_DONE);
    return Sheets.buttons(cancel, export);
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace("_", "");
  }

  @Override
  public String titleKey() {
    return "transfer.export.title";
  }

  @Override
  public Node content() {
    return content;
  }

  @Override
  public void onOpen(Runnable closing) {
    close = closing;
    content.lookupAll(".radio-button").stream()
        .filter(node -> node instanceof javafx.scene.control.RadioButton r && r.isSelected())
        .findFirst()
        .ifPresent(Node::requestFocus);
  }
}
