package org.sessiondesk.ui.stats;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.sessiondesk.service.Composition.VoiceCount;
import org.sessiondesk.ui.fx.DeskStyles;
import org.sessiondesk.ui.fx.Ui;

/** The voices that most sessions have, each with a bar; the others in one line. */
final class VoicesList {
  private static final int MOST = 7;

  private final Ui ui;
  private final GridPane node = new GridPane();

  VoicesList(Ui ui) {
    this.ui = ui;
    node.setId("stats-voices");
    node.getStyleClass().add("stats-voices");
    var bars = new ColumnConstraints();
    bars.setHgrow(Priority.ALWAYS);
    var numbers = new ColumnConstraints();
    numbers.setHalignment(HPos.RIGHT);
    node.getColumnConstraints().setAll(new ColumnConstraints(), bars, numbers);
  }

  Region node() {
    return node;
  }

  /** Shows {@code voices}, the most used first. */
  void draw(List<VoiceCount> voices) {
    var shown = new ArrayList<VoiceCount>();
    voices.stream().filter(each -> !each.voice().isEmpty()).limit(MOST).forEach(shown::add);
    long others = sum(voices) - sum(shown);
    node.getChildren().clear();
    long largest = Math.max(1, shown.isEmpty() ? others : shown.getFirst().sessions());
    for (int i = 0; i < shown.size(); i++) {
      line(i, shown.get(i).voice(), shown.get(i).sessions(), Math.max(largest, others));
    }
    if (others > 0) {
      line(
          shown.size(),
          ui.messages().get("stats.voices.others"),
          others,
          Math.max(largest, others));
    }
    if (voices.isEmpty()) {
      var none = new Label(ui.messages().get("stats.voices.none"));
      none.getStyleClass().add(DeskStyles.MUTED);
      node.add(none, 0, 0, 3, 1);
    }
  }

  private static long sum(List<VoiceCount> voices) {
    return voices.stream().mapToLong(VoiceCount::sessions).sum();
  }

  private void line(int row, String name, long sessions, long largest) {
    var label = new Label(name);
    label.setMinWidth(Region.USE_PREF_SIZE);
    var bar = new ProgressBar((double) sessions / largest);
    bar.setMaxWidth(Double.MAX_VALUE);
    bar.setMinWidth(40);
    bar.getStyleClass().add("stats-voice-bar");
    bar.setFocusTraversable(false);
    var number = new Label(ui.formats().number(sessions));
    number.getStyleClass().add(DeskStyles.NUMBERS);
    number.setMinWidth(Region.USE_PREF_SIZE);
    bar.setAccessibleText(name + " " + number.getText());
    node.addRow(row, label, bar, number);
  }
}
