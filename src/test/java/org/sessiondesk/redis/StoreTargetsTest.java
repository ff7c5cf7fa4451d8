package org.sessiondesk.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.SslOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
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
import org.sessiondesk.connection.ProfileSecrets;
import org.sessiondesk.connection.Secret;
import org.sessiondesk.connection.SecretKind;
import org.sessiondesk.connection.StoreTarget;
import org.sessiondesk.redis.testing.RedisServer;

/** The ways to a Redis other than plain TCP: TLS, sentinels, a Unix domain socket. */
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
    return new AutoCloseableProcess(RedisServer.launch(folder, file.toString(), "--sentinel"));
  }

  private record AutoCloseableProcess(Process process) implements AutoCloseable {
    @Override
    public void close() {
      process.destroyForcibly();
    }
  }

  @Test
  void tls_isConnected_whereCertificateAndNameAreRight_andOnlyThere() throws Exception {
    var pem = makeCertificate();
    try (var redis =
        RedisServer.start(
            "--tls-port",
            "0",
            "--tls-cert-file",
            pem.toString(),
            "--tls-key-file",
            pem.toString(),
            "--tls-ca-cert-file",
            pem.toString(),
            "--tls-auth-clients",
            "no")) {
      int port = RedisServer.freePort();
      redis.call("CONFIG", "SET", "tls-port", Integer.toString(port));
      var right =
          profile(
              new StoreTarget.Standalone(
                  new StoreTarget.Address("localhost", port), true, 0, null));
      var wrongName =
          profile(
              new StoreTarget.Standalone(
                  new StoreTarget.Address("127.0.0.1", port), true, 0, null));
      try (var trusting = trusting();
          var ordinary = Connectors.quick()) {
        var store = Connectors.online(trusting, right, null);
        store.insert(SessionSamples.session("t"));
        assertThat(redis.call("DBSIZE")).isEqualTo("1");
        assertThat(trusting.test(right, ProfileSecrets.NONE, _ -> {}).passed()).isTrue();
        assertTlsFails(trusting, wrongName);
        assertTlsFails(ordinary, right);
      }
    }
  }

  private static void assertTlsFails(RedisConnector connector, ConnectionProfile profile) {
    var failed = connector.test(profile, ProfileSecrets.NONE, _ -> {}).steps().getLast();
    assertThat(failed.step()).isEqualTo(ConnectionStep.TLS);
    assertThat(failed.fault().orElseThrow().kind()).isEqualTo(ConnectionFault.Kind.TLS_FAILED);
  }

  private RedisConnector trusting() throws GeneralSecurityException, IOException {
    var store = keyStore();
    var trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("redis", store.getCertificate("redis"));
    var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    var context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return new RedisConnector(
        new BuiltInRedis(Path.of("never-made")),
        InstantSource.system(),
        Connectors.QUICK,
        context::getSocketFactory,
        SslOptions.builder().trustManager(managers).build());
  }

  private KeyStore keyStore() throws GeneralSecurityException, IOException {
    return KeyStore.getInstance(folder.resolve("redis.p12").toFile(), "password".toCharArray());
  }

  /** A key and a certificate for the name localhost, in one file. */
  private Path makeCertificate() throws Exception {
    var made =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "redis",
                "-keyalg",
                "EC",
                "-dname",
                "CN=test",
                "-ext",
                "san=dns:localhost",
                "-storetype",
                "PKCS12",
                "-storepass",
                "password",
                "-keystore",
                folder.resolve("redis.p12").toString())
            .inheritIO()
            .start()
            .waitFor();
    assertThat(made).isZero();
    var store = keyStore();
    var key = store.getKey("redis", "password".toCharArray());
    var pem = folder.resolve("redis.pem");
    Files.writeString(
        pem,
        block("PRIVATE KEY", key.getEncoded())
            + block("CERTIFICATE", store.getCertificate("redis").getEncoded()));
    return pem;
  }

  private static String block(String name, byte[] bytes) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(name, Base64.getMimeEncoder().encodeToString(bytes), name);
  }
}
