package org.sessiondesk.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.cluster.SlotHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.forward.AcceptAllForwardingFilter;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sessiondesk.connection.ConnectionFault;
import org.sessiondesk.connection.ConnectionFault.Kind;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.ConnectionStep;
import org.sessiondesk.connection.ConnectionTest;
import org.sessiondesk.connection.ConnectionTest.Notice;
import org.sessiondesk.connection.ProfileMarks;
import org.sessiondesk.connection.ProfileSecrets;
import org.sessiondesk.connection.Secret;
import org.sessiondesk.connection.SecretKind;
import org.sessiondesk.connection.SshTunnel;
import org.sessiondesk.connection.StoreTarget;
import org.sessiondesk.connection.StoreTarget.Address;
import org.sessiondesk.connection.TlsSettings;
import org.sessiondesk.connection.TlsSettings.Verify;
import org.sessiondesk.connection.WayIn;
import org.sessiondesk.redis.testing.Authority;
import org.sessiondesk.redis.testing.RedisCluster;
import org.sessiondesk.redis.testing.RedisServer;
import org.sessiondesk.session.FollowedPicture;
import org.sessiondesk.session.Progress;
import org.sessiondesk.session.SessionStore;
import org.sessiondesk.session.StoredSession;

/**
 * The ways to a cluster: encrypted, as a user of few rights, through an SSH server; and what the
 * test of a connection says of all its masters.
 */
@Timeout(90)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // made before the tests
final class ClusterWaysTest {
  private static final String PREFIX = ConnectionProfile.DEFAULT_KEY_PREFIX;
  private static final ProfileSecrets PASSWORD = ProfileSecrets.ofPassword(Secret.of("pw"));

  /** All that the documentation asks for, and no more. */
  private static final String[] RIGHTS = {
    "on", ">pw", "~" + PREFIX + "*", "resetchannels", "-@all", "+ping", "+hello", "+auth", "+scan",
    "+get", "+mget", "+type", "+set", "+unlink", "+eval", "+evalsha", "+select", "+client",
    "+cluster|nodes", "+asking", "+dbsize", "+config|get", "+info"
  };

  private final Authority ours = new Authority("ours");
  private Path folder;
  private RedisCluster cluster;
  private RedisConnector connector;

  @BeforeAll
  void start(@TempDir Path temporary) {
    folder = temporary;
    var issued = ours.issue("127.0.0.1");
    var file = Authority.pem(folder.resolve("node.pem"), issued.certificate(), issued.key());
    cluster = RedisCluster.startMasters(new RedisCluster.Encryption(file, ours.file(folder)));
  }

  @AfterAll
  void stop() {
    cluster.close();
  }

  @BeforeEach
  void connect() {
    cluster.flush();
    setUser(RIGHTS);
    connector = Connectors.quick();
  }

  @AfterEach
  void close() {
    connector.close();
  }

  private void setUser(String... rights) {
    cluster.nodes().forEach(node -> setUser(node, rights));
  }

  private static void setUser(RedisServer node, String... rights) {
    var words = new ArrayList<>(List.of("ACL", "SETUSER", "ann", "reset"));
    words.addAll(List.of(rights));
    assertThat(node.call(words.toArray(String[]::new))).isEqualTo("OK");
  }

  private ConnectionProfile profile(boolean tls, WayIn way) {
    var seeds =
        cluster.nodes().stream()
            .map(node -> tls ? cluster.encryptedPort(node) : node.port())
            .map(port -> new Address("127.0.0.1", port))
            .toList();
    return new ConnectionProfile(
        "ways",
        "",
        new StoreTarget.Cluster(seeds.subList(0, 2), tls, "ann"),
        PREFIX,
        ProfileMarks.NONE,
        way);
  }

  private WayIn trusting(Authority authority) {
    return WayIn.DEFAULT.withTls(new TlsSettings(Verify.FULL, authority.file(folder), null, null));
  }

  private ConnectionTest test(ConnectionProfile profile, ProfileSecrets secrets) {
    return connector.test(profile, secrets, _ -> {});
  }

  private ConnectionFault fault(ConnectionProfile profile, ProfileSecrets secrets) {
    var steps = test(profile, secrets).steps();
    return steps.getLast().fault().orElseThrow(() -> new AssertionError(steps.toString()));
  }

  private RedisServer holder(String id) {
    return Objects.requireNonNull(cluster.holder(PREFIX + id));
  }

  /** Everything that a day brings: read, followed, written, a slot that moves meanwhile. */
  private void assertWorks(ConnectionProfile profile, ProfileSecrets secrets) {
    var test = test(profile, secrets);
    assertThat(test.passed()).as("%s", test).isTrue();
    connector.connect(profile, secrets);
    Connectors.awaitOnline(connector);
    var store = connector.store().orElseThrow();
    var picture = new FollowedPicture();
    try (var _ = store.follow(picture)) {
      Awaitility.await().until(() -> picture.passes() >= 1);
      assertWritesEverywhere(store, picture);
    }
  }

  private void assertWritesEverywhere(SessionStore store, FollowedPicture picture) {
    var stored =
        IntStream.range(0, 30)
            .mapToObj(i -> store.insert(SessionSamples.session("text " + i)))
            .toList();
    var moved = stored.getFirst();
    var from = holder(moved.id().value());
    var to = cluster.masters().stream().filter(node -> node != from).findFirst().orElseThrow();
    cluster.move(SlotHash.getSlot(PREFIX + moved.id().value()), from, to);
    for (var each : stored) {
      store.update(each, each.session().withText("edited"));
      assertThat(store.find(each.id())).isPresent();
    }
    assertThat(store.count()).isEqualTo(30);
    assertThat(stored.stream().map(each -> holder(each.id().value())).distinct()).hasSize(3);
    Awaitility.await().until(() -> picture.size() == 30);
    assertThat(store.deleteAll(stored.stream().map(StoredSession::id).toList(), Progress.NONE))
        .isEqualTo(30);
    Awaitility.await().until(() -> picture.size() == 0);
  }

  @Test
  void encrypted_asAUserOfFewRights_everythingWorks() {
    assertWorks(profile(true, trusting(ours)), PASSWORD);
  }

  @Test
  @DisplayName("Each node is reached through the SSH server, encrypted inside the tunnel")
  void throughAnSshServer_everythingWorks() throws Exception {
    var hostKey = KeyUtils.generateKeyPair(KeyPairProvider.ECDSA_SHA2_NISTP256, 256);
    var pool = Executors.newCachedThreadPool();
    var server = sshServer(hostKey, pool);
    try {
      var tunnel =
          new SshTunnel(
              new Address("127.0.0.1", server.getPort()),
              "ops",
              new SshTunnel.Login.Password(),
              Files.writeString(folder.resolve("nobody"), "# nobody\n"),
              KeyUtils.getFingerPrint(hostKey.getPublic()));
      assertWorks(
          profile(true, trusting(ours).withSsh(tunnel)),
          PASSWORD.with(SecretKind.SSH_PASSWORD, Secret.of("let me in")));
      connector.close();
    } finally {
      server.stop(true);
      pool.shutdownNow();
    }
  }

  private static SshServer sshServer(KeyPair hostKey, ExecutorService pool) throws IOException {
    var server = SshServer.setUpDefaultServer();
    server.setIoServiceFactoryFactory(SshThreads.on(pool));
    server.setHost("127.0.0.1");
    server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
    server.setPasswordAuthenticator((_, password, _) -> password.equals("let me in"));
    server.setForwardingFilter(AcceptAllForwardingFilter.INSTANCE);
    server.start();
    return server;
  }

  @Test
  void aCertificateThatNobodyKnows_isRefused() {
    assertThat(fault(profile(true, trusting(new Authority("theirs"))), PASSWORD).kind())
        .isEqualTo(Kind.CERTIFICATE_UNTRUSTED);
  }

  @Test
  void aWrongPassword_orNone_isRefused() {
    var wrong = ProfileSecrets.ofPassword(Secret.of("no"));
    assertThat(fault(profile(false, WayIn.DEFAULT), wrong).kind()).isEqualTo(Kind.PASSWORD_WRONG);
  }

  @Test
  void aRightThatIsMissing_isNamed_alsoWhereOneNodeAloneRefusesIt() {
    setUser(without("+cluster|nodes"));
    var nodes = fault(profile(false, WayIn.DEFAULT), PASSWORD);
    assertThat(nodes.kind()).isEqualTo(Kind.NOT_PERMITTED);
    assertThat(nodes.detail()).contains("CLUSTER NODES");
    setUser(RIGHTS);
    var last = cluster.nodes().getLast();
    setUser(last, without("+get"));
    var get = fault(profile(false, WayIn.DEFAULT), PASSWORD);
    assertThat(get.kind()).isEqualTo(Kind.NOT_PERMITTED);
    assertThat(get.detail()).contains("127.0.0.1:" + last.port(), "GET");
  }

  private static String[] without(String right) {
    return Stream.of(RIGHTS).filter(each -> !each.equals(right)).toArray(String[]::new);
  }

  @Test
  void aPasswordThatOneNodeDoesNotKnow_isNamedSo_whenTestedAndWhenConnected() {
    var last = cluster.nodes().getLast();
    setUser(
        last, Stream.of(RIGHTS).map(each -> each.replace(">pw", ">other")).toArray(String[]::new));
    var profile = profile(false, WayIn.DEFAULT);
    var fault = fault(profile, PASSWORD);
    assertThat(fault.kind()).isEqualTo(Kind.PASSWORD_WRONG);
    assertThat(fault.detail()).contains("127.0.0.1:" + last.port());
    connector.connect(profile, PASSWORD);
    assertThat(Connectors.awaitRefused(connector).kind()).isEqualTo(Kind.PASSWORD_WRONG);
  }

  private List<Notice> notices(ConnectionStep step) {
    return test(profile(false, WayIn.DEFAULT), PASSWORD).steps().stream()
        .filter(taken -> taken.step() == step)
        .flatMap(taken -> taken.notices().stream())
        .toList();
  }

  @Test
  @DisplayName("Sessions are counted over all masters, or judged by a sample of each")
  void sessions_areCountedOverAllMasters() {
    cluster.nodes().forEach(node -> node.call("DEBUG", "POPULATE", "30", PREFIX + node.port()));
    cluster.nodes().forEach(node -> node.call("DEBUG", "POPULATE", "10", "other"));
    assertThat(notices(ConnectionStep.SESSIONS))
        .containsExactly(new Notice(Notice.Kind.COUNTED, List.of("90", "120")));
    cluster.nodes().forEach(node -> node.call("DEBUG", "POPULATE", "9000", PREFIX + "x"));
    var judged = notices(ConnectionStep.SESSIONS).getFirst();
    assertThat(judged.kind()).isEqualTo(Notice.Kind.ESTIMATED);
    assertThat(Long.parseLong(judged.values().getFirst())).isBetween(26_000L, 27_120L);
    assertThat(judged.values().get(1)).isEqualTo("27120");
    for (var node : cluster.nodes()) {
      assertThat(node.call("INFO", "commandstats")).doesNotContain("cmdstat_keys");
    }
  }

  @Test
  void persistence_isToldOfEveryMaster() {
    var odd = cluster.nodes().getLast();
    assertThat(notices(ConnectionStep.PERSISTENCE))
        .containsExactly(new Notice(Notice.Kind.NOT_PERSISTENT, List.of()));
    odd.call("CONFIG", "SET", "save", "3600 1");
    try {
      var step =
          test(profile(false, WayIn.DEFAULT), PASSWORD).steps().stream()
              .filter(taken -> taken.step() == ConnectionStep.PERSISTENCE)
              .findFirst()
              .orElseThrow();
      assertThat(step.notices())
          .extracting(Notice::kind)
          .containsExactlyInAnyOrder(Notice.Kind.NOT_PERSISTENT, Notice.Kind.SNAPSHOTS_ONLY);
      assertThat(step.detail()).contains("127.0.0.1:" + odd.port() + ": appendonly no");
    } finally {
      odd.call("CONFIG", "SET", "save", "");
    }
  }

  @Test
  void aMasterThatIsToldOf_andNotReached_isNamed() {
    var gone = cluster.nodes().getLast();
    gone.kill();
    try {
      var fault = fault(profile(false, WayIn.DEFAULT), PASSWORD);
      assertThat(fault.kind()).isEqualTo(Kind.ANNOUNCED_UNREACHABLE);
      assertThat(fault.detail()).contains("127.0.0.1:" + gone.port());
    } finally {
      gone.restart();
      cluster.awaitOk();
    }
  }
}
