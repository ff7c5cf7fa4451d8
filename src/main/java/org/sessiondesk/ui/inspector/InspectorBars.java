package org.sessiondesk.ui.inspector;

import atlantafx.base.theme.Styles;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.binding.BooleanExpression;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.sessiondesk.session.StoredSession;
import org.sessiondesk.ui.fx.DeskStyles;
import org.sessiondesk.ui.fx.Fields;
import org.sessiondesk.ui.fx.Icons;
import org.sessiondesk.ui.fx.Problem;
import org.sessiondesk.ui.fx.Ui;

/** The bars over a session that say what has happened to it, and what can be done about that. */
final class InspectorBars {
  private final InspectorModel model;
  private final Ui ui;
  private final VBox box;

  InspectorBars(InspectorModel model, Ui ui, BooleanExpression expired, Runnable toJson) {
    this.model = model;
    this.ui = ui;
    box = new VBox(problem(), kept(), gone(), elsewhere(), expired(expired), faultyJson(toJson));
    box.getStyleClass().add("inspector-bars");
  }

  /** The node. */
  Node node() {
    return box;
  }

  private Node problem() {
    var words = new SimpleStringProperty("");
    model.problemProperty().subscribe(now -> words.set(describe(now)));
    var bar =
        bar(
            "inspector-problem",
            Feather.ALERT_OCTAGON,
            DeskStyles.STATE_ERROR,
            words,
            button("inspector-retry", "inspector.retry", model::retry));
    bar.getStyleClass().add("inspector-bar-danger");
    Fields.showWhile(bar, model.problemProperty().isNotNull());
    return bar;
  }

  /** A problem in one paragraph. */
  static String describe(@Nullable Problem problem) {
    return problem == null
        ? ""
        : "%s %s %s (%s)"
            .formatted(problem.what(), problem.meaning(), problem.advice(), problem.code());
  }

  private Node kept() {
    var drafts = model.drafts();
    var words = new SimpleStringProperty("");
    Runnable say =
        () -> {
          var found = drafts.foundProperty().get();
          words.set(
              found == null
                  ? ""
                  : ui.messages()
                      .get(
                          "inspector.kept.text",
                          ui.formats().moment(found.at(), ui.clock().now())));
        };
    drafts.foundProperty().subscribe(say);
    ui.messages().localeProperty().subscribe(say);
    var bar =
        bar(
            "inspector-kept",
            Feather.EDIT_3,
            DeskStyles.STATE_WARNING,
            words,
            button("inspector-kept-take", "inspector.kept.take", model::takeUpDraft),
            button("inspector-kept-discard", "inspector.kept.discard", drafts::discard));
    Fields.showWhile(bar, drafts.foundProperty().isNotNull());
    return bar;
  }

  private Node gone() {
    var bar =
        bar(
            "inspector-gone",
            Feather.ALERT_TRIANGLE,
            DeskStyles.STATE_WARNING,
            ui.messages().bind("inspector.gone.text"),
            button(
                "inspector-gone-copy",
                "inspector.gone.copy",
                () -> SessionHeader.copy(model.draft().textProperty().get())),
            button("inspector-gone-create", "inspector.gone.create", model::createAnew));
    Fields.showWhile(bar, model.goneProperty());
    return bar;
  }

  private Node elsewhere() {
    var draft = model.draft();
    var readable =
        when(
            () -> model.elsewhereProperty().get() instanceof StoredSession,
            model.elsewhereProperty());
    var words =
        Bindings.createStringBinding(
            () ->
                ui.messages()
                    .get(
                        readable.get()
                            ? "inspector.elsewhere.text"
                            : "inspector.elsewhere.unreadable"),
            readable,
            ui.messages().localeProperty());
    var compare = button("inspector-compare", "inspector.elsewhere.compare", model::compare);
    compare
        .disableProperty()
        .bind(
            when(
                () -> !readable.get() || !draft.validProperty().get(),
                readable,
                draft.validProperty()));
    var bar =
        bar(
            "inspector-elsewhere",
            Feather.GIT_BRANCH,
            DeskStyles.STATE_WARNING,
            words,
            compare,
            button("inspector-take-theirs", "inspector.elsewhere.take", model::takeTheirs));
    Fields.showWhile(
        bar, model.elsewhereProperty().isNotNull().and(model.mergeProperty().isNull()));
    return bar;
  }

  private Node expired(BooleanExpression expired) {
    var bar =
        bar(
            "inspector-expired",
            Feather.SLASH,
            DeskStyles.STATE_EXPIRED,
            ui.messages().bind("inspector.expired.text"),
            button(
                "inspector-rescue",
                "inspector.expired.extend",
                () -> model.commands().extend(Duration.ofHours(1))),
            button(
                "inspector-rescue-persistent",
                "inspector.promote",
                () -> model.commands().promote()));
    bar.getStyleClass().add("inspector-bar-neutral");
    Fields.showWhile(bar, expired.and(model.goneProperty().not()));
    return bar;
  }

  private Node faultyJson(Runnable toJson) {
    var json = model.draft().json();
    var bar =
        bar(
            "inspector-faulty-json",
            Feather.ALERT_TRIANGLE,
            DeskStyles.STATE_WARNING,
            ui.messages().bind("inspector.json.locked"),
            button("inspector-faulty-json-show", "inspector.json.show", toJson));
    Fields.showWhile(bar, json.faultProperty().isNotNull().and(json.shownProperty().not()));
    return bar;
  }

  private static HBox bar(
      String id, Feather icon, String style, ObservableValue<String> text, Button... buttons) {
    var words = new Label();
    words.setId(id + "-text");
    words.textProperty().bind(text);
    words.setWrapText(true);
    words.setMinHeight(Region.USE_PREF_SIZE);
    var actions = new FlowPane(8, 4, buttons);
    var content = new VBox(words, actions);
    content.getStyleClass().add("inspector-bar-content");
    content.setMinWidth(0);
    HBox.setHgrow(content, Priority.ALWAYS);
    var bar = new HBox(Icons.of(icon, style), content);
    bar.setId(id);
    bar.getStyleClass().add("inspector-bar");
    return bar;
  }

  private Button button(String id, String key, Runnable action) {
    var button = new Button();
    button.setId(id);
    button.textProperty().bind(ui.messages().bind(key));
    button.getStyleClass().add(Styles.SMALL);
    button.setOnAction(_ -> action.run());
    return button;
  }

  /** What {@code condition} says, asked again when one of {@code watched} changes. */
  static BooleanBinding when(BooleanSupplier condition, Observable... watched) {
    return Bindings.createBooleanBinding(condition::getAsBoolean, watched);
  }
}
