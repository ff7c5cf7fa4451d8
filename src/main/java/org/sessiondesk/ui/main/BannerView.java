package org.sessiondesk.ui.main;

import atlantafx.base.theme.Styles;
import java.util.Locale;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.sessiondesk.ui.fx.DeskStyles;
import org.sessiondesk.ui.fx.Icons;
import org.sessiondesk.ui.fx.Ui;

/**
 * The strip above the table that says what is to be known now; takes no place when there is
 * nothing.
 */
final class BannerView {
  private final Ui ui;
  private final Map<BannerModel.Action, Runnable> actions;
  private final HBox node = new HBox();
  private final Label text = new Label();
  private final ProgressBar progress = new ProgressBar();
  private BannerModel.@Nullable Banner shown;

  BannerView(BannerModel model, Map<BannerModel.Action, Runnable> actions, Ui ui) {
    this.ui = ui;
    this.actions = actions;
    node.setId("banner");
    text.setId("banner-text");
    HBox.setHgrow(text, Priority.ALWAYS);
    text.setMaxWidth(Double.MAX_VALUE);
    text.setMinHeight(Region.USE_PREF_SIZE);
    progress.setMaxHeight(6);
    progress.setMinWidth(140);
    model.bannerProperty().subscribe(this::show);
  }

  Node node() {
    return node;
  }

  private void show(BannerModel.@Nullable Banner banner) {
    node.setVisible(banner != null);
    node.setManaged(banner != null);
    if (banner == null) {
      shown = null;
      return;
    }
    text.setText(banner.text());
    progress.setProgress(
        banner.progress() > 1 ? ProgressBar.INDETERMINATE_PROGRESS : banner.progress());
    // A countdown changes every second: the buttons stay the same, and keep their focus.
    if (shown == null
        || shown.level() != banner.level()
        || !shown.actions().equals(banner.actions())
        || shown.progress() < 0 != banner.progress() < 0) {
      build(banner);
    }
    shown = banner;
  }

  private void build(BannerModel.Banner banner) {
    node.getStyleClass()
        .setAll("desk-banner", "desk-banner-" + banner.level().name().toLowerCase(Locale.ROOT));
    node.getChildren().setAll(icon(banner.level()), text);
    if (banner.progress() >= 0) {
      node.getChildren().add(progress);
    }
    for (var action : banner.actions()) {
      var name = action.name().toLowerCase(Locale.ROOT).replace("_", "");
      var button = new Button();
      button.setId("banner-" + name);
      button.setMinWidth(Region.USE_PREF_SIZE);
      button.getStyleClass().add(Styles.SMALL);
      button.textProperty().bind(ui.messages().bind("main.banner." + name));
      var run = actions.get(action);
      if (run != null) {
        button.setOnAction(_ -> run.run());
      }
      node.getChildren().add(button);
    }
  }

  private static Node icon(BannerModel.Level level) {
    return switch (level) {
      case INFO -> Icons.of(Feather.DOWNLOAD_CLOUD, DeskStyles.STATE_PERSISTENT);
      case WARNING -> Icons.of(Feather.ALERT_TRIANGLE, DeskStyles.STATE_WARNING);
      case ERROR -> Icons.of(Feather.X_OCTAGON, DeskStyles.STATE_ERROR);
    };
  }
}
