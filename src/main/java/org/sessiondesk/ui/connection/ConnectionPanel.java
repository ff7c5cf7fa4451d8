package org.sessiondesk.ui.connection;

import atlantafx.base.theme.Styles;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.sessiondesk.connection.ConnectionTest;
import org.sessiondesk.ui.fx.Dialogs;
import org.sessiondesk.ui.fx.Icons;
import org.sessiondesk.ui.fx.Ui;

/** The connection settings: profiles at the left, the one that is chosen at the right. */
public final class ConnectionPanel implements Dialogs.Panel {
  private final ConnectionModel model;
  private final Ui ui;
  private final BorderPane content = new BorderPane();
  private Runnable close = () -> {};

  public ConnectionPanel(ConnectionModel model, Ui ui) {
    this.model = model;
    this.ui = ui;
    var form = new VBox(16, new ProfileFormView(model, ui).node(), new TestView(model, ui).node());
    form.getStyleClass().add("connection-form");
    var scroll = new ScrollPane(form);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add(atlantafx.base.theme.Tweaks.EDGE_TO_EDGE);
    content.setLeft(new ProfileListView(model, ui).node());
    content.setCenter(scroll);
    showTheEnd(scroll);
    content.setBottom(buttons());
    model.environmentNote().ifPresent(note -> content.setTop(note(note)));
    content.setPrefSize(820, 640);
  }

  /** The steps of a test stand below the form: they are what is looked at while they come. */
  private void showTheEnd(ScrollPane scroll) {
    model
        .steps()
        .addListener(
            (ListChangeListener<ConnectionTest.Step>)
                _ -> scrollDown(scroll, !model.steps().isEmpty()));
    model.resultProperty().subscribe(result -> scrollDown(scroll, result != null));
  }

  private static void scrollDown(ScrollPane scroll, boolean wanted) {
    if (wanted) {
      // Once what was added has its place.
      Platform.runLater(() -> scroll.setVvalue(scroll.getVmax()));
    }
  }

  @Override
  public String titleKey() {
    return "connection.dialog.title";
  }

  @Override
  public Node content() {
    return content;
  }

  @Override
  public void onOpen(Runnable closeDialog) {
    close = closeDialog;
  }

  @Override
  public boolean mayClose() {
    model.cancelTest();
    return true;
  }

  private static Node note(String text) {
    var label = new Label(text, Icons.of(Feather.INFO));
    label.setWrapText(true);
    label.setMaxWidth(Double.MAX_VALUE);
    label.setMinHeight(Region.USE_PREF_SIZE);
    label.setId("connection-environment");
    label.getStyleClass().add("connection-note");
    return label;
  }

  private Node buttons() {
    var test = button("connection.button.test", "connection-test", Feather.ACTIVITY);
    test.setOnAction(_ -> model.test());
    test.disableProperty().bind(model.testingProperty());
    var disconnect = button("connection.button.disconnect", "connection-disconnect", Feather.SLASH);
    disconnect.setOnAction(_ -> model.disconnect());
    disconnect
        .visibleProperty()
        .bind(
            Bindings.createBooleanBinding(
                () -> {
                  var profile = model.selectedProperty().get();
                  return profile != null && model.isConnected(profile);
                },
                model.selectedProperty(),
                model.stateProperty()));
    disconnect.managedProperty().bind(disconnect.visibleProperty());
    var save = button("connection.button.save", "connection-save", null);
    save.setOnAction(_ -> model.save());
    save.disableProperty()
        .bind(
            Bindings.createBooleanBinding(
                () -> {
                  var profile = model.selectedProperty().get();
                  return profile == null || !model.isEditable(profile);
                },
                model.selectedProperty()));
    var connect = button("connection.button.connect", "connection-connect", null);
    connect.getStyleClass().add(Styles.ACCENT);
    connect.setDefaultButton(true);
    connect.setOnAction(
        _ -> {
          if (model.connect()) {
            close.run();
          }
        });
    var cancel = button("connection.button.close", "connection-close", null);
    cancel.setOnAction(
        _ -> {
          model.cancelTest();
          close.run();
        });
    var gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    var box = new HBox(test, disconnect, gap, cancel, save, connect);
    box.getStyleClass().add("desk-dialog-buttons");
    return box;
  }

  private Button button(String key, String id, @org.jspecify.annotations.Nullable Feather icon) {
    var button = new Button();
    button.setId(id);
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.textProperty().bind(ui.messages().bind(key));
    if (icon != null) {
      button.setGraphic(Icons.of(icon));
    }
    return button;
  }
}
