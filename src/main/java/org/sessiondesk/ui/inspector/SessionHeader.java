package org.sessiondesk.ui.inspector;

import java.time.Duration;
import java.time.Instant;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.ui.fx.DeskStyles;
import org.sessiondesk.ui.fx.FaithfulText;
import org.sessiondesk.ui.fx.Fields;
import org.sessiondesk.ui.fx.Icons;
import org.sessiondesk.ui.fx.Ui;

/** What a session is at a glance: its title, state, id and times. */
final class SessionHeader {
  private static final int LONGEST_TITLE = 120;

  private final Ui ui;
  private final Label title = new Label();
  private final FontIcon icon = Icons.of(Feather.CLOCK);
  private final Label state = new Label();
  private final Label left = new Label();
  private final Label id = new Label();
  private final Label created = new Label();
  private final Label expires = new Label();
  private final Tooltip wholeTitle = new Tooltip();
  private final Tooltip createdUtc = new Tooltip();
  private final Tooltip expiresUtc = new Tooltip();
  private final Tooltip wholeId = new Tooltip();
  private final VBox box;
  private @Nullable Session session;
  private String iconStyle = "";

  /** Makes it, with {@code beside} beside the id. */
  SessionHeader(Ui ui, Node beside) {
    this.ui = ui;
    title.setId("inspector-title");
    title.getStyleClass().add(DeskStyles.TITLE);
    title.setMinWidth(0);
    wholeTitle.setWrapText(true);
    wholeTitle.setMaxWidth(480);
    title.setTooltip(wholeTitle);
    state.setId("inspector-state");
    state.setGraphic(icon);
    state.getStyleClass().add("inspector-badge");
    state.setMinWidth(Label.USE_PREF_SIZE);
    left.setId("inspector-left");
    left.getStyleClass().addAll(DeskStyles.NUMBERS, "inspector-left");
    left.setMinWidth(Label.USE_PREF_SIZE);
    id.setId("inspector-id");
    id.getStyleClass().addAll(DeskStyles.MONO, DeskStyles.MUTED);
    id.setMinWidth(0);
    id.setTooltip(wholeId);
    created.setId("inspector-created");
    created.setTooltip(createdUtc);
    created.getStyleClass().add(DeskStyles.FIELD_HINT);
    expires.setId("inspector-expires");
    expires.setTooltip(expiresUtc);
    expires.getStyleClass().add(DeskStyles.FIELD_HINT);
    var copy =
        Fields.iconButton(
            Feather.COPY, "inspector-copy-id", ui.messages().bind("inspector.id.copy"));
    copy.setOnAction(_ -> copy(id.getText()));
    var states = new HBox(state, left);
    states.getStyleClass().add("inspector-states");
    var ids = new HBox(id, copy, beside);
    ids.getStyleClass().add("inspector-ids");
    var times = new HBox(created, expires);
    times.getStyleClass().add("inspector-times");
    HBox.setHgrow(title, Priority.ALWAYS);
    box = new VBox(title, states, ids, times);
    box.getStyleClass().add("inspector-header");
    ui.clock().nowProperty().subscribe((_, now) -> tick(now));
    ui.messages().localeProperty().subscribe((_, _) -> refresh());
  }

  /** The node. */
  Node node() {
    return box;
  }

  /** Shows {@code shown}. */
  void show(Session shown) {
    session = shown;
    refresh();
  }

  private void refresh() {
    if (session == null) {
      return;
    }
    title.setText(titleOf(session));
    wholeTitle.setText(title.getText());
    showId(session.id());
    var now = ui.clock().now();
    created.setText(
        ui.messages().get("inspector.created", ui.formats().moment(session.createdAt(), now)));
    createdUtc.setText(ui.formats().exact(session.createdAt()));
    tick(now);
  }

  private void showId(SessionId shown) {
    id.setText(FaithfulText.displayed(shown.value(), false));
    wholeId.setText(id.getText());
  }

  private void tick(Instant now) {
    var shown = session;
    if (shown == null) {
      return;
    }
    var deadline = shown.expiresAt();
    if (shown.persistent() || deadline == null) {
      badge(Feather.DATABASE, DeskStyles.STATE_PERSISTENT, "inspector.state.persistent");
      left.setText("");
      expires.setText(ui.messages().get("inspector.expires.never"));
    } else if (shown.isExpired(now)) {
      badge(Feather.SLASH, DeskStyles.STATE_EXPIRED, "inspector.state.expired");
      left.setText("");
      expires.setText(
          ui.messages().get("inspector.expired.at", ui.formats().moment(deadline, now)));
    } else {
      if (shown.fallback()) {
        badge(Feather.ALERT_TRIANGLE, DeskStyles.STATE_WARNING, "inspector.state.fallback");
      } else {
        badge(Feather.CLOCK, DeskStyles.STATE_ACTIVE, "inspector.state.temporary");
      }
      left.setText(ui.formats().countdown(Duration.between(now, deadline)));
      expires.setText(
          ui.messages().get("inspector.expires.at", ui.formats().moment(deadline, now)));
    }
    expiresUtc.setText(
        deadline == null || shown.persistent()
            ? ui.messages().get("inspector.expires.never")
            : ui.formats().utc(deadline));
  }

  private void badge(Feather shape, String style, String key) {
    state.setText(ui.messages().get(key));
    if (!style.equals(iconStyle)) {
      icon.setIconCode(shape);
      icon.getStyleClass().remove(iconStyle);
      state.getStyleClass().remove(iconStyle);
      icon.getStyleClass().add(style);
      state.getStyleClass().add(style);
      iconStyle = style;
    }
  }

  /** The name, or else the beginning of the text. */
  static String titleOf(Session session) {
    var whole =
        session.name() == null || session.name().isBlank() ? session.text() : session.name();
    var line = whole.strip().lines().findFirst().orElse("");
    var cut =
        line.length() <= LONGEST_TITLE
            ? line
            : line.substring(0, line.offsetByCodePoints(0, LONGEST_TITLE / 2)) + "…";
    return FaithfulText.displayed(cut, false);
  }

  /** Puts {@code text} on the system's clipboard. */
  static void copy(String text) {
    var clipboard = new ClipboardContent();
    clipboard.putString(text);
    Clipboard.getSystemClipboard().setContent(clipboard);
  }
}
