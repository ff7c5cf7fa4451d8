package org.sessiondesk.ui.transfer;

import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.VBox;
import org.sessiondesk.transfer.ImportPlan;
import org.sessiondesk.transfer.ImportPolicy;
import org.sessiondesk.transfer.ImportRequest.Temporaries;
import org.sessiondesk.ui.fx.Fields;
import org.sessiondesk.ui.fx.Messages;
import org.sessiondesk.ui.fx.Ui;

/** Asks which file is to be imported, and says what that would do before it does it. */
public final class ImportPanel extends LookPanel<ImportPlan> {
  private static final Face FACE =
      new Face(
          "import", "transfer.import", "transfer.import.check", "transfer.import.checking", false);

  private final ImportModel model;

  public ImportPanel(ImportModel model, Ui ui) {
    this(model, file(model), ui);
  }

  private ImportPanel(ImportModel model, TextField file, Ui ui) {
    super(model, FACE, form(model, file, ui.messages()), file, ui);
    this.model = model;
    content().addEventHandler(DragEvent.DRAG_OVER, ImportPanel::dragged);
    content().addEventHandler(DragEvent.DRAG_DROPPED, this::dropped);
  }

  private static TextField file(ImportModel model) {
    var file = new TextField();
    file.setId("import-file");
    file.setPrefColumnCount(34);
    file.textProperty().bindBidirectional(model.fileProperty());
    return file;
  }

  private static List<Node> form(ImportModel model, TextField file, Messages messages) {
    return List.of(
        Forms.path(
            file,
            messages.bind("transfer.import.file.label"),
            messages.bind("transfer.choose"),
            Forms.none(),
            model::choose),
        Fields.hint(messages.bind("transfer.import.drop"), "import-drop"),
        passphrase(model, messages),
        policies(model, messages),
        options(model, messages));
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

  private static Node passphrase(ImportModel model, Messages messages) {
    var field = Forms.password("import-passphrase");
    field.textProperty().bindBidirectional(model.passphraseProperty());
    var box = Fields.of(messages.bind("transfer.passphrase"), field, Forms.none());
    Fields.showWhile(box, model.encryptedProperty());
    return box;
  }

  private static Node policies(ImportModel model, Messages messages) {
    var choices =
        Forms.choices(
            "import-policy",
            model.policyProperty(),
            List.of(ImportPolicy.values()),
            each -> messages.bind("transfer.policy." + word(each)),
            _ -> true);
    return Fields.of(messages.bind("transfer.import.policy"), choices, Forms.none());
  }

  private static Node options(ImportModel model, Messages messages) {
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

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace("_", "");
  }
}
