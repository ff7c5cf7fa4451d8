package org.sessiondesk.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sessiondesk.connection.ConnectionFault;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.ConnectionState;
import org.sessiondesk.connection.ConnectionStep;
import org.sessiondesk.connection.ConnectionTest;
import org.sessiondesk.connection.ConnectionTest.Notice;
import org.sessiondesk.connection.ProfileSecrets;
import org.sessiondesk.connection.Secret;
import org.sessiondesk.connection.StoreTarget;
import org.sessiondesk.redis.testing.RedisServer;

/** The connection test names the step that fails, and why. */
@Timeout(60)
final class ConnectionTestTest {
  private final RedisConnector connector = Connectors.quick();

  @AfterEach
  void close() {
    connector.close();
  }

  private ConnectionTest test(ConnectionProfile profile, @Nullable String password) {
    var told = new ArrayList<ConnectionTest.Step>();
    var result =
        connector.test(
            profile,
            password == null ? ProfileSecrets.NONE : ProfileSecrets.ofPassword(Secret.of(password)),
            told::add);
    assertThat(told).isEqualTo(result.steps());
    return result;
  }

  private void assertFails(
      ConnectionProfile profile,
      @Nullable String password,
      ConnectionStep step,
      ConnectionFault.Kind kind) {
    var result = test(profile, password);
    assertThat(result.passed()).isFalse();
    assertThat(result.server()).isEmpty();
    var last = result.steps().getLast();
    assertThat(last.step()).isEqualTo(step);
    assertThat(last.fault().orElseThrow().kind()).isEqualTo(kind);
    assertThat(result.steps().subList(0, result.steps().size() - 1))
        .allSatisfy(passed -> assertThat(passed.fault()).isEmpty());
  }

  private static ConnectionProfile profile(String host, int port, boolean tls, int database) {
    return new ConnectionProfile(
        "tried",
        "",
        new StoreTarget.Standalone(new StoreTarget.Address(host, port), tls, database, null),
        ConnectionProfile.DEFAULT_KEY_PREFIX);
  }

  @Test
  void passes_withEveryStepTimed_andTouchesNothing() {
    try (var redis = RedisServer.startWithPassword("pw")) {
      var result = test(redis.profile(), "pw");
      assertThat(result.passed()).isTrue();
      assertThat(result.steps())
          .extracting(ConnectionTest.Step::step)
          .containsExactly(
              ConnectionStep.NAME,
              ConnectionStep.TCP,
              ConnectionStep.AUTHENTICATION,
              ConnectionStep.PERMISSION,
              ConnectionStep.PING,
              ConnectionStep.PERSISTENCE,
              ConnectionStep.SESSIONS);
      assertThat(result.steps()).allSatisfy(step -> assertThat(step.took()).isPositive());
      assertThat(result.server().orElseThrow().version()).startsWith("6.2");
      assertThat(result.server().orElseThrow().role()).isEqualTo("master");
      assertThat(redis.call("DBSIZE")).isEqualTo("0");
      assertThat(connector.state()).isInstanceOf(ConnectionState.Off.class);
    }
  }

  @Test
  void name_thatNobodyKnows() {
    assertFails(
        profile("no-such-host.invalid", 6379, false, 0),
        null,
        ConnectionStep.NAME,
        ConnectionFault.Kind.NAME_UNKNOWN);
  }

  @Test
  void tcp_whereNobodyListens() {
    assertFails(
        profile("127.0.0.1", RedisServer.freePort(), false, 0),
        null,
        ConnectionStep.TCP,
        ConnectionFault.Kind.UNREACHABLE);
  }

  @Test
  void tls_whereTheServerSpeaksPlainly() {
    try (var redis = RedisServer.start()) {
      assertFails(
          profile("127.0.0.1", redis.port(), true, 0),
          null,
          ConnectionStep.TLS,
          ConnectionFault.Kind.TLS_FAILED);
    }
  }

  @Test
  void authentication_withAWrongPassword_orNone_orAnUnknownUser() {
    try (var redis = RedisServer.startWithPassword("pw")) {
      assertFails(
          redis.profile(),
          "wrong",
          ConnectionStep.AUTHENTICATION,
          ConnectionFault.Kind.PASSWORD_WRONG);
      assertFails(
          redis.profile(),
          null,
          ConnectionStep.AUTHENTICATION,
          ConnectionFault.Kind.PASSWORD_REQUIRED);
      assertFails(
          redis.profile("nobody"),
          "pw",
          ConnectionStep.AUTHENTICATION,
          ConnectionFault.Kind.PASSWORD_WRONG);
    }
  }

  @Test
  void authentication_withADatabaseThatIsNot() {
    try (var redis = RedisServer.start()) {
      assertFails(
          profile("127.0.0.1", redis.port(), false, 99),
          null,
          ConnectionStep.AUTHENTICATION,
          ConnectionFault.Kind.NO_SUCH_DATABASE);
    }
  }

  @Test
  void permission_thatIsMissing() {
    try (var redis = RedisServer.start()) {
      redis.call("ACL", "SETUSER", "ann", "on", ">pw", "~*", "+@all", "-scan");
      assertFails(
          redis.profile("ann"),
          "pw",
          ConnectionStep.PERMISSION,
          ConnectionFault.Kind.NOT_PERMITTED);
    }
  }

  private List<Notice> notices(ConnectionTest test, ConnectionStep step) {
    return test.steps().stream()
        .filter(taken -> taken.step() == step)
        .flatMap(taken -> taken.notices().stream())
        .toList();
  }

  private List<Notice.Kind> keeping(RedisServer redis) {
    return notices(test(redis.profile(), null), ConnectionStep.PERSISTENCE).stream()
        .map(Notice::kind)
        .toList();
  }

  @Test
  @DisplayName("The commands that are needed are named one by one, permitted or refused")
  void permission_isToldOfEachCommand() {
    try (var redis = RedisServer.start()) {
      redis.call("ACL", "SETUSER", "ann", "on", ">pw", "~*", "+@all", "-scan", "-eval", "-config");
      var told = notices(test(redis.profile("ann"), "pw"), ConnectionStep.PERMISSION);
      assertThat(told)
          .containsExactly(
              new Notice(
                  Notice.Kind.PERMITTED, List.of("PING, GET, MGET, TYPE, SET, UNLINK, EVALSHA")),
              new Notice(Notice.Kind.REFUSED, List.of("SCAN, EVAL")),
              new Notice(Notice.Kind.USEFUL_REFUSED, List.of("CONFIG GET")));
      assertThat(notices(test(redis.profile(), null), ConnectionStep.PERMISSION))
          .extracting(Notice::kind)
          .containsExactly(Notice.Kind.PERMITTED);
    }
  }

  @Test
  @DisplayName("What the server would lose of what it has acknowledged is told")
  void persistence_isToldOf() {
    try (var redis = RedisServer.start()) {
      assertThat(keeping(redis)).containsExactly(Notice.Kind.NOT_PERSISTENT);
      redis.call("CONFIG", "SET", "save", "3600 1");
      redis.call("CONFIG", "SET", "maxmemory-policy", "allkeys-lru");
      assertThat(keeping(redis)).containsExactly(Notice.Kind.SNAPSHOTS_ONLY, Notice.Kind.EVICTS);
      redis.call("CONFIG", "SET", "maxmemory-policy", "noeviction");
      redis.call("CONFIG", "SET", "appendonly", "yes");
      assertThat(keeping(redis)).containsExactly(Notice.Kind.ONCE_A_SECOND);
      redis.call("CONFIG", "SET", "appendfsync", "always");
      assertThat(keeping(redis)).containsExactly(Notice.Kind.BEFORE_EACH_ANSWER);
      redis.call("CONFIG", "SET", "appendfsync", "no");
      assertThat(keeping(redis)).containsExactly(Notice.Kind.WHEN_THE_SYSTEM_LIKES);
      redis.call("ACL", "SETUSER", "ann", "on", ">pw", "~*", "+@all", "-config", "-info");
      assertThat(notices(test(redis.profile("ann"), "pw"), ConnectionStep.PERSISTENCE))
          .containsExactly(new Notice(Notice.Kind.PERSISTENCE_UNKNOWN, List.of()));
    }
  }

  @Test
  @DisplayName("Few sessions are counted, many are judged by a sample")
  void sessions_areCounted() {
    try (var redis = RedisServer.start()) {
      redis.call("DEBUG", "POPULATE", "30", "persistent_session:x");
      redis.call("DEBUG", "POPULATE", "12", "other");
      assertThat(notices(test(redis.profile(), null), ConnectionStep.SESSIONS))
          .containsExactly(new Notice(Notice.Kind.COUNTED, List.of("30", "42")));
      redis.call("DEBUG", "POPULATE", "50000", "persistent_session:y");
      var judged = notices(test(redis.profile(), null), ConnectionStep.SESSIONS).getFirst();
      assertThat(judged.kind()).isEqualTo(Notice.Kind.ESTIMATED);
      assertThat(Long.parseLong(judged.values().getFirst())).isBetween(45_000L, 50_042L);
      assertThat(judged.values().get(1)).isEqualTo("50042");
      assertThat(redis.call("INFO", "commandstats")).doesNotContain("cmdstat_keys");
    }
  }

  @Test
  void aReplicaIsToldOf() {
    try (var master = RedisServer.start();
        var replica =
            RedisServer.start("--replicaof", "127.0.0.1", Integer.toString(master.port()))) {
      assertThat(notices(test(replica.profile(), null), ConnectionStep.PING))
          .containsExactly(new Notice(Notice.Kind.REPLICA, List.of()));
    }
  }

  @Test
  void aServerThatHangs_timesOut() throws IOException {
    try (var hanging = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      long start = System.nanoTime();
      assertFails(
          profile("127.0.0.1", hanging.getLocalPort(), false, 0),
          null,
          ConnectionStep.AUTHENTICATION,
          ConnectionFault.Kind.TIMED_OUT);
      assertFails(
          profile("127.0.0.1", hanging.getLocalPort(), true, 0),
          null,
          ConnectionStep.TLS,
          ConnectionFault.Kind.TIMED_OUT);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }
  }

  @Test
  void whatIsNoRedis_isToldAsSuch() throws IOException {
    for (var greeting :
        List.of("HTTP/1.1 400 Bad Request\r\n\r\n", "SSH-2.0-x\r\n", "\u0015\u0003\u0001")) {
      try (var other = answering(greeting)) {
        assertFails(
            profile("127.0.0.1", other.getLocalPort(), false, 0),
            null,
            ConnectionStep.AUTHENTICATION,
            ConnectionFault.Kind.NOT_REDIS);
      }
    }
  }

  @Test
  void aRedisBefore6_isTooOld() throws IOException {
    try (var old = answering("-ERR unknown command `HELLO`, with args beginning with: `2`, \r\n")) {
      assertFails(
          profile("127.0.0.1", old.getLocalPort(), false, 0),
          null,
          ConnectionStep.AUTHENTICATION,
          ConnectionFault.Kind.TOO_OLD);
    }
  }

  @Test
  void aServerThatLoads_isToldAsSuch() throws IOException {
    var hello =
        "*14\r\n$6\r\nserver\r\n$5\r\nredis\r\n$7\r\nversion\r\n$5\r\n7.0.0\r\n$5\r\nproto\r\n:2\r\n"
            + "$2\r\nid\r\n:1\r\n$4\r\nmode\r\n$10\r\nstandalone\r\n$4\r\nrole\r\n$6\r\nmaster\r\n"
            + "$7\r\nmodules\r\n*0\r\n+OK\r\n"
            + "-LOADING Redis is loading the dataset in memory\r\n".repeat(40);
    try (var loading = answering(hello)) {
      assertFails(
          profile("127.0.0.1", loading.getLocalPort(), false, 0),
          null,
          ConnectionStep.PING,
          ConnectionFault.Kind.LOADING);
    }
  }

  /** A server that says the same to everybody who asks it something, and waits. */
  private static ServerSocket answering(String text) throws IOException {
    var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                while (!server.isClosed()) {
                  var socket = server.accept();
                  socket.getInputStream().read();
                  socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
                }
              } catch (IOException e) {
                if (!server.isClosed()) {
                  throw new UncheckedIOException(e);
                }
              }
            });
    return server;
  }

  @Test
  void anInterrupt_stopsIt_withWhatItHas() throws Exception {
    try (var hanging = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      var result = new CompletableFuture<ConnectionTest>();
      var thread =
          Thread.ofPlatform()
              .start(
                  () ->
                      result.complete(
                          connector.test(
                              profile("127.0.0.1", hanging.getLocalPort(), false, 0),
                              ProfileSecrets.NONE,
                              _ -> {})));
      org.awaitility.Awaitility.await().until(() -> thread.getState() == Thread.State.WAITING);
      thread.interrupt();
      assertThat(result.get(5, TimeUnit.SECONDS).server()).isEmpty();
    }
  }

  @Test
  void theLiveConnection_isNotTouched() {
    try (var redis = RedisServer.start()) {
      var store = Connectors.online(connector, redis.profile(), null);
      var before = connector.state();
      assertFails(
          profile("127.0.0.1", RedisServer.freePort(), false, 0),
          null,
          ConnectionStep.TCP,
          ConnectionFault.Kind.UNREACHABLE);
      assertThat(connector.state()).isEqualTo(before);
      assertThat(store.count()).isZero();
    }
  }

  @Test
  void aClusterNode_isToldAsSuch() {
    try (var node = RedisServer.start("--cluster-enabled", "yes")) {
      var result = test(node.profile(), null);
      assertThat(result.steps().getLast().fault().orElseThrow().detail()).contains("cluster");
    }
  }
}
