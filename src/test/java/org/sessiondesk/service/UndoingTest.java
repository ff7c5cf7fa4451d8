package org.sessiondesk.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.ProfileSecrets;
import org.sessiondesk.redis.testing.RedisServer;
import org.sessiondesk.service.PutBack.End;
import org.sessiondesk.session.Actor;
import org.sessiondesk.session.AuditEntry;
import org.sessiondesk.session.Change;
import org.sessiondesk.session.Digest;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.KeptBatch;
import org.sessiondesk.session.KeptItem;
import org.sessiondesk.session.NewSession;
import org.sessiondesk.session.Progress;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.StoreName;
import org.sessiondesk.session.StoredSession;
import org.sessiondesk.ui.testing.TestJournal;

/** Every change is written down, and what people change comes back, never over what is newer. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // made before the tests
class UndoingTest {
  @TempDir Path folder;
  private RedisServer redis;
  private TestJournal journal;
  private ServiceBench bench;
  private SessionService service;
  private Undoing undoing;
  private int round;

  @BeforeAll
  void start() {
    redis = RedisServer.start();
  }

  @AfterAll
  void stop() {
    redis.close();
  }

  @BeforeEach
  void connect() {
    journal = TestJournal.in(folder.resolve("round" + ++round), InstantSource.system());
    bench = new ServiceBench(journal.journal());
    service = bench.service;
    undoing = service.undoing();
    bench.connect(profile("p1"));
  }

  @AfterEach
  void close() {
    bench.close();
    journal.audit().close();
    redis.call("FLUSHALL");
  }

  private ConnectionProfile profile(String id) {
    return new ConnectionProfile(
        id, "Staging", redis.profile().target(), ConnectionProfile.DEFAULT_KEY_PREFIX);
  }

  private Session create(String text, boolean persistent) {
    return service
        .create(new NewSession(text, "zh-CN-XiaoxiaoNeural", null, persistent, null, Json.EMPTY))
        .session();
  }

  private String key(SessionId id) {
    return ConnectionProfile.DEFAULT_KEY_PREFIX + id.value();
  }

  private KeptBatch kept(Change change, Supplier<?> work) {
    return undoing.keep(change, work::get).batch().orElseThrow();
  }

  private KeptBatch deleted(Session session) {
    return kept(Change.DELETE, () -> service.deleteAll(List.of(session.id()), Progress.NONE));
  }

  /** Puts a batch back, and says how it ended for those that are not there again. */
  private List<End> putBack(KeptBatch batch) {
    var others = new ArrayList<End>();
    undoing.putBack(batch, end -> others.add(end.end()), Progress.NONE);
    return others;
  }

  private List<AuditEntry> audit() {
    var all = new ArrayList<AuditEntry>();
    journal.audit().read(all::add);
    return all.reversed();
  }

  @Test
  @DisplayName("every change is a line: when, what, where, by whom, what was there and what is")
  void everyChangeIsAudited() {
    var session = create("one. two.", true);
    var before = redis.call("GET", key(session.id()));
    service.update(bench.read(session.id()), session.withName("n"));
    var after = redis.call("GET", key(session.id()));
    service.segment(session.id(), Progress.NONE);
    service.demote(session.id(), null);
    service.extend(session.id(), bench.clock.instant().plus(Duration.ofHours(3)));
    service.promote(session.id());
    service.delete(session.id());

    var store =
        new StoreName("p1", "Staging", redis.profile().target().display() + " persistent_session:");
    assertThat(audit())
        .extracting(AuditEntry::change, AuditEntry::store)
        .containsExactly(
            tuple(Change.CREATE, store),
            tuple(Change.UPDATE, store),
            tuple(Change.SEGMENT, store),
            tuple(Change.DEMOTE, store),
            tuple(Change.EXTEND, StoreName.MEMORY),
            tuple(Change.PROMOTE, store),
            tuple(Change.DELETE, store));
    assertThat(audit()).allMatch(entry -> entry.id().equals(session.id()));
    assertThat(audit()).allMatch(entry -> entry.actor().name().equals("anna"));
    var update = audit().get(1);
    assertThat(update.before()).isEqualTo(Digest.of(utf8(before)));
    assertThat(update.after()).isEqualTo(Digest.of(utf8(after)));
    assertThat(audit().getFirst().before()).isNull();
    assertThat(audit().getLast().after()).isNull();
    assertThat(audit().getLast().before()).isEqualTo(audit().get(5).after());
  }

  /** What another program makes of a value that this one stored. */
  private static String withExtra(String value) {
    return value.substring(0, value.length() - 1) + ",  \"extra\": 1}";
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void changesAreMadeInTheNameOfWhoIsSaid() {
    var token = new Actor(Actor.Face.API, "API_TOKEN");

    service.journal().by(token, () -> create("x", false));

    assertThat(audit()).extracting(AuditEntry::actor).containsExactly(token);
  }

  @Test
  void whatIsRefusedAndWhatExpiresIsNoChangeOfAnybody() {
    var session = create("x", true);
    var seen = bench.read(session.id());
    redis.call("SET", key(session.id()), "something newer");
    service.update(seen, session.withName("n"));
    service.delete(seen);
    create("y", false);
    bench.clock.advance(Duration.ofHours(2));
    service.cleanUp();

    assertThat(audit())
        .extracting(AuditEntry::change)
        .containsExactly(Change.CREATE, Change.CREATE);
  }

  @Test
  @DisplayName("what was deleted comes back byte for byte, strange values, hashes and TTLs as well")
  void deletedComesBackAsItWas() {
    var session = create("x", true);
    var value = withExtra(redis.call("GET", key(session.id())));
    redis.call("SET", key(session.id()), value);
    redis.call("SET", key(new SessionId("broken")), "no session");
    redis.call("SET", key(new SessionId("ending")), value, "EX", "5000");
    redis.call("HSET", key(new SessionId("hash")), "field", "1");
    var temporary = create("t", false);
    var ids =
        List.of(
            session.id(),
            new SessionId("broken"),
            new SessionId("ending"),
            new SessionId("hash"),
            temporary.id());

    var batch = kept(Change.DELETE, () -> service.deleteAll(ids, Progress.NONE));
    assertThat(batch.count()).isEqualTo(5);
    assertThat(redis.call("DBSIZE")).isEqualTo("0");
    assertThat(putBack(batch)).isEmpty();

    assertThat(redis.call("GET", key(session.id()))).isEqualTo(value);
    assertThat(redis.call("GET", key(new SessionId("broken")))).isEqualTo("no session");
    assertThat(Long.parseLong(redis.call("TTL", key(new SessionId("ending")))))
        .isBetween(4_900L, 5_000L);
    assertThat(redis.call("HGET", key(new SessionId("hash")), "field")).isEqualTo("1");
    assertThat(bench.read(temporary.id()).session()).isEqualTo(temporary);
    assertThat(journal.bin().batches()).isEmpty();
    Awaitility.await().until(() -> service.index().find(session.id()).isPresent());
  }

  @Test
  @DisplayName("something newer under the id is never overwritten; the old comes back beside it")
  void newerIsNeverOverwritten() {
    var session = create("old", true);
    var batch = deleted(session);
    redis.call("SET", key(session.id()), "newer");

    assertThat(putBack(batch)).containsExactly(End.NEWER);
    assertThat(redis.call("GET", key(session.id()))).isEqualTo("newer");
    assertThat(journal.bin().batches()).as("it stays in the bin").hasSize(1);

    var fresh = undoing.putBackAsNew(batch, item(batch)).orElseThrow();
    assertThat(bench.read(fresh).session().text()).isEqualTo("old");
    assertThat(redis.call("GET", key(session.id()))).isEqualTo("newer");
  }

  private KeptItem item(KeptBatch batch) {
    var items = new ArrayList<KeptItem>();
    journal.bin().forEach(batch.id(), items::add);
    return items.getFirst();
  }

  @Test
  void anEditIsUndoneUnlessSomebodyHasEditedSince() {
    var session = create("x", true);
    var value = redis.call("GET", key(session.id()));
    var batch =
        kept(
            Change.UPDATE,
            () -> service.update(bench.read(session.id()), session.withName("edited")));
    assertThat(putBack(batch)).isEmpty();
    assertThat(redis.call("GET", key(session.id()))).isEqualTo(value);

    var second =
        kept(
            Change.UPDATE,
            () -> service.update(bench.read(session.id()), session.withName("edited")));
    service.update(bench.read(session.id()), session.withName("by another"));

    assertThat(putBack(second)).containsExactly(End.NEWER);
    assertThat(bench.read(session.id()).session().name()).isEqualTo("by another");
  }

  @Test
  void editsOfTemporarySessionsAreUndoneToo() {
    var session = create("x", false);
    var edit =
        kept(
            Change.UPDATE,
            () -> service.update(bench.read(session.id()), session.withName("edited")));
    assertThat(putBack(edit)).isEmpty();
    assertThat(bench.read(session.id()).session()).isEqualTo(session);

    var later = bench.clock.instant().plus(Duration.ofHours(9));
    var longer = kept(Change.EXTEND, () -> service.extend(session.id(), later));
    assertThat(putBack(longer)).isEmpty();
    assertThat(bench.read(session.id()).session().expiresAt()).isEqualTo(session.expiresAt());
  }

  @Test
  void promotingIsUndoneWithTheLifeThatIsLeft() {
    var session = create("x", false);
    var batch = kept(Change.PROMOTE, () -> service.promote(session.id()));

    assertThat(putBack(batch)).isEmpty();

    assertThat(redis.call("DBSIZE")).isEqualTo("0");
    assertThat(bench.read(session.id()).session()).isEqualTo(session);
  }

  @Test
  void promotingIsNotUndoneWhereTheTimeIsOver() {
    var session = create("x", false);
    var batch = kept(Change.PROMOTE, () -> service.promote(session.id()));
    bench.clock.advance(Duration.ofHours(2));

    assertThat(putBack(batch)).containsExactly(End.OVER);
    assertThat(bench.read(session.id()).session().persistent()).isTrue();
  }

  @Test
  void demotingIsUndoneWithEveryByteThatOthersHadAdded() {
    var session = create("x", true);
    var value = withExtra(redis.call("GET", key(session.id())));
    redis.call("SET", key(session.id()), value);
    var batch = kept(Change.DEMOTE, () -> service.demote(session.id(), null));

    assertThat(putBack(batch)).isEmpty();

    assertThat(redis.call("GET", key(session.id()))).isEqualTo(value);
    assertThat(bench.memory.count()).isZero();
  }

  @Test
  void deletedTemporarySessionWhoseTimeIsOverIsSaidToBe() {
    var batch = deleted(create("x", false));
    bench.clock.advance(Duration.ofHours(2));

    assertThat(putBack(batch)).containsExactly(End.OVER);
    assertThat(bench.memory.count()).isZero();
  }

  @Test
  @DisplayName("what belongs to another connection stays in the bin, and that one is not touched")
  void anotherStoreIsNeverReached() {
    var session = create("x", true);
    var batch = deleted(session);
    bench.connector.connect(profile("p2"), ProfileSecrets.NONE);
    bench.awaitPicture();

    assertThat(undoing.isHere(batch.store())).isFalse();
    assertThat(putBack(batch)).containsExactly(End.ELSEWHERE);
    assertThat(redis.call("DBSIZE")).isEqualTo("0");
    assertThatThrownBy(() -> undoing.putBackAsNew(batch, item(batch)))
        .isInstanceOf(StoreOffException.class);
  }

  @Test
  void whatIsUndoneCanBeRedoneFromTheBin() {
    var session = create("x", true);
    var edit =
        kept(
            Change.UPDATE,
            () -> service.update(bench.read(session.id()), session.withName("edited")));
    var redo = kept(Change.RESTORE, () -> putBack(edit));

    assertThat(putBack(redo)).isEmpty();
    assertThat(bench.read(session.id()).session().name()).isEqualTo("edited");
  }

  @Test
  void thousandsAreDeletedAndPutBackInBatches() {
    var ids = new ArrayList<SessionId>();
    for (int i = 0; i < 1_200; i++) {
      ids.add(create("text " + i, true).id());
    }

    var batch = kept(Change.DELETE, () -> service.deleteAll(ids, Progress.NONE));
    assertThat(batch.count()).isEqualTo(1_200);
    assertThat(redis.call("DBSIZE")).isEqualTo("0");
    assertThat(putBack(batch)).isEmpty();

    assertThat(redis.call("DBSIZE")).isEqualTo("1200");
    assertThat(((StoredSession) service.open(ids.getLast()).orElseThrow()).session().text())
        .isEqualTo("text 1199");
    assertThat(audit()).hasSize(3 * 1_200);
  }
}
