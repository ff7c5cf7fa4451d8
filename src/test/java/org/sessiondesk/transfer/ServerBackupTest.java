package org.sessiondesk.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sessiondesk.connection.ProfileSecrets;
import org.sessiondesk.redis.testing.RedisServer;
import org.sessiondesk.session.Progress;
import org.sessiondesk.session.ServerSaves;
import org.sessiondesk.session.StoreException;
import org.sessiondesk.testing.SmallDisk;

/** What a server's own backup is believed to have done, and what is told where it has not. */
class ServerBackupTest extends TransferTests {
  private ServerBackup backup;

  @BeforeEach
  void begin() {
    backup = new ServerBackup(desk.service);
    desk.redis.call("CONFIG", "SET", "dir", desk.redis.folder().toString());
    desk.redis.call("CONFIG", "SET", "rdb-key-save-delay", "0");
  }

  @AfterEach
  void end() {
    desk.redis.call("CONFIG", "SET", "rdb-key-save-delay", "0");
    untilIdle();
  }

  private void untilIdle() {
    Awaitility.await().until(() -> info().contains("rdb_bgsave_in_progress:0"));
  }

  private String info() {
    return desk.redis.call("INFO", "persistence");
  }

  private void slow(int microsecondsPerKey) {
    desk.redis.call("CONFIG", "SET", "rdb-key-save-delay", Integer.toString(microsecondsPerKey));
  }

  private Path dump() {
    return desk.redis.folder().resolve("dump.rdb");
  }

  @Test
  void aSave_isProvedByLastsave_andSaysWhereTheFileLies() throws IOException {
    desk.fill(1_000);
    var plan = backup.check();
    assertThat(plan.place()).hasValue(dump().toString());
    assertThat(plan.state().changes()).isPositive();
    assertThat(plan.state().saving()).isFalse();

    var report = backup.run(Progress.NONE);

    assertThat(report.end()).isEqualTo(ServerSaves.End.SAVED);
    assertThat(report.proved()).isTrue();
    assertThat(report.keys()).isEqualTo(1_000);
    assertThat(report.waited()).isFalse();
    assertThat(report.place()).hasValue(dump().toString());
    assertThat(Files.size(dump())).isPositive();
    assertThat(report.savedAt())
        .isEqualTo(Instant.ofEpochSecond(Long.parseLong(desk.redis.call("LASTSAVE"))));
  }

  @Test
  @DisplayName("Two in the same second: the second one waits until LASTSAVE can prove it")
  void twoAtOnce() {
    var first = backup.run(Progress.NONE);
    var second = backup.run(Progress.NONE);
    assertThat(second.savedAt()).isAfter(first.savedAt());
  }

  @Test
  @DisplayName("A save that runs already is waited for: it leaves out what came since")
  void anotherSave_isWaitedFor() {
    desk.fill(300);
    slow(2_000);
    desk.redis.call("BGSAVE");
    desk.stored("came later");
    slow(0);

    var report = backup.run(Progress.NONE);

    assertThat(report.waited()).isTrue();
    assertThat(report.end()).isEqualTo(ServerSaves.End.SAVED);
    assertThat(report.keys()).isEqualTo(301);
    assertThat(info()).contains("rdb_changes_since_last_save:0");
  }

  @Test
  void progress_isThatOfTheServer() {
    desk.fill(4_000);
    slow(500);
    var steps = Steps.watched();

    assertThat(backup.run(steps).proved()).isTrue();

    assertThat(steps.done).anyMatch(keys -> keys > 0 && keys < 4_000);
    assertThat(steps.done.getLast()).isEqualTo(4_000);
    assertThat(steps.total).isEqualTo(4_000);
  }

  @Test
  void cancelled_endsTheWaiting_andSaysThatTheServerGoesOn() {
    desk.fill(500);
    slow(5_000);

    var report = backup.run(Steps.cancelledWhen(() -> info().contains("bgsave_in_progress:1")));

    assertThat(report.end()).isEqualTo(ServerSaves.End.CANCELLED);
    assertThat(report.started()).isTrue();
    assertThat(info()).contains("rdb_bgsave_in_progress:1");
    desk.redis.call("FLUSHALL"); // Ends the save.
  }

  @Test
  void aFolderThatIsGone_isAFailure_andNeverASuccess() throws IOException {
    desk.fill(10);
    var gone = Files.createDirectory(folder.resolve("gone"));
    desk.redis.call("CONFIG", "SET", "dir", gone.toString());
    Files.delete(gone);

    var report = backup.run(Progress.NONE);

    assertThat(report.end()).isEqualTo(ServerSaves.End.FAILED);
    assertThat(report.savedAt()).isNull();
    desk.redis.call("CONFIG", "SET", "dir", desk.redis.folder().toString());
    assertThat(backup.check().state().lastWentWell()).isFalse();
    assertThat(backup.run(Progress.NONE).proved()).isTrue();
  }

  @Test
  void aFullDisk_isAFailure_andTheFileBeforeStays() throws Exception {
    try (var disk = SmallDisk.of(2, folder)) {
      desk.redis.call("CONFIG", "SET", "dir", disk.folder().toString());
      desk.fill(10);
      assertThat(backup.run(Progress.NONE).proved()).isTrue();
      var before = Files.readAllBytes(disk.folder().resolve("dump.rdb"));
      desk.fill(20_000);
      disk.fill();

      var report = backup.run(Progress.NONE);

      assertThat(report.end()).isEqualTo(ServerSaves.End.FAILED);
      assertThat(disk.folder().resolve("dump.rdb")).hasBinaryContent(before);
      desk.redis.call("CONFIG", "SET", "dir", desk.redis.folder().toString());
    }
  }

  @Test
  void aServerThatIsKilledMeanwhile_isLost_andTheFileBeforeStays() throws IOException {
    try (var other = new TransferDesk(RedisServer.start())) {
      other.fill(500);
      var saving = new ServerBackup(other.service);
      assertThat(saving.run(Progress.NONE).proved()).isTrue();
      var dump = other.redis.folder().resolve("dump.rdb");
      var before = Files.readAllBytes(dump);
      // Half a minute: the process that saves goes on when its parent is killed.
      other.redis.call("CONFIG", "SET", "rdb-key-save-delay", "60000");

      var report = saving.run(Steps.watched().and((_, _) -> other.redis.kill()));

      assertThat(report.end()).isEqualTo(ServerSaves.End.LOST);
      assertThat(report.failure()).isInstanceOf(StoreException.Unavailable.class);
      assertThat(dump).hasBinaryContent(before);
    }
  }

  @Test
  @DisplayName("A server that was started anew meanwhile has saved nothing, and is not believed to")
  void aServerThatIsStartedAnew() {
    try (var other = new TransferDesk(RedisServer.start())) {
      other.fill(500);
      other.redis.call("CONFIG", "SET", "rdb-key-save-delay", "5000");
      var once = new boolean[1];
      var report =
          new ServerBackup(other.service)
              .run(
                  Steps.watched()
                      .and(
                          (_, _) -> {
                            if (!once[0]) {
                              once[0] = true;
                              other.redis.kill();
                              other.redis.restart();
                            }
                          }));
      assertThat(report.end()).isEqualTo(ServerSaves.End.ENDED_WITHOUT_RESULT);
    }
  }

  @Test
  void whoMayNot_isToldSo() {
    desk.redis.call(
        "ACL", "SETUSER", "reader", "on", "nopass", "~*", "&*", "+@all", "-bgsave", "-config");
    desk.connector.connect(desk.redis.profile("reader"), ProfileSecrets.NONE);
    try {
      Awaitility.await()
          .atMost(Duration.ofSeconds(15))
          .ignoreExceptions()
          .until(() -> backup.check().place().isEmpty());
      assertThatThrownBy(() -> backup.run(Progress.NONE))
          .isInstanceOfSatisfying(
              StoreException.Rejected.class,
              e -> assertThat(e.reason()).isEqualTo(StoreException.Rejected.Reason.NOT_PERMITTED));
    } finally {
      desk.connector.connect(desk.redis.profile(), ProfileSecrets.NONE);
      Awaitility.await().ignoreExceptions().until(() -> backup.check().place().isPresent());
    }
  }
}
