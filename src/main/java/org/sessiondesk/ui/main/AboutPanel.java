package org.sessiondesk.ui.main;

import atlantafx.base.theme.Styles;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.image.ImageView;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.sessiondesk.ui.fx.DeskStyles;
import org.sessiondesk.ui.fx.Dialogs.Panel;
import org.sessiondesk.ui.fx.Icons;
import org.sessiondesk.ui.fx.Messages;

/** What this program is, which version, and where it keeps its things. */
public final class AboutPanel implements Panel {
  private final Messages messages;
  private final Consumer<Path> openFolder;
  private final GridPane facts = new GridPane(12, 8);
  private final VBox root = new VBox();
  private Runnable close = () -> {};

  /**
   * Makes it.
   *
   * @param openFolder shows a folder in the system's file manager; returns at once
   */
  public AboutPanel(Messages messages, Facts about, Consumer<Path> openFolder) {
    this.messages = messages;
    this.openFolder = openFolder;
    addFact("version", "about-version", about.version());
    addFact("java", "about-java", Runtime.version().toString());
    addFact("javafx", "about-javafx", System.getProperty("javafx.runtime.version", "?"));
    addFolder("settings", about.settings());
    addFolder("data", about.data());
    addFolder("logs", about.logs());
    var licence = new Label();
    licence.textProperty().bind(messages.bind("main.about.licence"));
    licence.getStyleClass().add(DeskStyles.MUTED);
    var body = new VBox(16, head(), facts, licence);
    body.getStyleClass().add("desk-dialog-body");
    root.getChildren().setAll(body, buttons());
    root.setPrefWidth(560);
  }

  private Node head() {
    var name = new Label();
    name.textProperty().bind(messages.bind("main.window.title"));
    name.getStyleClass().add(DeskStyles.TITLE);
    var what = new Label();
    what.textProperty().bind(messages.bind("main.about.what"));
    what.getStyleClass().add(DeskStyles.MUTED);
    what.setMinHeight(Region.USE_PREF_SIZE);
    var words = new VBox(4, name, what);
    HBox.setHgrow(words, Priority.ALWAYS);
    var icon = new ImageView(WindowIcons.load(128));
    icon.setFitWidth(56);
    icon.setFitHeight(56);
    icon.setSmooth(true);
    var head = new HBox(16, icon, words);
    head.setAlignment(Pos.CENTER_LEFT);
    return head;
  }

  private void addFact(String key, String id, String value) {
    addRow(key, field(id, value), List.of());
  }

  private void addFolder(String key, Path folder) {
    var open = new Button(null, Icons.of(Feather.FOLDER));
    open.setId("about-open-" + key);
    open.getStyleClass().add(Styles.SMALL);
    open.setMinWidth(Region.USE_PREF_SIZE);
    open.textProperty().bind(messages.bind("main.about.open"));
    open.setOnAction(_ -> openFolder.accept(folder));
    addRow(key, field("about-" + key, folder.toString()), List.of(open));
  }

  private void addRow(String key, TextField field, List<? extends Node> more) {
    var name = new Label();
    name.textProperty().bind(messages.bind("main.about." + key));
    name.getStyleClass().add(DeskStyles.MUTED);
    name.setMinWidth(Region.USE_PREF_SIZE);
    int row = facts.getRowCount();
    name.setLabelFor(field);
    facts.add(name, 0, row);
    facts.add(field, 1, row);
    for (int i = 0; i < more.size(); i++) {
      facts.add(more.get(i), i + 2, row);
    }
  }

  /** A text that can be selected and copied. */
  private static TextField field(String id, String value) {
    var field = new TextField(value);
    field.setId(id);
    field.setEditable(false);
    field.getStyleClass().addAll("main-fact", DeskStyles.MONO);
    GridPane.setHgrow(field, Priority.ALWAYS);
    return field;
  }

  private Node buttons() {
    var button = new Button();
    button.setId("about-close");
    button.textProperty().bind(messages.bind("fx.dialog.close"));
    button.setDefaultButton(true);
    button.setOnAction(_ -> close.run());
    ButtonBar.setButtonData(button, ButtonBar.ButtonData.OK_DONE);
    var bar = new ButtonBar();
    bar.getButtons().setAll(button);
    bar.getStyleClass().add("desk-dialog-buttons");
    return bar;
  }

  @Override
  public String titleKey() {
    return "main.about.title";
  }

  @Override
  public Node content() {
    return root;
  }

  @Override
  public void onOpen(Runnable closer) {
    close = closer;
  }
}
