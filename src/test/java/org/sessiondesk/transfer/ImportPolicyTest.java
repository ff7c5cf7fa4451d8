package org.sessiondesk.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sessiondesk.transfer.TransferDesk.PREFIX;
import static org.sessiondesk.transfer.TransferDesk.bytes;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sessiondesk.redis.testing.RedisServer;
import org.sessiondesk.session.Progress;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.StoreException;
import org.sessiondesk.testing.Sessions;
import org.sessiondesk.transfer.Decision.Finding;
import org.sessiondesk.transfer.ExportRequest.Format;

/** What an import does where something is stored already, or the store changes or fails. */
class ImportPolicyTest extends TransferTests {
  /** One that is the same, one that is other, one that is new. */
  private List<Session> three() {
    var same = desk.stored("same");
    var other = desk.stored("theirs");
    var fresh = desk.stored("fresh");
    return List.of(same, other, fresh);
  }

  private Path afterChanges(List<Session> three) {
    var file = exported(Format.ZIP);
    set(three.get(1).withText("mine"));
    desk.redis.call("DEL", PREFIX + three.get(2).id());
    return file;
  }

  @Test
  void skip_keepsWhatIsStored() {
    var three = three();
    var file = afterChanges(three);

    var plan = importer().check(asked(file, ImportPolicy.SKIP), Progress.NONE);
    assertThat(plan.count(Finding.NEW)).isEqualTo(1);
    assertThat(plan.count(Finding.SAME)).isEqualTo(1);
    assertThat(plan.of(Decision.KEEP).samples().getFirst().id())
        .isEqualTo(three.get(1).id().value());
    assertThat(plan.writes()).isEqualTo(1);
    assertThat(plan.source()).isEqualTo(TransferDesk.SOURCE);
    importer().run(plan, Progress.NONE);

    assertThat(get(three.get(1).id())).contains("mine");
    assertThat(get(three.get(2).id())).contains("fresh");
  }

  @Test
  void overwrite_replacesWhatIsStored_butNothingUnreadable() {
    var three = three();
    var hidden = desk.stored("hidden");
    var file = afterChanges(three);
    desk.set(hidden.id().value(), bytes("not to be read"));

    var plan = importer().check(asked(file, ImportPolicy.OVERWRITE), Progress.NONE);
    assertThat(plan.of(Decision.REPLACE).count()).isEqualTo(1);
    assertThat(plan.of(Decision.KEEP_UNREADABLE).count()).isEqualTo(1);
    var report = importer().run(plan, Progress.NONE);

    assertThat(report.replaced()).isEqualTo(1);
    assertThat(get(three.get(1).id())).contains("theirs");
    assertThat(get(hidden.id())).isEqualTo("not to be read");
  }

  @Test
  @DisplayName(
      "newer goes by created_at, the only time a session keeps; an edit does not change it")
  void newer_replacesWhatWasCreatedEarlier() {
    var now = desk.clock.instant();
    var older = Sessions.persistent(now.minusSeconds(60), "file");
    var younger = Sessions.persistent(now, "file");
    var edited = Sessions.persistent(now, "file");
    List.of(older, younger, edited).forEach(this::set);
    var file = exported(Format.JSON_LINES);
    set(at(older, now));
    set(at(younger, now.minusSeconds(60)));
    set(edited.withText("store"));

    var report = imported(file, ImportPolicy.NEWER);

    assertThat(report.replaced()).isEqualTo(1);
    assertThat(get(older.id())).contains("store");
    assertThat(get(younger.id())).contains("file");
    assertThat(get(edited.id())).contains("store");
  }

  private static Session at(Session session, java.time.Instant created) {
    return new Session(
        session.id(),
        "store",
        session.voice(),
        null,
        true,
        created,
        session.expiresAt(),
        null,
        session.metadata(),
        false);
  }

  @Test
  @DisplayName("new-ids stores what differs beside what is there, and again only once")
  void newIds_storesBeside() {
    var three = three();
    var file = afterChanges(three);

    var report = imported(file, ImportPolicy.NEW_IDS);

    assertThat(report.created()).isEqualTo(1);
    assertThat(report.beside()).isEqualTo(1);
    assertThat(get(three.get(1).id())).contains("mine");
    assertThat(desk.redis.call("DBSIZE")).isEqualTo("4");
    var before = desk.digest();
    var again = importer().check(asked(file, ImportPolicy.NEW_IDS), Progress.NONE);
    assertThat(again.writes()).isZero();
    assertThat(again.of(Decision.BESIDE_SAME).count()).isEqualTo(1);
    importer().run(again, Progress.NONE);
    assertThat(desk.digest()).isEqualTo(before);
    assertThat(keys())
        .filteredOn(key -> get(new SessionId(key)).contains("theirs"))
        .singleElement()
        .satisfies(
            key -> {
              assertThat(key).isNotEqualTo(three.get(1).id().value());
              assertThat(get(new SessionId(key))).contains("\"session_id\": \"" + key + "\"");
            });
  }

  private List<String> keys() {
    return desk.redis
        .call("KEYS", PREFIX + "*")
        .lines()
        .map(key -> key.substring(PREFIX.length()))
        .toList();
  }

  @ParameterizedTest
  @EnumSource(ImportPolicy.class)
  void importedTwice_storesNothingMore(ImportPolicy policy) {
    var file = afterChanges(three());
    imported(file, policy);
    var before = desk.digest();

    var again = importer().check(asked(file, policy), Progress.NONE);

    assertThat(again.writes()).isZero();
    assertThat(importer().run(again, Progress.NONE).stored()).isZero();
    assertThat(desk.digest()).isEqualTo(before);
  }

  @Test
  @DisplayName("What has changed since the check is a conflict, and never overwritten")
  void changesSinceTheCheck_stay() {
    var three = three();
    var gone = desk.stored("gone");
    var restored = desk.stored("restored");
    var file = afterChanges(three);
    set(gone.withText("changed"));
    set(restored.withText("changed"));
    var plan = importer().check(asked(file, ImportPolicy.OVERWRITE), Progress.NONE);
    set(three.get(1).withText("changed again"));
    set(three.get(2).withText("came back as another"));
    desk.redis.call("DEL", PREFIX + gone.id());
    set(restored);

    var report = importer().run(plan, Progress.NONE);

    assertThat(report.stored()).isZero();
    assertThat(report.already()).isEqualTo(1);
    assertThat(report.conflicts().samples())
        .extracting(Tally.Sample::id)
        .containsExactlyInAnyOrder(
            three.get(1).id().value(), three.get(2).id().value(), gone.id().value());
    assertThat(get(three.get(1).id())).contains("changed again");
    assertThat(get(three.get(2).id())).contains("came back as another");
    assertThat(get(gone.id())).isEqualTo("null");
    assertThat(report.complete()).isFalse();
  }

  @Test
  void cancelled_goesOnWhenRunAgain() {
    desk.fill(5_000);
    var file = exported(Format.ZIP);
    var before = desk.digest();
    desk.redis.call("FLUSHALL");
    var plan = importer().check(asked(file, ImportPolicy.SKIP), Progress.NONE);

    var report =
        importer()
            .run(
                plan,
                new Progress() {
                  @Override
                  public void at(long done, long total) {}

                  @Override
                  public boolean cancelled() {
                    return !desk.redis.call("DBSIZE").equals("0");
                  }
                });

    assertThat(report.cancelled()).isTrue();
    assertThat(report.left()).isEqualTo(5_000 - report.created());
    assertThat(report.created()).isBetween(1L, 4_999L);
    assertThat(desk.redis.call("DBSIZE")).isEqualTo(Long.toString(report.created()));
    var rest = importer().check(asked(file, ImportPolicy.SKIP), Progress.NONE);
    assertThat(rest.count(Finding.SAME)).isEqualTo(report.created());
    assertThat(importer().run(rest, Progress.NONE).complete()).isTrue();
    assertThat(desk.digest()).isEqualTo(before);
  }

  @Test
  void aStoreThatRefuses_endsItWithAReport() {
    desk.fill(2_000);
    var file = exported(Format.JSON_LINES);
    desk.redis.call("FLUSHALL");
    var plan = importer().check(asked(file, ImportPolicy.SKIP), Progress.NONE);
    desk.redis.call("CONFIG", "SET", "maxmemory", "1");

    var report = importer().run(plan, Progress.NONE);

    assertThat(report.failure()).isInstanceOf(StoreException.Rejected.class);
    assertThat(report.stored()).isZero();
    assertThat(report.left()).isEqualTo(2_000);
  }

  @Test
  @DisplayName(
      "A store that is lost in the middle ends the check and the import, and neither hangs")
  void aStoreThatIsLost() {
    desk.fill(20_000);
    var file = exported(Format.JSON_LINES);
    try (var other = new TransferDesk(RedisServer.start())) {
      var plan = other.importer().check(asked(file, ImportPolicy.SKIP), Progress.NONE);
      var killed =
          new Progress() {
            @Override
            public void at(long done, long total) {
              other.redis.kill();
            }

            @Override
            public boolean cancelled() {
              return false;
            }
          };

      var report = other.importer().run(plan, killed);

      assertThat(report.failure()).isNotNull();
      assertThat(report.left()).isPositive();
      assertThat(report.stored() + report.unknown().count() + report.left()).isEqualTo(20_000);
      assertThatThrownBy(
              () -> other.importer().check(asked(file, ImportPolicy.SKIP), Progress.NONE))
          .isInstanceOf(StoreException.class);
    }
  }
}
