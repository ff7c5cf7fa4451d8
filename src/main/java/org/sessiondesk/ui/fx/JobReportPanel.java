package org.sessiondesk.ui.fx;

import atlantafx.base.theme.Styles;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.sessiondesk.ui.fx.JobReport.Ending;

/** Everything that a job has to say about its end; can be copied. */
public final class JobReportPanel implements Dialogs.Panel {
  private static final int MOST_LINES = 14;

  private final Button done = new Button();
  private final VBox content;
  private Runnable close = () -> {};

  /**
   * Makes it.
   *
   * @param title what the job is called
   * @param showFile shows a file in its folder
   */
  public JobReportPanel(String title, JobReport report, Consumer<Path> showFile, Ui ui) {
    var messages = ui.messages();
    var body = new VBox(DialogStage.heading(icon(report), style(report), title, "report-title"));
    body.getChildren().add(DialogStage.text(report.summary().getValue(), "report-summary"));
    if (!report.lines().isEmpty()) {
      body.getChildren().add(lines(report));
    }
    var copy = button("report-copy", "fx.report.copy", ui);
    copy.setOnAction(_ -> copy(report));
    done.setId("report-close");
    done.textProperty().bind(messages.bind("fx.report.close"));
    done.getStyleClass().add(Styles.ACCENT);
    done.setDefaultButton(true);
    done.setOnAction(_ -> close.run());
    ButtonBar.setButtonData(done, ButtonBar.ButtonData.OK_DONE);
    var file = report.file();
    if (file == null) {
      content = DialogStage.frame(body, copy, done);
    } else {
      var folder = button("report-folder", "fx.report.folder", ui);
      folder.setOnAction(_ -> showFile.accept(file));
      content = DialogStage.frame(body, folder, copy, done);
    }
    content.setId("report");
  }

  private static Button button(String id, String key, Ui ui) {
    var button = new Button();
    button.setId(id);
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.textProperty().bind(ui.messages().bind(key));
    ButtonBar.setButtonData(button, ButtonBar.ButtonData.LEFT);
    ButtonBar.setButtonUniformSize(button, false);
    return button;
  }

  private static Node lines(JobReport report) {
    var lines =
        new TextArea(
            report.lines().stream().map(line -> line.getValue()).collect(Collectors.joining("\n")));
    lines.setId("report-lines");
    lines.setEditable(false);
    lines.setWrapText(true);
    lines.setPrefRowCount(Math.min(MOST_LINES, report.lines().size() + 1));
    lines.accessibleTextProperty().bind(report.summary());
    Fields.leaveByTab(lines);
    VBox.setVgrow(lines, Priority.ALWAYS);
    return lines;
  }

  /** Puts all that {@code report} says into the clipboard. */
  public static void copy(JobReport report) {
    var clip = new ClipboardContent();
    clip.putString(report.text());
    Clipboard.getSystemClipboard().setContent(clip);
  }

  /** The mark of how it ended. */
  public static Feather icon(JobReport report) {
    return switch (report.ending()) {
      case WHOLE -> Feather.CHECK_CIRCLE;
      case PARTIAL -> Feather.ALERT_TRIANGLE;
      case FAILED -> Feather.ALERT_CIRCLE;
    };
  }

  /** The colour of that mark. */
  public static String style(JobReport report) {
    return report.ending() == Ending.WHOLE
        ? DeskStyles.STATE_ACTIVE
        : report.ending() == Ending.PARTIAL ? DeskStyles.STATE_WARNING : DeskStyles.STATE_ERROR;
  }

  @Override
  public String titleKey() {
    return "fx.report.title";
  }

  @Override
  public Node content() {
    return content;
  }

  @Override
  public void onOpen(Runnable closing) {
    close = closing;
    done.requestFocus();
  }
}
