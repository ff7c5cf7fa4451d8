package org.sessiondesk.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sessiondesk.connection.ConnectionFault;
import org.sessiondesk.connection.ConnectionFault.Kind;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.ConnectionState;
import org.sessiondesk.redis.testing.FaultyServer;
import org.sessiondesk.redis.testing.FaultyServer.Fault;
import org.sessiondesk.redis.testing.RedisCluster;
import org.sessiondesk.redis.testing.RedisSentinels;
import org.sessiondesk.redis.testing.RedisServer;
import org.sessiondesk.session.FollowedPicture;

/**
 * Writes without pause while something goes wrong: what was confirmed is there afterwards, what was
 * refused is not, what is unknown was said to be, nothing is sent twice, and the picture is what is
 * stored. What was seen is written to {@code target/faults.md}.
 */
@Timeout(90)
final class FaultsTest {
  private static final String PREFIX = "persistent_session:";
  private static final Set<String> WRITES = Set.of("SET", "EVALSHA", "EVAL", "UNLINK");
  private static final Set<String> DATA =
      Set.of("SET", "EVALSHA", "EVAL", "UNLINK", "GET", "MGET", "SCAN", "TYPE", "DBSIZE");
  private static final Set<String> DATA_AND_PING =
      Set.of("PING", "SET", "EVALSHA", "EVAL", "UNLINK", "GET", "MGET", "SCAN", "TYPE", "DBSIZE");

  /** In the middle of those that the second of three masters has at first. */
  private static final int SLOT_OF_THE_SECOND = 8_000;

  private static final List<String> TABLE = new CopyOnWriteArrayList<>();

  private static final Pattern MASTER_OFFSET = Pattern.compile("master_repl_offset:(\\d+)");
  private static final Pattern REPLICA_OFFSET = Pattern.compile("slave0:[^\r\n]*offset=(\\d+)");

  private final RedisConnector connector = Connectors.quick();
  private FollowedPicture picture = new FollowedPicture();
  private @Nullable Writing writes;

  /** What a replica has for sure, where its master was killed; null where all must be there. */
  private Writing.@Nullable Confirmed replicated;

  private final List<ConnectionFault> faults = new CopyOnWriteArrayList<>();

  @BeforeEach
  void watch() {
    connector.watch(
        state -> {
          switch (state) {
            case ConnectionState.Retrying retrying -> faults.add(retrying.why());
            case ConnectionState.Refused refused -> faults.add(refused.why());
            default -> {}
          }
        });
  }

  @AfterEach
  void close() {
    connector.close();
  }

  @AfterAll
  static void writeTable() throws IOException {
    var lines = new ArrayList<String>();
    lines.add(
        "| fault | what the operator sees | confirmed | of these present | unknown | of these"
            + " present | refused |");
    lines.add("| --- | --- | ---: | ---: | ---: | ---: | ---: |");
    TABLE.stream().sorted().forEach(lines::add);
    Files.write(Path.of("target", "faults.md"), lines);
  }

  /** What happens, and how it is undone. */
  private record Trouble(String name, Runnable begin, Runnable end) {}

  /** Writes before, during and after the trouble, and checks everything. */
  private Writing.Account through(
      ConnectionProfile profile,
      Trouble trouble,
      BooleanSupplier shown,
      Supplier<Map<String, String>> stored) {
    var store = Connectors.online(connector, profile, null);
    try (var _ = store.follow(picture)) {
      // Held, it is in the middle of its first pass.
      Awaitility.await().until(() -> picture.passes() == 1 || picture.isHeld());
      Awaitility.await().until(() -> !picture.isHeld() || picture.size() > 0);
      Writing.Account account;
      try (var writing = Writing.to(store)) {
        writes = writing;
        awaitMore(writing, 30);
        trouble.begin().run();
        await(shown);
        trouble.end().run();
        connector.retryNow();
        Connectors.awaitOnline(connector);
        awaitMore(writing, 30);
        writing.finish();
        var now = stored.get();
        account = writing.check(id -> text(now.get(id.value())));
        if (replicated != null) {
          Writing.assertPresent(replicated, id -> text(now.get(id.value())));
        }
      }
      Awaitility.await()
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(() -> assertThat(ClusterWriter.seen(picture)).isEqualTo(stored.get()));
      connector.disconnect(ConnectionState.Off.Why.DISCONNECTED);
      note(trouble.name(), account);
      if (replicated == null) {
        assertThat(account.present()).isEqualTo(account.confirmed());
      }
      return account;
    }
  }

  /**
   * Kills a master that has passed on to its replica what was confirmed by now. What it confirms in
   * the moment after that may be gone with it: Redis passes on what it has confirmed already.
   */
  private void killOnceReplicated(RedisServer master) {
    replicated = Objects.requireNonNull(writes).confirmedByNow();
    long offset = offset(master, MASTER_OFFSET);
    await(() -> offset(master, REPLICA_OFFSET) >= offset);
    master.kill();
  }

  private static long offset(RedisServer master, Pattern which) {
    var found = which.matcher(master.call("INFO", "replication"));
    assertThat(found.find()).as("it has a replica").isTrue();
    return Long.parseLong(found.group(1));
  }

  private static void awaitMore(Writing writing, int more) {
    long before = writing.confirmed();
    await(() -> writing.confirmed() >= before + more);
  }

  private static void await(BooleanSupplier condition) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(10))
        .until(condition::getAsBoolean);
  }

  private static @Nullable String text(@Nullable String value) {
    if (value == null) {
      return null;
    }
    return value.contains("\"edited\"") ? "edited" : "first";
  }

  private void note(String name, Writing.Account account) {
    var bundle = ResourceBundle.getBundle("org.sessiondesk.ui.messages.fx", Locale.ENGLISH);
    var seen = new LinkedHashSet<String>();
    for (var fault : faults) {
      var key = fault.kind().name().toLowerCase(Locale.ROOT).replace("_", "");
      seen.add(bundle.getString("fx.connection." + key + ".what"));
    }
    account.reasons().keySet().forEach(reason -> seen.add("writes: " + reason));
    TABLE.add(
        "| %s | %s | %d | %d | %d | %d | %d |"
            .formatted(
                name,
                String.join("; ", seen),
                account.confirmed(),
                account.present(),
                account.unknown(),
                account.unknownPresent(),
                account.refused()));
  }

  private boolean saw(Kind kind) {
    return faults.stream().anyMatch(fault -> fault.kind() == kind);
  }

  private static Map<String, String> stored(RedisServer redis) {
    var found = new TreeMap<String, String>();
    var keys = redis.call("KEYS", PREFIX + "*").lines().filter(key -> !key.isEmpty()).toList();
    if (keys.isEmpty()) {
      return found;
    }
    var words = new ArrayList<>(List.of("MGET"));
    words.addAll(keys);
    var values = redis.call(words.toArray(String[]::new)).lines().toList();
    for (int i = 0; i < keys.size(); i++) {
      found.put(keys.get(i).substring(PREFIX.length()), values.get(i));
    }
    return found;
  }

  /** The trouble that a server or network makes which stands before a healthy Redis. */
  private Writing.Account behind(String name, Fault fault, BooleanSupplier shown) {
    try (var redis = RedisServer.start();
        var server = FaultyServer.before(redis)) {
      var trouble = new Trouble(name, () -> server.set(fault), server::heal);
      var account = through(server.profile(), trouble, shown, () -> stored(redis));
      assertSentOnce(server);
      return account;
    }
  }

  /** No write of a session was passed on twice. */
  private static void assertSentOnce(FaultyServer server) {
    var times = new TreeMap<String, Integer>();
    for (var words : server.passed()) {
      boolean insert = words.getFirst().equals("SET") && words.getLast().equals("NX");
      boolean edit = words.getFirst().startsWith("EVAL") && words.size() > 4;
      if (insert || edit) {
        times.merge(words.getFirst() + " " + words.get(insert ? 1 : 3), 1, Integer::sum);
      }
    }
    assertThat(times).isNotEmpty();
    assertThat(times.values()).allMatch(count -> count == 1);
  }

  @Test
  void aServerThatNeverAnswers() {
    var account = behind("accepts and never answers", new Fault.Silent(), () -> saw(Kind.LOST));
    assertThat(account.unknown()).isPositive();
    assertThat(account.unknownPresent()).isZero();
    assertThat(account.reasons()).containsOnlyKeys("Unavailable");
  }

  @Test
  void garbage() {
    behind("answers garbage", new Fault.Garbage(), () -> saw(Kind.NOT_REDIS));
  }

  @Test
  void anAnswerThatIsCutOff() {
    var account =
        behind(
            "closes in the middle of a reply",
            new Fault.CutAnswer(Set.of("SET")),
            () -> saw(Kind.LOST));
    assertThat(account.unknownPresent()).isPositive();
  }

  @Test
  void anAnswerThatIsLost() {
    var account =
        behind(
            "does a write, never answers it", new Fault.LostAnswer(WRITES), () -> saw(Kind.LOST));
    assertThat(account.unknownPresent()).isPositive();
  }

  @Test
  void loading() {
    behind(
        "-LOADING",
        new Fault.Answer("LOADING Redis is loading the dataset in memory", DATA_AND_PING),
        () -> saw(Kind.LOADING));
  }

  @Test
  void readOnly_isARefusal_andTheWayIsGoneAnewOnce() {
    var account =
        behind(
            "-READONLY",
            new Fault.Answer("READONLY You can't write against a read only replica.", WRITES),
            () -> saw(Kind.LOST));
    assertThat(account.reasons()).containsKey("Rejected READ_ONLY");
    assertThat(account.unknown()).isZero();
    assertThat(faults).hasSize(1);
  }

  @Test
  void outOfMemory() {
    var deadline = System.nanoTime() + Duration.ofMillis(500).toNanos();
    var account =
        behind(
            "-OOM",
            new Fault.Answer("OOM command not allowed when used memory > 'maxmemory'.", WRITES),
            () -> System.nanoTime() > deadline);
    assertThat(account.reasons()).containsOnlyKeys("Rejected OUT_OF_MEMORY");
    assertThat(faults).isEmpty();
  }

  @Test
  void noAuth() {
    behind(
        "-NOAUTH",
        new Fault.Answer("NOAUTH Authentication required.", Set.of()),
        () -> saw(Kind.PASSWORD_REQUIRED));
  }

  @Test
  void movedStorm() {
    behind(
        "a storm of -MOVED", new Fault.Answer("MOVED 1 127.0.0.1:1", DATA), () -> saw(Kind.LOST));
  }

  @Test
  void halfOpenConnections() {
    try (var redis = RedisServer.start();
        var server = FaultyServer.before(redis)) {
      var trouble = new Trouble("half-open connections", server::freeze, () -> {});
      var account = through(server.profile(), trouble, () -> saw(Kind.LOST), () -> stored(redis));
      assertThat(account.unknown()).isPositive();
      assertSentOnce(server);
    }
  }

  @Test
  void aServerThatIsKilled_andStartedAgain() {
    try (var redis = RedisServer.start("--appendonly", "yes", "--appendfsync", "always")) {
      var trouble = new Trouble("killed, started again", redis::kill, redis::restart);
      through(
          redis.profile(),
          trouble,
          () -> saw(Kind.LOST) || saw(Kind.UNREACHABLE),
          () -> stored(redis));
    }
  }

  @Test
  void aServerThatStandsStill() {
    try (var redis = RedisServer.start()) {
      var trouble = new Trouble("stands still, goes on", redis::pause, redis::resume);
      through(redis.profile(), trouble, () -> saw(Kind.LOST), () -> stored(redis));
    }
  }

  @Test
  void aSentinelFailover() {
    try (var all = RedisSentinels.start()) {
      var trouble =
          new Trouble(
              "Sentinel: master killed, replica takes over",
              () -> killOnceReplicated(all.master()),
              () -> {});
      var account =
          through(
              all.profile(),
              trouble,
              () -> !faults.isEmpty() && all.replica().call("ROLE").startsWith("master"),
              () -> stored(all.replica()));
      assertThat(account.refused()).isPositive();
    }
  }

  @Test
  void clusterFailovers_inOrder_andWithAMasterKilledWhileAllIsReadAndASlotHasMoved() {
    try (var cluster = RedisCluster.start();
        var other = new ClusterWriter(cluster)) {
      assertThat(cluster.masters()).hasSize(3);
      assertThat(cluster.nodes()).hasSize(6);
      other.fill(3_000);
      replicaTakesOverInOrder(cluster, other);
      faults.clear();
      masterIsKilledWhileAllIsRead(cluster, other);
      assertThat(picture.size()).isGreaterThan(3_000);
    }
  }

  private void replicaTakesOverInOrder(RedisCluster cluster, ClusterWriter other) {
    var successor = cluster.nodes().get(3);
    var trouble =
        new Trouble(
            "Cluster: a replica takes over in order",
            () -> successor.call("CLUSTER", "FAILOVER"),
            () -> {});
    through(
        cluster.profile(),
        trouble,
        () -> successor.call("ROLE").startsWith("master"),
        other::stored);
  }

  private void masterIsKilledWhileAllIsRead(RedisCluster cluster, ClusterWriter other) {
    var victim = cluster.nodes().get(1);
    var third = cluster.nodes().get(2);
    picture = new FollowedPicture();
    picture.hold(true);
    var trouble =
        new Trouble(
            "Cluster: a slot moved, then a master killed, its replica takes over",
            () -> {
              cluster.move(SLOT_OF_THE_SECOND, victim, third);
              killOnceReplicated(victim);
              picture.hold(false);
            },
            () -> {});
    through(
        cluster.profile(),
        trouble,
        () -> !faults.isEmpty() && cluster.masters().size() == 3,
        other::stored);
  }

  @Test
  void aSlotThatMoves() {
    try (var cluster = RedisCluster.startMasters();
        var other = new ClusterWriter(cluster)) {
      var from = cluster.nodes().get(0);
      var to = cluster.nodes().get(1);
      var trouble =
          new Trouble(
              "Cluster: twenty slots move",
              () -> {
                for (int slot = 0; slot < 20; slot++) {
                  cluster.move(slot, from, to);
                }
              },
              () -> {});
      var account = through(cluster.profile(), trouble, () -> true, other::stored);
      assertThat(account.unknown()).isZero();
      assertThat(faults).isEmpty();
    }
  }
}
