package org.sessiondesk.ui.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.sessiondesk.ui.testing.Desk.fromFx;
import static org.sessiondesk.ui.testing.Desk.onFx;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.json.JacksonJson;
import org.sessiondesk.redis.SessionJson;
import org.sessiondesk.service.SessionQuery;
import org.sessiondesk.transfer.ArchiveSource;
import org.sessiondesk.transfer.Exporter;
import org.sessiondesk.transfer.Importer;
import org.sessiondesk.ui.fx.Job;
import org.sessiondesk.ui.fx.JobReport;
import org.sessiondesk.ui.testing.Looks;
import org.sessiondesk.ui.testing.Mouse;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** Exporting and importing in the window, over a real Redis, by mouse and by keyboard. */
class TransferPanelsTest extends PanelOnRedis {
  @Start
  void start(Stage primary) {
    make(primary);
  }

  private void openExport() {
    onFx(
        () -> {
          var scope =
              new ExportScope(
                  desk.service.index().counts().total(), 0, List::of, SessionQuery.ALL, 3);
          var exporter =
              new Exporter(desk.service, new SessionJson(), new JacksonJson(), desk.time::get);
          open(
              new ExportPanel(
                  new ExportModel(
                      desk.service,
                      exporter,
                      scope,
                      ExportScope.What.ALL,
                      ArchiveSource.of("test", redis.profile()),
                      folder,
                      desk.ui),
                  desk.ui));
        });
  }

  private void openImport() {
    onFx(
        () -> {
          var importer =
              new Importer(desk.service, new SessionJson(), new JacksonJson(), desk.time::get);
          open(
              new ImportPanel(
                  new ImportModel(
                      desk.service,
                      importer,
                      ConnectionProfile.DEFAULT_KEY_PREFIX,
                      Optional::empty,
                      desk.ui),
                  desk.ui));
        });
  }

  @Test
  void whatIsExported_comesBack_andTheReportSaysHowMany(FxRobot robot) throws IOException {
    create(12);
    openExport();
    Mouse.clickOn(robot, "#export-format-jsonlines");
    var file = folder.resolve("all.jsonl");
    type(robot, "export-target", file.toString());
    until(() -> text("export-estimate").contains("12"));
    Looks.save(scene(), desk.ui.messages(), "transfer-export");
    Mouse.clickOn(robot, "#export-start");
    var job = ended();
    assertThat(closed).isTrue();
    assertThat(fromFx(() -> job.reportProperty().get()))
        .extracting(JobReport::ending, JobReport::file)
        .containsExactly(JobReport.Ending.WHOLE, file);
    assertThat(Files.readAllLines(file)).hasSize(12);

    redis.call("FLUSHALL");
    await().until(() -> desk.service.index().counts().persistent() == 0);
    openImport();
    type(robot, "import-file", file.toString());
    robot.type(KeyCode.ENTER);
    until(() -> !text("import-verdict").isEmpty());
    assertThat(text("import-lines")).contains("12");
    assertThat(desk.service.index().counts().persistent()).as("a check changes nothing").isZero();
    Looks.save(scene(), desk.ui.messages(), "transfer-import");
    robot.type(KeyCode.ENTER);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> desk.service.index().counts().persistent() == 12);
  }

  @Test
  void aFileThatIsThere_isReplacedOnlyAfterAQuestion(FxRobot robot) throws IOException {
    create(3);
    var file = Files.writeString(folder.resolve("there.zip"), "something else");
    openExport();
    type(robot, "export-target", file.toString());
    robot.type(KeyCode.ENTER);
    ended();
    assertThat(desk.questions).hasSize(1);
    assertThat(Files.size(file)).isGreaterThan(14);
  }

  @Test
  void aFolderThatIsNotThere_isSaidInTheDialog_andNothingBegins(FxRobot robot) {
    create(1);
    openExport();
    type(robot, "export-target", folder.resolve("no/such/file.zip").toString());
    robot.type(KeyCode.ENTER);
    until(() -> !text("export-target-error").isEmpty());
    assertThat(closed).isFalse();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void passphrasesMustBeTheSame(FxRobot robot) {
    create(1);
    openExport();
    Mouse.clickOn(robot, "#export-encrypt");
    type(robot, "export-passphrase", "correct horse");
    type(robot, "export-repeat", "correct hors");
    until(() -> scene().lookup("#export-start").isDisabled());
    Looks.save(scene(), desk.ui.messages(), "transfer-export-encrypted");
    robot.write("e");
    until(() -> !scene().lookup("#export-start").isDisabled());
    Mouse.clickOn(robot, "#export-start");
    var job = ended();
    assertThat(fromFx(() -> job.stateProperty().get())).isEqualTo(Job.State.DONE);
  }

  @Test
  void aBrokenFile_isRefusedAsAWhole_withTheLine(FxRobot robot) throws IOException {
    create(1);
    var file = Files.writeString(folder.resolve("broken.jsonl"), "{\"no\": 1}\nnot json\n");
    openImport();
    type(robot, "import-file", file.toString());
    Mouse.clickOn(robot, "#import-check");
    until(() -> !text("import-verdict").isEmpty() || !text("import-problem").isEmpty());
    Looks.save(scene(), desk.ui.messages(), "transfer-import-broken");
    assertThat(fromFx(() -> scene().lookup("#import-start").isDisabled())).isTrue();
    assertThat(text("import-lines") + text("import-problem")).contains("1");
    assertThat(desk.service.index().counts().persistent()).isEqualTo(1);
  }
}
