package org.sessiondesk.ui.connection;

import atlantafx.base.theme.Styles;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.sessiondesk.ui.fx.DialogButtons;
import org.sessiondesk.ui.fx.Dialogs;
import org.sessiondesk.ui.fx.Ui;

/** Asks for the pass-phrase of the file of secrets, because a connection needs what is in it. */
public final class UnlockPanel implements Dialogs.Panel {
  private final SecretsModel model;
  private final Ui ui;
  private final Runnable then;
  private final VBox content = new VBox();
  private Runnable close = () -> {};
  private boolean answered;

  /**
   * Makes it.
   *
   * @param name what the connection is called
   * @param then is called once, whether it was unlocked or not
   */
  public UnlockPanel(SecretsModel model, String name, Runnable then, Ui ui) {
    this.model = model;
    this.ui = ui;
    this.then = then;
    var text = new Label();
    text.textProperty().bind(ui.messages().bind("secrets.unlock.text", name));
    text.setWrapText(true);
    text.setMinHeight(Region.USE_PREF_SIZE);
    var field = SecretsPanel.passphrase("unlock-passphrase", model.oldProperty());
    field.accessibleTextProperty().bind(ui.messages().bind("secrets.passphrase"));
    var fault = SecretsPanel.fault(model, ui, "unlock-fault");
    var body = new VBox(10, text, field, fault);
    body.getStyleClass().add("desk-dialog-body");
    content.getChildren().setAll(body, buttons());
    VBox.setVgrow(body, Priority.ALWAYS);
    content.setPrefSize(480, 210); // With room for what may be wrong.
  }

  private Node buttons() {
    var skip = button("secrets.unlock.skip", "unlock-skip");
    skip.setCancelButton(true);
    skip.setOnAction(_ -> end());
    var unlock = button("secrets.unlock", "unlock-open");
    unlock.getStyleClass().add(Styles.ACCENT);
    unlock.setDefaultButton(true);
    unlock.disableProperty().bind(model.busyProperty());
    unlock.setOnAction(_ -> model.unlock(this::end));
    return DialogButtons.line(skip, unlock);
  }

  private Button button(String key, String id) {
    return DialogButtons.button(id, ui.messages().bind(key));
  }

  private void end() {
    close.run();
    answer();
  }

  private void answer() {
    if (!answered) {
      answered = true;
      then.run();
    }
  }

  /** Closing it without an answer is one: what needs no secret of the file works all the same. */
  @Override
  public boolean mayClose() {
    answer();
    return true;
  }

  @Override
  public String titleKey() {
    return "secrets.unlock.title";
  }

  @Override
  public Node content() {
    return content;
  }

  @Override
  public void onOpen(Runnable closeDialog) {
    close = closeDialog;
  }
}
