package org.sessiondesk.app;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.stage.Stage;
import org.sessiondesk.settings.Language;
import org.sessiondesk.ui.action.ConnectionActions;
import org.sessiondesk.ui.action.SessionActions;
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
import org.sessiondesk.ui.main.BannerModel;
import org.sessiondesk.ui.main.MainView;
import org.sessiondesk.ui.main.Parts;
import org.sessiondesk.ui.main.SidebarModel;
import org.sessiondesk.ui.main.StatusModel;
import org.sessiondesk.ui.table.SessionTableModel;
import org.sessiondesk.ui.table.SessionTableView;

/** The composition root of the window: makes its parts, and closes them in the reverse order. */
final class DeskWindow implements AutoCloseable {
  private final AppContext context;
  private final Stage stage;
  private final Deque<AutoCloseable> closing = new ArrayDeque<>();
  private final ThemeControl themes;
  private final Messages messages;

  DeskWindow(AppContext context, Stage stage, Consumer<String> browser) {
    this.context = context;
    this.stage = stage;
    var settings = context.settings();
    messages = new Messages(locale(settings.current().language()));
    themes = new ThemeControl(settings.current().theme(), List.of("desk", "table"));
    var problems = new Problems(messages);
    var dialogs = new FxDialogs(stage, messages, themes);
    var background = new FxBackground(messages, failure -> dialogs.show(problems.of(failure)));
    var ui =
        new Ui(
            messages,
            new Formats(messages, java.time.ZoneId.systemDefault()),
            background,
            dialogs,
            new Notices(),
            problems,
            closeLater(new SecondClock(context.clock(), new FxTicker())));
    var service = context.service();
    var actions = new SessionActions(service, ui);
    var connection =
        closeLater(
            new ConnectionActions(context.connector(), context.passwords(), settings, ui));
    var table = closeLater(new SessionTableModel(service, actions, ui));
    var tableView = new SessionTableView(table, ui, () -> {});
    table.showingProperty().set(true);
    var sidebar = closeLater(new SidebarModel(service, ui));
    var banner =
        closeLater(
            new BannerModel(
                service,
                connection.stateProperty(),
                sidebar.countProperty(org.sessiondesk.service.SessionQuery.View.FALLBACK),
                ui));
    var status = new StatusModel(service, context.connector(), ui);
    ObjectProperty<Optional<String>> api = new SimpleObjectProperty<>(Optional.empty());
    var parts =
        new Parts(
            tableView.node(),
            placeholder("inspector"),
            placeholder("dashboard"),
            placeholder("log"),
            () -> panel("new"),
            () -> panel("conn"),
            () -> panel("prefs"),
            () -> panel("about"),
            table.searchProperty(),
            table.viewProperty(),
            tableView::focus,
            () -> true);
    var view =
        new MainView(
            parts,
            sidebar,
            status,
            banner,
            connection,
            actions,
            api,
            background.jobs(),
            this::switchLanguage,
            ui);
    var scene = new Scene(view.node(), 1280, 800);
    themes.dress(scene);
    view.addShortcuts(scene);
    stage.setScene(scene);
    stage.titleProperty().bind(messages.bind("main.window.title"));
  }

  private void switchLanguage() {
    boolean chinese = messages.locale().getLanguage().equals("zh");
    var language = chinese ? Language.ENGLISH : Language.CHINESE;
    context.settings().update(s -> s.withLanguage(language));
    messages.localeProperty().set(locale(language));
  }

  private static Locale locale(Language language) {
    return switch (language) {
      case SYSTEM -> Locale.getDefault();
      case ENGLISH -> Locale.ENGLISH;
      case CHINESE -> Locale.SIMPLIFIED_CHINESE;
    };
  }

  void show() {
    stage.show();
  }

  private <T extends AutoCloseable> T closeLater(T part) {
    closing.push(part);
    return part;
  }

  @Override
  public void close() {
    while (!closing.isEmpty()) {
      try {
        closing.pop().close();
      } catch (Exception e) {
        org.slf4j.LoggerFactory.getLogger(DeskWindow.class).error("not closed", e);
      }
    }
  }

  private static Node placeholder(String s) {
    return new Label(s);
  }

  private static Dialogs.Panel panel(String s) {
    return new Dialogs.Panel() {
      @Override
      public String titleKey() {
        return "main.menu.new";
      }

      @Override
      public Node content() {
        return new Label(s);
      }

      @Override
      public void onOpen(Runnable close) {}
    };
  }
}
