package org.sessiondesk.ui.main;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.StoreTarget;
import org.sessiondesk.json.JacksonJson;
import org.sessiondesk.memory.MemorySessionStore;
import org.sessiondesk.service.SessionQuery.View;
import org.sessiondesk.service.SessionService;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.settings.Environment;
import org.sessiondesk.settings.KeychainVault;
import org.sessiondesk.settings.Language;
import org.sessiondesk.settings.ProfilePasswords;
import org.sessiondesk.settings.SettingsFile;
import org.sessiondesk.settings.SettingsService;
import org.sessiondesk.settings.Theme;
import org.sessiondesk.settings.WindowChoices;
import org.sessiondesk.testing.MutableClock;
import org.sessiondesk.text.TextSegmenter;
import org.sessiondesk.ui.action.ConnectionActions;
import org.sessiondesk.ui.action.SessionActions;
import org.sessiondesk.ui.command.PaletteModel;
import org.sessiondesk.ui.command.RecentlyUsed;
import org.sessiondesk.ui.fx.Actions;
import org.sessiondesk.ui.fx.Dialogs.Panel;
import org.sessiondesk.ui.fx.FxBackground;
import org.sessiondesk.ui.fx.Messages;
import org.sessiondesk.ui.fx.ThemeControl;
import org.sessiondesk.ui.fx.Ui;
import org.sessiondesk.ui.preferences.PreferencesModel;
import org.sessiondesk.ui.preferences.PreferencesPanel;
import org.sessiondesk.ui.search.SearchModel;
import org.sessiondesk.ui.search.SearchView;
import org.sessiondesk.ui.table.GoToModel;
import org.sessiondesk.ui.table.GoToPanel;
import org.sessiondesk.ui.table.SessionTableModel;
import org.sessiondesk.ui.table.SessionTableView;
import org.sessiondesk.ui.testing.RecordingDialogs;
import org.sessiondesk.ui.testing.StoredSessions;
import org.sessiondesk.ui.testing.SwitchedConnection;
import org.sessiondesk.ui.testing.TestJournal;
import org.sessiondesk.ui.testing.TestUi;

/**
 * The whole shell around a real table, over sessions in memory and a connection that is switched.
 */
final class Shell implements AutoCloseable {
  static final ConnectionProfile PROFILE =
      new ConnectionProfile(
          "prod",
          "production",
          new StoreTarget.Standalone(
              new StoreTarget.Address("redis.example.net", 6379), false, 0, null),
          ConnectionProfile.DEFAULT_KEY_PREFIX);

  final MutableClock clock;
  final TestJournal journal;
  final TestUi test;
  final Ui ui;
  final RecordingDialogs dialogs;
  final MemorySessionStore temporary;
  final StoredSessions persistent;
  final SwitchedConnection connection;
  final SessionService service;
  final SettingsService settings;
  final ThemeControl theme;
  final SessionActions actions;
  final ConnectionActions connections;
  final SessionTableModel table;
  final SidebarModel sidebar;
  final StatusModel status;
  final BannerModel banner;
  final JobsModel jobs;
  final List<Path> shownFiles = new ArrayList<>();
  final ExpiryWatch expiry;
  final TourModel tour;
  final NotificationsModel happened;
  final SimpleBooleanProperty attended = new SimpleBooleanProperty(true);
  final MainView view;
  final SimpleObjectProperty<Optional<String>> api =
      new SimpleObjectProperty<>(Optional.of("http://127.0.0.1:8000"));
  final List<String> opened = new ArrayList<>();
  private final List<Runnable> closing = new ArrayList<>();

  Shell(Stage stage, Path folder) {
    test = TestUi.window(Locale.ENGLISH);
    ui = test.ui();
    dialogs = test.dialogs();
    clock = test.clock();
    journal = TestJournal.make(clock);
    temporary = new MemorySessionStore(clock);
    persistent = new StoredSessions();
    connection = new SwitchedConnection(persistent, clock);
    service =
        later(
            new SessionService(
                temporary,
                connection,
                new TextSegmenter(),
                () -> Duration.ofHours(1),
                clock,
                journal.journal()));
    settings = later(settings(folder, Map.of()));
    settings.update(
        s -> s.withProfile(PROFILE).withLanguage(Language.ENGLISH).withTheme(Theme.LIGHT));
    theme =
        new ThemeControl(
            Theme.LIGHT, List.of("desk", "table", "search", "command", "main", "preferences"));
    later(new Appearance(settings, ui.messages(), theme, Locale.ENGLISH));
    tour = new TourModel(settings);
    actions = new SessionActions(service, ui);
    connections =
        later(
            new ConnectionActions(
                connection,
                new ProfilePasswords(settings.environment(), new KeychainVault()),
                settings,
                ui));
    ProductionGuard.follow(connections, actions, theme);
    table = later(new SessionTableModel(service, actions, new JacksonJson(), ui));
    var tableView = new SessionTableView(table, ui, () -> {});
    var search = new SearchView(new SearchModel(service.index(), table.searchProperty(), ui), ui);
    sidebar = later(new SidebarModel(service, later(new ViewsModel(settings, service, ui)), ui));
    status = later(new StatusModel(service, connection, ui));
    expiry =
        later(
            new ExpiryWatch(
                service, actions, () -> WindowChoices.of(settings.current()).warnMinutes(), ui));
    happened =
        later(
            new NotificationsModel(
                connections.stateProperty(),
                sidebar.countProperty(View.FALLBACK),
                ((FxBackground) ui.background()).jobs(),
                attended,
                ui));
    happened.tellOf(expiry);
    var unconfirmed = later(new UnconfirmedModel(connection, ui));
    happened.tellOf(unconfirmed);
    banner =
        later(
            new BannerModel(
                service,
                connections.stateProperty(),
                sidebar.countProperty(View.FALLBACK),
                expiry,
                unconfirmed,
                ui));
    jobs = new JobsModel((FxBackground) ui.background(), shownFiles::add, ui);
    var dashboard = stand("dashboard");
    var bin = stand("bin");
    var audit = stand("audit");
    var log = stand("log");
    var possible = new Actions();
    possible.add(tableView.actions());
    var parts =
        new Parts(
            tableView.node(),
            stand("inspector"),
            () -> dashboard,
            () -> bin,
            () -> audit,
            () -> log,
            () -> panel("new"),
            () -> panel("connections"),
            () -> panel("details"),
            () -> new PreferencesPanel(new PreferencesModel(settings), ui),
            () -> panel("about"),
            () ->
                new GoToPanel(
                    new GoToModel(service.index(), table, connections::keyPrefix, ui),
                    ui,
                    tableView::focus),
            () -> panel("export"),
            () -> panel("import"),
            search,
            table.searchProperty(),
            table.viewProperty(),
            table.sortProperty(),
            tableView::focus,
            () -> true,
            possible,
            (offers, showTable) ->
                new PaletteModel(
                    offers,
                    service.index(),
                    id -> {
                      showTable.run();
                      new GoToModel(service.index(), table, connections::keyPrefix, ui).show(id);
                    },
                    new RecentlyUsed(settings),
                    ui));
    view =
        new MainView(
            parts,
            sidebar,
            status,
            banner,
            expiry,
            happened,
            tour,
            connections,
            actions,
            api,
            jobs,
            this::switchLanguage,
            ui);
    table.showingProperty().bind(view.sessionsSeen());
    var scene = new Scene(view.node(), 980, 640);
    theme.dress(scene);
    view.addShortcuts(scene);
    stage.setScene(scene);
    stage.show();
  }

  /** Settings in {@code folder}, with those variables in the environment. */
  static SettingsService settings(Path folder, Map<String, String> variables) {
    return new SettingsService(
        new SettingsFile(
            List.of(folder.resolve("settings.json")),
            new JacksonJson(),
            "1",
            InstantSource.system(),
            Duration.ofDays(1)),
        Environment.of(variables, folder));
  }

  private <T extends AutoCloseable> T later(T part) {
    closing.addFirst(
        () -> {
          try {
            part.close();
          } catch (Exception e) {
            throw new AssertionError("it could not be closed", e);
          }
        });
    return part;
  }

  private void switchLanguage() {
    boolean chinese = ui.messages().locale().getLanguage().equals("zh");
    settings.update(s -> s.withLanguage(chinese ? Language.ENGLISH : Language.CHINESE));
  }

  private static Node stand(String id) {
    var pane = new StackPane(new Label(id));
    pane.setId(id);
    pane.setMinWidth(200);
    return pane;
  }

  private Panel panel(String name) {
    return new Panel() {
      @Override
      public String titleKey() {
        return "main.menu.new";
      }

      @Override
      public Node content() {
        return new Label(name);
      }

      @Override
      public void onOpen(Runnable close) {
        opened.add(name);
      }
    };
  }

  Messages messages() {
    return ui.messages();
  }

  SessionId add(String text, boolean asPersistent, Duration life) {
    var now = clock.instant();
    var session = org.sessiondesk.testing.Sessions.temporary(now, life, text);
    if (asPersistent) {
      persistent.insert(session.asPersistent());
    } else {
      temporary.insert(session);
    }
    return session.id();
  }

  @Override
  public void close() {
    closing.forEach(Runnable::run);
  }
}
