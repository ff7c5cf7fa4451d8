package org.sessiondesk.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sessiondesk.redis.ClusterWriter.PREFIX;
import static org.sessiondesk.redis.ClusterWriter.value;

import io.lettuce.core.cluster.SlotHash;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.sessiondesk.connection.ConnectionFault;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.ConnectionState;
import org.sessiondesk.connection.ProfileSecrets;
import org.sessiondesk.connection.StoreTarget;
import org.sessiondesk.redis.testing.RedisCluster;
import org.sessiondesk.redis.testing.RedisServer;
import org.sessiondesk.session.ByteStore.Put;
import org.sessiondesk.session.ByteStore.PutResult;
import org.sessiondesk.session.FollowedPicture;
import org.sessiondesk.session.Progress;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.SessionStore;
import org.sessiondesk.session.StoreException;
import org.sessiondesk.session.StoreFollower;
import org.sessiondesk.session.StoredBytes;
import org.sessiondesk.session.StoredSession;
import org.sessiondesk.session.UpdateResult;

/** In a cluster the picture is complete, whatever happens to slots, and every write arrives. */
@Timeout(90)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // made before the tests
final class ClusterTest {
  private RedisCluster cluster;
  private ClusterWriter other;
  private RedisConnector connector;
  private SessionStore store;
  private FollowedPicture picture;

  @BeforeAll
  void start() {
    cluster = RedisCluster.startMasters();
    other = new ClusterWriter(cluster);
  }

  @AfterAll
  void stop() {
    other.close();
    cluster.close();
  }

  @BeforeEach
  void connect() {
    cluster.awaitOk();
    cluster.flush();
    connector = Connectors.quick();
    store = Connectors.online(connector, cluster.profile(), null);
    picture = new FollowedPicture();
  }

  @AfterEach
  void close() {
    connector.close();
  }

  private void awaitEqual() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(() -> assertThat(ClusterWriter.seen(picture)).isEqualTo(other.stored()));
  }

  private RedisServer holder(String id) {
    return Objects.requireNonNull(cluster.holder(PREFIX + id));
  }

  private static int slot(String id) {
    return SlotHash.getSlot(PREFIX + id);
  }

  /** Another master than the one that holds the session. */
  private RedisServer elsewhere(String id) {
    var here = holder(id);
    return cluster.masters().stream().filter(node -> node != here).findFirst().orElseThrow();
  }

  @Test
  void everythingOfAllMasters_andEveryChangeOnEach_isSeen() {
    other.fill(3_000);
    other.push("a-list");
    try (var _ = store.follow(picture)) {
      Awaitility.await().until(() -> picture.passes() == 1);
      assertThat(ClusterWriter.seen(picture)).isEqualTo(other.stored()).hasSize(3_001);
      // Told beside the pass, not before its end.
      Awaitility.await().until(() -> picture.tracking() == StoreFollower.Tracking.LIVE);
      var changedOn = new HashSet<RedisServer>();
      for (int i = 0; i < 12; i++) {
        other.set(Integer.toString(i), "changed");
        other.set("new-" + i, i);
        other.delete(Integer.toString(100 + i));
        changedOn.add(holder(Integer.toString(i)));
      }
      assertThat(changedOn).hasSize(3);
      awaitEqual();
      assertThat(store.count()).isEqualTo(3_001);
      assertThat(picture.passes()).isEqualTo(1);
    }
  }

  @Test
  void aSlotThatMovesWhileAllIsRead_losesNothing_andDoublesNothing() {
    other.fill(4_000);
    var slots = IntStream.range(0, 8).mapToObj(i -> Integer.toString(i)).toList();
    var moving = new AtomicBoolean(true);
    var writer =
        Thread.ofVirtual()
            .start(
                () -> {
                  for (int i = 0; moving.get(); i++) {
                    other.setAtLast(Integer.toString(i % 200), "round " + i);
                  }
                });
    try (var _ = store.follow(picture)) {
      for (var id : slots) {
        cluster.move(slot(id), holder(id), elsewhere(id));
      }
      Awaitility.await().until(() -> picture.passes() >= 1);
      for (var id : slots) {
        cluster.move(slot(id), holder(id), elsewhere(id));
      }
      moving.set(false);
      Awaitility.await().until(() -> !writer.isAlive());
      awaitEqual();
      assertThat(picture.size()).isEqualTo(4_000);
    }
  }

  @Test
  void aSessionInASlotThatIsHalfMoved_isFound_edited_andDeletedOnceWhereItIs() {
    var ids = List.of("{s}1", "{s}2", "{s}3");
    ids.forEach(id -> other.set(id, "t"));
    var from = holder("{s}1");
    var to = elsewhere("{s}1");
    RedisCluster.beginMove(slot("{s}1"), from, to);
    from.call("MIGRATE", "127.0.0.1", Integer.toString(to.port()), PREFIX + "{s}1", "0", "5000");
    for (var id : ids) {
      var seen = (StoredSession) store.find(new SessionId(id)).orElseThrow();
      assertThat(store.update(seen, seen.session().withText("u")))
          .isInstanceOf(UpdateResult.Saved.class);
    }
    assertThat(
            store.deleteAll(List.of(new SessionId("{s}1"), new SessionId("{s}2")), Progress.NONE))
        .isEqualTo(2);
    cluster.moveKeys(slot("{s}1"), from, to);
    cluster.endMove(slot("{s}1"), to);
    assertThat(other.stored()).isEqualTo(Map.of("{s}3", value("u")));
    assertThat(store.count()).isEqualTo(1);
  }

  @Test
  void aMasterThatJoins_isFollowed_withoutLossOfTheConnection() {
    other.fill(1_000);
    try (var _ = store.follow(picture)) {
      Awaitility.await().until(() -> picture.passes() == 1);
      var online = connector.state();
      var fresh = cluster.addMaster();
      for (var id : List.of("1", "2", "3")) {
        cluster.move(slot(id), holder(id), fresh);
        other.setAtLast(id, "on the new one");
      }
      awaitEqual();
      Awaitility.await().until(() -> picture.tracking() == StoreFollower.Tracking.LIVE);
      other.set("1", "and again");
      awaitEqual();
      assertThat(connector.state()).isEqualTo(online);
      assertThat(store.count()).isEqualTo(1_000);
      // Back again, so that all is as it was for the next test.
      for (var id : List.of("1", "2", "3")) {
        cluster.move(slot(id), fresh, cluster.nodes().getFirst());
      }
      awaitEqual();
    }
  }

  @Test
  void bytes_areReadAndWrittenAcrossAllMasters_alsoWhileSlotsMove() {
    other.fill(2_000);
    other.push("a-list");
    try (var bytes = store.openBytes().orElseThrow()) {
      var read = new HashSet<String>();
      var pages = new ArrayList<Integer>();
      bytes.forEachPage(
          page -> {
            page.forEach(each -> read.add(each.id().value()));
            if (pages.size() < 10) {
              var id = Integer.toString(pages.size());
              cluster.move(slot(id), holder(id), elsewhere(id));
            }
            pages.add(page.size());
          },
          Progress.NONE);
      assertThat(read).isEqualTo(other.stored().keySet()).hasSize(2_001);
      var end = Instant.now().plusSeconds(600);
      var puts =
          IntStream.range(0, 300)
              .mapToObj(i -> new SessionId("copy-" + i))
              .map(id -> new StoredBytes(id, SessionSamples.bytes(value(1)), "string", end))
              .map(next -> new Put(next, null))
              .toList();
      assertThat(bytes.putAll(puts)).hasSize(300).allMatch(PutResult.Done.class::isInstance);
      assertThat(bytes.putAll(puts)).allMatch(PutResult.Differs.class::isInstance);
      var back = bytes.read(puts.stream().map(put -> put.next().id()).toList());
      assertThat(back).hasSize(300).allMatch(each -> each.removedAt() != null);
      assertThat(bytes.read(List.of(new SessionId("a-list"), new SessionId("nobody"))))
          .singleElement()
          .satisfies(each -> assertThat(each.type()).isEqualTo("list"));
    }
  }

  @Test
  void figures_areTheSumOfAllMasters() {
    other.fill(100);
    var figures = connector.figures(List.of(new SessionId("1"), new SessionId("2")));
    long sum =
        cluster.masters().stream()
            .flatMap(node -> node.call("INFO", "memory").lines())
            .filter(line -> line.startsWith("used_memory:"))
            .mapToLong(line -> Long.parseLong(line.substring(12).strip()))
            .sum();
    assertThat((double) figures.memoryUsed().orElseThrow()).isBetween(sum * 0.5, sum * 2.0);
    assertThat(figures.valueSizes().orElseThrow()).hasSize(2);
    assertThat(figures.slowCalls()).isPresent();
  }

  @Test
  void aBackupThroughTheServer_isRefusedInPlainWords() {
    assertThatThrownBy(() -> store.saves().orElseThrow().state())
        .isInstanceOf(StoreException.Rejected.class)
        .hasMessageContaining("export");
  }

  @Test
  void aNodeAsASingleServer_andASingleServerAsACluster_areRefusedInPlainWords() {
    var port = cluster.nodes().getFirst().port();
    connector.connect(
        profile(new StoreTarget.Standalone(address(port), false, 0, null)), ProfileSecrets.NONE);
    assertThat(Connectors.awaitRefused(connector).kind())
        .isEqualTo(ConnectionFault.Kind.IS_CLUSTER);
    try (var single = RedisServer.start()) {
      connector.connect(
          profile(new StoreTarget.Cluster(List.of(address(single.port())), false, null)),
          ProfileSecrets.NONE);
      Awaitility.await()
          .until(
              () ->
                  connector.state() instanceof ConnectionState.Refused refused
                      && refused.why().kind() == ConnectionFault.Kind.NO_CLUSTER);
    }
  }

  private static StoreTarget.Address address(int port) {
    return new StoreTarget.Address("127.0.0.1", port);
  }

  private static ConnectionProfile profile(StoreTarget target) {
    return new ConnectionProfile("p", "", target, ConnectionProfile.DEFAULT_KEY_PREFIX);
  }

  @Test
  void aSeedThatIsDown_isPassedOver() {
    var seeds =
        List.of(address(RedisServer.freePort()), address(cluster.nodes().getFirst().port()));
    var found =
        connector.test(
            profile(new StoreTarget.Cluster(seeds, false, null)), ProfileSecrets.NONE, _ -> {});
    assertThat(found.passed()).isTrue();
    assertThat(found.steps()).anyMatch(step -> step.detail().matches("cluster, [34] masters"));
  }

  @Test
  void aReadOnlyProfile_refusesEveryChange_untilItIsUnlockedForAWhile() {
    WriteGuard.assertUnlockedForAWhile(cluster.profile());
  }
}
