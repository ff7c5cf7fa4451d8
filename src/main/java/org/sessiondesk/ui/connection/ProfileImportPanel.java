package org.sessiondesk.ui.connection;

import atlantafx.base.theme.Styles;
import atlantafx.base.theme.Tweaks;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.sessiondesk.ui.fx.DeskStyles;
import org.sessiondesk.ui.fx.DialogButtons;
import org.sessiondesk.ui.fx.Dialogs;
import org.sessiondesk.ui.fx.Icons;
import org.sessiondesk.ui.fx.ProfileBadge;
import org.sessiondesk.ui.fx.Ui;

/** Takes connections from a URL, a {@code .env} file or an export, after a look at them. */
final class ProfileImportPanel implements Dialogs.Panel {
  private final ProfileImportModel model;
  private final Ui ui;
  private final VBox found = new VBox(8);
  private final VBox content = new VBox();
  private Runnable close = () -> {};

  ProfileImportPanel(ProfileImportModel model, Ui ui) {
    this.model = model;
    this.ui = ui;
    found.setId("profiles-found");
    var scroll = new ScrollPane(found);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add(Tweaks.EDGE_TO_EDGE);
    scroll.setPrefHeight(220);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    var body = new VBox(10, hint("profiles.import.hint"), pasted(), choosing(), scroll);
    body.getStyleClass().add("desk-dialog-body");
    VBox.setVgrow(body, Priority.ALWAYS);
    content.getChildren().setAll(body, buttons());
    content.setPrefSize(600, 520);
    content.addEventHandler(DragEvent.DRAG_OVER, ProfileImportPanel::dragged);
    content.addEventHandler(DragEvent.DRAG_DROPPED, this::dropped);
    model.candidates().addListener((ListChangeListener<Object>) _ -> build());
    model.faults().addListener((ListChangeListener<Object>) _ -> build());
    ui.messages().localeProperty().subscribe(_ -> build());
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
      model.read(files.getFirst().toPath());
      event.setDropCompleted(true);
      event.consume();
    }
  }

  private Label hint(String key) {
    var label = new Label();
    label.textProperty().bind(ui.messages().bind(key));
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }

  private Node pasted() {
    var area = new TextArea();
    area.setId("profiles-text");
    area.setPrefRowCount(4);
    area.setMinHeight(80);
    area.getStyleClass().add(DeskStyles.MONO);
    area.textProperty().bindBidirectional(model.textProperty());
    area.promptTextProperty().bind(ui.messages().bind("profiles.import.prompt"));
    area.accessibleTextProperty().bind(ui.messages().bind("profiles.import.hint"));
    return area;
  }

  private Node choosing() {
    var read = button("profiles.import.read", "profiles-read");
    read.disableProperty().bind(model.textProperty().isEmpty());
    read.setOnAction(_ -> model.readText());
    var file = button("profiles.import.file", "profiles-file");
    file.setGraphic(Icons.of(Feather.FOLDER));
    file.setOnAction(_ -> model.choose());
    var source = new Label();
    source.setId("profiles-source");
    source.textProperty().bind(model.sourceProperty());
    source.getStyleClass().add(DeskStyles.MUTED);
    source.setTextOverrun(javafx.scene.control.OverrunStyle.CENTER_ELLIPSIS);
    HBox.setHgrow(source, Priority.ALWAYS);
    var box = new HBox(8, read, file, source);
    box.setAlignment(Pos.CENTER_LEFT);
    return box;
  }

  private void build() {
    found.getChildren().clear();
    model.candidates().forEach(candidate -> found.getChildren().add(candidate(candidate)));
    model.faults().forEach(fault -> found.getChildren().add(fault(fault)));
  }

  private Node candidate(ProfileImportModel.Candidate candidate) {
    var profile = candidate.found().profile();
    var box = new CheckBox(profile.name());
    box.setMnemonicParsing(false);
    box.selectedProperty().bindBidirectional(candidate.wanted());
    var badge = new ProfileBadge(ui.messages());
    badge.show(profile.marks());
    var line = new HBox(8, box, badge.node());
    line.setAlignment(Pos.CENTER_LEFT);
    var target = new Label(profile.target().display());
    target.getStyleClass().addAll(DeskStyles.MUTED, DeskStyles.MONO);
    var texts = new VBox(2, line, target);
    int secrets = candidate.found().secrets().byKind().size();
    var place = model.place(candidate.found().place());
    var more =
        candidate.known()
            ? ui.messages().get("profiles.known")
            : secrets > 0 ? ui.messages().get("profiles.withsecrets", secrets) : "";
    var note = new Label(more.isEmpty() ? place : place.isEmpty() ? more : place + " · " + more);
    note.getStyleClass().add(DeskStyles.MUTED);
    if (!note.getText().isEmpty()) {
      texts.getChildren().add(note);
    }
    texts.getStyleClass().add("profiles-candidate");
    return texts;
  }

  private static Node fault(String sentence) {
    var label = new Label(sentence, Icons.of(Feather.ALERT_CIRCLE, DeskStyles.STATE_ERROR));
    label.getStyleClass().addAll(DeskStyles.FIELD_ERROR, "profiles-fault");
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }

  private Node buttons() {
    var cancel = button("fx.dialog.cancel", "profiles-cancel");
    cancel.setCancelButton(true);
    cancel.setOnAction(_ -> close.run());
    var add =
        DialogButtons.button(
            "profiles-add", ui.messages().bind("profiles.import.add", model.wantedProperty()));
    add.getStyleClass().add(Styles.ACCENT);
    add.disableProperty().bind(Bindings.equal(model.wantedProperty(), 0));
    add.setOnAction(
        _ -> {
          if (model.add()) {
            close.run();
          }
        });
    return DialogButtons.line(cancel, add);
  }

  private Button button(String key, String id) {
    return DialogButtons.button(id, ui.messages().bind(key));
  }

  @Override
  public String titleKey() {
    return "profiles.import.title";
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
