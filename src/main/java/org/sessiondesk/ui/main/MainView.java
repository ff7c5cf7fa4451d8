package org.sessiondesk.ui.main;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.ObservableList;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.SplitPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.sessiondesk.service.SessionQuery.View;
import org.sessiondesk.settings.SavedView;
import org.sessiondesk.ui.action.ConnectionActions;
import org.sessiondesk.ui.action.SessionActions;
import org.sessiondesk.ui.fx.DeskStyles;
import org.sessiondesk.ui.fx.Job;
import org.sessiondesk.ui.fx.Ui;

/** The window's content: everything in its place. */
public final class MainView {
  private static final KeyCombination NEW = ctrl(KeyCode.N);
  private static final KeyCombination FIND = ctrl(KeyCode.F);
  private static final KeyCombination GO_TO = ctrl(KeyCode.G);
  private static final KeyCombination SAVE_VIEW = ctrl(KeyCode.D);
  private static final KeyCombination SETTINGS = ctrl(KeyCode.COMMA);
  private static final KeyCombination CONNECTIONS =
      new KeyCodeCombination(KeyCode.K, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN);

  private final Parts parts;
  private final SidebarModel sidebar;
  private final BannerModel banner;
  private final Navigator navigator;
  private final ConnectionActions connection;
  private final SessionActions actions;
  private final Ui ui;
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
      ConnectionActions connection,
      SessionActions actions,
      ObservableValue<Optional<String>> apiAddress,
      ObservableList<Job> jobs,
      Runnable switchLanguage,
      Ui ui) {
    this.parts = parts;
    this.sidebar = sidebar;
    this.banner = banner;
    this.connection = connection;
    this.actions = actions;
    this.ui = ui;
    var header =
        new HeaderView(
            connection,
            parts.searchBar().node(),
            this::newSession,
            this::connectionSettings,
            entries(),
            ui);
    parts.searchBar().setOnLeave(this::focusTable);
    parts.searchBar().setOnSave(this::saveView);
    split = new SplitPane(parts.table(), parts.inspector());
    split.setId("content-split");
    split.setDividerPositions(0.64);
    SplitPane.setResizableWithParent(parts.inspector(), false);
    page.setMinSize(0, 0);
    var bannerView = new BannerView(banner, bannerActions(), ui);
    var content = new VBox(bannerView.node(), page);
    VBox.setVgrow(page, Priority.ALWAYS);
    var frame = new BorderPane(content);
    frame.setTop(header.node());
    navigator = new Navigator(parts, sidebar, ui);
    var placesView = new SidebarView(sidebar, this::renameView, this::replaceView, ui);
    frame.setLeft(placesView.node());
    frame.setBottom(
        new StatusView(status, connection, apiAddress, jobs, switchLanguage, ui).node());
    var toasts = new ToastsView(ui);
    root = new StackPane(frame, toasts.node());
    root.getStyleClass().add(DeskStyles.PANE);
    seen.bind(onScreen(root));
    sidebar.showingProperty().bind(seen);
    status.showingProperty().bind(seen);
    sidebar.placeProperty().subscribe(this::goTo);
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
    var keys = scene.getAccelerators();
    keys.put(NEW, this::newSession);
    keys.put(FIND, this::focusSearch);
    keys.put(SAVE_VIEW, this::saveView);
    keys.put(GO_TO, this::goToSession);
    keys.put(SETTINGS, this::preferences);
    keys.put(CONNECTIONS, this::connectionSettings);
    keys.put(new KeyCodeCombination(KeyCode.F5), connection::retryNow);
  }

  /** Opens the dialog in which a session is created. */
  public void newSession() {
    ui.dialogs().open(parts.newSession().get());
  }

  private void connectionSettings() {
    ui.dialogs().open(parts.connectionSettings().get());
  }

  private void preferences() {
    ui.dialogs().open(parts.preferences().get());
  }

  private void goToSession() {
    navigator.showTable();
    ui.dialogs().open(parts.goTo().get());
  }

  private void focusSearch() {
    navigator.showTable();
    parts.searchBar().focus();
  }

  private void go(Place place) {
    sidebar.placeProperty().set(place);
  }

  private void saveView() {
    navigator.showTable();
    var query = navigator.query();
    ui.dialogs()
        .open(
            new ViewNamePanel(
                sidebar.views(),
                query,
                name -> go(new Place.Saved(sidebar.views().save(name, query))),
                ui));
  }

  private void renameView(SavedView view) {
    ui.dialogs()
        .open(
            new ViewNamePanel(
                sidebar.views(), view, name -> sidebar.views().rename(view.id(), name), ui));
  }

  private void replaceView(SavedView view) {
    sidebar.views().replace(view.id(), navigator.query());
    go(new Place.Saved(view.id()));
  }

  private void focusTable() {
    navigator.showTable();
    parts.focusTable().run();
  }

  private void goTo(Place place) {
    switch (place) {
      case Place.Sessions _, Place.Saved _ -> page.getChildren().setAll(split);
      case Place.Dashboard _ -> page.getChildren().setAll(parts.dashboard().get());
      case Place.Log _ -> page.getChildren().setAll(parts.log().get());
    }
  }

  private Map<BannerModel.Action, Runnable> bannerActions() {
    return Map.of(
        BannerModel.Action.PREFERENCES,
        this::preferences,
        BannerModel.Action.RETRY,
        connection::retryNow,
        BannerModel.Action.SETTINGS,
        this::connectionSettings,
        BannerModel.Action.SHOW_FALLBACKS,
        () -> sidebar.placeProperty().set(new Place.Sessions(View.FALLBACK)),
        BannerModel.Action.STOP_LOADING,
        banner::stopLoading,
        BannerModel.Action.RESUME_LOADING,
        banner::resumeLoading,
        BannerModel.Action.PROMOTE_FALLBACKS,
        () -> banner.promoteFallbacks(actions));
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

  private List<HeaderView.@Nullable Entry> entries() {
    return Arrays.asList(
        new HeaderView.Entry("main.menu.new", Feather.PLUS, NEW, this::newSession),
        new HeaderView.Entry("main.menu.goto", Feather.CROSSHAIR, GO_TO, this::goToSession),
        new HeaderView.Entry("main.menu.saveview", Feather.BOOKMARK, SAVE_VIEW, this::saveView),
        new HeaderView.Entry("main.menu.cleanup", Feather.TRASH, null, actions::cleanUp),
        null,
        new HeaderView.Entry(
            "main.menu.connections", Feather.SLIDERS, CONNECTIONS, this::connectionSettings),
        new HeaderView.Entry("main.menu.settings", Feather.SETTINGS, SETTINGS, this::preferences),
        null,
        new HeaderView.Entry(
            "main.place.dashboard", Feather.BAR_CHART_2, null, () -> go(new Place.Dashboard())),
        new HeaderView.Entry("main.place.log", Feather.FILE_TEXT, null, () -> go(new Place.Log())),
        null,
        new HeaderView.Entry(
            "main.menu.about", Feather.INFO, null, () -> ui.dialogs().open(parts.about().get())));
  }

  private static KeyCombination ctrl(KeyCode code) {
    return new KeyCodeCombination(code, KeyCombination.SHORTCUT_DOWN);
  }
}
