package org.sessiondesk.ui.connection;

import atlantafx.base.theme.Styles;
import atlantafx.base.theme.Tweaks;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.sessiondesk.ui.fx.DeskStyles;
import org.sessiondesk.ui.fx.DialogButtons;
import org.sessiondesk.ui.fx.Dialogs;
import org.sessiondesk.ui.fx.ProfileBadge;
import org.sessiondesk.ui.fx.Ui;

/** Asks which profiles are to be written into a file. */
final class ProfileExportPanel implements Dialogs.Panel {
  private final ProfileExportModel model;
  private final Ui ui;
  private final VBox content = new VBox();
  private Runnable close = () -> {};

  ProfileExportPanel(ProfileExportModel model, Ui ui) {
    this.model = model;
    this.ui = ui;
    var rows = new VBox(10);
    model.choices().forEach(choice -> rows.getChildren().add(row(choice)));
    var scroll = new ScrollPane(rows);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add(Tweaks.EDGE_TO_EDGE);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    var hint = new Label();
    hint.textProperty().bind(ui.messages().bind("profiles.export.hint"));
    hint.setWrapText(true);
    hint.setMinHeight(Region.USE_PREF_SIZE);
    var all = button("profiles.export.all", "profiles-all");
    all.setOnAction(_ -> model.all(true));
    var none = button("profiles.export.none", "profiles-none");
    none.setOnAction(_ -> model.all(false));
    all.getStyleClass().add(Styles.SMALL);
    none.getStyleClass().add(Styles.SMALL);
    var body = new VBox(10, hint, new HBox(8, all, none), scroll);
    body.getStyleClass().add("desk-dialog-body");
    VBox.setVgrow(body, Priority.ALWAYS);
    content.getChildren().setAll(body, buttons());
    content.setPrefSize(520, 420);
  }

  private Node row(ProfileExportModel.Choice choice) {
    var box = new CheckBox(choice.name());
    box.setMnemonicParsing(false);
    box.selectedProperty().bindBidirectional(choice.wanted());
    var badge = new ProfileBadge(ui.messages());
    badge.show(choice.profile().marks());
    var line = new HBox(8, box, badge.node());
    line.setAlignment(Pos.CENTER_LEFT);
    var target = new Label(choice.profile().target().display());
    target.getStyleClass().addAll(DeskStyles.MUTED, DeskStyles.MONO);
    return new VBox(2, line, target);
  }

  private Node buttons() {
    var cancel = button("fx.dialog.cancel", "profiles-cancel");
    cancel.setCancelButton(true);
    cancel.setOnAction(_ -> close.run());
    var write =
        DialogButtons.button(
            "profiles-export", ui.messages().bind("profiles.export.write", model.wantedProperty()));
    write.getStyleClass().add(Styles.ACCENT);
    write.disableProperty().bind(Bindings.equal(model.wantedProperty(), 0));
    write.setOnAction(
        _ -> {
          if (model.export()) {
            close.run();
          }
        });
    return DialogButtons.line(cancel, write);
  }

  private Button button(String key, String id) {
    return DialogButtons.button(id, ui.messages().bind(key));
  }

  @Override
  public String titleKey() {
    return "profiles.export.title";
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
