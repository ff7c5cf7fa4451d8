package org.sessiondesk.ui.transfer;

import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.TextField;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.transfer.CopyPlan;
import org.sessiondesk.transfer.ImportPolicy;
import org.sessiondesk.ui.fx.Fields;
import org.sessiondesk.ui.fx.Messages;
import org.sessiondesk.ui.fx.Ui;
import org.sessiondesk.ui.transfer.ExportScope.What;

/** Asks which sessions are to be copied where, and says what that would do before it does it. */
public final class CopyPanel extends LookPanel<CopyPlan> {
  private static final Face FACE =
      new Face("copy", "transfer.copy", "transfer.copy.check", "transfer.copy.comparing", false);

  public CopyPanel(CopyModel model, Ui ui) {
    this(model, targets(model, ui.messages()), ui);
  }

  private CopyPanel(CopyModel model, ChoiceBox<@Nullable ConnectionProfile> to, Ui ui) {
    super(model, FACE, form(model, to, ui.messages()), to, ui);
  }

  private static ChoiceBox<@Nullable ConnectionProfile> targets(
      CopyModel model, Messages messages) {
    return Forms.<@Nullable ConnectionProfile>choiceBox(
        "copy-to",
        model.toProperty(),
        model.targets(),
        each -> each == null ? "" : model.nameOf(each),
        messages);
  }

  private static List<Node> form(
      CopyModel model, ChoiceBox<@Nullable ConnectionProfile> to, Messages messages) {
    return List.of(
        Fields.of(messages.bind("transfer.copy.to", model.from()), to, model.targetFault()),
        what(model, messages),
        policies(model, messages),
        Forms.check(
            "copy-unreadable",
            messages.bind("transfer.copy.unreadable"),
            model.unreadableProperty()),
        rate(model, messages));
  }

  private static Node what(CopyModel model, Messages messages) {
    var choices =
        Forms.choices(
            "copy-what",
            model.whatProperty(),
            List.of(What.values()),
            each -> messages.bind("transfer.copy.what." + word(each), model.count(each)),
            each -> each == What.ALL || model.count(each) > 0);
    return Fields.of(messages.bind("transfer.export.what"), choices, Forms.none());
  }

  private static Node policies(CopyModel model, Messages messages) {
    var choices =
        Forms.choices(
            "copy-policy",
            model.policyProperty(),
            List.of(ImportPolicy.values()),
            each -> messages.bind("transfer.copy.policy." + word(each)),
            _ -> true);
    return Fields.of(messages.bind("transfer.copy.policy"), choices, Forms.none());
  }

  private static Node rate(CopyModel model, Messages messages) {
    var field = new TextField();
    field.setId("copy-rate");
    field.setMaxWidth(160);
    field.textProperty().bindBidirectional(model.rateProperty());
    return Fields.of(messages.bind("transfer.copy.rate"), field, model.rateFault());
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace("_", "");
  }
}
