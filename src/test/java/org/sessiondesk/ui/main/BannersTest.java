package org.sessiondesk.ui.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sessiondesk.ui.testing.Desk.fromFx;
import static org.sessiondesk.ui.testing.Desk.onFx;

import java.time.Duration;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sessiondesk.connection.ConnectionFault;
import org.sessiondesk.connection.ConnectionState;
import org.sessiondesk.connection.UnconfirmedWrite;
import org.sessiondesk.service.SessionQuery.View;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.NewSession;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.testing.Sessions;
import org.sessiondesk.ui.testing.Focus;
import org.sessiondesk.ui.testing.Mouse;
import org.sessiondesk.ui.testing.Screens;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** What is to be known now, above the table. */
class BannersTest extends ShellTest {
  @Start
  void start(Stage primary) {
    open(primary);
  }

  @Test
  void everyStateOfTheConnectionHasItsBanner_andItsButtonsKeepTheFocus(FxRobot robot) {
    var fault = new ConnectionFault(ConnectionFault.Kind.UNREACHABLE, "refused");
    assertThat(find("banner", Node.class).isVisible()).isFalse();

    become(new ConnectionState.Connecting(Shell.PROFILE, 1));
    assertThat(find("banner", Node.class).isVisible()).isFalse();

    become(
        new ConnectionState.Retrying(
            Shell.PROFILE, fault, 1, shell.clock.instant().plusSeconds(3)));
    untilText("banner-text", "Next attempt in 3 s.");
    Focus.on(() -> find("banner-retry", Node.class));
    pass(Duration.ofSeconds(1));
    untilText("banner-text", "Next attempt in 2 s.");
    become(new ConnectionState.Connecting(Shell.PROFILE, 2));
    untilText("banner-text", "Trying again…");
    assertThat(focused("banner-retry")).as("the button stays while the text changes").isTrue();
    press(robot, KeyCode.SPACE);
    until(() -> shell.connection.retries() == 1);

    become(
        new ConnectionState.Refused(
            Shell.PROFILE, new ConnectionFault(ConnectionFault.Kind.PASSWORD_WRONG, "WRONGPASS")));
    untilText("banner-text", "refused the user or the password");
    Mouse.clickOn(robot, "#banner-settings");
    until(() -> shell.opened.contains("connections"));

    online();
    until(() -> !fromFx(() -> find("banner", Node.class).isVisible()));
  }

  @Test
  void aLostConnectionSaysHowOldThePictureIs() {
    shell.add("留", true, Duration.ofHours(1));
    online();
    until(() -> shell.service.index().state().complete());
    become(
        new ConnectionState.Retrying(
            Shell.PROFILE,
            new ConnectionFault(ConnectionFault.Kind.LOST, ""),
            1,
            shell.clock.instant().plusSeconds(9)));
    untilText("banner-text", "as they were at 09:30:00");
    pass(Duration.ofSeconds(5));
    untilText("banner-text", "as they were at 09:30:00");
  }

  @Test
  void aTableThatHasNoRoomForAllSaysSo_andLeadsToTheSetting(FxRobot robot) {
    for (int i = 0; i < 60; i++) {
      shell.add("留 " + i, true, Duration.ofHours(1));
    }
    shell.service.limitPicture(2_000);
    online();
    until(() -> shell.service.index().state().passed());
    long leftOut = shell.service.index().state().leftOut();
    assertThat(leftOut).isBetween(1L, 59L);
    untilText("banner-text", "no room for " + leftOut + " more sessions");
    untilText("table-counts", leftOut + " left out");
    onFx(() -> Screens.save(scene(), "main-limited-light-en"));
    Mouse.clickOn(robot, "#status-language");
    untilText("banner-text", "有 " + leftOut + " 个会话未显示");
    onFx(() -> Screens.save(scene(), "main-limited-light-zh"));
    Mouse.clickOn(robot, "#banner-preferences");
    until(() -> !shell.dialogs.panels().isEmpty());
  }

  @Test
  void loadingIsStopped_andResumed(FxRobot robot) {
    shell.add("留", true, Duration.ofHours(1));
    shell.persistent.loading(true);
    online();
    until(() -> shell.service.index().state().filling());
    pass(Duration.ofSeconds(1));
    pass(Duration.ofSeconds(1));
    untilText("banner-text", "Loading persistent sessions: 1 of about 1");
    Mouse.clickOn(robot, "#banner-stoploading");
    untilText("banner-text", "Loading was stopped at 1 of about 1");
    assertThat(shell.persistent.morePagesAreWanted()).isFalse();
    onFx(() -> Screens.save(scene(), "main-stopped-light-en"));
    Mouse.clickOn(robot, "#status-language");
    untilText("banner-text", "加载已停止");
    onFx(() -> Screens.save(scene(), "main-stopped-light-zh"));
    Mouse.clickOn(robot, "#status-language");

    Mouse.clickOn(robot, "#banner-resumeloading");
    untilText("banner-text", "Loading persistent sessions");
    assertThat(shell.persistent.morePagesAreWanted()).isTrue();
    shell.persistent.loading(false);
    until(() -> !fromFx(() -> find("banner", Node.class).isVisible()));
  }

  @Test
  void waitingFallbacksCanBeShownAndMadePersistent(FxRobot robot) {
    var id =
        shell
            .service
            .create(new NewSession("x", Sessions.VOICE, null, true, null, Json.EMPTY))
            .session()
            .id();
    untilCounted(View.FALLBACK, 1);
    untilText("banner-text", "One session was to be persistent");
    assertThat(fromFx(() -> scene().lookup("#banner-promotefallbacks"))).isNull();

    online();
    until(() -> fromFx(() -> scene().lookup("#banner-promotefallbacks")) != null);
    Mouse.clickOn(robot, "#banner-showfallbacks");
    until(() -> fromFx(() -> shell.table.viewProperty().get()) == View.FALLBACK);
    Mouse.clickOn(robot, "#banner-promotefallbacks");
    until(() -> shell.persistent.find(id).isPresent() && shell.temporary.find(id).isEmpty());
    untilCounted(View.FALLBACK, 0);
    until(() -> !fromFx(() -> find("banner", Node.class).isVisible()));
  }

  @Test
  @DisplayName(
      "Writes that are not confirmed are told of, and what became of them, until dismissed")
  void unconfirmedWritesAreTold(FxRobot robot) {
    online();
    until(() -> shell.service.index().state().complete());
    var written = unconfirmed("a", false);
    var deleted = unconfirmed("b", true);
    shell.connection.tell(written);
    shell.connection.tell(deleted);
    untilText("banner-text", "2 writes are not confirmed");
    become(
        new ConnectionState.Retrying(
            Shell.PROFILE,
            new ConnectionFault(ConnectionFault.Kind.LOST, ""),
            1,
            shell.clock.instant().plusSeconds(9)));
    untilText("banner-text", "2 writes are not confirmed");
    assertThat(fromFx(() -> scene().lookup("#banner-retry"))).isNotNull();

    online();
    shell.connection.tell(written.with(UnconfirmedWrite.Outcome.DONE));
    shell.connection.tell(deleted.with(UnconfirmedWrite.Outcome.NOT_DONE));
    untilText(
        "banner-text", "Of 2 writes that were not confirmed: done 1, not done 1, uncertain 0.");
    onFx(() -> Screens.save(scene(), "main-unconfirmed-light-en"));
    assertThat(fromFx(() -> shell.happened.entries()))
        .extracting(NotificationsModel.Entry::text)
        .anyMatch(text -> text.startsWith("Nobody knows yet whether session b"))
        .anyMatch(text -> text.equals("Session a in “production” was stored after all."))
        .anyMatch(text -> text.startsWith("Session b in “production” was not deleted."));
    Mouse.clickOn(robot, "#banner-dismissunconfirmed");
    until(() -> !fromFx(() -> find("banner", Node.class).isVisible()));

    for (int i = 0; i < 9; i++) {
      var many = unconfirmed("n" + i, false);
      shell.connection.tell(many);
      shell.connection.tell(many.with(UnconfirmedWrite.Outcome.DONE));
    }
    untilText("banner-text", "9 writes were not confirmed at first, and done after all");
  }

  private UnconfirmedWrite unconfirmed(String id, boolean deletion) {
    return new UnconfirmedWrite(
        "production",
        new SessionId(id),
        deletion,
        shell.clock.instant(),
        UnconfirmedWrite.Outcome.UNKNOWN);
  }
}
