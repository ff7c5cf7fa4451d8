package org.sessiondesk.ui.connection;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.SecretKind;
import org.sessiondesk.ui.connection.ProfileForm.Field;
import org.sessiondesk.ui.connection.ProfileForm.Kind;
import org.sessiondesk.ui.fx.DeskStyles;
import org.sessiondesk.ui.fx.Icons;
import org.sessiondesk.ui.fx.ProfileBadge;
import org.sessiondesk.ui.fx.Ui;

/** The fields of one profile, in a few groups, with what is wrong under each. */
final class ProfileFormView {
  private static final Set<Field> SECURITY =
      Set.of(Field.AUTHORITIES, Field.CERTIFICATE, Field.KEY, Field.PKCS12);
  private static final Set<Field> SSH =
      Set.of(Field.SSH_HOST, Field.SSH_PORT, Field.SSH_USER, Field.SSH_KEY, Field.KNOWN_HOSTS);
  private static final Set<Field> ADVANCED =
      Set.of(Field.PREFIX, Field.CONNECT_LIMIT, Field.REPLY_LIMIT);

  private final ConnectionModel model;
  private final ProfileForm form;
  private final Ui ui;
  private final VBox node = new VBox(12);
  private final TabPane tabs = new TabPane();
  private final VBox groups = new VBox();
  private final List<Node> fields;
  private String shown = "";

  ProfileFormView(ConnectionModel model, Ui ui) {
    this.model = model;
    this.form = model.form();
    this.ui = ui;
    fillTabs();
    fields = List.of(urlRow(), new VBox(tabs, groups));
    model.selectedProperty().subscribe(_ -> build());
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
    var title = new Label(model.nameOf(profile));
    title.getStyleClass().add(Styles.TITLE_3);
    node.getChildren().setAll(title);
    if (model.isEditable(profile)) {
      node.getChildren().addAll(fields);
      if (!profile.id().equals(shown)) {
        tabs.getSelectionModel().selectFirst();
      }
    } else {
      explain(profile);
    }
    shown = profile.id();
  }

  private void explain(ConnectionProfile profile) {
    var key = profile.isBuiltIn() ? "connection.form.builtin" : "connection.form.environment";
    var text = new Label(ui.messages().get(key));
    text.setWrapText(true);
    text.setMinHeight(Region.USE_PREF_SIZE);
    node.getChildren().add(text);
    if (profile.isBuiltIn()) {
      return;
    }
    var target = new Label(profile.target().display());
    target.getStyleClass().add(DeskStyles.MONO);
    var badge = new ProfileBadge(ui.messages());
    badge.show(profile.marks());
    node.getChildren().addAll(target, badge.node());
    if (profile.marks().readOnly()) {
      node.getChildren().add(new Label(ui.messages().get("connection.form.readonlytext")));
    }
  }

  /**
   * The headers are a tab pane's, the groups stand below it: a tab pane would give all of them the
   * height of the tallest as it was at first, and cut off what grows.
   */
  private void fillTabs() {
    tabs.setId("connection-tabs");
    tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
    addGroup("server", new ServerSection().node());
    addGroup("security", new SecuritySection(model, ui).node());
    addGroup("ssh", new SshSection(model, ui).node());
    addGroup("advanced", advanced());
    form.faults.subscribe(this::mark);
  }

  private void addGroup(String name, Node content) {
    var tab = new Tab();
    tab.setId("connection-tab-" + name);
    tab.textProperty().bind(ui.messages().bind("connection.tab." + name));
    tabs.getTabs().add(tab);
    content.visibleProperty().bind(tab.selectedProperty());
    content.managedProperty().bind(tab.selectedProperty());
    groups.getChildren().add(content);
  }

  /** Marks each group in which something is wrong, and shows the first of them. */
  private void mark(Map<Field, String> faults) {
    var wrong = faults.keySet().stream().map(ProfileFormView::groupOf).toList();
    for (int i = 0; i < tabs.getTabs().size(); i++) {
      tabs.getTabs()
          .get(i)
          .setGraphic(
              wrong.contains(i) ? Icons.of(Feather.ALERT_CIRCLE, DeskStyles.STATE_ERROR) : null);
    }
    if (!wrong.isEmpty() && !wrong.contains(tabs.getSelectionModel().getSelectedIndex())) {
      tabs.getSelectionModel().select(wrong.stream().min(Integer::compare).orElse(0));
    }
  }

  private static int groupOf(Field field) {
    return SECURITY.contains(field)
        ? 1
        : SSH.contains(field) ? 2 : ADVANCED.contains(field) ? 3 : 0;
  }

  private Node urlRow() {
    var rows = new FormRows(model, ui);
    var url = rows.input("connection.form.url", "connection-url", form.url);
    url.promptTextProperty().bind(ui.messages().bind("connection.form.urlprompt"));
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
    return new VBox(4, box, rows.fault(Field.URL));
  }

  private Node advanced() {
    var rows = new FormRows(model, ui);
    rows.text("connection.form.prefix", "connection-prefix", form.prefix, Field.PREFIX);
    rows.number(
        "connection.form.connectlimit",
        "connection-connectlimit",
        form.connectLimit,
        Field.CONNECT_LIMIT);
    rows.number(
        "connection.form.replylimit", "connection-replylimit", form.replyLimit, Field.REPLY_LIMIT);
    rows.note("connection.form.limithint", DeskStyles.FIELD_HINT);
    return rows.node();
  }

  /** Which Redis it is, and who asks. */
  private final class ServerSection {
    private final FormRows rows = new FormRows(model, ui);

    Node node() {
      rows.text("connection.form.name", "connection-name", form.name, Field.NAME);
      rows.choice(
          "connection.form.kind",
          "connection-kind",
          List.of(Kind.SERVER, Kind.SENTINEL, Kind.CLUSTER, Kind.SOCKET),
          "connection.kind.",
          form.kind);
      where();
      rows.check("connection.form.tls", "connection-tls", "connection.form.tlstext", form.tls)
          .when(is(Kind.SOCKET).not());
      rows.number("connection.form.database", "connection-database", form.database, Field.DATABASE)
          .when(is(Kind.CLUSTER).not());
      rows.text("connection.form.user", "connection-user", form.user, null);
      rows.secret(SecretKind.PASSWORD);
      rows.text("connection.form.sentineluser", "connection-sentineluser", form.sentinelUser, null)
          .when(is(Kind.SENTINEL));
      rows.secret(SecretKind.SENTINEL_PASSWORD).when(is(Kind.SENTINEL));
      var marks = new MarksView(form, ui);
      rows.line("connection.form.deployment", marks.deployment());
      rows.line("connection.form.readonly", marks.readOnly());
      return rows.node();
    }

    private void where() {
      var host = rows.input("connection.form.host", "connection-host", form.host);
      var port = rows.input("connection.form.port", "connection-port", form.port);
      rows.address(
              "connection.form.host", host, "connection.form.port", port, Field.HOST, Field.PORT)
          .when(is(Kind.SERVER));
      rows.text(
              "connection.form.sentinels", "connection-sentinels", form.sentinels, Field.SENTINELS)
          .when(is(Kind.SENTINEL));
      rows.text("connection.form.master", "connection-master", form.master, Field.MASTER)
          .when(is(Kind.SENTINEL));
      rows.text("connection.form.seeds", "connection-seeds", form.seeds, Field.SEEDS)
          .when(is(Kind.CLUSTER));
      rows.text("connection.form.path", "connection-path", form.path, Field.PATH)
          .when(is(Kind.SOCKET));
    }

    private BooleanBinding is(Kind kind) {
      return Bindings.createBooleanBinding(() -> form.kind.get() == kind, form.kind);
    }
  }
}
