package org.sessiondesk.ui.inspector;

import atlantafx.base.theme.Styles;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.sessiondesk.session.Session;
import org.sessiondesk.ui.fx.DeskStyles;
import org.sessiondesk.ui.fx.Icons;
import org.sessiondesk.ui.fx.LongTextArea;
import org.sessiondesk.ui.fx.Ui;

/** What is stored, as JSON, to be read and copied. */
final class JsonTab {
  private final InspectorModel model;
  private final Ui ui;
  private final Label what = new Label();
  private final LongTextArea text;
  private final VBox box;
  private boolean visible;

  JsonTab(InspectorModel model, Ui ui) {
    this.model = model;
    this.ui = ui;
    text = new LongTextArea(ui, "inspector-json");
    text.area().setEditable(false);
    text.neverWrap();
    text.area().getStyleClass().add(DeskStyles.MONO);
    text.area().accessibleTextProperty().bind(ui.messages().bind("inspector.tab.json"));
    VBox.setVgrow(text.node(), Priority.ALWAYS);
    what.getStyleClass().add(DeskStyles.FIELD_HINT);
    what.setWrapText(true);
    what.setMinHeight(Region.USE_PREF_SIZE);
    HBox.setHgrow(what, Priority.ALWAYS);
    what.setMaxWidth(Double.MAX_VALUE);
    var copy = new Button(null, Icons.of(Feather.COPY));
    copy.setId("inspector-json-copy");
    copy.textProperty().bind(ui.messages().bind("inspector.json.copy"));
    copy.getStyleClass().add(Styles.SMALL);
    copy.setMinWidth(Region.USE_PREF_SIZE);
    copy.setOnAction(_ -> SessionHeader.copy(model.storedTextProperty().get()));
    var bar = new HBox(what, copy);
    bar.getStyleClass().add("inspector-tab-bar");
    box = new VBox(bar, text.node());
    box.getStyleClass().add("inspector-tab");
    model.storedTextProperty().subscribe(this::refresh);
  }

  /** The node. */
  Node node() {
    return box;
  }

  /** Says what it is that is shown. */
  void show(Session session) {
    what.textProperty()
        .bind(
            ui.messages()
                .bind(session.persistent() ? "inspector.json.stored" : "inspector.json.memory"));
  }

  /** Lays its text out only while somebody looks. */
  void setVisible(boolean now) {
    visible = now;
    refresh();
  }

  private void refresh() {
    text.textProperty().set(visible ? model.storedTextProperty().get() : "");
  }
}
