package org.sessiondesk.ui.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sessiondesk.ui.testing.Desk.fromFx;
import static org.sessiondesk.ui.testing.Desk.onFx;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.ProfileMarks;
import org.sessiondesk.connection.ProfileSecrets;
import org.sessiondesk.connection.StoreCopies;
import org.sessiondesk.connection.StoreCopyException;
import org.sessiondesk.connection.WriteAccess;
import org.sessiondesk.json.JacksonJson;
import org.sessiondesk.redis.RedisStoreOpener;
import org.sessiondesk.redis.SessionJson;
import org.sessiondesk.service.SessionQuery;
import org.sessiondesk.session.Progress;
import org.sessiondesk.settings.Environment;
import org.sessiondesk.settings.SettingsFile;
import org.sessiondesk.settings.SettingsService;
import org.sessiondesk.transfer.Copier;
import org.sessiondesk.transfer.CopyEnd;
import org.sessiondesk.ui.fx.JobReport;
import org.sessiondesk.ui.testing.Focus;
import org.sessiondesk.ui.testing.Looks;
import org.sessiondesk.ui.testing.Mouse;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** Backups and copies in the window, by mouse and by keyboard. */
@SuppressWarnings("NullAway.Init")
class KeepingPanelsTest extends PanelOnRedis {
  private final HeldCopies held = new HeldCopies();
  private final ObjectProperty<WriteAccess> writes =
      new SimpleObjectProperty<>(new WriteAccess.Open());
  private final List<Path> shown = new ArrayList<>();

  /** Copies that only are in a list: making real ones is what other tests are for. */
  private static final class HeldCopies implements StoreCopies {
    final List<Copy> all = new ArrayList<>();
    final List<String> putBack = new ArrayList<>();
    boolean damaged;

    void add(String name, Kind kind, String at, long keys) {
      all.addFirst(
          new Copy(name, kind, Instant.parse(at), keys, keys * 1_100, Path.of("/data", name)));
    }

    @Override
    public synchronized List<Copy> list() {
      return List.copyOf(all);
    }

    @Override
    public boolean inUse() {
      return true;
    }

    @Override
    public synchronized Optional<Copy> make(Kind kind, Progress progress) {
      add("made", kind, "2026-03-05T04:00:00Z", 12);
      return Optional.of(all.getFirst());
    }

    @Override
    public synchronized Optional<Restored> restore(Copy copy, Progress progress) {
      if (damaged) {
        throw new StoreCopyException(StoreCopyException.Reason.DAMAGED, "checksum");
      }
      add("aside", Kind.KEPT_ASIDE, "2026-03-05T04:00:01Z", 12);
      putBack.add(copy.name());
      return Optional.of(
          new Restored(copy.keys(), Optional.of(all.getFirst()), Duration.ofSeconds(1)));
    }

    @Override
    public int prune(Kind kind, int keep) {
      return 0;
    }
  }

  @Start
  void start(Stage primary) {
    make(primary);
  }

  private SettingsService settings() {
    return new SettingsService(
        new SettingsFile(
            List.of(folder.resolve("settings.json")),
            new JacksonJson(),
            "1",
            InstantSource.system(),
            Duration.ofDays(1)),
        Environment.of(Map.of(), folder));
  }

  private void openBackup(BackupModel.Place place, SettingsService settings) {
    onFx(
        () ->
            open(
                new BackupPanel(
                    new BackupModel(
                        desk.service,
                        held,
                        place,
                        Optional::empty,
                        writes,
                        settings,
                        shown::add,
                        desk.ui),
                    desk.ui)));
  }

  @Test
  @DisplayName("A server's backup is begun by Enter, and proved by its own LASTSAVE")
  void theServerSaves_andSaysWhere(FxRobot robot) {
    create(5);
    openBackup(new BackupModel.Place(false, "staging"), settings());
    until(() -> !scene().lookup("#backup-begin").isDisabled());
    assertThat(text("backup-server")).contains("Changes since then: 5");
    Focus.on(() -> scene().lookup("#backup-begin"));
    robot.type(KeyCode.ENTER);
    until(() -> scene().lookup("#backup-result") != null);
    assertThat(text("backup-result")).contains("5 keys", "LASTSAVE", redis.folder().toString());
    var job = ended();
    assertThat(fromFx(() -> job.reportProperty().get()))
        .extracting(JobReport::ending)
        .isEqualTo(JobReport.Ending.WHOLE);
    Looks.save(scene(), desk.ui.messages(), "transfer-backup-server");
    assertThat(closed).as("the dialog stays").isFalse();
  }

  @Test
  @DisplayName("A copy of the built-in store is put back by the keyboard alone, after a question")
  void aCopyIsPutBack(FxRobot robot) {
    held.add("old", StoreCopies.Kind.DAILY, "2026-03-03T04:00:00Z", 1_204_311);
    held.add("new", StoreCopies.Kind.BY_HAND, "2026-03-04T04:00:00Z", 7);
    openBackup(new BackupModel.Place(true, "Built-in store"), settings());
    until(() -> !scene().lookup("#backup-begin").isDisabled());
    Focus.on(() -> scene().lookup("#backup-copies"));
    robot.type(KeyCode.DOWN);
    robot.type(KeyCode.DOWN);
    robot.type(KeyCode.ENTER);
    until(() -> scene().lookup("#backup-result") != null);
    assertThat(desk.questions).hasSize(1);
    assertThat(held.putBack).containsExactly("old");
    assertThat(text("backup-result")).contains("1,204,311", "12 keys");
    Looks.save(scene(), desk.ui.messages(), "transfer-backup-copies");
    held.damaged = true;
    Mouse.clickOn(robot, "#backup-restore");
    until(() -> text("backup-result").contains("damaged"));
  }

  @Test
  void theSwitchOfTheDailyCopy_isTheSetting_andReadOnlyPutsNothingBack(FxRobot robot) {
    held.add("one", StoreCopies.Kind.DAILY, "2026-03-03T04:00:00Z", 1);
    writes.set(new WriteAccess.Locked());
    var settings = settings();
    boolean before = settings.dailyBackup().value();
    openBackup(new BackupModel.Place(true, "Built-in store"), settings);
    Mouse.clickOn(robot, "#backup-daily");
    until(() -> settings.dailyBackup().value() != before);
    Focus.on(() -> scene().lookup("#backup-copies"));
    robot.type(KeyCode.HOME);
    robot.type(KeyCode.ENTER);
    assertThat(fromFx(() -> scene().lookup("#backup-restore").isDisabled())).isTrue();
    assertThat(fromFx(() -> scene().lookup("#backup-locked").isVisible())).isTrue();
    assertThat(held.putBack).isEmpty();
    Mouse.clickOn(robot, "#backup-show");
    until(() -> !shown.isEmpty());
    Mouse.clickOn(robot, "#backup-begin");
    until(() -> held.list().size() == 2);
  }

  @Test
  @DisplayName("Two stores are compared and copied by Enter, compared again, and the source stays")
  void sessionsAreCopied(FxRobot robot) {
    create(12);
    var target =
        new ConnectionProfile(
            "other", "Staging 2", redis.profile().target(), "other:", ProfileMarks.NONE);
    redis.call("SET", "other:broken", "no session");
    onFx(
        () -> {
          var from = CopyEnd.connected(desk.service, redis.profile());
          var opener = new RedisStoreOpener(folder, InstantSource.system(), null);
          open(
              new CopyPanel(
                  new CopyModel(
                      desk.service,
                      new Copier(desk.service, new SessionJson(), desk.time::get),
                      from,
                      new CopyModel.Profiles(
                          List.of(target),
                          ConnectionProfile::name,
                          opener,
                          _ -> ProfileSecrets.NONE),
                      new ExportScope(12, 0, List::of, SessionQuery.ALL, 12),
                      ExportScope.What.ALL,
                      desk.ui),
                  desk.ui));
        });
    Focus.on(() -> scene().lookup("#copy-rate"));
    robot.type(KeyCode.ENTER);
    until(() -> !text("copy-verdict").isEmpty());
    assertThat(text("copy-lines")).contains("12 new");
    assertThat(redis.call("DBSIZE")).as("a comparison changes nothing").contains("13");
    Looks.save(scene(), desk.ui.messages(), "transfer-copy");
    robot.type(KeyCode.ENTER);
    var job = ended();
    var report = fromFx(() -> job.reportProperty().get());
    assertThat(report.ending()).isEqualTo(JobReport.Ending.WHOLE);
    assertThat(report.text()).contains("12 sessions copied to Staging 2", "12 are the very same");
    assertThat(redis.call("DBSIZE")).contains("25");
    assertThat(closed).isTrue();
  }
}
