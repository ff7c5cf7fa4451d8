package org.sessiondesk.ui.main;

import atlantafx.base.theme.Styles;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.ConnectionState;
import org.sessiondesk.session.StoreFollower.Tracking;
import org.sessiondesk.ui.action.ConnectionActions;
import org.sessiondesk.ui.fx.Icons;
import org.sessiondesk.ui.fx.Notices;
import org.sessiondesk.ui.fx.Ui;

/** The bar at the bottom: connection, numbers, API, jobs, language. */
final class StatusView {
  private final Ui ui;
  private final HBox node = new HBox();

  StatusView(
      StatusModel model,
      ConnectionActions actions,
      ObservableValue<Optional<String>> apiAddress,
      Node jobs,
      Runnable details,
      Runnable switchLanguage,
      Ui ui) {
    this.ui = ui;
    var connection = actions.stateProperty();
    node.getStyleClass().add("desk-status");
    var gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    node.getChildren()
        .addAll(
            target(model, connection, details),
            unverified(connection),
            new WritesView(actions, ui).node(),
            tracking(model),
            temporary(model),
            persistent(model),
            gap,
            jobs,
            api(apiAddress),
            language(switchLanguage));
  }

  Node node() {
    return node;
  }

  private Node target(
      StatusModel model, ObservableValue<ConnectionState> connection, Runnable details) {
    var words = new ConnectionWords(ui);
    var label = new Button();
    label.setId("status-target");
    label.setMinWidth(80);
    label.setMnemonicParsing(false);
    label.getStyleClass().addAll(Styles.FLAT, Styles.SMALL);
    label.setOnAction(_ -> details.run());
    var tooltip = new Tooltip();
    tooltip.textProperty().bind(ui.messages().bind("main.status.detailstip", label.textProperty()));
    label.setTooltip(tooltip);
    label
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> {
                  var latency =
                      model
                          .snapshotProperty()
                          .get()
                          .latency()
                          .filter(_ -> connection.getValue() instanceof ConnectionState.Online)
                          .map(d -> "  %.1f ms".formatted(d.toNanos() / 1e6))
                          .orElse("");
                  return targetOf(connection.getValue())
                      + words.word(connection.getValue())
                      + latency;
                },
                connection,
                model.snapshotProperty(),
                ui.messages().localeProperty()));
    connection.subscribe(
        state -> label.setGraphic(Icons.of(words.icon(state), words.style(state))));
    return label;
  }

  /** Stays for as long as a connection is wanted whose server's certificate is not checked. */
  private Node unverified(ObservableValue<ConnectionState> connection) {
    var label = new Label("", Icons.of(Feather.SHIELD_OFF));
    label.setId("status-unverified");
    label.setMinWidth(Region.USE_PREF_SIZE);
    label.getStyleClass().add("desk-unverified");
    label.textProperty().bind(ui.messages().bind("main.status.unverified"));
    label.setTooltip(new Tooltip());
    label.getTooltip().textProperty().bind(ui.messages().bind("main.status.unverifiedtip"));
    connection.subscribe(
        state -> {
          boolean shown = state.wanted().filter(ConnectionProfile::isUnverified).isPresent();
          label.setVisible(shown);
          label.setManaged(shown);
        });
    return label;
  }

  private static String targetOf(ConnectionState state) {
    return state
        .wanted()
        .filter(profile -> !profile.isBuiltIn())
        .map(profile -> profile.target().display() + "  ")
        .orElse("");
  }

  private Node tracking(StatusModel model) {
    var label = new Label();
    label.setId("status-tracking");
    label.setMinWidth(Region.USE_PREF_SIZE);
    var tooltip = new Tooltip();
    label.setTooltip(tooltip);
    model.snapshotProperty().subscribe(_ -> showTracking(model, label, tooltip));
    ui.messages().localeProperty().subscribe(_ -> showTracking(model, label, tooltip));
    return label;
  }

  private void showTracking(StatusModel model, Label label, Tooltip tooltip) {
    var picture = model.snapshotProperty().get().picture();
    boolean shown = picture.reachable() && picture.tracking() != Tracking.NONE;
    label.setVisible(shown);
    label.setManaged(shown);
    var key =
        switch (picture.tracking()) {
          case LIVE -> "main.tracking.live";
          case NOTIFICATIONS -> "main.tracking.notifications";
          case POLLING, NONE -> "main.tracking.polling";
        };
    label.setText(ui.messages().get(key));
    tooltip.setText(ui.messages().get(key + "tip"));
    label.setGraphic(Icons.of(picture.tracking() == Tracking.LIVE ? Feather.ZAP : Feather.REPEAT));
  }

  private Node temporary(StatusModel model) {
    return numbers(
        "status-temporary",
        model,
        s ->
            ui.messages()
                .get(
                    "main.status.temporary",
                    s.stats().temporaryTotal(),
                    s.stats().temporaryActive(),
                    s.stats().temporaryExpired()));
  }

  private Node persistent(StatusModel model) {
    return numbers(
        "status-persistent",
        model,
        s ->
            s.stats().storeEnabled()
                ? ui.messages().get("main.status.persistent", s.stats().persistent())
                : ui.messages().get("main.status.nopersistent"));
  }

  private Node numbers(
      String id,
      StatusModel model,
      java.util.function.Function<StatusModel.Snapshot, String> text) {
    var label = new Label();
    label.setId(id);
    label.setMinWidth(Region.USE_PREF_SIZE);
    label
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> text.apply(model.snapshotProperty().get()),
                model.snapshotProperty(),
                ui.messages().localeProperty()));
    return label;
  }

  private Node api(ObservableValue<Optional<String>> address) {
    var button = new Button();
    button.setId("status-api");
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.getStyleClass().addAll(Styles.FLAT, Styles.SMALL);
    var tooltip = new Tooltip();
    tooltip.textProperty().bind(ui.messages().bind("main.status.apitip"));
    button.setTooltip(tooltip);
    address.subscribe(
        now -> {
          button.setVisible(now.isPresent());
          button.setManaged(now.isPresent());
          button.setText(now.map(a -> "API " + a).orElse(""));
        });
    button.setOnAction(
        _ ->
            address
                .getValue()
                .ifPresent(
                    text -> {
                      var content = new ClipboardContent();
                      content.putString(text);
                      Clipboard.getSystemClipboard().setContent(content);
                      ui.notices()
                          .show(Notices.Level.INFO, ui.messages().get("main.status.copied", text));
                    }));
    return button;
  }

  private Node language(Runnable switchLanguage) {
    var button = new Button();
    button.setId("status-language");
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.getStyleClass().addAll(Styles.FLAT, Styles.SMALL);
    button.setGraphic(Icons.of(Feather.GLOBE));
    button.textProperty().bind(ui.messages().bind("main.status.language"));
    var tooltip = new Tooltip();
    tooltip.textProperty().bind(ui.messages().bind("main.status.languagetip"));
    button.setTooltip(tooltip);
    button.setOnAction(_ -> switchLanguage.run());
    return button;
  }
}
