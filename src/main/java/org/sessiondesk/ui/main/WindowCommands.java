package org.sessiondesk.ui.main;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import org.kordamp.ikonli.feather.Feather;
import org.sessiondesk.connection.ConnectionState;
import org.sessiondesk.service.SessionQuery.View;
import org.sessiondesk.settings.SavedView;
import org.sessiondesk.ui.action.ConnectionActions;
import org.sessiondesk.ui.action.SessionActions;
import org.sessiondesk.ui.command.KeyHint;
import org.sessiondesk.ui.command.PaletteEntry;
import org.sessiondesk.ui.fx.Action;
import org.sessiondesk.ui.fx.Action.Group;
import org.sessiondesk.ui.fx.Ui;

/** What can be done in the window that belongs to none of its parts alone. */
final class WindowCommands {
  private final Parts parts;
  private final SidebarModel sidebar;
  private final BannerModel banner;
  private final ExpiryWatch expiry;
  private final Navigator navigator;
  private final ConnectionActions connection;
  private final SessionActions sessions;
  private final Ui ui;

  WindowCommands(
      Parts parts,
      SidebarModel sidebar,
      BannerModel banner,
      ExpiryWatch expiry,
      Navigator navigator,
      ConnectionActions connection,
      SessionActions sessions,
      Ui ui) {
    this.parts = parts;
    this.sidebar = sidebar;
    this.banner = banner;
    this.expiry = expiry;
    this.navigator = navigator;
    this.connection = connection;
    this.sessions = sessions;
    this.ui = ui;
  }

  private static KeyCombination ctrl(KeyCode code, KeyCombination.Modifier... more) {
    var modifiers = new ArrayList<>(List.of(more));
    modifiers.add(KeyCombination.SHORTCUT_DOWN);
    return new KeyCodeCombination(code, modifiers.toArray(KeyCombination.Modifier[]::new));
  }

  private static KeyCombination key(KeyCode code) {
    return new KeyCodeCombination(code);
  }

  /**
   * All of it.
   *
   * @param palette shows the command palette, or puts it away
   * @param keys shows the list of keys, or puts it away
   * @param notes shows what happened, or puts it away
   * @param jobs shows the long jobs
   * @param tour begins the tour
   */
  List<Action> all(
      Runnable palette,
      Runnable keys,
      Runnable notes,
      Runnable jobs,
      Runnable tour,
      Runnable switchLanguage) {
    var all = new ArrayList<Action>();
    all.addAll(aboutSessions());
    all.add(
        Action.of(
                "dashboard",
                "main.place.dashboard",
                Group.GO,
                Feather.BAR_CHART_2,
                () -> go(new Place.Dashboard()))
            .inMenu());
    all.add(
        Action.of("bin", "main.place.bin", Group.GO, Feather.TRASH_2, () -> go(new Place.Bin()))
            .inMenu());
    all.add(
        Action.of(
                "audit",
                "main.place.audit",
                Group.GO,
                Feather.CHECK_SQUARE,
                () -> go(new Place.Audit()))
            .inMenu());
    all.add(
        Action.of("log", "main.place.log", Group.GO, Feather.FILE_TEXT, () -> go(new Place.Log()))
            .inMenu());
    all.add(
        Action.of("jobs", "main.menu.jobs", Group.GO, Feather.ACTIVITY, jobs)
            .withKeys(ctrl(KeyCode.J))
            .inMenu());
    all.addAll(aboutConnection());
    all.addAll(aboutWindow(palette, keys, notes, tour, switchLanguage));
    return all;
  }

  private List<Action> aboutSessions() {
    var group = Group.SESSIONS;
    return List.of(
        Action.of("new", "main.menu.new", group, Feather.PLUS, this::newSession)
            .withKeys(ctrl(KeyCode.N))
            .inMenu(),
        Action.of("search", "main.menu.search", group, Feather.SEARCH, this::focusSearch)
            .withKeys(ctrl(KeyCode.F)),
        Action.of("goto", "main.menu.goto", group, Feather.CROSSHAIR, this::goToSession)
            .withKeys(ctrl(KeyCode.G))
            .inMenu(),
        Action.of("saveview", "main.menu.saveview", group, Feather.BOOKMARK, this::saveView)
            .withKeys(ctrl(KeyCode.D))
            .inMenu(),
        Action.of(
                "export",
                "main.menu.export",
                group,
                Feather.DOWNLOAD,
                () -> ui.dialogs().open(parts.exporting().get()))
            .withKeys(ctrl(KeyCode.E))
            .inMenu(),
        Action.of(
                "import",
                "main.menu.import",
                group,
                Feather.UPLOAD,
                () -> ui.dialogs().open(parts.importing().get()))
            .withKeys(ctrl(KeyCode.I))
            .inMenu(),
        // Where one types, the text takes the keys first.
        Action.of(
                "undo", "main.menu.undo", group, Feather.CORNER_UP_LEFT, sessions.undo()::undoLast)
            .withKeys(ctrl(KeyCode.Z))
            .inMenu(),
        Action.of("cleanup", "main.menu.cleanup", group, Feather.TRASH, sessions::cleanUp)
            .inMenu());
  }

  private List<Action> aboutConnection() {
    var group = Group.CONNECTION;
    var state = connection.stateProperty();
    return List.of(
        Action.of(
                "connections",
                "main.menu.connections",
                group,
                Feather.SLIDERS,
                this::connectionSettings)
            .withKeys(ctrl(KeyCode.K, KeyCombination.SHIFT_DOWN))
            .inMenu(),
        Action.of("details", "main.menu.details", group, Feather.SERVER, this::details).inMenu(),
        Action.of("retry", "main.menu.retry", group, Feather.REFRESH_CW, connection::retryNow)
            .withKeys(key(KeyCode.F5))
            .enabledWhile(
                state.map(now -> !(now instanceof ConnectionState.Online)),
                () -> "main.whynot.connected"),
        Action.of(
                "disconnect",
                "main.header.disconnect",
                group,
                Feather.SLASH,
                connection::disconnect)
            .enabledWhile(
                state.map(now -> now.wanted().isPresent()), () -> "main.whynot.disconnected"));
  }

  private List<Action> aboutWindow(
      Runnable palette, Runnable keys, Runnable notes, Runnable tour, Runnable switchLanguage) {
    var group = Group.WINDOW;
    return List.of(
        Action.of("palette", "main.menu.palette", group, Feather.TERMINAL, palette)
            .withKeys(ctrl(KeyCode.K))
            .inMenu(),
        Action.of("keys", "main.menu.keys", group, Feather.COMMAND, keys)
            .withKeys(key(KeyCode.F1))
            .inMenu(),
        Action.of("notes", "main.menu.notes", group, Feather.BELL, notes)
            .withKeys(ctrl(KeyCode.B, KeyCombination.SHIFT_DOWN))
            .inMenu(),
        Action.of("settings", "main.menu.settings", group, Feather.SETTINGS, this::preferences)
            .withKeys(ctrl(KeyCode.COMMA))
            .inMenu(),
        Action.of("language", "main.menu.language", group, Feather.GLOBE, switchLanguage),
        Action.of(
                "guide",
                "main.menu.guide",
                group,
                Feather.BOOK_OPEN,
                () -> ui.dialogs().open(new GuidePanel(ui.messages().locale())))
            .inMenu(),
        Action.of("tour", "main.menu.tour", group, Feather.MAP, tour).inMenu(),
        Action.of(
                "about",
                "main.menu.about",
                group,
                Feather.INFO,
                () -> ui.dialogs().open(parts.about().get()))
            .inMenu());
  }

  /** Keys that no action has. */
  static List<KeyHint> hints() {
    var table = "command.place.table";
    var search = "command.place.search";
    var sidebar = "command.place.sidebar";
    return List.of(
        new KeyHint(table, "↑ ↓ PgUp PgDn Home End", "command.hint.walk"),
        new KeyHint(table, "Shift+↑ ↓", "command.hint.extend"),
        new KeyHint(search, "↓ Enter", "command.hint.totable"),
        new KeyHint(search, "Tab", "command.hint.take"),
        new KeyHint(search, ctrl(KeyCode.SPACE).getDisplayText(), "command.hint.complete"),
        new KeyHint(search, "F1", "command.hint.help"),
        new KeyHint(search, "Esc", "command.hint.leavesearch"),
        new KeyHint(sidebar, "F2", "command.hint.renameview"),
        new KeyHint(sidebar, "Alt+↑ ↓", "command.hint.moveview"));
  }

  // ---- what the palette offers

  /** All that is not a session: actions, places and profiles. */
  List<PaletteEntry> offers() {
    var offers = new ArrayList<PaletteEntry>();
    for (var action : parts.actions().all()) {
      if (!action.id().equals("palette")) {
        offers.add(offer(action));
      }
    }
    for (var kind : SidebarView.KINDS) {
      offers.add(place(SidebarView.key(kind.view()), kind.icon(), kind.place()));
    }
    for (var view : sidebar.views().views()) {
      offers.add(
          new PaletteEntry(
              "view:" + view.id(),
              PaletteEntry.Kind.PLACE,
              Feather.BOOKMARK,
              view.name(),
              "",
              ui.messages().get("command.kind.place"),
              "",
              null,
              () -> go(new Place.Saved(view.id()))));
    }
    for (var profile : connection.profiles()) {
      offers.add(
          new PaletteEntry(
              "profile:" + profile.id(),
              PaletteEntry.Kind.PROFILE,
              Feather.SERVER,
              connection.nameOf(profile),
              "",
              ui.messages().get("command.kind.profile"),
              "",
              null,
              () -> connection.switchTo(profile)));
    }
    return offers;
  }

  private PaletteEntry offer(Action action) {
    var messages = ui.messages();
    return new PaletteEntry(
        action.id(),
        PaletteEntry.Kind.ACTION,
        action.icon(),
        messages.get(action.key()),
        messages.inEnglish(action.key()),
        "",
        action.shortcutText(),
        action.isEnabled() ? null : messages.get(action.whyNotKey()),
        action::run);
  }

  private PaletteEntry place(String key, Feather icon, Place place) {
    return new PaletteEntry(
        "place:" + key,
        PaletteEntry.Kind.PLACE,
        icon,
        ui.messages().get(key),
        ui.messages().inEnglish(key),
        ui.messages().get("command.kind.place"),
        "",
        null,
        () -> go(place));
  }

  // ---- what is done

  void newSession() {
    ui.dialogs().open(parts.newSession().get());
  }

  void connectionSettings() {
    ui.dialogs().open(parts.connectionSettings().get());
  }

  void details() {
    ui.dialogs().open(parts.details().get());
  }

  void preferences() {
    ui.dialogs().open(parts.preferences().get());
  }

  void goToSession() {
    navigator.showTable();
    ui.dialogs().open(parts.goTo().get());
  }

  void focusSearch() {
    navigator.showTable();
    parts.searchBar().focus();
  }

  void focusTable() {
    navigator.showTable();
    parts.focusTable().run();
  }

  void saveView() {
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

  void renameView(SavedView view) {
    ui.dialogs()
        .open(
            new ViewNamePanel(
                sidebar.views(), view, name -> sidebar.views().rename(view.id(), name), ui));
  }

  void replaceView(SavedView view) {
    sidebar.views().replace(view.id(), navigator.query());
    go(new Place.Saved(view.id()));
  }

  private void go(Place place) {
    sidebar.placeProperty().set(place);
  }

  /** What the buttons of the banner do. */
  Map<BannerModel.Action, Runnable> bannerActions(Runnable notes) {
    return Map.ofEntries(
        Map.entry(BannerModel.Action.PREFERENCES, this::preferences),
        Map.entry(BannerModel.Action.RETRY, connection::retryNow),
        Map.entry(BannerModel.Action.SETTINGS, this::connectionSettings),
        Map.entry(BannerModel.Action.SHOW_FALLBACKS, () -> go(new Place.Sessions(View.FALLBACK))),
        Map.entry(BannerModel.Action.PROMOTE_FALLBACKS, () -> banner.promoteFallbacks(sessions)),
        Map.entry(BannerModel.Action.SHOW_SOON, () -> go(new Place.Sessions(View.EXPIRING_SOON))),
        Map.entry(BannerModel.Action.EXTEND_SOON, expiry::extend),
        Map.entry(BannerModel.Action.PROMOTE_SOON, expiry::promote),
        Map.entry(BannerModel.Action.DISMISS_SOON, expiry::dismiss),
        Map.entry(BannerModel.Action.SHOW_NOTES, notes),
        Map.entry(BannerModel.Action.DISMISS_UNCONFIRMED, banner::dismissUnconfirmed),
        Map.entry(BannerModel.Action.STOP_LOADING, banner::stopLoading),
        Map.entry(BannerModel.Action.RESUME_LOADING, banner::resumeLoading));
  }
}
