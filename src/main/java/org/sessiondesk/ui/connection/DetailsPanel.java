package org.sessiondesk.ui.connection;

import java.util.List;
import java.util.Objects;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.ConnectionFigures;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.ui.fx.DeskStyles;
import org.sessiondesk.ui.fx.DialogButtons;
import org.sessiondesk.ui.fx.Dialogs;
import org.sessiondesk.ui.fx.Ui;

/** How a connection does: state, server, latency, bytes, reconnects, the last trouble. */
public final class DetailsPanel implements Dialogs.Panel {
  private static final double NAMES = 150;

  private final DetailsModel model;
  private final Ui ui;
  private final ComboBox<ConnectionProfile> profiles = new ComboBox<>();
  private final GridPane grid = new GridPane(16, 10);
  private final VBox content = new VBox();
  private List<String> shown = List.of();
  private Runnable close = () -> {};

  public DetailsPanel(DetailsModel model, Ui ui) {
    this.model = model;
    this.ui = ui;
    var names = new ColumnConstraints(NAMES);
    var texts = new ColumnConstraints();
    texts.setHgrow(Priority.ALWAYS);
    grid.getColumnConstraints().setAll(names, texts);
    profiles.setId("details-profile");
    profiles.setMaxWidth(Double.MAX_VALUE);
    profiles.accessibleTextProperty().bind(ui.messages().bind("details.profile"));
    profiles.setCellFactory(_ -> new NameCell());
    profiles.setButtonCell(new NameCell());
    profiles
        .valueProperty()
        .subscribe(
            profile -> {
              if (profile != null) {
                model.chosenProperty().set(profile.id());
              }
            });
    var none = new Label();
    none.setId("details-none");
    none.textProperty().bind(ui.messages().bind("details.nothing"));
    none.visibleProperty().bind(model.linesProperty().map(List::isEmpty));
    none.managedProperty().bind(none.visibleProperty());
    var body = new VBox(14, none, profiles, grid);
    body.getStyleClass().add("desk-dialog-body");
    VBox.setVgrow(body, Priority.ALWAYS);
    content.getChildren().setAll(body, buttons());
    content.setPrefSize(620, 470);
    model.figuresProperty().subscribe(this::offer);
    model.linesProperty().subscribe(this::show);
    model.showingProperty().bind(content.sceneProperty().isNotNull());
  }

  private void offer(List<ConnectionFigures> figures) {
    var known = figures.stream().map(ConnectionFigures::profile).toList();
    profiles.setVisible(!known.isEmpty());
    if (!known.equals(profiles.getItems())) {
      var id = model.chosenProperty().get();
      profiles.getItems().setAll(known);
      known.stream()
          .filter(profile -> id == null || profile.id().equals(id))
          .findFirst()
          .ifPresent(profiles::setValue);
    }
  }

  /** Each second the same lines with other texts: they stay, so that one can select and listen. */
  private void show(List<DetailsModel.Line> lines) {
    var names = lines.stream().map(DetailsModel.Line::name).toList();
    if (!names.equals(shown)) {
      shown = names;
      grid.getChildren().clear();
      for (int i = 0; i < lines.size(); i++) {
        add(i, lines.get(i).name());
      }
    }
    for (var line : lines) {
      ((Label) Objects.requireNonNull(grid.lookup("#details-" + line.name()))).setText(line.text());
    }
  }

  private void add(int row, String name) {
    var label = new Label();
    label.textProperty().bind(ui.messages().bind("details." + name));
    label.getStyleClass().add(DeskStyles.MUTED);
    label.setWrapText(true);
    GridPane.setValignment(label, VPos.TOP);
    var text = new Label();
    text.setId("details-" + name);
    text.setWrapText(true);
    text.setMinHeight(Region.USE_PREF_SIZE);
    label.setLabelFor(text);
    grid.addRow(row, label, text);
  }

  /** A profile's name. */
  private final class NameCell extends ListCell<ConnectionProfile> {
    @Override
    protected void updateItem(@Nullable ConnectionProfile profile, boolean empty) {
      super.updateItem(profile, empty);
      setText(profile == null || empty ? "" : model.nameOf(profile));
    }
  }

  private Node buttons() {
    var done = DialogButtons.button("details-close", ui.messages().bind("fx.dialog.close"));
    done.setCancelButton(true);
    done.setDefaultButton(true);
    done.setOnAction(_ -> close.run());
    return DialogButtons.line(done);
  }

  @Override
  public String titleKey() {
    return "details.title";
  }

  @Override
  public Node content() {
    return content;
  }

  @Override
  public void onOpen(Runnable closeDialog) {
    close = closeDialog;
  }
}
