package org.sessiondesk.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.sessiondesk.connection.ConnectionFault;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.ConnectionStep;
import org.sessiondesk.connection.ConnectionTest.Notice;
import org.sessiondesk.connection.ProfileSecrets;
import org.sessiondesk.connection.Secret;
import org.sessiondesk.connection.SecretKind;
import org.sessiondesk.connection.StoreTarget;
import org.sessiondesk.redis.testing.RedisServer;

/** The ways to a Redis other than one server over TCP: sentinels, a Unix domain socket. */
@Timeout(90)
final class StoreTargetsTest {
  @TempDir private Path folder;

  private static ConnectionProfile profile(StoreTarget target) {
    return new ConnectionProfile("p", "", target, ConnectionProfile.DEFAULT_KEY_PREFIX);
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void socket_isConnected() {
    var path = folder.resolve("redis.sock").toString();
    try (var redis = RedisServer.startWithPassword("pw", "--unixsocket", path);
        var connector = Connectors.quick()) {
      var target = profile(new StoreTarget.Socket(path, 2, null));
      var store = Connectors.online(connector, target, "pw");
      store.insert(SessionSamples.session("t"));
      assertThat(redis.call("INFO", "keyspace")).contains("db2:keys=1");
      assertThat(
              connector.test(target, ProfileSecrets.ofPassword(Secret.of("pw")), _ -> {}).passed())
          .isTrue();
      var missing = profile(new StoreTarget.Socket(path + "x", 0, null));
      var failed = connector.test(missing, ProfileSecrets.NONE, _ -> {}).steps().getLast();
      assertThat(failed.step()).isEqualTo(ConnectionStep.TCP);
      assertThat(failed.fault().orElseThrow().kind()).isEqualTo(ConnectionFault.Kind.UNREACHABLE);
    }
  }

  @Test
  void sentinel_namesTheMaster_alsoAfterAFailover() throws IOException {
    var sentinelPort = RedisServer.freePort();
    try (var master = RedisServer.start();
        var replica =
            RedisServer.start("--replicaof", "127.0.0.1", Integer.toString(master.port()));
        var connector = Connectors.quick()) {
      try (var _ = sentinel(sentinelPort, master.port())) {
        var target =
            profile(
                new StoreTarget.Sentinel(
                    List.of(
                        new StoreTarget.Address("127.0.0.1", RedisServer.freePort()),
                        new StoreTarget.Address("127.0.0.1", sentinelPort)),
                    "mymaster",
                    false,
                    0,
                    null));
        var around = connector.test(target, ProfileSecrets.NONE, _ -> {});
        assertThat(around.passed()).as("%s", around).isTrue();
        assertThat(around.steps().getLast().notices())
            .extracting(Notice::kind)
            .containsExactly(Notice.Kind.ANNOUNCED_UNREACHABLE);
        var store = Connectors.online(connector, target, null);
        var stored = store.insert(SessionSamples.session("t"));
        Awaitility.await().until(() -> replica.call("DBSIZE").equals("1"));
        master.kill();
        Connectors.awaitRetrying(connector);
        Awaitility.await()
            .atMost(Duration.ofSeconds(40))
            .ignoreExceptions()
            .untilAsserted(
                () -> {
                  store.insert(SessionSamples.session("u"));
                });
        assertThat(store.find(stored.id())).contains(stored);
        assertThat(replica.call("DBSIZE")).isEqualTo("2");
      }
    }
  }

  @Test
  @DisplayName("Sentinels get their own password and user, never the password of the master")
  void sentinel_hasALoginOfItsOwn() throws IOException {
    int port = RedisServer.freePort();
    try (var master = RedisServer.startWithPassword("data");
        var connector = Connectors.quick();
        var _ =
            sentinel(
                port,
                master.port(),
                "sentinel auth-pass mymaster data",
                "user default off",
                "user guard on >own +sentinel|get-master-addr-by-name +auth +hello +ping")) {
      var data = ProfileSecrets.ofPassword(Secret.of("data"));
      var both = data.with(SecretKind.SENTINEL_PASSWORD, Secret.of("own"));
      Awaitility.await()
          .until(() -> connector.test(sentinels(port, "guard"), both, _ -> {}).passed());

      assertFails(
          connector, sentinels(port, null), data, ConnectionFault.Kind.SENTINEL_PASSWORD_REQUIRED);
      assertFails(
          connector, sentinels(port, "guard"), data, ConnectionFault.Kind.SENTINEL_PASSWORD_WRONG);
      assertFails(
          connector,
          sentinels(port, "guard"),
          ProfileSecrets.NONE.with(SecretKind.SENTINEL_PASSWORD, Secret.of("own")),
          ConnectionFault.Kind.PASSWORD_REQUIRED);
    }
  }

  @Test
  @DisplayName("A sentinel that was taken for a Redis is recognised, and names its masters")
  void sentinel_isRecognised() throws IOException {
    int port = RedisServer.freePort();
    try (var master = RedisServer.start();
        var connector = Connectors.quick();
        var _ = sentinel(port, master.port())) {
      var taken =
          profile(
              new StoreTarget.Standalone(
                  new StoreTarget.Address("127.0.0.1", port), false, 0, null));
      Awaitility.await()
          .untilAsserted(
              () -> {
                var failed = connector.test(taken, ProfileSecrets.NONE, _ -> {}).steps().getLast();
                assertThat(failed.fault().orElseThrow().kind())
                    .isEqualTo(ConnectionFault.Kind.IS_SENTINEL);
                assertThat(failed.fault().orElseThrow().offer()).isEqualTo("mymaster");
              });
      var unknown =
          profile(
              new StoreTarget.Sentinel(
                  List.of(new StoreTarget.Address("127.0.0.1", port)), "other", false, 0, null));
      assertFails(connector, unknown, ProfileSecrets.NONE, ConnectionFault.Kind.NO_SUCH_MASTER);
      master.kill();
      assertFails(
          connector,
          sentinels(port, null),
          ProfileSecrets.NONE,
          ConnectionFault.Kind.ANNOUNCED_UNREACHABLE);
    }
  }

  @Test
  void sentinel_aReadOnlyProfile_refusesEveryChange_untilItIsUnlockedForAWhile()
      throws IOException {
    int port = RedisServer.freePort();
    try (var master = RedisServer.start();
        var _ = sentinel(port, master.port())) {
      WriteGuard.assertUnlockedForAWhile(sentinels(port, null));
    }
  }

  @Test
  void cluster_isRecognised_whereOneServerWasMeant() {
    try (var node = RedisServer.start("--cluster-enabled", "yes");
        var connector = Connectors.quick()) {
      assertFails(connector, node.profile(), ProfileSecrets.NONE, ConnectionFault.Kind.IS_CLUSTER);
    }
  }

  @Test
  void sentinel_isNeverToldTheMastersPassword() throws Exception {
    try (var listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        var connector = Connectors.quick()) {
      var heard = new CompletableFuture<String>();
      Thread.ofVirtual()
          .start(
              () -> {
                try (var socket = listener.accept()) {
                  var in = socket.getInputStream();
                  var first = new byte[4096];
                  int length = in.read(first);
                  socket
                      .getOutputStream()
                      .write("-NOAUTH Authentication required.\r\n".getBytes(UTF_8));
                  heard.complete(
                      new String(first, 0, length, UTF_8) + new String(in.readAllBytes(), UTF_8));
                } catch (IOException e) {
                  heard.completeExceptionally(e);
                }
              });
      assertFails(
          connector,
          sentinels(listener.getLocalPort(), null),
          ProfileSecrets.ofPassword(Secret.of("hunter2")),
          ConnectionFault.Kind.SENTINEL_PASSWORD_REQUIRED);
      assertThat(heard.get(5, TimeUnit.SECONDS))
          .contains("GET-MASTER-ADDR-BY-NAME")
          .doesNotContain("hunter2");
    }
  }

  private static ConnectionProfile sentinels(int port, @Nullable String user) {
    return profile(
        new StoreTarget.Sentinel(
            List.of(new StoreTarget.Address("127.0.0.1", port)), "mymaster", false, 0, null, user));
  }

  private static void assertFails(
      RedisConnector connector,
      ConnectionProfile profile,
      ProfileSecrets secrets,
      ConnectionFault.Kind kind) {
    var failed = connector.test(profile, secrets, _ -> {}).steps().getLast();
    assertThat(failed.fault()).map(ConnectionFault::kind).contains(kind);
  }

  private AutoCloseableProcess sentinel(int port, int masterPort, String... more)
      throws IOException {
    var file = folder.resolve("sentinel.conf");
    Files.writeString(
        file,
        """
        port %d
        bind 127.0.0.1
        sentinel monitor mymaster 127.0.0.1 %d 1
        sentinel down-after-milliseconds mymaster 500
        sentinel failover-timeout mymaster 3000
        """
                .formatted(port, masterPort)
            + String.join("\n", more));
    var started =
        new AutoCloseableProcess(RedisServer.launch(folder, file.toString(), "--sentinel"));
    Awaitility.await()
        .ignoreExceptions()
        .untilAsserted(() -> new Socket(InetAddress.getLoopbackAddress(), port).close());
    return started;
  }

  private record AutoCloseableProcess(Process process) implements AutoCloseable {
    @Override
    public void close() {
      process.destroyForcibly();
    }
  }
}
