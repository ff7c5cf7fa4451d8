package org.sessiondesk.ui.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sessiondesk.ui.testing.Desk.fromFx;
import static org.sessiondesk.ui.testing.Desk.onFx;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sessiondesk.connection.ConnectionFault;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.ConnectionState;
import org.sessiondesk.service.SessionQuery.View;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.NewSession;
import org.sessiondesk.settings.Language;
import org.sessiondesk.settings.Theme;
import org.sessiondesk.testing.Sessions;
import org.sessiondesk.ui.fx.Notices;
import org.sessiondesk.ui.testing.Focus;
import org.sessiondesk.ui.testing.Mouse;
import org.sessiondesk.ui.testing.Screens;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

class MainWindowTest extends ShellTest {
  @Start
  void start(Stage primary) {
    open(primary);
  }

  // ---- keyboard

  @Test
  void searchIsReachedByKey_typedInto_clearedAndLeft(FxRobot robot) {
    press(robot, KeyCode.CONTROL, KeyCode.F);
    until(() -> focused("search"));
    robot.write("hello");
    until(() -> fromFx(() -> shell.table.searchProperty().get()).equals("hello"));

    press(robot, KeyCode.ESCAPE);
    until(() -> fromFx(() -> shell.table.searchProperty().get()).isEmpty());
    assertThat(focused("search")).isTrue();

    press(robot, KeyCode.ESCAPE);
    until(() -> focused("table-sessions"));
  }

  @Test
  void enterInTheSearchLeadsToTheTable_andSearchingLeavesTheDashboard(FxRobot robot) {
    onFx(() -> shell.sidebar.placeProperty().set(new Place.Sessions(View.TEMPORARY)));
    onFx(() -> shell.sidebar.placeProperty().set(new Place.Dashboard()));
    press(robot, KeyCode.CONTROL, KeyCode.F);
    until(() -> focused("search"));

    assertThat(fromFx(() -> shell.sidebar.placeProperty().get()))
        .isEqualTo(new Place.Sessions(View.TEMPORARY));
    press(robot, KeyCode.ENTER);
    until(() -> focused("table-sessions"));
  }

  @Test
  void theSidebarIsWalkedByKeys(FxRobot robot) {
    Focus.on(() -> find("sidebar", ListView.class));
    press(robot, KeyCode.DOWN);
    until(() -> fromFx(() -> shell.table.viewProperty().get()) == View.TEMPORARY);
    press(robot, KeyCode.DOWN);
    until(() -> fromFx(() -> shell.table.viewProperty().get()) == View.PERSISTENT);
    press(robot, KeyCode.END);
    until(() -> fromFx(() -> scene().lookup("#log")) != null);
    assertThat(fromFx(() -> shell.view.logSeen().getValue())).isTrue();
    assertThat(fromFx(() -> shell.view.sessionsSeen().getValue())).isFalse();
    press(robot, KeyCode.UP);
    until(() -> fromFx(() -> scene().lookup("#audit")) != null);
    assertThat(fromFx(() -> scene().lookup("#log"))).isNull();
    press(robot, KeyCode.UP);
    until(() -> fromFx(() -> scene().lookup("#bin")) != null);
    press(robot, KeyCode.UP);
    until(() -> fromFx(() -> scene().lookup("#dashboard")) != null);
  }

  @Test
  void dialogsAreOpenedByKeys(FxRobot robot) {
    press(robot, KeyCode.CONTROL, KeyCode.N);
    press(robot, KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.K);
    press(robot, KeyCode.CONTROL, KeyCode.COMMA);
    press(robot, KeyCode.CONTROL, KeyCode.G);
    press(robot, KeyCode.CONTROL, KeyCode.D);
    press(robot, KeyCode.F5);

    until(() -> shell.dialogs.panels().size() == 5 && shell.connection.retries() == 1);
    assertThat(shell.opened).containsExactly("new", "connections");
    assertThat(shell.dialogs.panels().stream().skip(2).map(panel -> panel.titleKey()))
        .containsExactly("preferences.title", "table.goto.title", "main.view.savetitle");
  }

  @Test
  void everythingInTheMenuWorks(FxRobot robot) {
    Mouse.clickOn(robot, "#main-menu");
    Mouse.clickOn(robot, "#menu-dashboard");
    until(() -> fromFx(() -> scene().lookup("#dashboard")) != null);
    Mouse.clickOn(robot, "#main-menu");
    Mouse.clickOn(robot, "#menu-about");
    until(() -> shell.opened.contains("about"));
    Mouse.clickOn(robot, "#main-menu");
    Mouse.clickOn(robot, "#menu-cleanup");
    until(() -> !fromFx(() -> shell.ui.notices().shown().isEmpty()));
  }

  // ---- counts

  @Test
  void countsAreLive_andFallbacksAppearOnlyWhereThereAreSome() {
    online();
    shell.add("短", false, Duration.ofMinutes(5));
    shell.add("长", false, Duration.ofHours(5));
    shell.add("留", true, Duration.ofHours(1));
    untilCounted(View.ALL, 3);
    assertThat(fromFx(() -> shell.sidebar.countProperty(View.EXPIRING_SOON).get())).isOne();
    assertThat(fromFx(() -> scene().lookup("#place-fallback"))).isNull();

    become(new ConnectionState.Off(ConnectionState.Off.Why.DISABLED));
    shell.service.create(new NewSession("x", Sessions.VOICE, null, true, null, Json.EMPTY));
    pass(Duration.ofMinutes(6));
    untilCounted(View.EXPIRED, 1);
    untilCounted(View.FALLBACK, 1);
    until(() -> fromFx(() -> scene().lookup("#place-fallback")) != null);
    pass(Duration.ofSeconds(1));
    untilText("status-temporary", "3 (2 active, 1 expired)");
    untilText("status-persistent", "off");
  }

  @Test
  @DisplayName("Nothing is counted while nobody looks")
  void countsOnlyWhileItIsSeen() {
    onFx(() -> stage.setIconified(true));
    until(() -> !fromFx(() -> shell.sidebar.showingProperty().get()));
    shell.add("x", false, Duration.ofHours(1));
    pass(Duration.ofSeconds(2));
    assertThat(fromFx(() -> shell.sidebar.countProperty(View.ALL).get())).isZero();

    onFx(() -> stage.setIconified(false));
    until(() -> fromFx(() -> shell.sidebar.countProperty(View.ALL).get()) == 1);
  }

  // ---- profiles and connection

  @Test
  void aProfileIsChosenFromTheMenu(FxRobot robot) {
    untilText("profile-chooser", "No store");
    Mouse.clickOn(robot, "#profile-chooser");
    Mouse.clickOn(robot, "#profile-prod");
    until(() -> shell.connection.state() instanceof ConnectionState.Connecting);
    assertThat(shell.settings.current().activeProfileId()).isEqualTo("prod");
    untilText("profile-chooser", "production");
    assertThat(fromFx(() -> find("profile-chooser", MenuButton.class).isMnemonicParsing()))
        .as("an underscore in a name would be taken for a key")
        .isFalse();

    Mouse.clickOn(robot, "#profile-chooser");
    Mouse.clickOn(robot, "#profile-disconnect");
    untilText("profile-chooser", "No store");
  }

  // ---- language and theme

  @Test
  void languageAndThemeSwitchWhileTheWindowIsOpen(FxRobot robot) {
    untilText("new-session", "New session");
    Mouse.clickOn(robot, "#status-language");
    untilText("new-session", "新建会话");
    untilText("app-name", "Session Desk");
    assertThat(shell.settings.current().language()).isEqualTo(Language.CHINESE);

    assertThat(fromFx(() -> shell.theme.isDark())).isFalse();
    onFx(() -> shell.settings.update(s -> s.withTheme(Theme.DARK)));
    assertThat(fromFx(() -> shell.theme.isDark())).isTrue();
    Mouse.clickOn(robot, "#status-language");
    untilText("new-session", "New session");
  }

  // ---- notes and jobs

  @Test
  void notesAreClosed_actedUpon_andErrorsStay(FxRobot robot) {
    var undone = new CountDownLatch(1);
    onFx(
        () -> {
          shell.ui.notices().show(Notices.Level.ERROR, "It failed");
          shell.ui.notices().show(Notices.Level.SUCCESS, "Deleted", "Undo", undone::countDown);
        });
    Mouse.clickOn(robot, "#toast-action");
    until(() -> undone.getCount() == 0);
    assertThat(fromFx(() -> shell.ui.notices().shown())).hasSize(1);
    Mouse.clickOn(robot, "#toast-close");
    until(() -> fromFx(() -> shell.ui.notices().shown().isEmpty()));
  }

  @Test
  void aLongJobIsShownAndCancelled(FxRobot robot) {
    var cancelled = new CountDownLatch(1);
    onFx(
        () ->
            shell
                .ui
                .background()
                .job(
                    "action.delete.job",
                    progress -> {
                      progress.at(30, 100);
                      try {
                        new CountDownLatch(1).await();
                      } catch (InterruptedException e) {
                        cancelled.countDown();
                        throw e;
                      }
                      return true;
                    },
                    100)
                .start());
    until(() -> fromFx(() -> find("jobs", Node.class).isVisible()));
    Mouse.clickOn(robot, "#jobs");
    Mouse.clickOn(robot, "#job-cancel");
    until(() -> cancelled.getCount() == 0);
    until(() -> fromFx(() -> shell.jobs.running().isEmpty()));
  }

  @Test
  void theApiAddressIsShown_andClickedAway() {
    assertThat(text("status-api")).contains("http://127.0.0.1:8000");
    onFx(() -> shell.api.set(java.util.Optional.empty()));
    assertThat(find("status-api", Node.class).isVisible()).isFalse();
  }

  // ---- pictures

  @Test
  void picturesOfTheWindow() {
    shell.add("你好，今天天气很好。", false, Duration.ofMinutes(72));
    shell.add("欢迎使用语音合成服务，请稍候。", false, Duration.ofMinutes(9));
    shell.add("Good morning, and welcome aboard.", false, Duration.ofSeconds(40));
    shell.add("这是一个重要的会话，需要永久保存。", true, Duration.ofHours(1));
    shell.add("Dear passengers, the train to Kowloon departs at 9:30.", true, Duration.ofHours(1));
    online();
    pass(Duration.ofMinutes(1));
    untilCounted(View.ALL, 5);
    until(() -> fromFx(() -> shell.table.rows().size()) == 5);
    picture("online");

    onFx(
        () -> {
          shell
              .ui
              .notices()
              .show(
                  Notices.Level.SUCCESS,
                  shell.messages().get("action.delete.done", 3),
                  shell.messages().get("action.undo"),
                  () -> {});
          shell
              .ui
              .notices()
              .show(Notices.Level.ERROR, shell.messages().get("fx.problem.unavailable.meaning"));
        });
    become(
        new ConnectionState.Retrying(
            Shell.PROFILE,
            new ConnectionFault(ConnectionFault.Kind.LOST, ""),
            1,
            shell.clock.instant().plusSeconds(3)));
    pass(Duration.ofSeconds(1));
    picture("lost");

    onFx(() -> shell.ui.notices().shown().stream().toList().forEach(shell.ui.notices()::dismiss));
    become(
        new ConnectionState.Refused(
            ConnectionProfile.BUILT_IN,
            new ConnectionFault(ConnectionFault.Kind.BUILT_IN_FAILED, "")));
    picture("refused");
  }

  private void picture(String what) {
    for (var theme : new Theme[] {Theme.LIGHT, Theme.DARK}) {
      for (var language : new Language[] {Language.ENGLISH, Language.CHINESE}) {
        onFx(() -> shell.settings.update(s -> s.withTheme(theme).withLanguage(language)));
        onFx(
            () ->
                Screens.save(
                    scene(),
                    "main-%s-%s-%s"
                        .formatted(
                            what,
                            theme.name().toLowerCase(Locale.ROOT),
                            language == Language.CHINESE ? "zh" : "en")));
      }
    }
    onFx(() -> shell.settings.update(s -> s.withTheme(Theme.LIGHT).withLanguage(Language.ENGLISH)));
  }

  @Test
  void nothingIsCutOff_inEitherLanguage_atTheSmallestSize() {
    become(
        new ConnectionState.Retrying(
            Shell.PROFILE,
            new ConnectionFault(ConnectionFault.Kind.NAME_UNKNOWN, ""),
            1,
            shell.clock.instant().plusSeconds(30)));
    pass(Duration.ofSeconds(1));
    for (var language : new Language[] {Language.ENGLISH, Language.CHINESE}) {
      onFx(() -> shell.settings.update(s -> s.withLanguage(language)));
      onFx(() -> scene().getRoot().layout());
      for (var id :
          new String[] {
            "new-session",
            "status-temporary",
            "status-persistent",
            "status-api",
            "status-language",
            "app-name",
            "status-target",
            "profile-chooser"
          }) {
        var node = find(id, Labeled.class);
        assertThat(fromFx(node::getWidth))
            .as("%s in %s", id, language)
            .isGreaterThanOrEqualTo(fromFx(() -> node.prefWidth(-1)) - 1);
      }
    }
    assertThat(find("main-menu", MenuButton.class)).isNotNull();
    assertThat(find("search", TextField.class)).isNotNull();
  }
}
