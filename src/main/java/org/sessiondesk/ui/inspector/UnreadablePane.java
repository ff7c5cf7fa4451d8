package org.sessiondesk.ui.inspector;

import atlantafx.base.theme.Styles;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.sessiondesk.session.UnreadableEntry;
import org.sessiondesk.ui.fx.DeskStyles;
import org.sessiondesk.ui.fx.FaithfulText;
import org.sessiondesk.ui.fx.Icons;
import org.sessiondesk.ui.fx.LongTextArea;
import org.sessiondesk.ui.fx.Ui;

/** Something stored that is no session: why, and its bytes. */
final class UnreadablePane {
  private final InspectorModel model;
  private final Ui ui;
  private final Label id = new Label();
  private final Label reason = new Label();
  private final Label detail = new Label();
  private final Label size = new Label();
  private final LongTextArea text;
  private final LongTextArea hex;
  private final Button export;
  private final Button copy;
  private final VBox box;
  private UnreadableEntry shown;

  UnreadablePane(InspectorModel model, Ui ui, UnreadableEntry entry) {
    this.model = model;
    this.ui = ui;
    this.shown = entry;
    text = bytes("inspector-raw-text");
    hex = bytes("inspector-raw-hex");
    hex.neverWrap();
    export =
        button(
            "inspector-export",
            "inspector.export",
            Feather.DOWNLOAD,
            () -> model.commands().export(shown));
    copy =
        button(
            "inspector-raw-copy",
            "inspector.raw.copy",
            Feather.COPY,
            () -> SessionHeader.copy(text.textProperty().get()));
    var tabs = new TabPane(tab("inspector.raw.text", text), tab("inspector.raw.hex", hex));
    tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
    tabs.setMinHeight(0);
    VBox.setVgrow(tabs, Priority.ALWAYS);
    box = new VBox(header(), tabs, buttons());
    box.setId("inspector-unreadable");
    box.getStyleClass().add("inspector-session");
    ui.messages().localeProperty().subscribe(() -> show(shown));
    show(entry);
  }

  /** The node. */
  Node node() {
    return box;
  }

  /** Shows {@code entry}. */
  void show(UnreadableEntry entry) {
    shown = entry;
    var bytes = entry.revision().token();
    id.setText(FaithfulText.displayed(entry.id().value(), false));
    var key = entry.reason().name().toLowerCase(Locale.ROOT).replace("_", "");
    reason.setText(ui.messages().get("inspector.unreadable." + key));
    detail.setText(FaithfulText.displayed(entry.detail(), false));
    size.setText(
        ui.messages()
            .get(
                bytes.length > StoredText.MOST_HEX ? "inspector.raw.sizecut" : "inspector.raw.size",
                bytes.length,
                StoredText.MOST_HEX));
    text.textProperty().set(StoredText.raw(entry));
    hex.textProperty().set(StoredText.hex(bytes));
    export.setDisable(bytes.length == 0);
    copy.setDisable(bytes.length == 0);
  }

  private Node header() {
    var state = new Label();
    state.textProperty().bind(ui.messages().bind("inspector.state.unreadable"));
    state.setGraphic(Icons.of(Feather.ALERT_TRIANGLE, DeskStyles.STATE_ERROR));
    state.getStyleClass().addAll("inspector-badge", DeskStyles.STATE_ERROR);
    id.getStyleClass().addAll(DeskStyles.MONO, DeskStyles.MUTED);
    id.setMinWidth(0);
    reason.setId("inspector-unreadable-reason");
    wrap(reason);
    var safe = new Label();
    safe.textProperty().bind(ui.messages().bind("inspector.unreadable.safe"));
    safe.getStyleClass().add(DeskStyles.FIELD_HINT);
    wrap(safe);
    detail.getStyleClass().addAll(DeskStyles.MONO, DeskStyles.MUTED);
    wrap(detail);
    size.getStyleClass().add(DeskStyles.FIELD_HINT);
    wrap(size);
    var header = new VBox(state, id, reason, safe, detail, size);
    header.getStyleClass().add("inspector-header");
    return header;
  }

  private static void wrap(Label label) {
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
  }

  private Node buttons() {
    var delete =
        button(
            "inspector-unreadable-delete",
            "inspector.delete",
            Feather.TRASH_2,
            () -> model.commands().delete());
    delete.getStyleClass().addAll(Styles.BUTTON_OUTLINED, Styles.DANGER);
    var line = new FlowPane(8, 8, export, copy, delete);
    line.getStyleClass().add("inspector-buttons");
    return line;
  }

  private Button button(String id, String key, Feather icon, Runnable action) {
    var button = new Button(null, Icons.of(icon));
    button.setId(id);
    button.textProperty().bind(ui.messages().bind(key));
    button.setOnAction(_ -> action.run());
    return button;
  }

  private LongTextArea bytes(String id) {
    var area = new LongTextArea(ui, id);
    area.area().setEditable(false);
    area.area().getStyleClass().add(DeskStyles.MONO);
    return area;
  }

  private Tab tab(String key, LongTextArea content) {
    var tab = new Tab();
    tab.textProperty().bind(ui.messages().bind(key));
    VBox.setVgrow(content.area(), Priority.ALWAYS);
    var box = new VBox(content.node());
    VBox.setVgrow(content.node(), Priority.ALWAYS);
    box.getStyleClass().add("inspector-tab");
    tab.setContent(box);
    return tab;
  }
}
