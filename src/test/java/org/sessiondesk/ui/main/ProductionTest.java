package org.sessiondesk.ui.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.sessiondesk.ui.testing.Desk.fromFx;
import static org.sessiondesk.ui.testing.Desk.onFx;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import javafx.scene.control.Labeled;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sessiondesk.connection.ConnectionFault;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.ConnectionState;
import org.sessiondesk.connection.Deployment;
import org.sessiondesk.connection.ProfileMarks;
import org.sessiondesk.connection.ServerInfo;
import org.sessiondesk.connection.StoreTarget;
import org.sessiondesk.connection.TlsSettings;
import org.sessiondesk.connection.WayIn;
import org.sessiondesk.connection.WriteAccess;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.settings.Language;
import org.sessiondesk.settings.Theme;
import org.sessiondesk.ui.testing.Mouse;
import org.sessiondesk.ui.testing.Screens;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** What the window does so that nobody takes production for something else. */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // made by JUnit
class ProductionTest {
  @TempDir Path folder;
  private Shell shell;
  private Stage stage;

  @Start
  void start(Stage primary) {
    stage = primary;
    shell = new Shell(primary, folder);
  }

  @AfterEach
  void close() {
    onFx(shell::close);
  }

  private static void until(Callable<Boolean> condition) {
    await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(10)).until(condition);
  }

  private void online(ProfileMarks marks) {
    online(Shell.PROFILE.withMarks(marks));
  }

  private void online(ConnectionProfile profile) {
    var state =
        new ConnectionState.Online(
            profile, shell.clock.instant(), new ServerInfo("7.0.15", "standalone", "master"));
    shell.connection.become(state);
    until(() -> fromFx(() -> shell.connections.stateProperty().get()).equals(state));
  }

  private static ProfileMarks marks(Deployment deployment, boolean readOnly) {
    return new ProfileMarks(deployment, ProfileMarks.Colour.AUTOMATIC, readOnly);
  }

  private Labeled label(String id) {
    return (Labeled) Objects.requireNonNull(stage.getScene().lookup("#" + id), id);
  }

  private String text(String id) {
    return fromFx(() -> label(id).isVisible() ? label(id).getText() : "");
  }

  private List<String> frame() {
    return fromFx(
        () ->
            stage.getScene().getRoot().getStyleClass().stream()
                .filter(style -> style.startsWith("desk-frame") || style.startsWith("desk-mark"))
                .toList());
  }

  private void picture(String what) {
    for (var theme : new Theme[] {Theme.LIGHT, Theme.DARK}) {
      for (var language : new Language[] {Language.ENGLISH, Language.CHINESE}) {
        onFx(() -> shell.settings.update(s -> s.withTheme(theme).withLanguage(language)));
        var name =
            "main-%s-%s-%s"
                .formatted(
                    what,
                    theme.name().toLowerCase(Locale.ROOT),
                    language == Language.CHINESE ? "zh" : "en");
        onFx(() -> Screens.save(stage.getScene(), name));
      }
    }
    onFx(() -> shell.settings.update(s -> s.withTheme(Theme.LIGHT).withLanguage(Language.ENGLISH)));
  }

  @Test
  @DisplayName("That a certificate is not checked stays in the status bar, also while it is lost")
  void anUnverifiedConnectionIsMarked() {
    var target = new StoreTarget.Standalone(new StoreTarget.Address("r", 6380), true, 0, null);
    var unchecked = new TlsSettings(TlsSettings.Verify.NONE, null, null, null);
    var checked = new ConnectionProfile("p", "P", target, "x:");
    var profile = checked.withWay(WayIn.DEFAULT.withTls(unchecked));
    online(checked);
    assertThat(text("status-unverified")).isEmpty();
    online(profile);
    assertThat(text("status-unverified")).isEqualTo("Certificate not checked");
    picture("unverified");
    shell.connection.become(
        new ConnectionState.Retrying(
            profile,
            new ConnectionFault(ConnectionFault.Kind.LOST, ""),
            1,
            shell.clock.instant().plusSeconds(5)));
    until(
        () ->
            fromFx(() -> shell.connections.stateProperty().get())
                instanceof ConnectionState.Retrying);
    assertThat(text("status-unverified")).isEqualTo("Certificate not checked");
  }

  @Test
  void productionIsFramedAndNamed_otherDeploymentsAreNamedOnly() {
    online(ProfileMarks.NONE);
    assertThat(text("profile-badge")).isEmpty();
    assertThat(frame()).isEmpty();
    online(marks(Deployment.STAGING, false));
    assertThat(text("profile-badge")).isEqualTo("Staging");
    assertThat(frame()).isEmpty();
    shell.add("你好，今天天气很好。", true, Duration.ofHours(1));
    online(marks(Deployment.PRODUCTION, true));
    assertThat(text("profile-badge")).isEqualTo("Production");
    assertThat(frame()).containsExactlyInAnyOrder("desk-frame", "desk-mark-red");
    until(() -> text("status-writes").equals("Read-only"));
    picture("production");
    online(new ProfileMarks(Deployment.PRODUCTION, ProfileMarks.Colour.PURPLE, false));
    assertThat(frame()).contains("desk-mark-purple");
    until(() -> text("status-writes").isEmpty());
  }

  @Test
  void theLockIsOpenedForAWhile_afterTheNameWasTyped_andSaysHowLong(FxRobot robot) {
    online(marks(Deployment.PRODUCTION, true));
    until(() -> text("status-writes").equals("Read-only"));
    onFx(() -> shell.dialogs.answer(false));
    Mouse.clickOn(robot, "#status-writes");
    Mouse.clickOn(robot, "#writes-unlock-15");
    until(() -> fromFx(() -> shell.dialogs.confirmations().size()) == 1);
    assertThat(fromFx(() -> shell.dialogs.confirmations().getFirst().typed()))
        .isEqualTo("production");
    assertThat(shell.connection.writeAccess()).isEqualTo(new WriteAccess.Locked());

    onFx(() -> shell.dialogs.answer(true));
    Mouse.clickOn(robot, "#status-writes");
    Mouse.clickOn(robot, "#writes-unlock-15");
    until(() -> text("status-writes").equals("Changes allowed 15:00"));
    shell.clock.advance(Duration.ofSeconds(30));
    onFx(shell.test.ticker()::tick);
    until(() -> text("status-writes").equals("Changes allowed 14:30"));
    picture("unlocked");
    shell.clock.advance(Duration.ofMinutes(15));
    onFx(shell.test.ticker()::tick);
    until(() -> text("status-writes").equals("Read-only"));

    Mouse.clickOn(robot, "#status-writes");
    Mouse.clickOn(robot, "#writes-unlock-60");
    until(() -> text("status-writes").equals("Changes allowed 60:00"));
    Mouse.clickOn(robot, "#status-writes");
    Mouse.clickOn(robot, "#writes-lock");
    until(() -> text("status-writes").equals("Read-only"));
  }

  @Test
  void whereItIsNoProduction_theLockIsOpenedWithoutAQuestion(FxRobot robot) {
    online(marks(Deployment.TEST, true));
    until(() -> text("status-writes").equals("Read-only"));
    Mouse.clickOn(robot, "#status-writes");
    Mouse.clickOn(robot, "#writes-unlock-15");
    until(() -> text("status-writes").startsWith("Changes allowed"));
    assertThat(fromFx(() -> shell.dialogs.confirmations())).isEmpty();
  }

  private List<String> typedFor(Runnable command) {
    onFx(command);
    return fromFx(
        () ->
            shell.dialogs.confirmations().stream()
                .map(asked -> Objects.requireNonNullElse(asked.typed(), "nothing"))
                .toList());
  }

  @Test
  void whatDestroysOrChangesManyInProduction_asksForItsName() {
    onFx(() -> shell.dialogs.answer(false));
    var a = shell.add("a", true, Duration.ofHours(1));
    var b = shell.add("b", true, Duration.ofHours(1));
    var held = shell.add("held", false, Duration.ofHours(1));
    online(marks(Deployment.PRODUCTION, false));
    until(() -> shell.service.index().counts().total() == 3);
    assertThat(typedFor(() -> shell.actions.delete(List.of(a)))).containsExactly("production");
    assertThat(typedFor(() -> shell.actions.demote(List.of(a))))
        .hasSize(2)
        .last()
        .isEqualTo("production");
    assertThat(typedFor(() -> shell.actions.segment(List.of(a, b))))
        .hasSize(3)
        .last()
        .isEqualTo("production");
    assertThat(typedFor(() -> shell.actions.promote(List.of(held, SessionId.random()))))
        .hasSize(4)
        .last()
        .isEqualTo("production");
    assertThat(shell.service.find(a)).isPresent();
    // One temporary session is nobody else's.
    assertThat(typedFor(() -> shell.actions.delete(List.of(held)))).hasSize(4);
    until(() -> shell.service.find(held).isEmpty());
  }

  @Test
  void elsewhereNothingHasToBeTyped() {
    var a = shell.add("a", true, Duration.ofHours(1));
    online(marks(Deployment.STAGING, false));
    until(() -> shell.service.index().counts().total() == 1);
    assertThat(typedFor(() -> shell.actions.delete(List.of(a)))).isEmpty();
    until(() -> shell.service.find(a).isEmpty());
  }
}
