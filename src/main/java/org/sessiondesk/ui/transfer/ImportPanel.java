package org.sessiondesk.ui.transfer;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.TextField;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.VBox;
import org.sessiondesk.transfer.ImportPolicy;
import org.sessiondesk.transfer.ImportRequest.Temporaries;
import org.sessiondesk.ui.fx.Dialogs;
import org.sessiondesk.ui.fx.Fields;
import org.sessiondesk.ui.fx.Messages;
import org.sessiondesk.ui.fx.Ui;

/** Asks which file is to be imported, and says what that would do before it does it. */
public final class ImportPanel implements Dialogs.Panel {
  private final ImportModel model;
  private final Messages messages;
  private final TextField file = new TextField();
  private final VBox content = new VBox();
  private Runnable close = () -> {};

  public ImportPanel(ImportModel model, Ui ui) {
    this.model = model;
    messages = ui.messages();
    file.setId("import-file");
    file.setPrefColumnCount(34);
    file.textProperty().bindBidirectional(model.fileProperty());
    var body =
        new VBox(
            Forms.path(
                file,
                messages.bind("transfer.import.file.label"),
                messages.bind("transfer.choose"),
                Forms.none(),
                model::choose),
            Fields.hint(messages.bind("transfer.import.drop"), "import-drop"),
            passphrase(),
            policies(),
            options(),
            new ReviewView<>(
                    "import",
                    model.review(),
                    messages.bind("transfer.import.checking"),
                    model.words()::verdict,
                    model.words()::plan,
                    messages)
                .node());
    body.getStyleClass().addAll("desk-dialog-body", "transfer-body");
    content.setId("import");
    content.getChildren().setAll(Sheets.scrolling(body), buttons());
    content.addEventHandler(DragEvent.DRAG_OVER, ImportPanel::dragged);
    content.addEventHandler(DragEvent.DRAG_DROPPED, this::dropped);
  }

  private static void dragged(DragEvent event) {
    if (event.getDragboard().hasFiles()) {
      event.acceptTransferModes(TransferMode.COPY);
      event.consume();
    }
  }

  private void dropped(DragEvent event) {
    var files = event.getDragboard().getFiles();
    if (files != null && !files.isEmpty()) {
      model.fileProperty().set(files.getFirst().getPath());
      event.setDropCompleted(true);
      event.consume();
    }
  }

  private Node passphrase() {
    var field = Forms.password("import-passphrase");
    field.textProperty().bindBidirectional(model.passphraseProperty());
    var box = Fields.of(messages.bind("transfer.passphrase"), field, Forms.none());
    Fields.showWhile(box, model.encryptedProperty());
    return box;
  }

  private Node policies() {
    var choices =
        Forms.choices(
            "import-policy",
            model.policyProperty(),
            List.of(ImportPolicy.values()),
            each -> messages.bind("transfer.policy." + word(each)),
            _ -> true);
    return Fields.of(messages.bind("transfer.import.policy"), choices, Forms.none());
  }

  private Node options() {
    var temporaries =
        Forms.choiceBox(
            "import-temporaries",
            model.temporariesProperty(),
            List.of(Temporaries.values()),
            each -> messages.get("transfer.temporaries." + word(each)),
            messages);
    var unreadable =
        Forms.check(
            "import-unreadable",
            messages.bind("transfer.import.unreadable"),
            model.unreadableProperty());
    var refuse =
        Forms.check(
            "import-refuse", messages.bind("transfer.import.refuse"), model.refuseBrokenProperty());
    return new VBox(
        8,
        Fields.of(messages.bind("transfer.import.temporaries"), temporaries, Forms.none()),
        unreadable,
        refuse);
  }

  private Node buttons() {
    var cancel = new Button();
    cancel.setId("import-cancel");
    cancel.textProperty().bind(messages.bind("transfer.cancel"));
    cancel.setOnAction(
        _ -> {
          model.cancel();
          close.run();
        });
    ButtonBar.setButtonData(cancel, ButtonBar.ButtonData.CANCEL_CLOSE);
    var check = new Button();
    check.setId("import-check");
    check.textProperty().bind(messages.bind("transfer.import.check"));
    check.disableProperty().bind(model.checkable().not());
    check.setOnAction(_ -> model.check());
    ButtonBar.setButtonData(check, ButtonBar.ButtonData.OTHER);
    var start = new Button();
    start.setId("import-start");
    start.getStyleClass().add(Styles.ACCENT);
    start
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> {
                  var plan = model.review().planProperty().get();
                  long writes = plan == null || plan.refused() ? 0 : ImportModel.writes(plan);
                  return writes == 0
                      ? messages.get("transfer.import.start")
                      : messages.get("transfer.import.startmany", writes);
                },
                model.review().planProperty(),
                messages.localeProperty()));
    start.disableProperty().bind(model.importable().not());
    start.setOnAction(_ -> model.start(close));
    ButtonBar.setButtonData(start, ButtonBar.ButtonData.OK_DONE);
    // Enter does what comes next: a check first, then what it found.
    check.defaultButtonProperty().bind(model.importable().not());
    start.defaultButtonProperty().bind(model.importable());
    return Sheets.buttons(cancel, check, start);
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace("_", "");
  }

  @Override
  public String titleKey() {
    return "transfer.import.title";
  }

  @Override
  public Node content() {
    return content;
  }

  @Override
  public void onOpen(Runnable closing) {
    close = closing;
    file.requestFocus();
  }

  @Override
  public boolean mayClose() {
    model.cancel();
    return true;
  }
}
