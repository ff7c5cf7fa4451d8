package org.sessiondesk.ui.main;

import atlantafx.base.controls.Popover;
import atlantafx.base.theme.Styles;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
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
import org.sessiondesk.ui.fx.DeskStyles;
import org.sessiondesk.ui.fx.Icons;
import org.sessiondesk.ui.fx.Job;
import org.sessiondesk.ui.fx.Ui;

/** The long jobs: the newest one's progress in the status bar, all of them on a click. */
final class JobsView {
  private final ObservableList<Job> jobs;
  private final Ui ui;
  private final Button button = new Button();
  private final Label title = new Label();
  private final ProgressBar bar = new ProgressBar();
  private final VBox list = new VBox(12);
  private final Popover popover = new Popover(list);

  JobsView(ObservableList<Job> jobs, Ui ui) {
    this.jobs = jobs;
    this.ui = ui;
    button.setId("jobs");
    button.getStyleClass().addAll(Styles.FLAT, Styles.SMALL);
    title.setMaxWidth(220);
    var content = new HBox(8, bar, title);
    content.setAlignment(Pos.CENTER_LEFT);
    button.setGraphic(content);
    button.setMinWidth(0);
    button.managedProperty().bind(button.visibleProperty());
    button
        .accessibleTextProperty()
        .bind(ui.messages().bind("main.jobs.name", title.textProperty()));
    button.setOnAction(_ -> popover.show(button));
    list.setId("jobs-list");
    list.getStyleClass().add("jobs");
    popover.setArrowLocation(Popover.ArrowLocation.BOTTOM_CENTER);
    popover.setDetachable(false);
    popover.setHeaderAlwaysVisible(false);
    popover.setTitle("");
    jobs.addListener((ListChangeListener<Job>) _ -> show());
    show();
  }

  Node node() {
    return button;
  }

  private void show() {
    title.textProperty().unbind();
    bar.progressProperty().unbind();
    button.setVisible(!jobs.isEmpty());
    list.getChildren().setAll(jobs.stream().map(this::line).toList());
    if (jobs.isEmpty()) {
      popover.hide();
      return;
    }
    var newest = jobs.getLast();
    bar.progressProperty().bind(newest.progressProperty());
    if (jobs.size() == 1) {
      title.textProperty().bind(newest.title());
    } else {
      title.textProperty().bind(ui.messages().bind("main.jobs.many", jobs.size()));
    }
  }

  private Node line(Job job) {
    var name = new Label();
    name.textProperty().bind(job.title());
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
    var cancel = new Button(null, Icons.of(Feather.X));
    cancel.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT, Styles.SMALL);
    cancel.setId("job-cancel");
    cancel.accessibleTextProperty().bind(ui.messages().bind("main.jobs.cancel", job.title()));
    cancel.setOnAction(_ -> job.cancel());
    var row = new HBox(8, progress, share, cancel);
    row.setAlignment(Pos.CENTER_LEFT);
    var line = new VBox(4, name, row);
    line.setPrefWidth(300);
    line.setMinHeight(Region.USE_PREF_SIZE);
    return line;
  }
}
