package org.sessiondesk.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sessiondesk.redis.SessionSamples.bytes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.sessiondesk.redis.testing.RedisServer;
import org.sessiondesk.session.DeleteResult;
import org.sessiondesk.session.FollowedPicture;
import org.sessiondesk.session.Progress;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.SessionStore;
import org.sessiondesk.session.SessionStoreContract;
import org.sessiondesk.session.StoreException;
import org.sessiondesk.session.StoredSession;
import org.sessiondesk.session.UnreadableEntry;
import org.sessiondesk.session.UnreadableReason;
import org.sessiondesk.session.UpdateResult;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RedisSessionStoreTest extends SessionStoreContract {
  private static final String PREFIX = "persistent_session:";

  private RedisServer redis;
  private RedisConnector connector;
  private SessionStore store;

  @BeforeAll
  void connect() {
    redis = RedisServer.start();
    connector = Connectors.quick();
    store = Connectors.online(connector, redis.profile(), null);
  }

  @AfterAll
  void disconnect() {
    connector.close();
    redis.close();
  }

  @BeforeEach
  void empty() {
    redis.call("FLUSHALL");
    redis.call("SCRIPT", "FLUSH");
    redis.call("CONFIG", "SET", "maxmemory", "0");
  }

  @Override
  protected SessionStore store() {
    return store;
  }

  @Override
  protected Session newSession(String text) {
    return SessionSamples.session(text);
  }

  @Test
  void insert_writesTheKeyAndValueThatOthersRead_withoutATtl() {
    var session = newSession("深");
    store.insert(session);
    assertThat(redis.call("GET", PREFIX + session.id()))
        .isEqualTo(SessionSamples.text(new SessionJson().encode(session)));
    assertThat(redis.call("PTTL", PREFIX + session.id())).isEqualTo("-1");
    assertThat(redis.call("DBSIZE")).isEqualTo("1");
  }

  @Test
  void update_keepsUnknownFieldsAndATtlThatSomebodySet() {
    var value =
        "{\"text\":\"t\",\"voice\":\"v\",\"created_at\":\"2025-10-10T09:35:00\",\"x\":[1.0,1e+21]}";
    redis.call("SET", PREFIX + "a", value, "PX", "600000");
    var seen = (StoredSession) store.find(new SessionId("a")).orElseThrow();
    assertThat(store.update(seen, seen.session().withText("u")))
        .isInstanceOf(UpdateResult.Saved.class);
    assertThat(redis.call("GET", PREFIX + "a")).isEqualTo(value.replace("\"t\"", "\"u\""));
    assertThat(Long.parseLong(redis.call("PTTL", PREFIX + "a"))).isBetween(1L, 600_000L);
  }

  @Test
  void update_conflictsWithAnyChangeOfTheBytes() {
    var stored = store.insert(newSession("t"));
    var raw = redis.call("GET", PREFIX + stored.id());
    redis.call("SET", PREFIX + stored.id(), raw.replace("\"metadata\": ", "\"metadata\":"));
    assertThat(store.update(stored, stored.session().withText("u")))
        .isInstanceOf(UpdateResult.Conflict.class);
    assertThat(text(stored.id())).isEqualTo("t");
  }

  @Test
  void update_conflictsWithAnotherRedisType_andLeavesIt() {
    var stored = store.insert(newSession("t"));
    redis.call("DEL", PREFIX + stored.id());
    redis.call("LPUSH", PREFIX + stored.id(), "x");
    assertThat(store.update(stored, stored.session().withText("u")))
        .isInstanceOfSatisfying(
            UpdateResult.Conflict.class,
            conflict ->
                assertThat(SessionSamples.unreadable(conflict.theirs()).reason())
                    .isEqualTo(UnreadableReason.WRONG_REDIS_TYPE));
    assertThat(store.delete(stored)).isInstanceOf(DeleteResult.Changed.class);
    assertThat(redis.call("TYPE", PREFIX + stored.id())).isEqualTo("list");
  }

  @Test
  void find_showsWhatIsUnreadable_withItsBytes() {
    redis.call(List.of(bytes("SET"), bytes(PREFIX + "bad"), new byte[] {'{', (byte) 0xFF}));
    redis.call("HSET", PREFIX + "hash", "a", "b");
    var bad = SessionSamples.unreadable(store.find(new SessionId("bad")).orElseThrow());
    assertThat(bad.reason()).isEqualTo(UnreadableReason.NOT_UTF8);
    assertThat(bad.revision().token()).containsExactly('{', 0xFF);
    var hash = SessionSamples.unreadable(store.find(new SessionId("hash")).orElseThrow());
    assertThat(hash.reason()).isEqualTo(UnreadableReason.WRONG_REDIS_TYPE);
    assertThat(hash.detail()).contains("hash");
  }

  @Test
  void unreadable_isDeletedAndPutBack_bytesAndAll() {
    redis.call(List.of(bytes("SET"), bytes(PREFIX + "bad"), new byte[] {0, (byte) 0xFF}));
    var bad = store.find(new SessionId("bad")).orElseThrow();
    assertThat(store.delete(bad)).isInstanceOf(DeleteResult.Deleted.class);
    store.restore(bad);
    assertThat(store.find(bad.id())).contains(bad);
    redis.call("LPUSH", PREFIX + "list", "a");
    var list = store.find(new SessionId("list")).orElseThrow();
    assertThat(store.delete(list)).isInstanceOf(DeleteResult.Deleted.class);
    assertThatThrownBy(() -> store.restore(list)).isInstanceOf(StoreException.Rejected.class);
  }

  @Test
  void insert_neverOverwritesWhatIsUnreadable() {
    var session = newSession("t");
    redis.call("HSET", PREFIX + session.id(), "a", "b");
    assertThatThrownBy(() -> store.insert(session))
        .isInstanceOf(StoreException.AlreadyExists.class);
    assertThat(redis.call("TYPE", PREFIX + session.id())).isEqualTo("hash");
  }

  @Test
  void aKeyThatIsNotUtf8_hasAnIdAndIsDeletedByIt() {
    var key = bytes(PREFIX + "x?");
    key[key.length - 1] = (byte) 0xFE;
    redis.call(List.of(bytes("SET"), key, bytes("{}")));
    var picture = new FollowedPicture();
    try (var _ = store.follow(picture)) {
      Awaitility.await().until(() -> picture.size() == 1);
    }
    var id = picture.entries().keySet().iterator().next();
    assertThat(store.find(id)).isPresent();
    assertThat(store.delete(id)).isTrue();
    assertThat(redis.call("DBSIZE")).isEqualTo("0");
  }

  @Test
  void anIdThatNoKeyCanHave_isNotFound() {
    assertThat(store.find(new SessionId("\ud800"))).isEmpty();
    assertThat(store.delete(new SessionId("\ud800"))).isFalse();
  }

  @Test
  void count_countsOurKeysOnly_andNeverUsesKeys() {
    for (int i = 0; i < 2_500; i++) {
      redis.call("SET", (i % 2 == 0 ? PREFIX : "other:") + i, "{}");
    }
    redis.call("CONFIG", "RESETSTAT");
    assertThat(store.count()).isEqualTo(1_250);
    assertThat(redis.call("INFO", "commandstats"))
        .contains("cmdstat_scan")
        .doesNotContain("cmdstat_keys");
  }

  @Test
  void deleteAll_unlinksInBatches() {
    var ids = new ArrayList<SessionId>();
    for (int i = 0; i < 1_100; i++) {
      ids.add(new SessionId("d" + i));
      redis.call("SET", PREFIX + "d" + i, "{}");
    }
    redis.call("CONFIG", "RESETSTAT");
    assertThat(store.deleteAll(ids, Progress.NONE)).isEqualTo(1_100);
    assertThat(redis.call("INFO", "commandstats"))
        .contains("cmdstat_unlink:calls=3,")
        .doesNotContain("cmdstat_del");
  }

  @Test
  void update_isOneRoundTrip_onceTheScriptIsKnown() {
    var stored = store.insert(newSession("t"));
    store.update(stored, stored.session().withText("u"));
    redis.call("CONFIG", "RESETSTAT");
    assertThat(store.update(stored, stored.session().withText("v")))
        .isInstanceOf(UpdateResult.Conflict.class);
    assertThat(redis.call("INFO", "commandstats"))
        .contains("cmdstat_evalsha:calls=1,")
        .doesNotContain("cmdstat_eval:");
  }

  @Test
  void outOfMemory_isARejection_andChangesNothing() {
    var stored = store.insert(newSession("t"));
    redis.call("CONFIG", "SET", "maxmemory", "1");
    assertRejected(
        StoreException.Rejected.Reason.OUT_OF_MEMORY, () -> store.insert(newSession("u")));
    assertRejected(
        StoreException.Rejected.Reason.OUT_OF_MEMORY,
        () -> store.update(stored, stored.session().withText("v")));
    redis.call("CONFIG", "SET", "maxmemory", "0");
    assertThat(store.find(stored.id())).isEqualTo(Optional.of(stored));
    assertThat(store.count()).isEqualTo(1);
  }

  @Test
  void diskFailure_isARejection() {
    try (var failing = RedisServer.start("--dbfilename", "blocked.rdb");
        var elsewhere = Connectors.quick()) {
      var blocked = Connectors.online(elsewhere, failing.profile(), null);
      var stored = blocked.insert(newSession("t"));
      // As when a snapshot could not be written: Redis then takes no writes.
      assertThat(failing.folder().resolve("blocked.rdb").toFile().mkdir()).isTrue();
      failing.call("CONFIG", "SET", "save", "3600 100000");
      failing.call("BGSAVE");
      Awaitility.await()
          .until(() -> failing.call("INFO", "persistence").contains("last_bgsave_status:err"));
      assertRejected(
          StoreException.Rejected.Reason.DISK_FAILURE, () -> blocked.insert(newSession("u")));
      assertRejected(
          StoreException.Rejected.Reason.DISK_FAILURE,
          () -> blocked.update(stored, stored.session().withText("v")));
      assertThat(blocked.find(stored.id())).contains(stored);
    }
  }

  @Test
  void replica_isReadOnly() {
    try (var replica =
            RedisServer.start("--replicaof", "127.0.0.1", Integer.toString(redis.port()));
        var reading = Connectors.quick()) {
      var stored = store.insert(newSession("t"));
      Awaitility.await()
          .until(() -> replica.call("INFO", "replication").contains("master_link_status:up"));
      var copy = Connectors.online(reading, replica.profile(), null);
      Awaitility.await().until(() -> copy.find(stored.id()).isPresent());
      assertRejected(StoreException.Rejected.Reason.READ_ONLY, () -> copy.insert(newSession("u")));
      assertRejected(
          StoreException.Rejected.Reason.READ_ONLY,
          () -> copy.update(stored, stored.session().withText("u")));
      assertRejected(StoreException.Rejected.Reason.READ_ONLY, () -> copy.delete(stored.id()));
    }
  }

  @Test
  void aMasterThatBecomesAReplica_isReadOnlyFromThenOn() {
    try (var other = RedisServer.start();
        var elsewhere = Connectors.quick()) {
      var moving = Connectors.online(elsewhere, other.profile(), null);
      var stored = moving.insert(newSession("t"));
      // Of a master that is never reached: one that is would send its own data, without `stored`.
      other.call("REPLICAOF", "127.0.0.1", "1");
      assertRejected(
          StoreException.Rejected.Reason.READ_ONLY, () -> moving.insert(newSession("u")));
      assertRejected(
          StoreException.Rejected.Reason.READ_ONLY,
          () -> moving.update(stored, stored.session().withText("u")));
    }
  }

  private static void assertRejected(
      StoreException.Rejected.Reason reason,
      org.assertj.core.api.ThrowableAssert.ThrowingCallable action) {
    assertThatThrownBy(action)
        .isInstanceOfSatisfying(
            StoreException.Rejected.class,
            rejected -> assertThat(rejected.reason()).isEqualTo(reason));
  }

  @Test
  void follow_showsUnreadableValues() {
    redis.call("HSET", PREFIX + "hash", "a", "b");
    redis.call("SET", PREFIX + "bad", "nonsense");
    var picture = new FollowedPicture();
    try (var _ = store.follow(picture)) {
      Awaitility.await()
          .untilAsserted(
              () ->
                  assertThat(picture.entries().values())
                      .extracting(entry -> ((UnreadableEntry) entry).reason())
                      .containsExactlyInAnyOrder(
                          UnreadableReason.WRONG_REDIS_TYPE, UnreadableReason.NOT_JSON));
    }
  }
}
