package org.sessiondesk.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sessiondesk.redis.SessionSamples.bytes;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.sessiondesk.redis.testing.RedisServer;
import org.sessiondesk.session.ByteStore;
import org.sessiondesk.session.ByteStore.Put;
import org.sessiondesk.session.ByteStore.PutResult;
import org.sessiondesk.session.Progress;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.StoreException;
import org.sessiondesk.session.StoredBytes;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // made before the tests
final class RedisByteStoreTest {
  private static final String PREFIX = "persistent_session:";

  private RedisServer redis;
  private RedisConnector connector;
  private ByteStore store;

  @BeforeAll
  void connect() {
    redis = RedisServer.start();
    connector = Connectors.quick();
    Connectors.online(connector, redis.profile(), null);
  }

  @AfterAll
  void disconnect() {
    connector.close();
    redis.close();
  }

  @BeforeEach
  void open() {
    redis.call("FLUSHALL");
    redis.call("SCRIPT", "FLUSH");
    redis.call("CONFIG", "SET", "maxmemory", "0");
    store = connector.store().orElseThrow().openBytes().orElseThrow();
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static StoredBytes plain(String id, String value) {
    return StoredBytes.plain(new SessionId(id), bytes(value));
  }

  private PutResult put(StoredBytes next, @Nullable String expected) {
    return store
        .putAll(List.of(new Put(next, expected == null ? null : bytes(expected))))
        .getFirst();
  }

  private String get(String id) {
    return redis.call("GET", PREFIX + id);
  }

  @Test
  void put_ofWhatIsNew_neverOverwrites() {
    assertThat(put(plain("a", "1"), null)).isInstanceOf(PutResult.Done.class);
    assertThat(put(plain("a", "2"), null)).isInstanceOf(PutResult.Differs.class);
    assertThat(get("a")).isEqualTo("1");
    assertThat(redis.call("PTTL", PREFIX + "a")).isEqualTo("-1");
  }

  @Test
  @DisplayName("What is replaced is what was expected, also by a server that forgot the script")
  void put_replacesOnlyWhatWasExpected() {
    redis.call("SET", PREFIX + "a", "1");
    assertThat(put(plain("a", "2"), "0")).isInstanceOf(PutResult.Differs.class);
    assertThat(get("a")).isEqualTo("1");
    assertThat(put(plain("a", "2"), "1")).isInstanceOf(PutResult.Done.class);
    assertThat(get("a")).isEqualTo("2");
    redis.call("SCRIPT", "FLUSH");
    assertThat(put(plain("a", "3"), "2")).isInstanceOf(PutResult.Done.class);
    assertThat(get("a")).isEqualTo("3");
    redis.call("DEL", PREFIX + "a");
    assertThat(put(plain("a", "4"), "3")).isInstanceOf(PutResult.Gone.class);
    assertThat(get("a")).isEqualTo("null");
  }

  @Test
  void put_leavesOtherTypesAlone() {
    redis.call("HSET", PREFIX + "h", "f", "v");
    assertThat(put(plain("h", "2"), null)).isInstanceOf(PutResult.Differs.class);
    assertThat(put(plain("h", "2"), "1")).isInstanceOf(PutResult.Differs.class);
    assertThat(redis.call("TYPE", PREFIX + "h")).isEqualTo("hash");
  }

  @Test
  void put_setsAndTakesAwayTheTimeToLive() {
    var end = Instant.now().plus(Duration.ofHours(1));
    put(new StoredBytes(new SessionId("a"), bytes("1"), StoredBytes.STRING, end), null);
    assertThat(Long.parseLong(redis.call("PTTL", PREFIX + "a"))).isBetween(3_500_000L, 3_600_000L);
    put(plain("a", "2"), "1");
    assertThat(redis.call("PTTL", PREFIX + "a")).isEqualTo("-1");
    put(new StoredBytes(new SessionId("a"), bytes("3"), StoredBytes.STRING, end), "2");
    assertThat(Long.parseLong(redis.call("PTTL", PREFIX + "a"))).isBetween(3_500_000L, 3_600_000L);
  }

  @Test
  void anotherType_isDumpedAndRestored_butNeverOverwrites() {
    redis.call("HSET", PREFIX + "h", "f", "v");
    var dumped = store.read(List.of(new SessionId("h"))).getFirst();
    assertThat(dumped.type()).isEqualTo("hash");
    assertThat(put(dumped, null)).isInstanceOf(PutResult.Differs.class);
    redis.call("DEL", PREFIX + "h");
    assertThat(put(dumped, null)).isInstanceOf(PutResult.Done.class);
    assertThat(redis.call("HGET", PREFIX + "h", "f")).isEqualTo("v");
  }

  @Test
  void read_keepsTheOrder_andLeavesOutWhatIsNotThere() {
    redis.call("SET", PREFIX + "a", "1");
    redis.call("SET", PREFIX + "c", "3", "PX", "600000");
    var read =
        store.read(
            List.of(
                new SessionId("c"),
                new SessionId("b"),
                new SessionId("\uD800"),
                new SessionId("a")));
    assertThat(read).extracting(stored -> stored.id().value()).containsExactly("c", "a");
    assertThat(read.getFirst().removedAt()).isNotNull();
    assertThat(read.getLast()).isEqualTo(plain("a", "1"));
  }

  @Test
  void whatTheServerRefuses_isToldOfEach() {
    redis.call("CONFIG", "SET", "maxmemory", "1");
    assertThat(put(plain("a", "1"), null))
        .isInstanceOfSatisfying(
            PutResult.Failed.class,
            failed -> assertThat(failed.why()).isInstanceOf(StoreException.Rejected.class));
    redis.call("CONFIG", "SET", "maxmemory", "0");
    assertThat(get("a")).isEqualTo("null");
  }

  @Test
  @DisplayName("Large values come few at a time, and all of them come")
  void forEachPage_keepsPagesSmall() {
    var large = "x".repeat(700_000);
    for (int i = 0; i < 60; i++) {
      redis.call("SET", PREFIX + i, large);
    }
    redis.call("SET", "other:key", "not ours");
    var sizes = new ArrayList<Integer>();
    store.forEachPage(page -> sizes.add(page.size()), Progress.NONE);
    assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(60);
    assertThat(sizes.getLast()).isLessThanOrEqualTo(2);
  }

  @Test
  void aLostConnection_isToldOf() {
    try (var lost = RedisServer.start();
        var other = Connectors.quick()) {
      Connectors.online(other, lost.profile(), null);
      try (var bytes = other.store().orElseThrow().openBytes().orElseThrow()) {
        lost.kill();
        assertThat(bytes.putAll(List.of(new Put(plain("a", "1"), null))).getFirst())
            .isInstanceOfSatisfying(
                PutResult.Failed.class,
                // Not sent, where the end of the connection was seen before.
                failed ->
                    assertThat(failed.why())
                        .isInstanceOfAny(
                            StoreException.OutcomeUnknown.class, StoreException.Unavailable.class));
      }
    }
  }

  @Test
  @DisplayName("deleted is what still is what was seen, a hash as well; anything else stays")
  void deleteAllComparesFirst() {
    redis.call("SET", PREFIX + "same", "1");
    redis.call("SET", PREFIX + "other", "2");
    redis.call("HSET", PREFIX + "hash", "f", "1");
    redis.call("HSET", PREFIX + "hash2", "f", "1");
    var seen =
        store.read(
            List.of(
                new SessionId("same"),
                new SessionId("other"),
                new SessionId("hash"),
                new SessionId("hash2")));
    redis.call("SET", PREFIX + "other", "3");
    redis.call("HSET", PREFIX + "hash2", "f", "2");
    var all = new ArrayList<>(seen);
    all.add(plain("gone", "x"));

    assertThat(store.deleteAll(all))
        .containsExactly(
            new PutResult.Done(),
            new PutResult.Differs(),
            new PutResult.Done(),
            new PutResult.Differs(),
            new PutResult.Gone());
    assertThat(get("other")).isEqualTo("3");
    assertThat(redis.call("DBSIZE")).isEqualTo("2");
  }
}
