package org.sessiondesk.ui.transfer;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.sessiondesk.transfer.ServerBackup;
import org.sessiondesk.ui.fx.DeskStyles;
import org.sessiondesk.ui.fx.Dialogs;
import org.sessiondesk.ui.fx.Fields;
import org.sessiondesk.ui.fx.Icons;
import org.sessiondesk.ui.fx.Job;
import org.sessiondesk.ui.fx.JobReport;
import org.sessiondesk.ui.fx.JobReportPanel;
import org.sessiondesk.ui.fx.Messages;
import org.sessiondesk.ui.fx.Problem;
import org.sessiondesk.ui.fx.Ui;

/** Backs up what is stored, and puts it back. For one opening. */
public final class BackupPanel implements Dialogs.Panel {
  private final BackupModel model;
  private final Messages messages;
  private final VBox content = new VBox();
  private final Button begin = new Button();
  private Runnable close = () -> {};

  public BackupPanel(BackupModel model, Ui ui) {
    this.model = model;
    messages = ui.messages();
    var body = new VBox();
    body.getStyleClass().addAll("desk-dialog-body", "transfer-body");
    body.getChildren().setAll(heading(), about());
    if (model.place().builtIn()) {
      body.getChildren().addAll(new CopiesView(model, ui).node(), daily());
    } else {
      body.getChildren().add(server());
    }
    body.getChildren().addAll(problem(), progress(), outcome());
    content.setId("backup");
    content.getChildren().setAll(Sheets.scrolling(body), buttons());
  }

  private Node heading() {
    var label = new Label(model.place().name());
    label.setId("backup-place");
    label.getStyleClass().add(DeskStyles.SECTION);
    return label;
  }

  private Label text(String id, ObservableValue<String> words) {
    var label = new Label();
    label.setId(id);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    label.textProperty().bind(words);
    return label;
  }

  private Node about() {
    return text(
        "backup-about",
        messages.bind(
            model.place().builtIn()
                ? "transfer.backup.about.copies"
                : "transfer.backup.about.server"));
  }

  private Node server() {
    var words = new ReadOnlyStringWrapper("");
    model.serverProperty().subscribe(now -> words.set(lines(now)));
    messages.localeProperty().subscribe(_ -> words.set(lines(model.serverProperty().get())));
    var label = text("backup-server", words);
    Fields.showWhile(label, label.textProperty().isNotEmpty());
    return label;
  }

  private String lines(ServerBackup.@Nullable Plan plan) {
    return plan == null ? "" : joined(model.words().server(plan));
  }

  private static String joined(List<ObservableValue<String>> lines) {
    return lines.stream().map(ObservableValue::getValue).collect(Collectors.joining("\n"));
  }

  private Node daily() {
    var box =
        Forms.check("backup-daily", messages.bind("transfer.backup.daily"), model.dailyProperty());
    box.setDisable(model.isDailyFixed());
    return box;
  }

  private Node problem() {
    var label = text("backup-problem", model.problemProperty().map(BackupPanel::text).orElse(""));
    label.getStyleClass().add(DeskStyles.FIELD_ERROR);
    Fields.showWhile(label, label.textProperty().isNotEmpty());
    return label;
  }

  private static String text(@Nullable Problem problem) {
    return problem == null ? "" : problem.what() + "\n" + problem.advice();
  }

  private static @Nullable ObservableValue<String> title(@Nullable Job job) {
    return job == null ? null : job.title();
  }

  private static @Nullable ObservableValue<Number> progress(@Nullable Job job) {
    return job == null ? null : job.progressProperty();
  }

  private Node progress() {
    var title = new Label();
    title.setWrapText(true);
    title.setMinHeight(Region.USE_PREF_SIZE);
    title.textProperty().bind(model.runningProperty().flatMap(BackupPanel::title).orElse(""));
    var bar = new ProgressBar();
    bar.setId("backup-progress");
    bar.accessibleTextProperty().bind(title.textProperty());
    bar.progressProperty().bind(model.runningProperty().flatMap(BackupPanel::progress).orElse(-1));
    bar.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(bar, Priority.ALWAYS);
    var cancel = Fields.iconButton(Feather.X, "backup-stop", messages.bind("transfer.backup.stop"));
    cancel.setOnAction(_ -> stop());
    var line = new HBox(8, bar, cancel);
    line.setAlignment(Pos.CENTER_LEFT);
    var box = new VBox(4, title, line);
    Fields.showWhile(box, model.runningProperty().isNotNull());
    return box;
  }

  private void stop() {
    var job = model.runningProperty().get();
    if (job != null) {
      job.cancel();
    }
  }

  private Node outcome() {
    var box = new HBox(8);
    box.setId("backup-outcome");
    Fields.showWhile(box, model.endedProperty().isNotNull());
    model.endedProperty().subscribe(report -> show(report, box));
    messages.localeProperty().subscribe(_ -> show(model.endedProperty().get(), box));
    return box;
  }

  private void show(@Nullable JobReport report, HBox box) {
    if (report == null) {
      box.getChildren().clear();
      return;
    }
    var words = new Label(report.text());
    words.setId("backup-result");
    words.setWrapText(true);
    words.setMinHeight(Region.USE_PREF_SIZE);
    HBox.setHgrow(words, Priority.ALWAYS);
    var icon = Icons.of(JobReportPanel.icon(report), JobReportPanel.style(report));
    box.getChildren().setAll(icon, words);
    Sheets.fit(content);
  }

  private Node buttons() {
    var done = new Button();
    done.setId("backup-close");
    done.textProperty().bind(messages.bind("transfer.close"));
    done.setOnAction(_ -> close.run());
    ButtonBar.setButtonData(done, ButtonBar.ButtonData.CANCEL_CLOSE);
    begin.setId("backup-begin");
    begin.getStyleClass().add(Styles.ACCENT);
    begin
        .textProperty()
        .bind(
            messages.bind(
                model.place().builtIn() ? "transfer.backup.copynow" : "transfer.backup.savenow"));
    begin
        .disableProperty()
        .bind(
            Bindings.createBooleanBinding(
                () ->
                    model.busyProperty().get()
                        || (!model.place().builtIn() && model.serverProperty().get() == null),
                model.busyProperty(),
                model.serverProperty()));
    begin.setOnAction(_ -> model.begin());
    ButtonBar.setButtonData(begin, ButtonBar.ButtonData.OK_DONE);
    return Sheets.buttons(done, begin);
  }

  @Override
  public String titleKey() {
    return "transfer.backup.title";
  }

  @Override
  public Node content() {
    return content;
  }

  @Override
  public void onOpen(Runnable closing) {
    close = closing;
    begin.setDefaultButton(true);
    begin.requestFocus();
  }
}
