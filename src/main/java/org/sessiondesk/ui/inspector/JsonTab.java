package org.sessiondesk.ui.inspector;

import atlantafx.base.theme.Styles;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.sessiondesk.session.Session;
import org.sessiondesk.ui.fx.DeskStyles;
import org.sessiondesk.ui.fx.Fields;
import org.sessiondesk.ui.fx.Icons;
import org.sessiondesk.ui.fx.Ui;

/** What is stored, as JSON: to be read, searched, copied and edited. */
final class JsonTab {
  private final InspectorModel model;
  private final JsonDraft draft;
  private final Ui ui;
  private final Label what = new Label();
  private final JsonEditor editor;
  private final FindBar find;
  private final VBox box;

  JsonTab(InspectorModel model, Ui ui) {
    this.model = model;
    this.ui = ui;
    draft = model.draft().json();
    editor = new JsonEditor(draft, model.savingProperty(), ui, "inspector-json");
    find = new FindBar(new TextFind(draft.textProperty()), editor, ui, "inspector-json-find");
    VBox.setVgrow(editor.node(), Priority.ALWAYS);
    what.setId("inspector-json-what");
    what.getStyleClass().add(DeskStyles.FIELD_HINT);
    what.setWrapText(true);
    what.setMinHeight(Region.USE_PREF_SIZE);
    box = new VBox(what, bar(), find.node(), editor.node(), error());
    box.getStyleClass().add("inspector-tab");
    find.openFrom(box);
  }

  private Node bar() {
    var indent = button("inspector-json-format", "inspector.json.format", Feather.ALIGN_LEFT);
    indent.setOnAction(_ -> draft.indent());
    indent
        .disableProperty()
        .bind(
            draft
                .editableProperty()
                .not()
                .or(
                    Bindings.createBooleanBinding(
                        () ->
                            draft.faultProperty().get() instanceof JsonFault.Syntax
                                || draft.faultProperty().get() instanceof JsonFault.KeyTwice,
                        draft.faultProperty())));
    var search = button("inspector-json-search", "inspector.json.find", Feather.SEARCH);
    search.setOnAction(_ -> find.open());
    var copy = button("inspector-json-copy", "inspector.json.copy", Feather.COPY);
    copy.setOnAction(_ -> SessionHeader.copy(draft.textProperty().get()));
    var bar = new FlowPane(8, 4, indent, search, copy);
    bar.getStyleClass().add("inspector-tab-bar");
    return bar;
  }

  private Button button(String id, String key, Feather icon) {
    var button = new Button(null, Icons.of(icon));
    button.setId(id);
    button.textProperty().bind(ui.messages().bind(key));
    button.getStyleClass().add(Styles.SMALL);
    button.setMinWidth(Region.USE_PREF_SIZE);
    return button;
  }

  private Node error() {
    var error = Fields.error(draft.errorProperty(), "inspector-json");
    var show = button("inspector-json-error-show", "inspector.json.showerror", Feather.CROSSHAIR);
    show.setOnAction(_ -> editor.goToError());
    Fields.showWhile(show, error.visibleProperty());
    var line = new VBox(4, error, show);
    Fields.showWhile(line, error.visibleProperty());
    return line;
  }

  /** The node. */
  Node node() {
    return box;
  }

  /** Says what it is that is shown. */
  void show(Session session) {
    what.textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> describe(session),
                draft.editableProperty(),
                draft.textProperty(),
                ui.messages().localeProperty()));
  }

  private String describe(Session session) {
    var messages = ui.messages();
    var kept =
        messages.get(session.persistent() ? "inspector.json.stored" : "inspector.json.memory");
    if (draft.editableProperty().get()) {
      return kept + " " + messages.get("inspector.json.editable");
    }
    if (model.draft().metadata().faultProperty().get() != null) {
      return kept + " " + messages.get("inspector.json.metadatafirst");
    }
    return draft.textProperty().get().length() > JsonDraft.MOST_EDITED
        ? kept + " " + messages.get("inspector.json.toolong")
        : kept;
  }

  /** Lays its text out only while somebody looks. */
  void setVisible(boolean now) {
    draft.setShown(now);
  }
}
