package org.sessiondesk.ui.inspector;

import atlantafx.base.theme.Styles;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.sessiondesk.ui.fx.Fields;
import org.sessiondesk.ui.fx.Icons;
import org.sessiondesk.ui.fx.Ui;
import org.sessiondesk.ui.inspector.ListenModel.State;

/** The buttons that have a session spoken and saved, and why they do not where they do not. */
final class ListenBar {
  private final ListenModel model;
  private final Ui ui;
  private final VBox box;

  ListenBar(ListenModel model, Ui ui) {
    this.model = model;
    this.ui = ui;
    var buttons = new FlowPane(8, 4, play(), stop(), save(), saving());
    buttons.getStyleClass().add("inspector-listen-buttons");
    explain(buttons);
    box =
        new VBox(
            buttons,
            Fields.hint(model.reasonProperty(), "inspector-listen-reason"),
            Fields.hint(place(), "inspector-listen-place"));
    box.setId("inspector-listen-bar");
    box.getStyleClass().add("inspector-listen");
  }

  /** The node. */
  Node node() {
    return box;
  }

  /** A disabled button has no tooltip of its own: what is around it has. */
  private void explain(Node buttons) {
    var tooltip = new Tooltip();
    tooltip.textProperty().bind(model.reasonProperty());
    tooltip.setWrapText(true);
    tooltip.setMaxWidth(360);
    model
        .reasonProperty()
        .subscribe(
            reason -> {
              Tooltip.uninstall(buttons, tooltip);
              if (!reason.isEmpty()) {
                Tooltip.install(buttons, tooltip);
              }
            });
  }

  /** Listens, pauses and goes on. */
  private Node play() {
    var icon = new FontIcon(Feather.PLAY);
    var button = button("inspector-listen", icon, words());
    button.setOnAction(
        _ -> {
          if (model.stateProperty().get() == State.SILENT) {
            model.listen();
          } else {
            model.pauseOrResume();
          }
        });
    model
        .stateProperty()
        .subscribe(now -> icon.setIconCode(now == State.SPEAKING ? Feather.PAUSE : Feather.PLAY));
    button.disableProperty().bind(model.reasonProperty().map(reason -> !reason.isEmpty()));
    return button;
  }

  private ObservableValue<String> words() {
    return Bindings.createStringBinding(
        () ->
            ui.messages()
                .get(
                    switch (model.stateProperty().get()) {
                      case SILENT -> "inspector.listen";
                      case SPEAKING -> "inspector.listen.pause";
                      case PAUSED -> "inspector.listen.resume";
                    }),
        model.stateProperty(),
        ui.messages().localeProperty());
  }

  private Node stop() {
    var button =
        button(
            "inspector-listen-stop",
            Icons.of(Feather.SQUARE),
            ui.messages().bind("inspector.listen.stop"));
    button.setOnAction(_ -> model.stop());
    button.disableProperty().bind(model.stateProperty().isEqualTo(State.SILENT));
    return button;
  }

  private Node save() {
    var button =
        button(
            "inspector-listen-save",
            Icons.of(Feather.DOWNLOAD),
            ui.messages().bind("inspector.listen.save"));
    button.setOnAction(_ -> model.save());
    button
        .disableProperty()
        .bind(
            Bindings.createBooleanBinding(
                () -> !model.reasonProperty().getValue().isEmpty() || model.savingProperty().get(),
                model.reasonProperty(),
                model.savingProperty()));
    return button;
  }

  private Node saving() {
    var progress = new ProgressBar();
    progress.setId("inspector-listen-saving");
    progress.progressProperty().bind(model.savedProperty());
    progress.accessibleTextProperty().bind(ui.messages().bind("inspector.listen.saving"));
    progress.setPrefWidth(72);
    var cancel =
        Fields.iconButton(
            Feather.X, "inspector-listen-cancel", ui.messages().bind("inspector.listen.cancel"));
    cancel.setOnAction(_ -> model.cancelSave());
    var line = new HBox(progress, cancel);
    line.getStyleClass().add("inspector-listen-saving");
    Fields.showWhile(line, model.savingProperty());
    return line;
  }

  private ObservableValue<String> place() {
    return Bindings.createStringBinding(
        () -> {
          int at = model.currentProperty().get();
          var formats = ui.formats();
          return at < 0
              ? ""
              : ui.messages()
                  .get(
                      "inspector.listen.place",
                      formats.number(at + 1L),
                      formats.number(model.count()));
        },
        model.currentProperty(),
        ui.messages().localeProperty());
  }

  private static Button button(String id, Node icon, ObservableValue<String> words) {
    var button = new Button(null, icon);
    button.setId(id);
    button.textProperty().bind(words);
    button.setMinWidth(Button.USE_PREF_SIZE);
    button.getStyleClass().add(Styles.SMALL);
    return button;
  }
}
