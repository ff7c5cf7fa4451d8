package org.sessiondesk.app;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.service.SessionQuery.View;
import org.sessiondesk.settings.Language;
import org.sessiondesk.speech.JavaSound;
import org.sessiondesk.ui.action.ApiPlace;
import org.sessiondesk.ui.action.ConnectionActions;
import org.sessiondesk.ui.action.SessionActions;
import org.sessiondesk.ui.audit.AuditModel;
import org.sessiondesk.ui.audit.AuditView;
import org.sessiondesk.ui.bin.BinModel;
import org.sessiondesk.ui.bin.BinView;
import org.sessiondesk.ui.connection.DetailsModel;
import org.sessiondesk.ui.connection.DetailsPanel;
import org.sessiondesk.ui.connection.SecretPromptModel;
import org.sessiondesk.ui.connection.SecretPromptPanel;
import org.sessiondesk.ui.fx.Actions;
import org.sessiondesk.ui.fx.Dialogs;
import org.sessiondesk.ui.fx.Formats;
import org.sessiondesk.ui.fx.FxBackground;
import org.sessiondesk.ui.fx.FxDialogs;
import org.sessiondesk.ui.fx.FxTicker;
import org.sessiondesk.ui.fx.Messages;
import org.sessiondesk.ui.fx.Notices;
import org.sessiondesk.ui.fx.Problems;
import org.sessiondesk.ui.fx.SecondClock;
import org.sessiondesk.ui.fx.ThemeControl;
import org.sessiondesk.ui.fx.Ui;
import org.sessiondesk.ui.inspector.InspectorModel;
import org.sessiondesk.ui.inspector.InspectorView;
import org.sessiondesk.ui.inspector.ListenModel;
import org.sessiondesk.ui.log.LogBuffer;
import org.sessiondesk.ui.log.LogModel;
import org.sessiondesk.ui.log.LogView;
import org.sessiondesk.ui.main.AboutPanel;
import org.sessiondesk.ui.main.Appearance;
import org.sessiondesk.ui.main.BannerModel;
import org.sessiondesk.ui.main.ChineseFonts;
import org.sessiondesk.ui.main.Facts;
import org.sessiondesk.ui.main.JobsModel;
import org.sessiondesk.ui.main.MainView;
import org.sessiondesk.ui.main.Parts;
import org.sessiondesk.ui.main.ProductionGuard;
import org.sessiondesk.ui.main.QuitModel;
import org.sessiondesk.ui.main.SettingsNotices;
import org.sessiondesk.ui.main.SidebarModel;
import org.sessiondesk.ui.main.StatusModel;
import org.sessiondesk.ui.main.TourModel;
import org.sessiondesk.ui.main.UnconfirmedModel;
import org.sessiondesk.ui.main.ViewsModel;
import org.sessiondesk.ui.main.WindowIcons;
import org.sessiondesk.ui.main.WindowMemory;
import org.sessiondesk.ui.preferences.PreferencesModel;
import org.sessiondesk.ui.preferences.PreferencesPanel;
import org.sessiondesk.ui.search.SearchModel;
import org.sessiondesk.ui.search.SearchView;
import org.sessiondesk.ui.stats.FiguresModel;
import org.sessiondesk.ui.stats.StatsModel;
import org.sessiondesk.ui.stats.StatsView;
import org.sessiondesk.ui.table.SessionTableModel;
import org.sessiondesk.ui.table.SessionTableView;
import org.sessiondesk.ui.table.TableMemory;
import org.sessiondesk.ui.transfer.ExportScope.What;

/** The composition root of the window: makes its parts, and closes them in the reverse order. */
final class DeskWindow implements AutoCloseable {
  /** The parts that have style sheets of their own, in the order in which these count. */
  private static final List<String> SHEETS =
      List.of(
          "desk",
          "field",
          "main",
          "table",
          "search",
          "command",
          "form",
          "inspector",
          "connection",
          "preferences",
          "stats",
          "transfer",
          "bin",
          "audit",
          "log");

  private static final double INSPECTOR_AT = 0.64;

  private final AppContext context;
  private final Stage stage;
  private final Closing closing = new Closing();
  private final Messages messages;
  private final Ui ui;
  private final FxDialogs dialogs;
  private final SessionActions actions;
  private final ConnectionActions connection;
  private final SessionTableModel table;
  private final InspectorModel inspector;
  private final JobsModel jobs;
  private final WindowTransfers transfers;
  private final WindowFolders folders;
  private final WindowConnections connections;
  private final WindowSessions sessions;
  private final TourModel tour;

  /** Makes the window on {@code stage}; shows nothing yet. */
  DeskWindow(AppContext context, Stage stage, LogBuffer logLines) {
    this.context = context;
    this.stage = stage;
    var settings = context.settings();
    var service = context.service();
    messages = new Messages(Appearance.locale(settings.current().language(), Locale.getDefault()));
    var themes = new ThemeControl(settings.current().theme(), SHEETS);
    closeLater(new Appearance(settings, messages, themes, Locale.getDefault()));
    var problems = new Problems(messages);
    dialogs = new FxDialogs(stage, messages, themes);
    var background = new FxBackground(messages, this::showProblem);
    ui =
        new Ui(
            messages,
            new Formats(messages, ZoneId.systemDefault()),
            background,
            dialogs,
            new Notices(),
            problems,
            closeLater(new SecondClock(context.clock(), new FxTicker())));
    folders = new WindowFolders(context, ui);
    actions = new SessionActions(service, ui);
    connection =
        closeLater(new ConnectionActions(context.connector(), context.passwords(), settings, ui));
    connections = new WindowConnections(context, connection, ui);
    connection.setUnlocker(connections::unlockFor);
    closeLater(new SecretPromptModel(connection, context.vault(), context.passwords(), ui))
        .setOnQuestion(asking -> dialogs.open(new SecretPromptPanel(asking, ui)));
    background.setPlace(
        () -> connection.stateProperty().get().wanted().map(connection::nameOf).orElse(""));
    tour = new TourModel(settings);
    ProductionGuard.follow(connection, actions, themes);
    table = closeLater(new SessionTableModel(service, actions, context.json(), ui));
    sessions = new WindowSessions(context, connection, table, ui);
    var listen = new ListenModel(context::findSpeech, new JavaSound(), context.voices(), ui);
    inspector =
        closeLater(
            new InspectorModel(
                service,
                actions,
                context.json(),
                context.voices(),
                listen,
                context.journal().drafts(),
                ui));
    transfers = new WindowTransfers(context, connection, table, actions.undo(), folders::show, ui);
    table.commands().setOnExport(() -> ui.dialogs().open(transfers.export(What.SELECTED)));
    jobs = new JobsModel(background, folders::show, ui);
    var view = mainView(background, logLines);
    connection.askBeforeLeaving(inspector::mayLeave);
    OpenedSession.follow(table, inspector);
    var scene = new Scene(view.node());
    themes.dress(scene);
    view.addShortcuts(scene);
    stage.setScene(scene);
    stage.titleProperty().bind(messages.bind("main.window.title"));
    themes.textPercentProperty().subscribe(percent -> keepUsable(percent.intValue()));
    var quit = new QuitModel(service, actions, connection.stateProperty(), stage::close, ui);
    stage.setOnCloseRequest(
        event -> {
          if (!inspector.mayLeave() || !jobs.mayQuit(this::askToClose) || !quit.mayQuit()) {
            event.consume();
          }
        });
    var memory = new WindowMemory(settings);
    memory.follow(stage);
    memory.follow(view.split(), "content", INSPECTOR_AT);
    closeLater(new SettingsNotices(settings, ui));
    closeLater(AuditNotes.follow(context.journal().audit(), ui));
  }

  /** Larger text needs more room, but never more than there is. */
  private void keepUsable(int percent) {
    var screen = Screen.getPrimary().getVisualBounds();
    double factor = 1 + Math.max(0, percent - 100) / 200.0;
    stage.setMinWidth(Math.min(860 * factor, screen.getWidth()));
    stage.setMinHeight(Math.min(560 * factor, screen.getHeight()));
  }

  private MainView mainView(FxBackground background, LogBuffer logLines) {
    var service = context.service();
    var sidebar =
        closeLater(
            new SidebarModel(
                service, closeLater(new ViewsModel(context.settings(), service, ui)), ui));
    var news =
        closeLater(
            new WindowNews(
                service,
                context.settings(),
                connection,
                actions,
                sidebar,
                background.jobs(),
                stage,
                ui));
    var unconfirmed = closeLater(new UnconfirmedModel(context.connector(), ui));
    news.happened().tellOf(unconfirmed);
    var banner =
        closeLater(
            new BannerModel(
                service,
                connection.stateProperty(),
                sidebar.countProperty(View.FALLBACK),
                news.expiry(),
                unconfirmed,
                ui));
    return new MainView(
        parts(logLines),
        sidebar,
        new StatusModel(service, context.connector(), ui),
        banner,
        news.expiry(),
        news.happened(),
        tour,
        connection,
        actions,
        actions
            .apiProperty()
            .map(api -> api.served() ? Optional.of(api.baseUrl()) : Optional.empty()),
        jobs,
        this::switchLanguage,
        ui);
  }

  private Parts parts(LogBuffer logLines) {
    var service = context.service();
    TableMemory.follow(table, context.settings());
    var tableView = new SessionTableView(table, ui, () -> ui.dialogs().open(sessions.make()));
    table.showingProperty().bind(tableView.node().sceneProperty().isNotNull());
    TableChoices.follow(context.settings(), tableView);
    var inspectorView = new InspectorView(inspector, context.json(), ui);
    var possible = new Actions();
    possible.add(tableView.actions());
    possible.add(inspectorView.actions());
    possible.add(transfers.actions());
    possible.add(transfers.bulkActions());
    var search = new SearchView(new SearchModel(service.index(), table.searchProperty(), ui), ui);
    var stats = closeLater(new StatsModel(service, ui));
    var figures =
        closeLater(
            new FiguresModel(
                service,
                context.connector(),
                ZoneId.systemDefault(),
                RandomGenerator.getDefault(),
                ui));
    var bin = closeLater(new BinModel(service, context.journal().bin(), actions.undo(), ui));
    var audit = closeLater(new AuditModel(context.journal().audit(), context.json(), ui));
    var log = closeLater(new LogModel(logLines, ui));
    var details = closeLater(new DetailsModel(context.connector(), connection, ui));
    return new Parts(
        tableView.node(),
        inspectorView.node(),
        new Later(
            () -> {
              var node = new StatsView(stats, figures, ui).node();
              stats.showingProperty().bind(node.sceneProperty().isNotNull());
              figures.showingProperty().bind(node.sceneProperty().isNotNull());
              return node;
            }),
        new Later(
            () -> {
              var node = new BinView(bin, ui).node();
              bin.showingProperty().bind(node.sceneProperty().isNotNull());
              return node;
            }),
        new Later(
            () -> {
              var node = new AuditView(audit, ui, folders::audit).node();
              audit.showingProperty().bind(node.sceneProperty().isNotNull());
              return node;
            }),
        new Later(() -> new LogView(log, ui, folders::logs).node()),
        sessions::make,
        connections::settings,
        () -> new DetailsPanel(details, ui),
        () -> new PreferencesPanel(new PreferencesModel(context.settings()), ui),
        this::about,
        () -> sessions.goTo(tableView),
        () -> transfers.export(What.FOUND),
        transfers::importing,
        search,
        table.searchProperty(),
        table.viewProperty(),
        table.sortProperty(),
        tableView::focus,
        inspector::mayLeave,
        possible,
        sessions::palette);
  }

  /** Asks for the pass-phrase of the file of secrets where {@code profile} needs it. */
  void unlockFor(ConnectionProfile profile, Runnable then) {
    connections.unlockFor(profile, then);
  }

  private Dialogs.Panel about() {
    var places = context.folders();
    return new AboutPanel(
        messages,
        new Facts(Version.current(), places.data(), places.logs(), places.config()),
        folders::open);
  }

  /** Closes the window as its frame does: with all questions that are asked then. */
  private void askToClose() {
    stage.fireEvent(new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST));
  }

  private void switchLanguage() {
    boolean chinese = messages.locale().getLanguage().equals(Locale.CHINESE.getLanguage());
    context.settings().update(s -> s.withLanguage(chinese ? Language.ENGLISH : Language.CHINESE));
  }

  /** Tells in the status bar where the API answers, and in a note why it does not. */
  void showApi(ApiHost.Outcome outcome) {
    Platform.runLater(
        () -> {
          boolean served = outcome instanceof ApiHost.Outcome.Serving;
          boolean withToken = context.settings().apiToken().isPresent();
          actions.apiProperty().set(new ApiPlace(outcome.address(), withToken, served));
          if (outcome instanceof ApiHost.Outcome.Failed failed) {
            var kind = failed.why().kind().name().toLowerCase(Locale.ROOT).replace("_", "");
            ui.notices()
                .show(
                    Notices.Level.ERROR,
                    messages.get("main.api." + kind, Integer.toString(failed.port())));
          }
        });
  }

  /** A failure that work in the background met: an everyday one, or one that nobody foresaw. */
  private void showProblem(Exception failure) {
    if (ui.problems().foresees(failure)) {
      dialogs.show(ui.problems().of(failure));
    } else {
      context.uncaught().take("background", failure);
    }
  }

  /** Tells of a failure that nobody handled, where there is a window to tell it in. Any thread. */
  void showFailure(String thread, Throwable failure) {
    Platform.runLater(
        () -> {
          if (stage.isShowing()) {
            var details = FailureDetails.of(thread, failure, context.clock().instant());
            dialogs.showUnforeseen(ui.problems().of(failure).withDetails(details), folders::logs);
          }
        });
  }

  /** Brings the window before all others. Any thread. */
  void comeForward() {
    Platform.runLater(
        () -> {
          stage.setIconified(false);
          stage.toFront();
          stage.requestFocus();
        });
  }

  /** Shows it. */
  void show() {
    stage.show();
  }

  /** Adds what nobody misses in the first frame. */
  void complete() {
    stage.getIcons().setAll(WindowIcons.all());
    tour.beginOnce();
    new ChineseFonts(context.settings(), ui).tellOnce();
  }

  private <T extends AutoCloseable> T closeLater(T part) {
    return closing.add(part);
  }

  @Override
  public void close() {
    closing.close();
  }
}
