package org.sessiondesk.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sessiondesk.redis.SessionSamples.bytes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sessiondesk.redis.testing.RedisServer;
import org.sessiondesk.session.FollowedPicture;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.SessionStore;
import org.sessiondesk.session.StoreFollower;
import org.sessiondesk.session.StoredEntry;
import org.sessiondesk.session.UnreadableEntry;
import org.sessiondesk.session.UnreadableReason;

/** Whatever other programs do, the picture becomes what is stored. */
@Timeout(120)
final class ChangeFeedTest {
  private static final String PREFIX = "persistent_session:";

  private final RedisServer redis = RedisServer.start();
  private final RedisConnector connector = Connectors.quick();
  private final FollowedPicture picture = new FollowedPicture();
  private SessionStore store;

  @BeforeEach
  void connect() {
    store = Connectors.online(connector, redis.profile(), null);
  }

  @AfterEach
  void close() {
    connector.close();
    redis.close();
  }

  private static String value(int n) {
    return "{\"text\": \"" + n + "\", \"voice\": \"v\", \"created_at\": \"2025-10-10T09:35:00\"}";
  }

  /** What another program sees: every key's value, or its type where it is no string. */
  private Map<String, String> stored() {
    var found = new TreeMap<String, String>();
    for (var key : redis.call("KEYS", PREFIX + "*").lines().toList()) {
      if (!key.isEmpty()) {
        var type = redis.call("TYPE", key);
        found.put(
            key.substring(PREFIX.length()), type.equals("string") ? redis.call("GET", key) : type);
      }
    }
    return found;
  }

  private Map<String, String> seen() {
    return picture.entries().values().stream()
        .collect(
            Collectors.toMap(entry -> entry.id().value(), this::seen, (a, _) -> a, TreeMap::new));
  }

  private String seen(StoredEntry entry) {
    return entry instanceof UnreadableEntry odd && odd.reason() == UnreadableReason.WRONG_REDIS_TYPE
        ? odd.detail().substring(2)
        : SessionSamples.text(entry.revision().token());
  }

  private void awaitEqual() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(seen()).isEqualTo(stored()));
  }

  @Test
  void aPass_tellsOfEverything_inPages() {
    fill(3_700);
    try (var _ = store.follow(picture)) {
      Awaitility.await().until(() -> picture.passes() == 1);
      assertThat(picture.size()).isEqualTo(3_700);
      // Told beside the pass, not before its end.
      Awaitility.await().until(() -> picture.tracking() == StoreFollower.Tracking.LIVE);
    }
  }

  private void fill(int count) {
    redis.call(
        "EVAL",
        "for i = 1, ARGV[1] do redis.call('SET', KEYS[1] .. i, ARGV[2]) end",
        "1",
        PREFIX,
        Integer.toString(count),
        value(0));
  }

  @Test
  void randomWriters_whileItReads_leaveThePictureRight() throws InterruptedException {
    fill(2_000);
    try (var _ = store.follow(picture)) {
      var writers = new ArrayList<Thread>();
      for (int seed = 1; seed <= 3; seed++) {
        var random = new Random(seed);
        writers.add(Thread.ofVirtual().start(() -> write(random, 400)));
      }
      for (var writer : writers) {
        writer.join();
      }
      awaitEqual();
    }
  }

  /** Does to random keys whatever a program may do to them. */
  private void write(Random random, int times) {
    for (int i = 0; i < times; i++) {
      var key = PREFIX + (1 + random.nextInt(60));
      switch (random.nextInt(9)) {
        case 0 -> redis.call("DEL", key);
        case 1 -> redis.call("UNLINK", key, PREFIX + (1 + random.nextInt(60)));
        case 2 -> redis.call("SET", key, value(i), "PX", "15");
        case 3 -> redis.call("SET", key, "nonsense" + i);
        case 4 ->
            redis.call(
                "EVAL", "redis.call('DEL', KEYS[1]) redis.call('LPUSH', KEYS[1], 1)", "1", key);
        case 5 -> redis.call("COPY", key, PREFIX + "copy" + random.nextInt(5), "REPLACE");
        case 6 -> store.delete(new SessionId(Integer.toString(1 + random.nextInt(60))));
        default -> redis.call("SET", key, value(i));
      }
    }
  }

  @Test
  void aPassThatIsHeld_tellsOfChanges_andGoesOnWhereItWas() {
    fill(20_000);
    picture.hold(true);
    try (var _ = store.follow(picture)) {
      Awaitility.await().until(() -> picture.size() >= 500);
      redis.call("SET", PREFIX + "new", value(1));
      Awaitility.await().until(() -> seen().containsKey("new"));
      assertThat(picture.passes()).isZero();
      assertThat(picture.size()).isLessThan(10_000);
      picture.hold(false);
      Awaitility.await().until(() -> picture.passes() == 1);
      assertThat(picture.size()).isEqualTo(20_001);
    }
  }

  @Test
  void flushAll_endsAPassThatIsHeld() {
    fill(20_000);
    picture.hold(true);
    try (var _ = store.follow(picture)) {
      Awaitility.await().until(() -> picture.size() >= 500);
      redis.call("FLUSHALL");
      Awaitility.await().until(() -> picture.passes() == 1);
      assertThat(picture.size()).isZero();
    }
  }

  @Test
  void flushAll_isANewPass() {
    fill(10);
    try (var _ = store.follow(picture)) {
      Awaitility.await().until(() -> picture.size() == 10);
      redis.call("FLUSHALL");
      Awaitility.await().until(() -> picture.size() == 0);
      redis.call("SET", PREFIX + "a", value(1));
      Awaitility.await().until(() -> picture.size() == 1);
    }
  }

  @Test
  void aLostConnection_missesNothing_andTracksAgain() {
    fill(10);
    try (var _ = store.follow(picture)) {
      Awaitility.await().until(() -> picture.passes() == 1);
      redis.call(
          "EVAL",
          "redis.call('DEL', KEYS[1] .. 1) redis.call('SET', KEYS[1] .. 'new', ARGV[1])",
          "1",
          PREFIX,
          value(1));
      redis.call("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
      redis.call("DEL", PREFIX + "2");
      awaitEqual();
      Awaitility.await().until(() -> picture.tracking() == StoreFollower.Tracking.LIVE);
      redis.call("DEL", PREFIX + "3");
      awaitEqual();
    }
  }

  @Test
  void anExternalWrite_isSeenWithinAQuarterOfASecond() {
    try (var _ = store.follow(picture)) {
      Awaitility.await().until(() -> picture.passes() == 1);
      redis.call("SET", PREFIX + "a", value(1));
      Awaitility.await()
          .atMost(Duration.ofMillis(250))
          .pollInterval(Duration.ofMillis(2))
          .until(() -> picture.size() == 1);
    }
  }

  @Test
  void otherKeys_areNotOurs() {
    redis.call("SET", "other", value(1));
    redis.call("SET", "persistent_sessio", value(1));
    redis.call("SET", PREFIX, value(2));
    try (var _ = store.follow(picture)) {
      Awaitility.await().until(() -> picture.passes() == 1);
      assertThat(picture.entries().keySet()).containsExactly(new SessionId(""));
    }
  }

  @Test
  void aSlowFollower_holdsNothingUp_butItself() throws InterruptedException {
    fill(2_000);
    var hold = new CountDownLatch(1);
    var slow =
        new StoreFollower() {
          @Override
          public void passStarted(long expected) {
            try {
              assertThat(hold.await(30, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }

          @Override
          public void page(List<StoredEntry> entries) {}

          @Override
          public void passCompleted() {}

          @Override
          public void changed(List<StoredEntry> present, List<SessionId> gone) {}

          @Override
          public void tracking(Tracking tracking) {}
        };
    try (var _ = store.follow(slow);
        var _ = store.follow(picture)) {
      Awaitility.await().until(() -> picture.passes() == 1);
      store.insert(SessionSamples.session("t"));
      Awaitility.await().until(() -> picture.size() == 2_001);
      assertThat(store.count()).isEqualTo(2_001);
    } finally {
      hold.countDown();
    }
  }

  /** Hands everything on to the picture. */
  private class Wrapped implements StoreFollower {
    @Override
    public void passStarted(long expected) {
      picture.passStarted(expected);
    }

    @Override
    public void page(List<StoredEntry> entries) {
      picture.page(entries);
    }

    @Override
    public void passCompleted() {
      picture.passCompleted();
    }

    @Override
    public void changed(List<StoredEntry> present, List<SessionId> gone) {
      picture.changed(present, gone);
    }

    @Override
    public void tracking(Tracking tracking) {
      picture.tracking(tracking);
    }
  }

  private void assertTold(StoreFollower follower) {
    redis.call(List.of(bytes("SET"), bytes(PREFIX + "a"), bytes(value(1))));
    try (var _ = store.follow(follower)) {
      Awaitility.await().until(() -> picture.passes() == 1 && picture.size() == 1);
    }
  }

  @Test
  void aFollowerThatThrows_isToldOn() {
    assertTold(
        new Wrapped() {
          @Override
          public void passStarted(long expected) {
            super.passStarted(expected);
            throw new IllegalStateException("on purpose");
          }
        });
  }

  @Test
  void aFeedThatFails_beginsAnew() {
    var failed = new AtomicBoolean();
    assertTold(
        new Wrapped() {
          @Override
          public boolean wantsPages() {
            if (failed.compareAndSet(false, true)) {
              throw new IllegalStateException("on purpose");
            }
            return true;
          }
        });
  }
}
