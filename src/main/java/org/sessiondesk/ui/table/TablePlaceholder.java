package org.sessiondesk.ui.table;

import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.sessiondesk.service.PictureState;
import org.sessiondesk.service.SessionQuery.View;
import org.sessiondesk.ui.fx.DeskStyles;
import org.sessiondesk.ui.fx.Icons;
import org.sessiondesk.ui.fx.Ui;
import org.sessiondesk.ui.table.SessionTableModel.Emptiness;

/** What the table shows where it has no rows: why, and what to do next. */
final class TablePlaceholder {
  private final SessionTableModel model;
  private final Ui ui;
  private final FontIcon icon = Icons.of(Feather.INBOX, "table-empty-icon");
  private final Label title = new Label();
  private final Label advice = new Label();
  private final ProgressBar progress = new ProgressBar(-1);
  private final Button create = new Button();
  private final Button clear = new Button();
  private final Button all = new Button();
  private final Node skeleton;
  private final VBox box = new VBox(icon, title, advice, progress, create, clear, all);
  private final VBox whole;

  TablePlaceholder(TableSkeleton skeleton, SessionTableModel model, Ui ui, Runnable newSession) {
    this.skeleton = skeleton.node();
    this.model = model;
    this.ui = ui;
    whole = new VBox(this.skeleton, box);
    box.setId("table-empty");
    box.getStyleClass().addAll(DeskStyles.EMPTY, "table-empty");
    title.getStyleClass().add("table-empty-title");
    title.setId("table-empty-title");
    advice.getStyleClass().add(DeskStyles.MUTED);
    advice.setWrapText(true);
    advice.setId("table-empty-advice");
    progress.getStyleClass().add("table-progress");
    button(create, "table.empty.create", "table-empty-create", newSession);
    create.getStyleClass().add("accent");
    create.setGraphic(Icons.of(Feather.PLUS));
    button(clear, "table.empty.clear", "table-empty-clear", () -> model.searchProperty().set(""));
    button(all, "table.empty.all", "table-empty-all", () -> model.viewProperty().set(View.ALL));
    title
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> words("title"), model.emptinessProperty(), ui.messages().localeProperty()));
    advice
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                this::advice,
                model.emptinessProperty(),
                model.pictureProperty(),
                model.viewProperty(),
                ui.messages().localeProperty()));
    VBox.setVgrow(box, Priority.ALWAYS);
    model.emptinessProperty().subscribe(this::show);
    model.pictureProperty().subscribe(this::showProgress);
  }

  Node node() {
    return whole;
  }

  private void button(Button button, String key, String id, Runnable action) {
    button.setId(id);
    button.textProperty().bind(ui.messages().bind(key));
    button.setOnAction(_ -> action.run());
  }

  private void show(Emptiness why) {
    icon.setIconCode(
        switch (why) {
          case NO_MATCH -> Feather.SEARCH;
          case NONE_IN_VIEW -> Feather.FILTER;
          case LOADING, NO_SESSIONS, NONE -> Feather.INBOX;
        });
    visible(icon, why != Emptiness.LOADING);
    visible(skeleton, why == Emptiness.LOADING);
    visible(progress, why == Emptiness.LOADING);
    visible(create, why == Emptiness.NO_SESSIONS);
    visible(clear, why == Emptiness.NO_MATCH);
    visible(all, why == Emptiness.NONE_IN_VIEW);
  }

  private static void visible(Node node, boolean visible) {
    node.setVisible(visible);
    node.setManaged(visible);
  }

  private void showProgress(PictureState picture) {
    progress.setProgress(
        picture.loading() && picture.expected() > 0
            ? Math.min(1, (double) picture.loaded() / picture.expected())
            : -1);
  }

  private String words(String kind) {
    return ui.messages().get("table.empty." + name() + "." + kind);
  }

  private @Nullable String advice() {
    var picture = model.pictureProperty().get();
    return switch (model.emptinessProperty().get()) {
      case NO_SESSIONS, NONE_IN_VIEW, NO_MATCH -> words("advice");
      case LOADING -> picture.loading() ? TableFooter.loading(model, ui) : null;
      case NONE -> null;
    };
  }

  private String name() {
    return switch (model.emptinessProperty().get()) {
      case LOADING, NONE -> "loading";
      case NO_SESSIONS -> "nosessions";
      case NONE_IN_VIEW -> "noneinview";
      case NO_MATCH -> "nomatch";
    };
  }
}
