package org.sessiondesk.ui.transfer;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextArea;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.ui.fx.DeskStyles;
import org.sessiondesk.ui.fx.Fields;
import org.sessiondesk.ui.fx.Messages;
import org.sessiondesk.ui.fx.Problem;

/** How far a look is, why it failed, or what it found. */
final class ReviewView<P> {
  private static final int SHOWN_LINES = 7;

  private final Review<P> review;
  private final Function<P, ObservableValue<String>> verdict;
  private final Function<P, List<ObservableValue<String>>> lines;
  private final Messages messages;
  private final Label summary = new Label();
  private final TextArea text = new TextArea();
  private final VBox node;

  /**
   * Shows {@code review}.
   *
   * @param id begins the ids of its parts
   * @param looking what is done while it looks
   * @param verdict all of it in a sentence
   * @param lines what there is to say, line by line
   */
  ReviewView(
      String id,
      Review<P> review,
      ObservableValue<String> looking,
      Function<P, ObservableValue<String>> verdict,
      Function<P, List<ObservableValue<String>>> lines,
      Messages messages) {
    this.review = review;
    this.verdict = verdict;
    this.lines = lines;
    this.messages = messages;
    node = new VBox(progress(id, looking), problem(id), found(id));
    node.getStyleClass().add("transfer-review");
    Fields.showWhile(
        node,
        Bindings.createBooleanBinding(
            () ->
                review.lookingProperty().get()
                    || review.problemProperty().get() != null
                    || review.planProperty().get() != null,
            review.lookingProperty(),
            review.problemProperty(),
            review.planProperty()));
  }

  Node node() {
    return node;
  }

  /** Gives the keyboard to what was found. */
  void focus() {
    text.requestFocus();
  }

  private Node progress(String id, ObservableValue<String> looking) {
    var label = new Label();
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    label.textProperty().bind(looking);
    var bar = new ProgressBar();
    bar.setId(id + "-progress");
    bar.accessibleTextProperty().bind(looking);
    bar.progressProperty().bind(review.progressProperty());
    bar.setMaxWidth(Double.MAX_VALUE);
    var line = new VBox(4, label, bar);
    Fields.showWhile(line, review.lookingProperty());
    return line;
  }

  private Node problem(String id) {
    var label = new Label();
    label.setId(id + "-problem");
    label.getStyleClass().add(DeskStyles.FIELD_ERROR);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    label.textProperty().bind(review.problemProperty().map(ReviewView::text).orElse(""));
    Fields.showWhile(label, label.textProperty().isNotEmpty());
    return label;
  }

  private static String text(@Nullable Problem problem) {
    return problem == null
        ? ""
        : problem.what() + "\n" + problem.meaning() + "\n" + problem.advice();
  }

  private Node found(String id) {
    summary.setId(id + "-verdict");
    summary.setWrapText(true);
    summary.setMinHeight(Region.USE_PREF_SIZE);
    text.setId(id + "-lines");
    text.setEditable(false);
    text.setWrapText(true);
    text.setPrefRowCount(SHOWN_LINES);
    text.setMinHeight(100);
    text.accessibleTextProperty().bind(summary.textProperty());
    Fields.leaveByTab(text);
    var box = new VBox(8, summary, text);
    Fields.showWhile(box, review.planProperty().isNotNull());
    review.planProperty().subscribe(this::show);
    messages.localeProperty().subscribe(_ -> show(review.planProperty().get()));
    return box;
  }

  private void show(@Nullable P plan) {
    if (plan == null) {
      summary.setText("");
      text.clear();
      return;
    }
    summary.setText(verdict.apply(plan).getValue());
    text.setText(
        lines.apply(plan).stream()
            .map(ObservableValue::getValue)
            .collect(Collectors.joining("\n")));
    // Once what was found is part of the dialog, which it is not yet.
    Platform.runLater(() -> Sheets.fit(node));
  }
}
