package org.sessiondesk.ui.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sessiondesk.ui.testing.Desk.fromFx;
import static org.sessiondesk.ui.testing.Desk.onFx;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sessiondesk.ui.fx.Job;
import org.sessiondesk.ui.fx.JobReport;
import org.sessiondesk.ui.testing.Dressed;
import org.sessiondesk.ui.testing.Looks;
import org.sessiondesk.ui.testing.Mouse;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** The list of jobs: what is shown of them, rests, is asked before the end, and is reported. */
@SuppressWarnings("NullAway.Init")
class JobsListTest extends ShellTest {
  private final AtomicInteger steps = new AtomicInteger();

  @Start
  void start(Stage primary) {
    open(primary);
  }

  /** A job that goes on step by step until it is cancelled or {@code end} comes. */
  private Job begin(CountDownLatch end, JobReport.Ending ending) {
    onFx(
        () ->
            shell
                .ui
                .background()
                .<Integer>job(
                    "main.jobs.title",
                    progress -> {
                      while (end.getCount() > 0 && !progress.cancelled()) {
                        progress.at(1_204, 10_000);
                        steps.incrementAndGet();
                        Thread.onSpinWait();
                      }
                      return 0;
                    })
                .pausable()
                .reporting(_ -> report(ending), _ -> report(JobReport.Ending.FAILED))
                .start());
    return fromFx(() -> shell.jobs.running().getLast());
  }

  private JobReport report(JobReport.Ending ending) {
    return new JobReport(
        ending,
        shell.ui.messages().bind("main.jobs.done"),
        List.of(shell.ui.messages().bind("main.jobs.tip")),
        Path.of("/home/ops/sessions.zip"));
  }

  private Scene list() {
    return fromFx(
        () ->
            Window.getWindows().stream()
                .map(Window::getScene)
                .filter(each -> each.getRoot().lookup("#jobs-list") != null)
                .findFirst()
                .orElseThrow());
  }

  private String focused() {
    return fromFx(
        () -> {
          var owner = list().getFocusOwner();
          return owner == null ? "" : Objects.requireNonNullElse(owner.getId(), "");
        });
  }

  @Test
  @DisplayName("A job rests and goes on by the keyboard, and the focus stays when another ends")
  void aJobRests_andTheFocusStaysAtItsJob(FxRobot robot) {
    var first = new CountDownLatch(1);
    var second = new CountDownLatch(1);
    var other = begin(first, JobReport.Ending.WHOLE);
    var mine = begin(second, JobReport.Ending.PARTIAL);
    robot.push(KeyCode.CONTROL, KeyCode.J);
    until(() -> focused().equals("job-pause"));
    robot.type(KeyCode.SPACE);
    until(() -> fromFx(() -> mine.pausedProperty().get()));
    first.countDown();
    until(() -> fromFx(() -> other.stateProperty().get()) == Job.State.DONE);
    until(() -> fromFx(() -> list().lookup("#job-outcome")) != null);
    assertThat(focused()).isEqualTo("job-pause");
    Looks.save(list(), shell.ui.messages(), "jobs-list");
    onFx(() -> {}); // The last change of the language has made the list anew.
    until(() -> focused().equals("job-pause"));
    robot.type(KeyCode.SPACE);
    until(() -> fromFx(() -> !mine.pausedProperty().get()));
    int seen = steps.get();
    until(() -> steps.get() > seen);
    second.countDown();
    until(() -> fromFx(() -> shell.jobs.running().isEmpty()));
    until(() -> focused().equals("job-dismiss"));
    robot.type(KeyCode.SPACE);
    until(() -> fromFx(() -> shell.jobs.ended().size()) == 1);
    until(() -> focused().equals("job-dismiss"));
  }

  @Test
  @DisplayName("Who closes the window while jobs run is asked; a yes cancels them and closes then")
  void nobodyQuitsWithoutKnowingOfJobs() {
    var closes = new AtomicInteger();
    assertThat(fromFx(() -> shell.jobs.mayQuit(closes::incrementAndGet))).isTrue();
    var job = begin(new CountDownLatch(1), JobReport.Ending.PARTIAL);
    shell.dialogs.answer(false);
    assertThat(fromFx(() -> shell.jobs.mayQuit(closes::incrementAndGet))).isFalse();
    assertThat(fromFx(() -> job.cancellingProperty().get())).isFalse();
    shell.dialogs.answer(true);
    assertThat(fromFx(() -> shell.jobs.mayQuit(closes::incrementAndGet))).isFalse();
    until(() -> closes.get() == 1);
    assertThat(shell.dialogs.confirmations()).hasSize(2);
    assertThat(fromFx(() -> job.stateProperty().get())).isEqualTo(Job.State.CANCELLED);
    assertThat(fromFx(() -> shell.jobs.mayQuit(closes::incrementAndGet))).isTrue();
  }

  @Test
  void theReportSaysAll_andShowsTheFile(FxRobot robot) {
    var end = new CountDownLatch(1);
    begin(end, JobReport.Ending.WHOLE);
    end.countDown();
    until(() -> fromFx(() -> shell.jobs.ended().size()) == 1);
    robot.push(KeyCode.CONTROL, KeyCode.J);
    Mouse.clickOn(robot, "#job-folder");
    until(() -> shell.shownFiles.equals(List.of(Path.of("/home/ops/sessions.zip"))));
    Mouse.clickOn(robot, "#job-report");
    until(() -> fromFx(() -> shell.dialogs.panels().size()) == 1);
    var scene =
        fromFx(
            () ->
                Dressed.scene(
                    new VBox(shell.dialogs.panels().getFirst().content()), 560, 300, "main"));
    Looks.save(scene, shell.ui.messages(), "jobs-report");
    var summary = fromFx(() -> ((Label) scene.lookup("#report-summary")).getText());
    var lines = fromFx(() -> ((TextArea) scene.lookup("#report-lines")).getText());
    assertThat(summary).isEqualTo(shell.ui.messages().get("main.jobs.done"));
    assertThat(lines).isEqualTo(shell.ui.messages().get("main.jobs.tip"));
  }
}
