package org.sessiondesk.ui.main;

import atlantafx.base.controls.Popover;
import atlantafx.base.theme.Styles;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.sessiondesk.ui.fx.DeskStyles;
import org.sessiondesk.ui.fx.Fields;
import org.sessiondesk.ui.fx.Icons;
import org.sessiondesk.ui.fx.Job;
import org.sessiondesk.ui.fx.JobReportPanel;
import org.sessiondesk.ui.fx.Ui;

/** The long jobs: in the status bar how it stands with them, on a click or by keys all of them. */
final class JobsView {
  private static final double WIDTH = 400;
  private static final double HEIGHT = 380;

  private final JobsModel model;
  private final Ui ui;
  private final Button button = new Button();
  private final Label title = new Label();
  private final ProgressBar bar = new ProgressBar();
  private final VBox list = new VBox();
  private final Popover popover;
  private final JobsFocus focus = new JobsFocus(list);
  private boolean stale;

  JobsView(JobsModel model, Ui ui) {
    this.model = model;
    this.ui = ui;
    buildButton();
    list.setId("jobs-list");
    list.getStyleClass().add("main-jobs");
    var scroll = new ScrollPane(list);
    scroll.getStyleClass().add("main-jobs-scroll");
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setPrefViewportWidth(WIDTH);
    scroll.setMaxHeight(HEIGHT);
    popover = new Popover(scroll);
    popover.setArrowLocation(Popover.ArrowLocation.BOTTOM_RIGHT);
    popover.setDetachable(false);
    popover.setHeaderAlwaysVisible(false);
    popover.setTitle("");
    ListChangeListener<Job> changed = _ -> show();
    model.running().addListener(changed);
    model.ended().addListener(changed);
    ui.messages().localeProperty().subscribe(_ -> show());
  }

  private void buildButton() {
    button.setId("jobs");
    button.getStyleClass().addAll(Styles.FLAT, Styles.SMALL);
    title.setMaxWidth(200);
    Fields.showWhile(title, title.textProperty().isNotEmpty());
    bar.setPrefWidth(70);
    var content = new HBox(8, Icons.of(Feather.ACTIVITY), bar, title);
    content.setAlignment(Pos.CENTER_LEFT);
    button.setGraphic(content);
    button.setMinWidth(0);
    var tip = new Tooltip();
    tip.textProperty().bind(ui.messages().bind("main.jobs.tip"));
    button.setTooltip(tip);
    button
        .accessibleTextProperty()
        .bind(ui.messages().bind("main.jobs.name", title.textProperty()));
    button.setOnAction(_ -> open());
  }

  Node node() {
    return button;
  }

  /** Shows all jobs, with the keyboard among them. */
  void open() {
    rebuild();
    popover.show(button);
    focus.begin();
  }

  private void show() {
    title.textProperty().unbind();
    bar.progressProperty().unbind();
    boolean some = !model.running().isEmpty();
    bar.setVisible(some);
    bar.setManaged(some);
    if (some) {
      bar.progressProperty().bind(model.running().getLast().progressProperty());
    }
    if (model.running().size() == 1) {
      title.textProperty().bind(model.running().getFirst().title());
    } else {
      title.setText(model.brief());
    }
    if (!stale) {
      stale = true;
      Platform.runLater(this::rebuild);
    }
  }

  /** Once for all that changed: a job that ends leaves one list and comes into the other. */
  private void rebuild() {
    stale = false;
    var before = focus.now();
    list.getChildren().setAll(heading());
    model.running().reversed().forEach(job -> list.getChildren().add(running(job)));
    model.ended().reversed().forEach(job -> list.getChildren().add(ended(job)));
    if (list.getChildren().size() == 1) {
      var nothing = text("main-jobs-none");
      nothing.textProperty().bind(ui.messages().bind("main.jobs.none"));
      list.getChildren().add(nothing);
    }
    before.ifPresent(focus::restore);
  }

  private Node heading() {
    var name = new Label();
    name.getStyleClass().add(DeskStyles.SECTION);
    name.textProperty().bind(ui.messages().bind("main.jobs.title"));
    var gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    var clear = new Hyperlink();
    clear.setId("jobs-clear");
    clear.textProperty().bind(ui.messages().bind("main.jobs.clear"));
    clear.setOnAction(_ -> model.dismissAll());
    clear.setVisible(!model.ended().isEmpty());
    var line = new HBox(8, name, gap, clear);
    line.setAlignment(Pos.CENTER_LEFT);
    return line;
  }

  private Label text(String id) {
    var label = new Label();
    label.setId(id);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    label.setMaxWidth(Double.MAX_VALUE);
    label.getStyleClass().add(DeskStyles.MUTED);
    return label;
  }

  private Label nameOf(Job job) {
    var name = new Label();
    name.setWrapText(true);
    name.setMinHeight(Region.USE_PREF_SIZE);
    name.setMaxWidth(Double.MAX_VALUE);
    name.textProperty().bind(job.title());
    HBox.setHgrow(name, Priority.ALWAYS);
    return name;
  }

  private Node running(Job job) {
    var details = text("job-details");
    details.textProperty().bind(model.details(job));
    var share = new Label();
    share.getStyleClass().addAll(DeskStyles.MUTED, DeskStyles.NUMBERS);
    share.setMinWidth(40);
    share
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> {
                  double done = job.progressProperty().get();
                  return done < 0 ? "" : Math.round(Math.floor(done * 100)) + " %";
                },
                job.progressProperty()));
    var progress = new ProgressBar();
    progress.progressProperty().bind(job.progressProperty());
    progress.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(progress, Priority.ALWAYS);
    var row = new HBox(8, progress, share);
    row.setAlignment(Pos.CENTER_LEFT);
    if (job.pausable()) {
      row.getChildren().add(pause(job));
    }
    var words = ui.messages().bind("main.jobs.cancel", job.title());
    var cancel = Fields.iconButton(Feather.X, "job-cancel", words);
    cancel.disableProperty().bind(job.cancellingProperty());
    cancel.setOnAction(_ -> job.cancel());
    row.getChildren().add(cancel);
    return line(job, nameOf(job), details, row);
  }

  private Node pause(Job job) {
    var paused = job.pausedProperty();
    var words =
        paused.flatMap(
            now -> ui.messages().bind(now ? "main.jobs.resume" : "main.jobs.pause", job.title()));
    var button = Fields.iconButton(Feather.PAUSE, "job-pause", words);
    paused.subscribe(now -> button.setGraphic(Icons.of(now ? Feather.PLAY : Feather.PAUSE)));
    button.disableProperty().bind(job.cancellingProperty());
    button.setOnAction(_ -> job.pause(!paused.get()));
    return button;
  }

  private Node ended(Job job) {
    var report = job.reportProperty().get();
    var icon =
        report == null
            ? switch (job.stateProperty().get()) {
              case FAILED -> Icons.of(Feather.ALERT_CIRCLE, DeskStyles.STATE_ERROR);
              case CANCELLED -> Icons.of(Feather.SLASH, DeskStyles.STATE_OFF);
              case RUNNING, DONE -> Icons.of(Feather.CHECK_CIRCLE, DeskStyles.STATE_ACTIVE);
            }
            : Icons.of(JobReportPanel.icon(report), JobReportPanel.style(report));
    var words = ui.messages().bind("main.jobs.dismiss", job.title());
    var dismiss = Fields.iconButton(Feather.X, "job-dismiss", words);
    dismiss.setOnAction(_ -> model.dismiss(job));
    var top = new HBox(8, icon, nameOf(job), dismiss);
    top.setAlignment(Pos.CENTER_LEFT);
    var outcome = text("job-outcome");
    outcome.textProperty().bind(model.outcome(job));
    var details = text("job-details");
    details.textProperty().bind(model.details(job));
    Fields.showWhile(details, details.textProperty().isNotEmpty());
    var line = line(job, top, outcome, details);
    if (report != null) {
      var open = link("job-report", "main.jobs.report");
      open.setOnAction(
          _ -> {
            popover.hide();
            ui.dialogs().open(new JobReportPanel(job.title().getValue(), report, model::show, ui));
          });
      var copy = link("job-copy", "main.jobs.copy");
      copy.setOnAction(_ -> JobReportPanel.copy(report));
      var links = new HBox(12, open, copy);
      var file = report.file();
      if (file != null) {
        var folder = link("job-folder", "main.jobs.folder");
        folder.setOnAction(_ -> model.show(file));
        links.getChildren().add(1, folder);
      }
      line.getChildren().add(links);
    }
    return line;
  }

  private Hyperlink link(String id, String key) {
    var link = new Hyperlink();
    link.setId(id);
    link.setMinWidth(Region.USE_PREF_SIZE);
    link.textProperty().bind(ui.messages().bind(key));
    return link;
  }

  private static VBox line(Job job, Node... parts) {
    var line = new VBox(4, parts);
    line.setUserData(job);
    line.getStyleClass().add("main-job");
    line.setMinHeight(Region.USE_PREF_SIZE);
    return line;
  }
}
