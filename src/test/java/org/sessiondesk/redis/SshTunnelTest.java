package org.sessiondesk.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.sshd.agent.SshAgent;
import org.apache.sshd.agent.common.AbstractAgentClient;
import org.apache.sshd.agent.local.AgentImpl;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyEncryptionContext;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.forward.AcceptAllForwardingFilter;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.sessiondesk.connection.ConnectionFault;
import org.sessiondesk.connection.ConnectionFault.Kind;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.ConnectionState;
import org.sessiondesk.connection.ConnectionStep;
import org.sessiondesk.connection.ConnectionTest;
import org.sessiondesk.connection.ProfileMarks;
import org.sessiondesk.connection.ProfileSecrets;
import org.sessiondesk.connection.Secret;
import org.sessiondesk.connection.SecretKind;
import org.sessiondesk.connection.SshTunnel;
import org.sessiondesk.connection.SshTunnel.Login;
import org.sessiondesk.connection.StoreTarget;
import org.sessiondesk.connection.StoreTarget.Address;
import org.sessiondesk.connection.TlsSettings;
import org.sessiondesk.connection.WayIn;
import org.sessiondesk.redis.testing.Authority;
import org.sessiondesk.redis.testing.RedisServer;
import org.sessiondesk.session.FollowedPicture;
import org.sessiondesk.session.SessionStore;

/** The way through an SSH server: whom it trusts, how it logs in, what it says where it fails. */
@Timeout(90)
final class SshTunnelTest {
  private static final ProfileSecrets PASSWORD =
      ProfileSecrets.NONE.with(SecretKind.SSH_PASSWORD, Secret.of("let me in"));

  @TempDir private Path folder;

  private final KeyPair hostKey = keyPair();
  private final KeyPair userKey = keyPair();
  private final RedisConnector connector = Connectors.quick();
  private final ExecutorService serving = Executors.newCachedThreadPool();
  private final Queue<Throwable> uncaught = new ConcurrentLinkedQueue<>();
  private final Thread.@Nullable UncaughtExceptionHandler before =
      Thread.getDefaultUncaughtExceptionHandler();
  private @Nullable SshServer server;
  private final int port = RedisServer.freePort();

  private static KeyPair keyPair() {
    try {
      return KeyUtils.generateKeyPair(KeyPairProvider.ECDSA_SHA2_NISTP256, 256);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeEach
  void start() throws IOException {
    Thread.setDefaultUncaughtExceptionHandler((_, failure) -> uncaught.add(failure));
    serve(hostKey, true);
  }

  private void serve(KeyPair key, boolean forwarding) throws IOException {
    stop();
    var made = SshServer.setUpDefaultServer();
    made.setIoServiceFactoryFactory(SshThreads.on(serving));
    made.setHost("127.0.0.1");
    made.setPort(port);
    made.setKeyPairProvider(KeyPairProvider.wrap(key));
    made.setPasswordAuthenticator(
        (user, password, _) -> user.equals("ops") && password.equals("let me in"));
    made.setPublickeyAuthenticator(
        (user, offered, _) ->
            user.equals("ops") && KeyUtils.compareKeys(offered, userKey.getPublic()));
    made.setForwardingFilter(
        forwarding ? AcceptAllForwardingFilter.INSTANCE : RejectAllForwardingFilter.INSTANCE);
    made.start();
    server = made;
  }

  private void stop() throws IOException {
    if (server != null) {
      server.stop(true);
    }
  }

  @AfterEach
  void close() throws IOException {
    connector.close();
    stop();
    serving.shutdownNow();
    Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> tunnelThreads() == 0);
    Thread.setDefaultUncaughtExceptionHandler(before);
    assertThat(uncaught).isEmpty();
  }

  private static long tunnelThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().contains("ssh-gate"))
        .count();
  }

  /** A file of known hosts in which the server has {@code key}. */
  private Path known(KeyPair key) throws IOException {
    return Files.writeString(
        folder.resolve("known_hosts"),
        "# comment\n[127.0.0.1]:%d %s\n".formatted(port, PublicKeyEntry.toString(key.getPublic())));
  }

  private Path unknown() throws IOException {
    return Files.writeString(folder.resolve("empty"), "# nobody\n");
  }

  private SshTunnel tunnel(Login login, Path knownHosts, @Nullable String fingerprint) {
    return new SshTunnel(new Address("127.0.0.1", port), "ops", login, knownHosts, fingerprint);
  }

  private static ConnectionProfile through(SshTunnel tunnel, StoreTarget target) {
    return new ConnectionProfile(
        "p",
        "",
        target,
        ConnectionProfile.DEFAULT_KEY_PREFIX,
        ProfileMarks.NONE,
        WayIn.DEFAULT.withSsh(tunnel));
  }

  private static ConnectionProfile through(SshTunnel tunnel, RedisServer redis) {
    return through(tunnel, redis.profile().target());
  }

  private ConnectionFault fault(ConnectionProfile profile, ProfileSecrets secrets) {
    var steps = connector.test(profile, secrets, _ -> {}).steps();
    return steps.getLast().fault().orElseThrow(() -> new AssertionError(steps.toString()));
  }

  private void assertWorks(ConnectionProfile profile, ProfileSecrets secrets) {
    var test = connector.test(profile, secrets, _ -> {});
    assertThat(test.passed()).as("%s", test).isTrue();
    connector.connect(profile, secrets);
    Connectors.awaitOnline(connector);
    connector.store().orElseThrow().insert(SessionSamples.session("through a tunnel"));
  }

  private SessionStore online(ConnectionProfile profile) {
    connector.connect(profile, PASSWORD);
    Connectors.awaitOnline(connector);
    return connector.store().orElseThrow();
  }

  @Test
  void aKnownServerLetsThrough_withAPassword() throws IOException {
    try (var redis = RedisServer.startWithPassword("pw")) {
      var profile = through(tunnel(new Login.Password(), known(hostKey), null), redis);
      var secrets = PASSWORD.with(SecretKind.PASSWORD, Secret.of("pw"));
      assertWorks(profile, secrets);
      assertThat(redis.call("DBSIZE")).isEqualTo("1");
      assertThat(connector.test(profile, secrets, _ -> {}).steps())
          .extracting(ConnectionTest.Step::step)
          .startsWith(
              ConnectionStep.NAME,
              ConnectionStep.TCP,
              ConnectionStep.SSH,
              ConnectionStep.SSH,
              ConnectionStep.AUTHENTICATION);
    }
  }

  @Test
  @DisplayName("An unknown server is refused with its fingerprint; one that was vouched for passes")
  void anUnknownServerIsRefused_unlessItsFingerprintIsVouchedFor() throws IOException {
    try (var redis = RedisServer.start()) {
      var unknown = tunnel(new Login.Password(), unknown(), null);
      var fault = fault(through(unknown, redis), PASSWORD);
      assertThat(fault.kind()).isEqualTo(Kind.SSH_HOST_UNKNOWN);
      assertThat(fault.offer()).isEqualTo(KeyUtils.getFingerPrint(hostKey.getPublic()));
      assertThat(fault.detail()).contains(fault.offer());
      assertWorks(through(unknown.withHostKey(fault.offer()), redis), PASSWORD);
      assertThat(Files.readString(unknown())).doesNotContain("127.0.0.1");
    }
  }

  @Test
  void aServerWithAnotherKeyThanTheKnownOneIsRefused_andNeverTold() throws IOException {
    try (var redis = RedisServer.start()) {
      var print = KeyUtils.getFingerPrint(hostKey.getPublic());
      for (var tunnel :
          List.of(
              tunnel(new Login.Password(), known(userKey), null),
              tunnel(new Login.Password(), known(userKey), print),
              tunnel(
                  new Login.Password(), unknown(), KeyUtils.getFingerPrint(userKey.getPublic())))) {
        var fault = fault(through(tunnel, redis), PASSWORD);
        assertThat(fault.kind()).isEqualTo(Kind.SSH_HOST_CHANGED);
        assertThat(fault.offer()).isEmpty();
        assertThat(fault.kind().passing()).isFalse();
      }
    }
  }

  @Test
  void aRevokedKeyIsRefused_alsoWhereItWasVouchedFor() throws IOException {
    try (var redis = RedisServer.start()) {
      var file = folder.resolve("revoked");
      Files.writeString(
          file,
          "@revoked [127.0.0.1]:" + port + " " + PublicKeyEntry.toString(hostKey.getPublic()));
      var print = KeyUtils.getFingerPrint(hostKey.getPublic());
      assertThat(fault(through(tunnel(new Login.Password(), file, print), redis), PASSWORD).kind())
          .isEqualTo(Kind.SSH_HOST_CHANGED);
    }
  }

  @Test
  void aWrongPassword_orNone_isRefused() throws IOException {
    try (var redis = RedisServer.start()) {
      var profile = through(tunnel(new Login.Password(), known(hostKey), null), redis);
      var wrong = ProfileSecrets.NONE.with(SecretKind.SSH_PASSWORD, Secret.of("hunter2"));
      var fault = fault(profile, wrong);
      assertThat(fault.kind()).isEqualTo(Kind.SSH_LOGIN_REFUSED);
      assertThat(fault.detail()).doesNotContain("hunter2");
      assertThat(fault(profile, ProfileSecrets.NONE).kind()).isEqualTo(Kind.SSH_LOGIN_REFUSED);
    }
  }

  @Test
  void aKeyLogsIn_alsoAnEncryptedOne() throws Exception {
    try (var redis = RedisServer.start()) {
      var plain = keyFile("plain", userKey, null);
      var locked = keyFile("locked", userKey, "open sesame");
      var strange = keyFile("strange", hostKey, null);
      assertWorks(byKey(plain, redis), ProfileSecrets.NONE);
      assertWorks(byKey(locked, redis), passphrase("open sesame"));
      assertThat(fault(byKey(locked, redis), passphrase("wrong")).kind())
          .isEqualTo(Kind.SSH_KEY_UNREADABLE);
      assertThat(fault(byKey(locked, redis), ProfileSecrets.NONE).kind())
          .isEqualTo(Kind.SSH_KEY_UNREADABLE);
      assertThat(fault(byKey(folder.resolve("none"), redis), ProfileSecrets.NONE).kind())
          .isEqualTo(Kind.SSH_KEY_UNREADABLE);
      assertThat(fault(byKey(strange, redis), ProfileSecrets.NONE).kind())
          .isEqualTo(Kind.SSH_LOGIN_REFUSED);
    }
  }

  private ConnectionProfile byKey(Path file, RedisServer redis) throws IOException {
    return through(tunnel(new Login.KeyFile(file), known(hostKey), null), redis);
  }

  private static ProfileSecrets passphrase(String text) {
    return ProfileSecrets.NONE.with(SecretKind.SSH_KEY_PASSPHRASE, Secret.of(text));
  }

  private Path keyFile(String name, KeyPair keys, @Nullable String passphrase)
      throws IOException, GeneralSecurityException {
    var file = folder.resolve(name);
    var encryption = passphrase == null ? null : new OpenSSHKeyEncryptionContext();
    if (encryption != null) {
      encryption.setPassword(passphrase);
      encryption.setCipherType("256");
    }
    try (var out = Files.newOutputStream(file)) {
      OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(keys, name, encryption, out);
    }
    return file;
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void theUsersAgentLogsIn() throws Exception {
    var path = folder.resolve("agent");
    var keys = new AgentImpl();
    keys.addIdentity(userKey, "mine");
    try (var redis = RedisServer.start();
        var agent = agent(path, keys);
        var with =
            new RedisConnector(
                new BuiltInRedis(Path.of("never-made")),
                InstantSource.system(),
                path,
                Connectors.QUICK)) {
      var profile = through(tunnel(new Login.Agent(), known(hostKey), null), redis);
      var test = with.test(profile, ProfileSecrets.NONE, _ -> {});
      assertThat(test.passed()).as("%s", test).isTrue();
      assertThat(agent.isOpen()).isTrue();
      var without = fault(profile, ProfileSecrets.NONE);
      assertThat(without.kind()).isEqualTo(Kind.SSH_KEY_UNREADABLE);
      assertThat(without.detail()).contains("SSH_AUTH_SOCK");
    }
  }

  /** An agent as a user's is: behind a Unix domain socket. */
  private static ServerSocketChannel agent(Path path, SshAgent keys) throws IOException {
    var listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    listener.bind(UnixDomainSocketAddress.of(path));
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                while (listener.isOpen()) {
                  answer(listener.accept(), keys);
                }
              } catch (IOException e) {
                // Closed at the end of the test.
              }
            });
    return listener;
  }

  private static void answer(SocketChannel channel, SshAgent keys) throws IOException {
    var client =
        new AbstractAgentClient(keys) {
          @Override
          protected void reply(Buffer buffer) throws IOException {
            channel.write(ByteBuffer.wrap(buffer.array(), buffer.rpos(), buffer.available()));
          }
        };
    Thread.ofVirtual()
        .start(
            () -> {
              try (var in = new DataInputStream(Channels.newInputStream(channel))) {
                while (true) {
                  int length = in.readInt();
                  var message = new ByteArrayBuffer();
                  message.putBytes(in.readNBytes(length));
                  client.messageReceived(message);
                }
              } catch (IOException e) {
                // Closed by the other end.
              }
            });
  }

  @Test
  void aServerThatLetsNobodyThrough_orCannotReachTheRedis_isToldAsSuch() throws IOException {
    var tunnel = tunnel(new Login.Password(), known(hostKey), null);
    try (var nobody = RedisServer.stopped()) {
      assertThat(fault(through(tunnel, nobody), PASSWORD).kind()).isEqualTo(Kind.SSH_NO_WAY);
    }
    serve(hostKey, false);
    try (var redis = RedisServer.start()) {
      assertThat(fault(through(tunnel, redis), PASSWORD).kind()).isEqualTo(Kind.SSH_NO_WAY);
    }
    stop();
    try (var redis = RedisServer.start()) {
      assertThat(fault(through(tunnel, redis), PASSWORD).kind()).isEqualTo(Kind.UNREACHABLE);
    }
  }

  @Test
  @DisplayName("TLS goes through the tunnel, and the certificate must name the Redis, not this end")
  void encryptedThroughTheTunnel() throws IOException {
    int tlsPort = RedisServer.freePort();
    var authority = new Authority("ours");
    var issued = authority.issue("localhost");
    var file = Authority.pem(folder.resolve("server.pem"), issued.certificate(), issued.key());
    try (var redis =
        RedisServer.start(
            "--tls-port",
            Integer.toString(tlsPort),
            "--tls-cert-file",
            file.toString(),
            "--tls-key-file",
            file.toString(),
            "--tls-ca-cert-file",
            authority.file(folder).toString(),
            "--tls-auth-clients",
            "no")) {
      var tls = new TlsSettings(TlsSettings.Verify.FULL, authority.file(folder), null, null);
      var way =
          WayIn.DEFAULT.withTls(tls).withSsh(tunnel(new Login.Password(), known(hostKey), null));
      assertWorks(
          through(
                  tunnel(new Login.Password(), known(hostKey), null),
                  new StoreTarget.Standalone(new Address("localhost", tlsPort), true, 0, null))
              .withWay(way),
          PASSWORD);
      assertThat(redis.call("DBSIZE")).isEqualTo("1");
    }
  }

  @Test
  void aTunnelThatBreaksIsMadeAnew() throws IOException {
    try (var redis = RedisServer.start()) {
      var profile = through(tunnel(new Login.Password(), known(hostKey), null), redis);
      assertWorks(profile, PASSWORD);
      stop();
      Connectors.awaitRetrying(connector);
      serve(hostKey, true);
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> connector.state() instanceof ConnectionState.Online);
      connector.store().orElseThrow().insert(SessionSamples.session("again"));
      assertThat(redis.call("DBSIZE")).isEqualTo("2");
    }
  }

  @Test
  @DisplayName("A tunnel that is closed while much is read through it leaves nobody complaining")
  void aTunnelIsClosedWhileItReads() throws IOException {
    try (var redis = RedisServer.start()) {
      var value = "x".repeat(20_000);
      for (int i = 0; i < 500; i++) {
        redis.call("SET", "persistent_session:" + i, value);
      }
      var profile = through(tunnel(new Login.Password(), known(hostKey), null), redis);
      for (int round = 0; round < 5; round++) {
        var picture = new FollowedPicture();
        var store = online(profile);
        try (var _ = store.follow(picture)) {
          Awaitility.await().pollInterval(Duration.ofMillis(1)).until(() -> picture.size() > 0);
          connector.disconnect(ConnectionState.Off.Why.DISCONNECTED);
        }
      }
    }
  }

  @Test
  void aSocketFileIsNotReachedThroughATunnel() throws IOException {
    var tunnel = tunnel(new Login.Password(), known(hostKey), null);
    var target = new StoreTarget.Socket("/run/redis.sock", 0, null);
    assertThat(fault(through(tunnel, target), PASSWORD).kind()).isEqualTo(Kind.NO_SUCH_WAY);
  }
}
