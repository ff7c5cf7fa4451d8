package org.sessiondesk.ui.main;

import atlantafx.base.theme.Styles;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;
import org.sessiondesk.ui.fx.Icons;
import org.sessiondesk.ui.fx.Job;
import org.sessiondesk.ui.fx.Ui;

/** The long job that was begun last: what it is, how far it is, and a way to stop it. */
final class JobsView {
  private final Ui ui;
  private final ObservableList<Job> jobs;
  private final HBox node = new HBox(8);

  JobsView(ObservableList<Job> jobs, Ui ui) {
    this.ui = ui;
    this.jobs = jobs;
    node.setStyle("-fx-alignment: center-left;");
    jobs.addListener((ListChangeListener<Job>) _ -> show());
    show();
  }

  Node node() {
    return node;
  }

  private void show() {
    node.getChildren().clear();
    if (jobs.isEmpty()) {
      return;
    }
    var job = jobs.getLast();
    var title = new Label();
    title.setId("job-title");
    title
        .textProperty()
        .bind(
            jobs.size() == 1
                ? job.title()
                : Bindings.concat(
                    Bindings.createStringBinding(() -> job.title().getValue(), job.title()),
                    "  +" + (jobs.size() - 1)));
    var bar = new ProgressBar();
    bar.progressProperty().bind(job.progressProperty());
    var cancel = new Button();
    cancel.setId("job-cancel");
    cancel.setGraphic(Icons.of(Feather.X));
    cancel.getStyleClass().addAll(Styles.FLAT, Styles.SMALL, Styles.BUTTON_ICON);
    cancel.accessibleTextProperty().bind(ui.messages().bind("main.status.canceljob"));
    cancel.setOnAction(_ -> job.cancel());
    node.getChildren().setAll(title, bar, cancel);
  }
}
