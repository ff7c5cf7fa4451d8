package org.sessiondesk.ui.form;

import atlantafx.base.theme.Styles;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.sessiondesk.service.Creation;
import org.sessiondesk.session.Fault.Field;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.ui.fx.DeskStyles;
import org.sessiondesk.ui.fx.Dialogs;
import org.sessiondesk.ui.fx.Fields;
import org.sessiondesk.ui.fx.Icons;
import org.sessiondesk.ui.fx.Notices.Level;
import org.sessiondesk.ui.fx.Problem;
import org.sessiondesk.ui.fx.Ui;

/**
 * The form for a new session, as a dialog. Ctrl+Enter creates; Escape cancels, after a question
 * where something would be lost. For one opening.
 */
public final class NewSessionPanel implements Dialogs.Panel {
  private final NewSessionModel model;
  private final Ui ui;
  private final Consumer<SessionId> show;
  private final NewSessionForm form;
  private final VBox content;
  private Runnable close = () -> {};
  private boolean done;

  /**
   * Makes it.
   *
   * @param show shows a session that was created, where the operator asks for it
   */
  public NewSessionPanel(NewSessionModel model, Ui ui, Consumer<SessionId> show) {
    this.model = model;
    this.ui = ui;
    this.show = show;
    form = new NewSessionForm(model, ui);
    VBox.setVgrow(form.node(), Priority.ALWAYS);
    content = new VBox(form.node(), problem(), buttons());
    content.setId("form");
    content.getStyleClass().add("form");
    content.addEventFilter(KeyEvent.KEY_PRESSED, this::submitByKey);
    content.addEventHandler(KeyEvent.KEY_PRESSED, this::cancelByKey);
  }

  @Override
  public String titleKey() {
    return "form.title";
  }

  @Override
  public Node content() {
    return content;
  }

  @Override
  public void onOpen(Runnable closing) {
    close = closing;
    Platform.runLater(() -> form.focus(Field.TEXT));
  }

  @Override
  public boolean mayClose() {
    if (done) {
      return true;
    }
    if (model.busyProperty().get()) {
      return false;
    }
    var messages = ui.messages();
    return !model.isFilledIn()
        || ui.dialogs()
            .confirm(
                new Dialogs.Confirmation(
                    messages.get("form.discard.title"),
                    messages.get("form.discard.text"),
                    messages.get("form.discard.button"),
                    true));
  }

  private Node problem() {
    var words = new Label();
    words.setId("form-problem");
    words.setWrapText(true);
    words.setMinHeight(Region.USE_PREF_SIZE);
    HBox.setHgrow(words, Priority.ALWAYS);
    var box = new HBox(Icons.of(Feather.ALERT_OCTAGON, DeskStyles.STATE_ERROR), words);
    box.getStyleClass().add("form-problem");
    model.problemProperty().subscribe(now -> words.setText(describe(now)));
    Fields.showWhile(box, model.problemProperty().isNotNull());
    return box;
  }

  private static String describe(@Nullable Problem problem) {
    return problem == null
        ? ""
        : "%s %s %s (%s)"
            .formatted(problem.what(), problem.meaning(), problem.advice(), problem.code());
  }

  private Node buttons() {
    var hint = new Label();
    hint.textProperty().bind(ui.messages().bind("form.keys.hint"));
    hint.getStyleClass().add(DeskStyles.FIELD_HINT);
    var gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    var waiting = new ProgressIndicator();
    waiting.setPrefSize(18, 18);
    waiting.setId("form-busy");
    Fields.showWhile(waiting, model.busyProperty());
    var cancel = new Button();
    cancel.setId("form-cancel");
    cancel.textProperty().bind(ui.messages().bind("form.cancel.button"));
    cancel.setOnAction(_ -> cancel());
    cancel.disableProperty().bind(model.busyProperty());
    var create = new Button();
    create.setId("form-create");
    create.textProperty().bind(ui.messages().bind("form.create.button"));
    create.getStyleClass().add(Styles.ACCENT);
    create.setOnAction(_ -> create());
    create.disableProperty().bind(model.busyProperty());
    var line = new HBox(hint, gap, waiting, cancel, create);
    line.getStyleClass().add("form-buttons");
    return line;
  }

  private void submitByKey(KeyEvent event) {
    if (event.getCode() == KeyCode.ENTER && event.isShortcutDown()) {
      event.consume();
      create();
    }
  }

  private void cancelByKey(KeyEvent event) {
    if (event.getCode() == KeyCode.ESCAPE) {
      event.consume();
      cancel();
    }
  }

  private void cancel() {
    if (mayClose()) {
      done = true;
      close.run();
    }
  }

  private void create() {
    model.create(this::created).ifPresent(form::focus);
  }

  private void created(Creation creation) {
    done = true;
    close.run();
    var session = creation.session();
    Runnable showIt = () -> show.accept(session.id());
    var messages = ui.messages();
    var deadline = session.expiresAt();
    if (session.fallback() && deadline != null) {
      ui.notices()
          .show(
              Level.WARNING,
              messages.get("form.created.fallback", ui.formats().dateTime(deadline)),
              messages.get("form.created.show"),
              showIt);
    } else {
      ui.notices()
          .show(
              Level.SUCCESS,
              session.persistent() || deadline == null
                  ? messages.get("form.created.persistent")
                  : messages.get("form.created.temporary", ui.formats().dateTime(deadline)),
              messages.get("form.created.show"),
              showIt);
    }
  }
}
