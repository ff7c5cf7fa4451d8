package org.sessiondesk.ui.main;

import java.util.Optional;
import java.util.function.Predicate;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.sessiondesk.ui.action.ConnectionActions;
import org.sessiondesk.ui.action.SessionActions;
import org.sessiondesk.ui.command.PaletteView;
import org.sessiondesk.ui.command.ShortcutsView;
import org.sessiondesk.ui.fx.DeskStyles;
import org.sessiondesk.ui.fx.Overlay;
import org.sessiondesk.ui.fx.Ui;

/** The window's content: everything in its place. */
public final class MainView {
  private final Parts parts;
  private final SidebarModel sidebar;
  private final WindowCommands commands;
  private final Overlay overlay = new Overlay();
  private final StackPane root;
  private final StackPane page = new StackPane();
  private final SplitPane split;
  private final BooleanProperty seen = new SimpleBooleanProperty(this, "seen");

  /**
   * Puts the window's content together.
   *
   * @param apiAddress where the HTTP API answers; empty while it is off
   * @param switchLanguage switches between English and Chinese
   */
  public MainView(
      Parts parts,
      SidebarModel sidebar,
      StatusModel status,
      BannerModel banner,
      ExpiryWatch expiry,
      NotificationsModel happened,
      TourModel tour,
      ConnectionActions connection,
      SessionActions actions,
      ObservableValue<Optional<String>> apiAddress,
      JobsModel jobs,
      Runnable switchLanguage,
      Ui ui) {
    this.parts = parts;
    this.sidebar = sidebar;
    var navigator = new Navigator(parts, sidebar, ui);
    commands =
        new WindowCommands(parts, sidebar, banner, expiry, navigator, connection, actions, ui);
    var palette =
        new PaletteView(parts.palette().apply(commands::offers, navigator::showTable), overlay, ui);
    var keys = new ShortcutsView(parts.actions(), WindowCommands.hints(), overlay, ui);
    var tourView = new TourView(tour, ui);
    var notes = new NotificationsView(happened, overlay, ui);
    var jobsView = new JobsView(jobs, ui);
    parts
        .actions()
        .add(
            commands.all(
                palette::toggle,
                keys::toggle,
                notes::toggle,
                jobsView::open,
                tourView::begin,
                switchLanguage));
    var header =
        new HeaderView(
            connection,
            parts.searchBar().node(),
            parts.actions(),
            commands::connectionSettings,
            notes.bell(parts.actions().get("notes")),
            ui);
    parts.searchBar().setOnLeave(commands::focusTable);
    parts.searchBar().setOnSave(commands::saveView);
    split = new SplitPane(parts.table(), parts.inspector());
    split.setId("content-split");
    split.setDividerPositions(0.64);
    SplitPane.setResizableWithParent(parts.inspector(), false);
    page.setMinSize(0, 0);
    var bannerView = new BannerView(banner, commands.bannerActions(notes::toggle), ui);
    var content = new VBox(bannerView.node(), page);
    VBox.setVgrow(page, Priority.ALWAYS);
    var frame = new BorderPane(content);
    frame.setTop(header.node());
    var placesView =
        new SidebarView(
            sidebar,
            commands::renameView,
            commands::replaceView,
            new ForecastView(expiry, ui).node(),
            ui);
    frame.setLeft(placesView.node());
    frame.setBottom(
        new StatusView(
                status,
                connection,
                apiAddress,
                jobsView.node(),
                commands::details,
                switchLanguage,
                ui)
            .node());
    var toasts = new ToastsView(ui);
    root = new StackPane(frame, toasts.node(), tourView.node(), overlay.node());
    root.getStyleClass().add(DeskStyles.PANE);
    seen.bind(onScreen(root));
    sidebar.showingProperty().bind(seen);
    status.showingProperty().bind(seen);
    sidebar.placeProperty().subscribe(this::goTo);
    actions.undo().setShowBin(() -> sidebar.placeProperty().set(new Place.Bin()));
  }

  /** The content, for a scene. */
  public Parent node() {
    return root;
  }

  /** The pane between table and inspector, whose position is remembered. */
  public SplitPane split() {
    return split;
  }

  /** Makes the window's shortcuts work in {@code scene}. */
  public void addShortcuts(Scene scene) {
    parts.actions().install(scene);
  }

  private void goTo(Place place) {
    switch (place) {
      case Place.Sessions _, Place.Saved _ -> page.getChildren().setAll(split);
      case Place.Dashboard _ -> page.getChildren().setAll(parts.dashboard().get());
      case Place.Bin _ -> page.getChildren().setAll(parts.bin().get());
      case Place.Audit _ -> page.getChildren().setAll(parts.audit().get());
      case Place.Log _ -> page.getChildren().setAll(parts.log().get());
    }
  }

  /** Whether the table is on the screen: a part that nobody sees is to cost nothing. */
  public ObservableValue<Boolean> sessionsSeen() {
    return seenAt(Place::showsTable);
  }

  /** Whether the statistics are on the screen. */
  public ObservableValue<Boolean> dashboardSeen() {
    return seenAt(Place.Dashboard.class::isInstance);
  }

  /** Whether the log is on the screen. */
  public ObservableValue<Boolean> logSeen() {
    return seenAt(Place.Log.class::isInstance);
  }

  private ObservableValue<Boolean> seenAt(Predicate<Place> there) {
    return Bindings.createBooleanBinding(
        () -> seen.get() && there.test(sidebar.placeProperty().get()),
        seen,
        sidebar.placeProperty());
  }

  /** On the screen: in a window that is shown and not put away. */
  private static ObservableValue<Boolean> onScreen(Parent root) {
    return root.sceneProperty()
        .flatMap(Scene::windowProperty)
        .flatMap(
            window ->
                window instanceof Stage stage
                    ? stage
                        .iconifiedProperty()
                        .flatMap(away -> stage.showingProperty().map(shown -> shown && !away))
                    : window.showingProperty())
        .orElse(false);
  }
}
