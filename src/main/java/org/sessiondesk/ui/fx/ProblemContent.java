package org.sessiondesk.ui.fx;

import java.util.LinkedHashMap;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** What went wrong: what happened, what it means, what to do; a code, and details on demand. */
final class ProblemContent {
  private final Messages messages;
  private final Problem problem;
  private final Runnable resize;
  private final VBox frame;

  /**
   * Makes it.
   *
   * @param openLogs opens the log's folder; null where the log says nothing about it
   * @param close closes the dialog
   * @param resize makes the dialog as large as it has to be now
   */
  ProblemContent(
      Messages messages,
      Problem problem,
      @Nullable Runnable openLogs,
      Runnable close,
      Runnable resize) {
    this.messages = messages;
    this.problem = problem;
    this.resize = resize;
    var body = new VBox();
    body.getChildren()
        .add(
            DialogStage.heading(
                Feather.ALERT_CIRCLE,
                DeskStyles.STATE_ERROR,
                problem.what(),
                "dialog-problem-what"));
    addPart(body, "fx.dialog.meaning", problem.meaning(), "dialog-problem-meaning");
    addPart(body, "fx.dialog.advice", problem.advice(), "dialog-problem-advice");
    addDetails(body);
    frame =
        openLogs == null
            ? DialogStage.frame(body, copyButton("fx.dialog.copy"), closeButton(close))
            : DialogStage.frame(
                body,
                copyButton("fx.dialog.copydetails"),
                logsButton(openLogs),
                closeButton(close));
  }

  VBox node() {
    return frame;
  }

  private void addPart(VBox body, String headingKey, String text, String id) {
    if (!text.isEmpty()) {
      var heading = new Label();
      heading.textProperty().bind(messages.bind(headingKey));
      heading.getStyleClass().add(DeskStyles.SECTION);
      body.getChildren().add(new VBox(2, heading, DialogStage.text(text, id)));
    }
  }

  private void addDetails(VBox body) {
    var code = new Label();
    code.setId("dialog-problem-code");
    code.textProperty().bind(messages.bind("fx.dialog.code", problem.code()));
    code.getStyleClass().add(DeskStyles.MUTED);
    var spacer = new Region();
    HBox.setHgrow(spacer, Priority.ALWAYS);
    var row = new HBox(8, code, spacer);
    row.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
    body.getChildren().add(row);
    if (problem.details().isEmpty()) {
      return;
    }
    var details = new TextArea(problem.details());
    details.setId("dialog-problem-details");
    details.setEditable(false);
    details.setWrapText(true);
    details.setPrefRowCount(5);
    details.getStyleClass().add(DeskStyles.MONO);
    details.setVisible(false);
    details.managedProperty().bind(details.visibleProperty());
    details.accessibleTextProperty().bind(messages.bind("fx.dialog.details.name"));
    VBox.setVgrow(details, Priority.ALWAYS);
    var toggle = new Hyperlink();
    toggle.setId("dialog-problem-toggle");
    toggle
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () ->
                    messages.get(
                        details.isVisible() ? "fx.dialog.details.hide" : "fx.dialog.details.show"),
                details.visibleProperty(),
                messages.localeProperty()));
    toggle.setOnAction(
        _ -> {
          details.setVisible(!details.isVisible());
          toggle.setVisited(false);
          resize.run();
        });
    row.getChildren().add(toggle);
    body.getChildren().add(details);
  }

  private Button logsButton(Runnable openLogs) {
    var button = new Button();
    button.setId("dialog-problem-logs");
    button.setGraphic(Icons.of(Feather.FOLDER));
    button.textProperty().bind(messages.bind("fx.dialog.openlogs"));
    ButtonBar.setButtonData(button, ButtonBar.ButtonData.LEFT);
    button.setOnAction(_ -> openLogs.run());
    return button;
  }

  private Button copyButton(String textKey) {
    var copy = new Button();
    copy.setId("dialog-problem-copy");
    copy.setGraphic(Icons.of(Feather.COPY));
    copy.textProperty().bind(messages.bind(textKey));
    ButtonBar.setButtonData(copy, ButtonBar.ButtonData.LEFT);
    copy.setOnAction(
        _ -> {
          var content = new LinkedHashMap<DataFormat, Object>();
          content.put(DataFormat.PLAIN_TEXT, text());
          Clipboard.getSystemClipboard().setContent(content);
          copy.setGraphic(Icons.of(Feather.CHECK, DeskStyles.STATE_ACTIVE));
        });
    return copy;
  }

  private Button closeButton(Runnable close) {
    var button = new Button();
    button.setId("dialog-problem-close");
    button.textProperty().bind(messages.bind("fx.dialog.close"));
    button.setDefaultButton(true);
    button.setOnAction(_ -> close.run());
    ButtonBar.setButtonData(button, ButtonBar.ButtonData.OK_DONE);
    return button;
  }

  /** All of it as plain text, to be sent to somebody. */
  private String text() {
    return String.join(
            "\n",
            messages.get("fx.dialog.code", problem.code()),
            problem.what(),
            problem.meaning(),
            problem.advice(),
            problem.details())
        .strip();
  }
}
