package org.sessiondesk.ui.connection;

import atlantafx.base.theme.Styles;
import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.beans.property.StringProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.SecretKind;
import org.sessiondesk.ui.connection.ProfileForm.Field;
import org.sessiondesk.ui.connection.ProfileForm.Kind;
import org.sessiondesk.ui.fx.DeskStyles;
import org.sessiondesk.ui.fx.ProfileBadge;
import org.sessiondesk.ui.fx.Ui;

/** The fields of one profile, with what is wrong under each. */
final class ProfileFormView {
  private static final double LABEL_WIDTH = 130;

  private final ConnectionModel model;
  private final ProfileForm form;
  private final Ui ui;
  private final VBox node = new VBox(12);
  private final GridPane grid = new GridPane(12, 10);
  private int row;

  ProfileFormView(ConnectionModel model, Ui ui) {
    this.model = model;
    this.form = model.form();
    this.ui = ui;
    var labels = new ColumnConstraints(LABEL_WIDTH);
    var fields = new ColumnConstraints();
    fields.setHgrow(Priority.ALWAYS);
    grid.getColumnConstraints().setAll(labels, fields);
    model.selectedProperty().subscribe(_ -> build());
    form.kind.subscribe(_ -> build());
    ui.messages().localeProperty().subscribe(_ -> build());
  }

  Node node() {
    return node;
  }

  private void build() {
    var profile = model.selectedProperty().get();
    if (profile == null) {
      return;
    }
    grid.getChildren().clear();
    row = 0;
    var title = new Label(model.nameOf(profile));
    title.getStyleClass().add(Styles.TITLE_3);
    node.getChildren().setAll(title);
    if (!model.isEditable(profile)) {
      var text =
          new Label(
              ui.messages()
                  .get(
                      profile.isBuiltIn()
                          ? "connection.form.builtin"
                          : "connection.form.environment"));
      text.setWrapText(true);
      text.setMinHeight(Region.USE_PREF_SIZE);
      node.getChildren().add(text);
      if (!profile.isBuiltIn()) {
        var target = new Label(profile.target().display());
        target.getStyleClass().add(DeskStyles.MONO);
        node.getChildren().add(target);
        var badge = new ProfileBadge(ui.messages());
        badge.show(profile.marks());
        node.getChildren().add(badge.node());
        if (profile.marks().readOnly()) {
          node.getChildren().add(new Label(ui.messages().get("connection.form.readonlytext")));
        }
      }
      return;
    }
    node.getChildren().addAll(urlRow(), grid);
    field("connection.form.name", "connection-name", form.name, Field.NAME, null);
    targetFields();
    if (form.kind.get() != Kind.CLUSTER) {
      field("connection.form.database", "connection-database", form.database, Field.DATABASE, 90.0);
    }
    field("connection.form.user", "connection-user", form.user, null, null);
    password(SecretKind.PASSWORD);
    if (form.kind.get() == Kind.SENTINEL) {
      field(
          "connection.form.sentineluser", "connection-sentineluser", form.sentinelUser, null, null);
      password(SecretKind.SENTINEL_PASSWORD);
    }
    field("connection.form.prefix", "connection-prefix", form.prefix, Field.PREFIX, null);
    var marks = new MarksView(form, ui);
    line("connection.form.deployment", marks.deployment(), null);
    line("connection.form.readonly", marks.readOnly(), null);
  }

  private void targetFields() {
    if (form.kind.get() == Kind.SERVER) {
      address();
    } else if (form.kind.get() == Kind.SENTINEL) {
      field(
          "connection.form.sentinels",
          "connection-sentinels",
          form.sentinels,
          Field.SENTINELS,
          null);
      field("connection.form.master", "connection-master", form.master, Field.MASTER, null);
    } else if (form.kind.get() == Kind.CLUSTER) {
      field("connection.form.seeds", "connection-seeds", form.seeds, Field.SEEDS, null);
    } else {
      field("connection.form.path", "connection-path", form.path, Field.PATH, null);
    }
    if (form.kind.get() != Kind.SOCKET) {
      var tls = new CheckBox();
      tls.setId("connection-tls");
      tls.textProperty().bind(ui.messages().bind("connection.form.tlstext"));
      tls.selectedProperty().bindBidirectional(form.tls);
      tls.setPadding(new javafx.geometry.Insets(7, 0, 0, 0));
      line("connection.form.tls", tls, null);
    }
  }

  private Node urlRow() {
    var url = input("connection-url", form.url);
    url.promptTextProperty().bind(ui.messages().bind("connection.form.urlprompt"));
    url.accessibleTextProperty().bind(ui.messages().bind("connection.form.url"));
    url.setOnAction(_ -> model.applyUrl());
    HBox.setHgrow(url, Priority.ALWAYS);
    var apply = new Button();
    apply.setId("connection-url-apply");
    apply.setMinWidth(Region.USE_PREF_SIZE);
    apply.textProperty().bind(ui.messages().bind("connection.form.apply"));
    apply.disableProperty().bind(form.url.isEmpty());
    apply.setOnAction(_ -> model.applyUrl());
    var box = new HBox(8, url, apply);
    box.setAlignment(Pos.CENTER_LEFT);
    return new VBox(4, box, fault(Field.URL));
  }

  private void address() {
    var host = input("connection-host", form.host);
    HBox.setHgrow(host, Priority.ALWAYS);
    var port = input("connection-port", form.port);
    port.setPrefWidth(90);
    port.setMinWidth(90);
    port.accessibleTextProperty().bind(ui.messages().bind("connection.form.port"));
    var between = new Label();
    between.textProperty().bind(ui.messages().bind("connection.form.port"));
    between.setMinWidth(Region.USE_PREF_SIZE);
    var box = new HBox(8, host, between, port);
    box.setAlignment(Pos.CENTER_LEFT);
    host.accessibleTextProperty().bind(ui.messages().bind("connection.form.host"));
    line("connection.form.host", box, new VBox(fault(Field.HOST), fault(Field.PORT)));
  }

  private void password(SecretKind kind) {
    var word = kind.name().toLowerCase(Locale.ROOT).replace("_", "");
    var text = form.secret(kind);
    var password = new atlantafx.base.controls.PasswordTextField();
    password.setId("connection-" + word);
    password.setText(text.get());
    text.subscribe(
        typed -> {
          if (!password.getPassword().equals(typed)) {
            password.setText(typed);
          }
        });
    password.passwordProperty().subscribe(text::set);
    password
        .promptTextProperty()
        .bind(
            Bindings.createStringBinding(
                () ->
                    model.keptProperty().get().contains(kind)
                        ? ui.messages().get("connection.form.kept")
                        : "",
                model.keptProperty(),
                ui.messages().localeProperty()));
    password.accessibleTextProperty().bind(ui.messages().bind("connection.secret." + word));
    var hint = new Label();
    hint.getStyleClass().add(DeskStyles.FIELD_HINT);
    hint.setMinHeight(Region.USE_PREF_SIZE);
    hint.textProperty()
        .bind(
            Bindings.createStringBinding(
                () ->
                    ui.messages()
                        .get(
                            model.lastingProperty().get()
                                ? "connection.form.keychain"
                                : "connection.form.nokeychain"),
                model.lastingProperty(),
                ui.messages().localeProperty()));
    line("connection.secret." + word, password, hint);
  }

  private void field(
      String key, String id, StringProperty value, @Nullable Field which, @Nullable Double width) {
    var input = input(id, value);
    input.accessibleTextProperty().bind(ui.messages().bind(key));
    if (width != null) {
      input.setMaxWidth(width);
    }
    line(key, input, which == null ? null : fault(which));
  }

  private void line(String key, Node input, @Nullable Node below) {
    var label = new Label();
    label.textProperty().bind(ui.messages().bind(key));
    label.setWrapText(true);
    GridPane.setValignment(label, javafx.geometry.VPos.TOP);
    label.setPadding(new javafx.geometry.Insets(7, 0, 0, 0));
    var cell = below == null ? new VBox(input) : new VBox(4, input, below);
    grid.add(label, 0, row);
    grid.add(cell, 1, row);
    row++;
  }

  private static TextField input(String id, StringProperty value) {
    var input = new TextField();
    input.setId(id);
    input.textProperty().bindBidirectional(value);
    return input;
  }

  private Label fault(Field field) {
    var label = new Label();
    label.setId("connection-fault-" + field.name().toLowerCase(Locale.ROOT));
    label.getStyleClass().add(DeskStyles.FIELD_ERROR);
    label.setMinHeight(Region.USE_PREF_SIZE);
    label
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> {
                  var key = form.faults.get().get(field);
                  return key == null ? "" : ui.messages().get(key);
                },
                form.faults,
                ui.messages().localeProperty()));
    label.visibleProperty().bind(label.textProperty().isNotEmpty());
    label.managedProperty().bind(label.visibleProperty());
    return label;
  }
}
