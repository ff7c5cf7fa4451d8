package org.sessiondesk.ui.connection;

import atlantafx.base.theme.Styles;
import java.util.Locale;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.sessiondesk.connection.ConnectionTest;
import org.sessiondesk.ui.fx.DeskStyles;
import org.sessiondesk.ui.fx.Icons;
import org.sessiondesk.ui.fx.Ui;

/** The steps of a test as they pass or fail, and what came of it. */
final class TestView {
  private final ConnectionModel model;
  private final Ui ui;
  private final VBox node = new VBox(6);

  TestView(ConnectionModel model, Ui ui) {
    this.model = model;
    this.ui = ui;
    node.getStyleClass().add("connection-test");
    node.setId("connection-test-steps");
    model.steps().addListener((ListChangeListener<ConnectionTest.Step>) _ -> build());
    model.testingProperty().subscribe(_ -> build());
    model.resultProperty().subscribe(_ -> build());
    ui.messages().localeProperty().subscribe(_ -> build());
  }

  Node node() {
    return node;
  }

  private void build() {
    node.getChildren().clear();
    boolean shown = model.testingProperty().get() || !model.steps().isEmpty();
    node.setVisible(shown);
    node.setManaged(shown);
    var ended = model.resultProperty().get();
    var steps = ended == null ? model.steps() : ended.steps();
    steps.forEach(step -> node.getChildren().add(step(step)));
    if (model.testingProperty().get()) {
      node.getChildren().add(running());
    } else if (ended != null && ended.passed()) {
      node.getChildren().add(passed(ended));
    }
  }

  private Node step(ConnectionTest.Step step) {
    var messages = ui.messages();
    boolean passed = step.fault().isEmpty();
    var name =
        new Label(
            messages.get("connection.step." + step.step().name().toLowerCase(Locale.ROOT)),
            passed
                ? Icons.of(Feather.CHECK, DeskStyles.STATE_ACTIVE)
                : Icons.of(Feather.X, DeskStyles.STATE_ERROR));
    name.setMinWidth(Region.USE_PREF_SIZE);
    var detail = new Label(passed ? step.detail() : "");
    detail.getStyleClass().addAll(DeskStyles.MUTED);
    HBox.setHgrow(detail, Priority.ALWAYS);
    detail.setMaxWidth(Double.MAX_VALUE);
    var took = new Label("%.1f ms".formatted(step.took().toNanos() / 1e6));
    took.getStyleClass().add(DeskStyles.MUTED);
    took.setMinWidth(Region.USE_PREF_SIZE);
    var line = new HBox(12, name, detail, took);
    line.setAlignment(Pos.CENTER_LEFT);
    if (passed) {
      return line;
    }
    var box = new VBox(4, line);
    step.fault()
        .ifPresent(
            fault ->
                box.getChildren()
                    .addAll(
                        text(ui.problems().connection(fault), DeskStyles.STATE_ERROR),
                        text(ui.problems().connectionAdvice(fault), DeskStyles.FIELD_HINT),
                        text(fault.detail(), DeskStyles.MONO)));
    return box;
  }

  private static Label text(String text, String style) {
    var label = new Label(text);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    label.getStyleClass().add(style);
    label.setPadding(new javafx.geometry.Insets(0, 0, 0, 24));
    return label;
  }

  private Node running() {
    var bar = new ProgressBar();
    HBox.setHgrow(bar, Priority.ALWAYS);
    bar.setMaxWidth(Double.MAX_VALUE);
    var cancel = new Button();
    cancel.setId("connection-test-cancel");
    cancel.textProperty().bind(ui.messages().bind("connection.button.canceltest"));
    cancel.getStyleClass().add(Styles.SMALL);
    cancel.setOnAction(_ -> model.cancelTest());
    var box = new HBox(12, bar, cancel);
    box.setAlignment(Pos.CENTER_LEFT);
    return box;
  }

  private Node passed(ConnectionTest test) {
    var text =
        test.server()
            .map(
                server ->
                    ui.messages()
                        .get(
                            "connection.test.passed",
                            server.version(),
                            server.mode(),
                            server.role()))
            .orElse("");
    var label = new Label(text, Icons.of(Feather.CHECK_CIRCLE, DeskStyles.STATE_ACTIVE));
    label.setId("connection-test-passed");
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    label.getStyleClass().add(Styles.TEXT_BOLD);
    return label;
  }
}
