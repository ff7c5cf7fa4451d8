package org.sessiondesk.ui.connection;

import atlantafx.base.theme.Styles;
import java.util.ArrayList;
import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.sessiondesk.connection.ConnectionFault;
import org.sessiondesk.connection.ConnectionTest;
import org.sessiondesk.ui.fx.DeskStyles;
import org.sessiondesk.ui.fx.Icons;
import org.sessiondesk.ui.fx.Ui;

/** The steps of a test as they pass or fail, and what came of it. */
final class TestView {
  private final ConnectionModel model;
  private final Ui ui;
  private final TestWords words;
  private final VBox node = new VBox(6);

  TestView(ConnectionModel model, Ui ui) {
    this.model = model;
    this.ui = ui;
    this.words = new TestWords(ui);
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
    } else if (ended != null) {
      if (ended.passed()) {
        node.getChildren().add(passed(ended));
      }
      node.getChildren().add(copy(ended));
    }
  }

  private Node step(ConnectionTest.Step step) {
    boolean passed = step.fault().isEmpty();
    var name =
        new Label(
            words.step(step),
            passed
                ? Icons.of(Feather.CHECK, DeskStyles.STATE_ACTIVE)
                : Icons.of(Feather.X, DeskStyles.STATE_ERROR));
    name.setMinWidth(Region.USE_PREF_SIZE);
    var detail = new Label(passed ? step.detail() : "");
    detail.getStyleClass().addAll(DeskStyles.MUTED);
    detail.setTooltip(new Tooltip(step.detail()));
    HBox.setHgrow(detail, Priority.ALWAYS);
    detail.setMaxWidth(Double.MAX_VALUE);
    var took = new Label("%.1f ms".formatted(step.took().toNanos() / 1e6));
    took.getStyleClass().add(DeskStyles.MUTED);
    took.setMinWidth(Region.USE_PREF_SIZE);
    var line = new HBox(12, name, detail, took);
    line.setAlignment(Pos.CENTER_LEFT);
    var box = new VBox(4, line);
    step.certificates()
        .forEach(shown -> box.getChildren().add(text(words.certificate(shown), DeskStyles.MUTED)));
    step.notices().forEach(notice -> box.getChildren().add(notice(notice)));
    step.fault().ifPresent(fault -> box.getChildren().addAll(fault(fault)));
    return box;
  }

  private Label notice(ConnectionTest.Notice notice) {
    boolean warning = notice.kind().isWarning();
    var label = text(words.notice(notice), warning ? "connection-warning" : DeskStyles.MUTED);
    if (warning) {
      label.setGraphic(Icons.of(Feather.ALERT_TRIANGLE));
    }
    return label;
  }

  private List<Node> fault(ConnectionFault fault) {
    var nodes = new ArrayList<Node>();
    nodes.add(text(ui.problems().connection(fault), DeskStyles.STATE_ERROR));
    nodes.add(text(ui.problems().connectionAdvice(fault), DeskStyles.FIELD_HINT));
    nodes.add(text(fault.detail(), DeskStyles.MONO));
    model
        .offerOf(fault)
        .ifPresent(
            key -> {
              var take = button(key, "connection-offer");
              take.setOnAction(_ -> model.takeOffer(fault));
              VBox.setMargin(take, new Insets(2, 0, 2, 24));
              nodes.add(take);
            });
    return nodes;
  }

  private Button button(String key, String id) {
    var button = new Button();
    button.setId(id);
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.textProperty().bind(ui.messages().bind(key));
    button.getStyleClass().add(Styles.SMALL);
    return button;
  }

  private Node copy(ConnectionTest ended) {
    var copy = button("connection.button.copyreport", "connection-test-copy");
    copy.setGraphic(Icons.of(Feather.COPY));
    copy.setOnAction(
        _ -> {
          var profile = model.testedProperty().get();
          if (profile != null) {
            var content = new ClipboardContent();
            content.putString(words.report(profile, ended));
            Clipboard.getSystemClipboard().setContent(content);
          }
        });
    return copy;
  }

  private static Label text(String text, String style) {
    var label = new Label(text);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    label.getStyleClass().add(style);
    label.setPadding(new Insets(0, 0, 0, 24));
    return label;
  }

  private Node running() {
    var bar = new ProgressBar();
    HBox.setHgrow(bar, Priority.ALWAYS);
    bar.setMaxWidth(Double.MAX_VALUE);
    var cancel = button("connection.button.canceltest", "connection-test-cancel");
    cancel.setOnAction(_ -> model.cancelTest());
    var box = new HBox(12, bar, cancel);
    box.setAlignment(Pos.CENTER_LEFT);
    return box;
  }

  private Node passed(ConnectionTest test) {
    var mark =
        test.warnings() == 0
            ? Icons.of(Feather.CHECK_CIRCLE, DeskStyles.STATE_ACTIVE)
            : Icons.of(Feather.ALERT_TRIANGLE, DeskStyles.STATE_WARNING);
    var label = new Label(words.result(test), mark);
    label.setId("connection-test-passed");
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    label.getStyleClass().add(Styles.TEXT_BOLD);
    return label;
  }
}
