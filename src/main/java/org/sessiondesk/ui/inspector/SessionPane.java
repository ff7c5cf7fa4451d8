package org.sessiondesk.ui.inspector;

import javafx.beans.binding.BooleanBinding;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.sessiondesk.session.JsonFormat;
import org.sessiondesk.session.Session;
import org.sessiondesk.ui.fx.Fields;
import org.sessiondesk.ui.fx.MetadataEditor;
import org.sessiondesk.ui.fx.Ui;

/** A session: header, bars, tabs and buttons, or the comparison that is to be decided. */
final class SessionPane {
  private final InspectorModel model;
  private final Ui ui;
  private final SessionHeader header;
  private final SentencesTab sentences;
  private final JsonTab json;
  private final VBox box;

  SessionPane(InspectorModel model, InspectorActions actions, JsonFormat format, Ui ui) {
    this.model = model;
    this.ui = ui;
    var expired = expired();
    header = new SessionHeader(ui, new CurlMenu(model, format, ui).node());
    sentences = new SentencesTab(model, ui, expired);
    json = new JsonTab(model, ui);
    var tabs = tabs();
    Fields.showWhile(tabs, model.mergeProperty().isNull());
    var work = new StackPane(tabs, new MergePane(model, format, ui).node());
    work.setMinHeight(0);
    VBox.setVgrow(work, Priority.ALWAYS);
    box =
        new VBox(
            header.node(),
            new InspectorBars(model, ui, expired, () -> tabs.getSelectionModel().selectLast())
                .node(),
            work,
            new InspectorButtons(model, actions, ui).node());
    box.getStyleClass().add("inspector-session");
  }

  /** The node. */
  Node node() {
    return box;
  }

  /** Shows what is stored; what is edited comes from the draft. */
  void show(Session session) {
    header.show(session);
    sentences.show(session);
    json.show(session);
  }

  private BooleanBinding expired() {
    return InspectorBars.when(
        () ->
            model.contentProperty().get() instanceof Content.Open(var stored)
                && stored.session().isExpired(ui.clock().now()),
        model.contentProperty(),
        ui.clock().nowProperty());
  }

  private TabPane tabs() {
    var metadata = new MetadataEditor(model.draft().metadata(), ui, "inspector-metadata");
    VBox.setVgrow(metadata.node(), Priority.ALWAYS);
    var error =
        Fields.error(model.draft().errorProperty(Part.METADATA), "inspector-metadata-rules");
    var metadataBox = new VBox(metadata.node(), error);
    metadataBox.getStyleClass().add("inspector-tab");
    metadataBox.disableProperty().bind(model.fieldsLocked());
    var metadataScroll = new ScrollPane(metadataBox);
    metadataScroll.setFitToWidth(true);
    metadataScroll.setFitToHeight(true);
    metadataScroll.getStyleClass().add("edge-to-edge");
    metadataScroll.setFocusTraversable(false);
    var jsonTab = tab("inspector.tab.json", json.node(), "inspector-tab-json");
    jsonTab.selectedProperty().subscribe(json::setVisible);
    var sentencesTab = tab("inspector.tab.sentences", sentences.node(), "inspector-tab-sentences");
    sentencesTab.selectedProperty().subscribe(sentences::setVisible);
    var tabs =
        new TabPane(
            tab("inspector.tab.text", new TextTab(model, ui).node(), "inspector-tab-text"),
            sentencesTab,
            tab("inspector.tab.metadata", metadataScroll, "inspector-tab-metadata"),
            jsonTab);
    tabs.setId("inspector-tabs");
    tabs.accessibleTextProperty().bind(ui.messages().bind("inspector.tabs"));
    tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
    tabs.setMinHeight(0);
    return tabs;
  }

  private Tab tab(String key, Node content, String id) {
    var tab = new Tab();
    tab.setId(id);
    tab.textProperty().bind(ui.messages().bind(key));
    // A tab sets whether its content is disabled; what is in it decides that for itself.
    tab.setContent(new StackPane(content));
    return tab;
  }
}
