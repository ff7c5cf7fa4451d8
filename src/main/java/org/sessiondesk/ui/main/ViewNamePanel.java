package org.sessiondesk.ui.main;

import atlantafx.base.theme.Styles;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.sessiondesk.service.SessionQuery;
import org.sessiondesk.settings.SavedView;
import org.sessiondesk.ui.fx.Dialogs;
import org.sessiondesk.ui.fx.Fields;
import org.sessiondesk.ui.fx.Ui;

/** Asks for the name of a view: a new one, or another one of a view that is there. */
final class ViewNamePanel implements Dialogs.Panel {
  private static final int LONGEST = 100;

  private final String titleKey;
  private final TextField field = new TextField();
  private final VBox content = new VBox();
  private Runnable close = () -> {};

  /** Asks for the name under which {@code query} is kept; one that is used already is replaced. */
  ViewNamePanel(ViewsModel views, SessionQuery query, Consumer<String> named, Ui ui) {
    titleKey = "main.view.savetitle";
    var kind = ui.messages().get(SidebarView.key(query.view()));
    field.setText(shortened(query.search().isBlank() ? kind : query.search().strip()));
    var messages = ui.messages();
    var hint =
        Bindings.createStringBinding(
            () ->
                messages.get(
                    views.named(field.getText()).isPresent()
                        ? "main.view.replaces"
                        : "main.view.what"),
            field.textProperty(),
            messages.localeProperty());
    build(messages.bind("main.view.save"), none(), hint, named, ui);
  }

  /** Asks for another name of {@code view}, which no other may have. */
  ViewNamePanel(ViewsModel views, SavedView view, Consumer<String> named, Ui ui) {
    titleKey = "main.view.renametitle";
    field.setText(view.name());
    var messages = ui.messages();
    var error =
        Bindings.createStringBinding(
            () ->
                views.named(field.getText()).filter(other -> !other.equals(view)).isPresent()
                    ? messages.get("main.view.taken")
                    : "",
            field.textProperty(),
            messages.localeProperty());
    build(messages.bind("main.view.renamebutton"), error, none(), named, ui);
  }

  private static StringBinding none() {
    return Bindings.createStringBinding(() -> "");
  }

  private static String shortened(String name) {
    return name.length() <= LONGEST ? name : name.substring(0, LONGEST).strip();
  }

  private void build(
      StringBinding action,
      StringBinding error,
      StringBinding hint,
      Consumer<String> named,
      Ui ui) {
    field.setId("view-name");
    field.setPrefWidth(360);
    var body =
        new VBox(
            Fields.of(ui.messages().bind("main.view.name"), field, error),
            Fields.hint(hint, "view-name-hint"));
    body.getStyleClass().add("desk-dialog-body");
    var cancel = new Button();
    cancel.setId("view-name-cancel");
    cancel.textProperty().bind(ui.messages().bind("fx.dialog.cancel"));
    cancel.setOnAction(_ -> close.run());
    ButtonBar.setButtonData(cancel, ButtonBar.ButtonData.CANCEL_CLOSE);
    var done = new Button();
    done.setId("view-name-done");
    done.textProperty().bind(action);
    done.getStyleClass().add(Styles.ACCENT);
    done.setDefaultButton(true);
    done.disableProperty()
        .bind(
            Bindings.createBooleanBinding(
                () -> field.getText().isBlank() || !error.get().isEmpty(),
                field.textProperty(),
                error));
    done.setOnAction(
        _ -> {
          close.run();
          named.accept(field.getText().strip());
        });
    ButtonBar.setButtonData(done, ButtonBar.ButtonData.OK_DONE);
    var bar = new ButtonBar();
    bar.getButtons().setAll(cancel, done);
    bar.getStyleClass().add("desk-dialog-buttons");
    content.getChildren().setAll(body, bar);
  }

  @Override
  public String titleKey() {
    return titleKey;
  }

  @Override
  public Node content() {
    return content;
  }

  @Override
  public void onOpen(Runnable closing) {
    close = closing;
    field.requestFocus();
    field.selectAll();
  }
}
