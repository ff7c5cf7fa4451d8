package org.sessiondesk.ui.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sessiondesk.ui.testing.Desk.fromFx;
import static org.sessiondesk.ui.testing.Desk.onFx;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.sessiondesk.connection.ConnectionFault;
import org.sessiondesk.connection.ConnectionState;
import org.sessiondesk.service.SessionQuery.View;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.settings.Density;
import org.sessiondesk.settings.Language;
import org.sessiondesk.settings.Theme;
import org.sessiondesk.settings.WindowChoices;
import org.sessiondesk.ui.fx.Notices.Level;
import org.sessiondesk.ui.testing.Focus;
import org.sessiondesk.ui.testing.Mouse;
import org.sessiondesk.ui.testing.Screens;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** What the window tells by itself: what happened, and what is about to. */
class NotificationsTest extends ShellTest {
  @Start
  void start(Stage primary) {
    open(primary);
  }

  private List<String> texts() {
    return fromFx(
        () -> shell.happened.entries().stream().map(NotificationsModel.Entry::text).toList());
  }

  private int unread() {
    return fromFx(() -> shell.happened.unreadProperty().get());
  }

  private boolean shows(String id) {
    return fromFx(
        () -> {
          var node = scene().lookup("#" + id);
          boolean seen = node != null;
          for (var at = node; at != null; at = at.getParent()) {
            seen &= at.isVisible();
          }
          return seen;
        });
  }

  private void lose() {
    become(
        new ConnectionState.Retrying(
            Shell.PROFILE,
            new ConnectionFault(ConnectionFault.Kind.LOST, ""),
            1,
            shell.clock.instant().plusSeconds(3)));
  }

  private void choose(WindowChoices choices) {
    onFx(() -> shell.settings.update(choices::in));
  }

  @Test
  void aLostConnectionAndItsReturnAreKept_andCountedOnTheBell() {
    online();
    assertThat(unread()).isZero();
    lose();
    lose();
    assertThat(texts().getFirst()).contains("Connection lost: production");
    assertThat(unread()).isOne();
    online();
    assertThat(texts().getFirst()).isEqualTo("Connected again: production");
    assertThat(texts()).hasSize(3);
    untilText("notes-unread", "2");
  }

  @Test
  void answersToWhatOneDoesCountOnlyWhileNobodyLooks() {
    onFx(() -> shell.ui.notices().show(Level.SUCCESS, "Deleted"));
    assertThat(unread()).isZero();
    onFx(() -> shell.attended.set(false));
    onFx(() -> shell.ui.notices().show(Level.SUCCESS, "Imported"));
    assertThat(unread()).isOne();
    assertThat(texts()).startsWith("Imported", "Deleted");
  }

  @Test
  void whatIsPressingIsToldOutsideOnlyWhileNobodyLooks() {
    var told = new ArrayList<String>();
    onFx(() -> shell.happened.setOnUnattended(told::add));
    onFx(() -> shell.ui.notices().show(Level.ERROR, "seen"));
    onFx(() -> shell.attended.set(false));
    onFx(() -> shell.ui.notices().show(Level.INFO, "harmless"));
    onFx(() -> shell.ui.notices().show(Level.WARNING, "pressing"));
    assertThat(told).containsExactly("pressing");
  }

  @Test
  void theEndOfALongJobIsKept() throws Exception {
    var go = new java.util.concurrent.CountDownLatch(1);
    onFx(
        () ->
            shell
                .ui
                .background()
                .job(
                    "action.delete.job",
                    _ -> {
                      go.await();
                      return 1;
                    },
                    3)
                .start());
    until(() -> fromFx(() -> !shell.jobs.running().isEmpty()));
    go.countDown();
    until(() -> !texts().isEmpty());
    assertThat(texts().getFirst()).startsWith("Done: ");
  }

  @Test
  void noMoreAreKeptThanThereIsAUseFor() {
    onFx(
        () -> {
          for (int i = 0; i < NotificationsModel.MOST + 50; i++) {
            shell.happened.add(Level.WARNING, "note " + i);
          }
        });
    assertThat(texts()).hasSize(NotificationsModel.MOST);
    assertThat(texts().getFirst()).isEqualTo("note " + (NotificationsModel.MOST + 49));
    untilText("notes-unread", "99+");
  }

  @Test
  void theListIsOpenedByKeys_read_andClearedByTheMouse(FxRobot robot) {
    onFx(() -> shell.happened.add(Level.WARNING, "Something"));
    Focus.on(() -> find("sidebar", Node.class));
    press(robot, KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.B);
    until(() -> focused("notes-list"));
    assertThat(unread()).isZero();
    press(robot, KeyCode.ESCAPE);
    until(() -> focused("sidebar"));

    Mouse.clickOn(robot, "#notes-bell");
    Mouse.clickOn(robot, "#notes-clear");
    until(() -> texts().isEmpty());
    Mouse.clickOn(robot, "#notes-close");
    until(() -> !shows("notes"));
  }

  // ---- what is about to expire

  @Test
  void theForecastCountsWithinFiveFifteenAndSixtyMinutes() {
    shell.add("a", false, Duration.ofMinutes(3));
    shell.add("b", false, Duration.ofMinutes(12));
    shell.add("c", false, Duration.ofMinutes(50));
    shell.add("d", false, Duration.ofMinutes(90));
    until(
        () -> {
          pass(Duration.ofMillis(100));
          return fromFx(() -> shell.expiry.forecastProperty().get())
              .equals(new ExpiryWatch.Forecast(1, 2, 3));
        });
    untilText("forecast-15", "2");
  }

  @Test
  void whatIsAboutToExpireIsWarnedOf_andExtendedByOneClick(FxRobot robot) {
    var id = shell.add("soon", false, Duration.ofMinutes(3));
    var later = shell.add("later", false, Duration.ofMinutes(30));
    untilCounted(View.ALL, 2);
    until(() -> shows("banner-extendsoon"));
    assertThat(text("banner-text")).isEqualTo("One temporary session expires within 5 minutes.");
    assertThat(texts()).contains("One temporary session expires within 5 minutes.");
    assertThat(shows("banner-promotesoon")).isFalse();
    var before = deadline(id);
    Mouse.clickOn(robot, "#banner-extendsoon");
    until(() -> deadline(id).equals(before.plus(Duration.ofHours(1))));
    assertThat(deadline(later)).isBefore(deadline(id));
    until(
        () -> {
          pass(Duration.ofSeconds(1));
          return !shows("banner-extendsoon");
        });
  }

  private java.time.Instant deadline(SessionId id) {
    return java.util.Objects.requireNonNull(
        shell.service.index().find(id).orElseThrow().expiresAt());
  }

  @Test
  void aWarningIsPutAwayForAWhile_andSwitchedOff(FxRobot robot) {
    shell.add("soon", false, Duration.ofMinutes(4));
    untilCounted(View.ALL, 1);
    until(() -> shows("banner-dismisssoon"));
    Mouse.clickOn(robot, "#banner-dismisssoon");
    until(() -> !shows("banner-dismisssoon"));
    pass(Duration.ofSeconds(5));
    assertThat(shows("banner-dismisssoon")).isFalse();
  }

  @Test
  void nothingIsWarnedOfWhereThatIsSwitchedOff() {
    choose(WindowChoices.DEFAULT.withWarnMinutes(0));
    shell.add("soon", false, Duration.ofMinutes(4));
    untilCounted(View.ALL, 1);
    until(
        () -> {
          pass(Duration.ofMillis(100));
          return fromFx(() -> shell.expiry.forecastProperty().get().five()) == 1;
        });
    assertThat(shows("banner-dismisssoon")).isFalse();
  }

  // ---- density and size of text

  @Test
  void densityAndSizeOfTextHoldAtOnce_andNothingIsCutOff() {
    shell.add("你好，今天天气很好。", false, Duration.ofMinutes(72));
    online();
    untilCounted(View.ALL, 1);
    double usual = rowHeight();
    choose(WindowChoices.DEFAULT.withDensity(Density.COMPACT));
    until(() -> rowHeight() < usual);
    choose(WindowChoices.DEFAULT.withTextPercent(150));
    until(() -> rowHeight() > usual * 1.4);
    assertThat(fromFx(() -> scene().getRoot().getStyle())).contains("19.50px");
    choose(WindowChoices.DEFAULT);
    until(() -> rowHeight() == usual);
  }

  private double rowHeight() {
    return fromFx(
        () -> {
          scene().getRoot().applyCss();
          return find("table-sessions", javafx.scene.control.TableView.class).getFixedCellSize();
        });
  }

  @Test
  void pictures(FxRobot robot) {
    shell.add("你好，今天天气很好。", false, Duration.ofMinutes(72));
    shell.add("欢迎使用语音合成服务，请稍候。", false, Duration.ofMinutes(4));
    shell.add("Good morning, and welcome aboard.", true, Duration.ofSeconds(40));
    online();
    untilCounted(View.ALL, 3);
    until(() -> shows("banner-extendsoon"));
    picture("soon");
    choose(WindowChoices.DEFAULT.withDensity(Density.COMPACT));
    picture("compact");
    choose(WindowChoices.DEFAULT.withTextPercent(150));
    picture("large");
    choose(WindowChoices.DEFAULT);
    lose();
    pass(Duration.ofMinutes(3));
    online();
    onFx(() -> shell.ui.notices().show(Level.SUCCESS, "3 sessions deleted"));
    press(robot, KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.B);
    until(() -> shows("notes"));
    picture("notes");
  }

  private void picture(String what) {
    for (var theme : new Theme[] {Theme.LIGHT, Theme.DARK}) {
      for (var language : new Language[] {Language.ENGLISH, Language.CHINESE}) {
        onFx(() -> shell.settings.update(s -> s.withTheme(theme).withLanguage(language)));
        onFx(() -> scene().getRoot().layout());
        onFx(() -> {});
        onFx(
            () ->
                Screens.save(
                    scene(),
                    "%s-%s-%s"
                        .formatted(
                            what,
                            theme.name().toLowerCase(Locale.ROOT),
                            language == Language.CHINESE ? "zh" : "en")));
      }
    }
    onFx(() -> shell.settings.update(s -> s.withTheme(Theme.LIGHT).withLanguage(Language.ENGLISH)));
  }
}
