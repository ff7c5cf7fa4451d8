package org.sessiondesk.ui.inspector;

import atlantafx.base.theme.Styles;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.DatePicker;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.sessiondesk.session.Fault;
import org.sessiondesk.session.SessionRules;
import org.sessiondesk.ui.fx.Dialogs;
import org.sessiondesk.ui.fx.Fields;
import org.sessiondesk.ui.fx.Ui;

/** Asks until when a temporary session is to live. For one opening. */
final class ExtendPanel implements Dialogs.Panel {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("H:mm[:ss]");

  private final Ui ui;
  private final Consumer<Instant> chosen;
  private final DatePicker day = new DatePicker();
  private final TextField time = new TextField();
  private final StringBinding error;
  private final VBox content;
  private Runnable close = () -> {};

  ExtendPanel(Instant deadline, Ui ui, Consumer<Instant> chosen) {
    this.ui = ui;
    this.chosen = chosen;
    var start = deadline.isAfter(ui.clock().now()) ? deadline : ui.clock().now();
    var local = start.plus(Duration.ofHours(1)).atZone(ui.formats().zone());
    day.setId("extend-day");
    day.setValue(local.toLocalDate());
    day.setEditable(false);
    time.setId("extend-time");
    time.setText(DateTimeFormatter.ofPattern("HH:mm").format(local));
    time.setPrefColumnCount(6);
    error =
        Bindings.createStringBinding(
            this::fault,
            day.valueProperty(),
            time.textProperty(),
            ui.clock().nowProperty(),
            ui.messages().localeProperty());
    var none = Bindings.createStringBinding(() -> "");
    var line =
        new HBox(
            Fields.of(ui.messages().bind("inspector.until.day"), day, none),
            Fields.of(ui.messages().bind("inspector.until.time"), time, none));
    line.getStyleClass().add("inspector-until-line");
    content = new VBox(line, Fields.error(error, "extend"), buttons());
    content.getStyleClass().add("inspector-until");
    content.setOnKeyPressed(
        event -> {
          if (event.getCode() == KeyCode.ENTER) {
            extend();
          }
        });
  }

  private Node buttons() {
    var zone = new Label(ui.formats().zone().getId());
    zone.getStyleClass().add(org.sessiondesk.ui.fx.DeskStyles.FIELD_HINT);
    var gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    var cancel = new Button();
    cancel.setId("extend-cancel");
    cancel.textProperty().bind(ui.messages().bind("inspector.until.cancel"));
    cancel.setOnAction(_ -> close.run());
    var extend = new Button();
    extend.setId("extend-ok");
    extend.textProperty().bind(ui.messages().bind("inspector.until.ok"));
    extend.getStyleClass().add(Styles.ACCENT);
    extend.disableProperty().bind(error.isNotEmpty());
    extend.setOnAction(_ -> extend());
    var line = new HBox(zone, gap, cancel, extend);
    line.getStyleClass().add("inspector-until-buttons");
    return line;
  }

  private void extend() {
    var deadline = deadline();
    if (deadline.isPresent() && error.get().isEmpty()) {
      close.run();
      chosen.accept(deadline.get());
    }
  }

  private Optional<Instant> deadline() {
    try {
      var typed = LocalTime.parse(time.getText().strip().replace('：', ':'), TIME);
      return Optional.of(day.getValue().atTime(typed).atZone(ui.formats().zone()).toInstant());
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private String fault() {
    var deadline = deadline();
    if (deadline.isEmpty()) {
      return ui.messages().get("inspector.until.notatime");
    }
    var kind = SessionRules.ttlFault(Duration.between(ui.clock().now(), deadline.get()));
    if (kind == null) {
      return "";
    }
    return kind == Fault.Kind.NOT_POSITIVE
        ? ui.messages().get("inspector.until.past")
        : ui.problems().fault(new Fault(Fault.Field.TTL, kind));
  }

  @Override
  public String titleKey() {
    return "inspector.until.title";
  }

  @Override
  public Node content() {
    return content;
  }

  @Override
  public void onOpen(Runnable closing) {
    close = closing;
    time.requestFocus();
  }
}
