package org.sessiondesk.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sessiondesk.connection.ConnectionFault;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.ProfileSecrets;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.SessionStore;
import org.sessiondesk.session.StoreException;

@Timeout(120)
final class BuiltInRedisTest {
  @TempDir private Path data;
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void closeAll() throws Exception {
    for (var closing : open) {
      closing.close();
    }
  }

  private <T extends AutoCloseable> T closing(T made) {
    open.add(made);
    return made;
  }

  private BuiltInRedis builtIn() {
    return closing(new BuiltInRedis(data));
  }

  private ProcessHandle process() throws IOException {
    return new BuiltInFolder(data.resolve("redis")).process().orElseThrow();
  }

  private boolean isRunning() throws IOException {
    return new BuiltInFolder(data.resolve("redis")).process().isPresent();
  }

  @Test
  void nothingIsStarted_beforeItIsWanted() {
    builtIn();
    assertThat(data).isEmptyDirectory();
  }

  @Test
  void start_givesOneServer_andCloseStopsIt() throws Exception {
    var builtIn = builtIn();
    var endpoint = builtIn.start();
    assertThat(builtIn.start()).isEqualTo(endpoint);
    var process = process();
    assertThat(process.isAlive()).isTrue();
    builtIn.close();
    assertThat(process.isAlive()).isFalse();
    assertThatThrownBy(builtIn::start).isInstanceOf(ConnectFailedException.class);
  }

  @Test
  void aServerThatIsStillStarting_isNotLeftBehind_whenTheProgramEnds() throws Exception {
    for (int i = 0; i < 5; i++) {
      var run = "run" + i;
      var builtIn = closing(new BuiltInRedis(data.resolve(run)));
      var starting = Thread.ofVirtual().start(() -> startQuietly(builtIn));
      var server = new AtomicReference<ProcessHandle>();
      Awaitility.await()
          .pollInterval(Duration.ofMillis(1))
          .until(() -> child(run).map(found -> keep(server, found)).orElse(false));
      starting.interrupt();
      builtIn.close();
      Awaitility.await().until(() -> !server.get().isAlive());
    }
  }

  private static void startQuietly(BuiltInRedis builtIn) {
    try {
      builtIn.start();
    } catch (ConnectFailedException e) {
      assertThat(e).hasMessageContaining("interrupted");
    }
  }

  /** The server that works below {@code folder}: its command line names the folder's program. */
  private Optional<ProcessHandle> child(String folder) {
    var below = data.resolve(folder).toString();
    return ProcessHandle.current()
        .children()
        .filter(process -> process.info().command().orElse("").startsWith(below))
        .findFirst();
  }

  private static boolean keep(AtomicReference<ProcessHandle> place, ProcessHandle found) {
    place.set(found);
    return true;
  }

  @Test
  void thePassword_isNeitherOnTheCommandLine_norReadableByOthers() throws Exception {
    var endpoint = builtIn().start();
    var password = new String(endpoint.password().reveal());
    assertThat(password).hasSize(64);
    assertThat(Files.readString(Path.of("/proc/" + process().pid() + "/cmdline")))
        .doesNotContain(password);
    try (var files = Files.walk(data.resolve("redis"))) {
      for (var file : files.toList()) {
        var others =
            PosixFilePermissions.toString(Files.getPosixFilePermissions(file)).substring(3);
        if (Files.isDirectory(file) || holds(file, password)) {
          assertThat(others).as(file.toString()).isEqualTo("------");
        }
      }
    }
  }

  private static boolean holds(Path file, String text) throws IOException {
    return Files.readString(file, StandardCharsets.ISO_8859_1).contains(text);
  }

  @Test
  void itIsWrittenToDisk_beforeItIsConfirmed_andAnswersOnLoopbackOnly() throws Exception {
    var endpoint = builtIn().start();
    var redis = closing(client(endpoint));
    assertThat(redis.call("CONFIG", "GET", "appendonly")).isEqualTo(List.of("appendonly", "yes"));
    assertThat(redis.call("CONFIG", "GET", "appendfsync"))
        .isEqualTo(List.of("appendfsync", "always"));
    assertThat(redis.call("CONFIG", "GET", "bind")).isEqualTo(List.of("bind", "127.0.0.1"));
  }

  private static RespSocket client(BuiltInFolder.Endpoint endpoint) throws IOException {
    var socket = new java.net.Socket(InetAddress.getLoopbackAddress(), endpoint.port());
    var redis = RespSocket.over(socket);
    redis.call("AUTH", new String(endpoint.password().reveal()));
    return redis;
  }

  @Test
  void aSecondUser_getsTheSameServer_andTheLastOneStopsIt() throws Exception {
    var first = builtIn();
    var second = builtIn();
    var endpoint = first.start();
    assertThat(second.start()).isEqualTo(endpoint);
    var process = process();
    // The file of a program that was killed counts for nothing.
    Files.createFile(data.resolve("redis/users/999999999-stale"));
    first.close();
    assertThat(process.isAlive()).isTrue();
    second.close();
    // Both are of this very program: that it is over is seen by the next one only.
    assertThat(data.resolve("redis/users/999999999-stale")).doesNotExist();
    assertThat(process.isAlive()).isFalse();
  }

  /** The time between is too short to be seen for sure. */
  private static void awaitStartedAgain(SessionStore store, SessionId id) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(15))
        .ignoreExceptions()
        .until(() -> store.find(id).isPresent());
  }

  @Test
  void killed_itIsStartedAgain_withAllThatWasConfirmed() throws Exception {
    var connector = closing(Connectors.quick(builtIn()));
    var store = Connectors.online(connector, ConnectionProfile.BUILT_IN, null);
    var sessions = new ArrayList<Session>();
    for (int i = 0; i < 200; i++) {
      sessions.add(store.insert(SessionSamples.session("第" + i)).session());
    }
    process().destroyForcibly();
    awaitStartedAgain(store, sessions.getLast().id());
    for (var session : sessions) {
      assertThat(SessionSamples.readable(store.find(session.id()).orElseThrow()))
          .isEqualTo(session);
    }
  }

  @Test
  void aFileThatWasCutOff_isLoaded() throws Exception {
    var connector = closing(Connectors.quick(builtIn()));
    var store = Connectors.online(connector, ConnectionProfile.BUILT_IN, null);
    var kept = store.insert(SessionSamples.session("kept"));
    connector.close();
    var log = data.resolve("redis/data/appendonly.aof");
    Files.writeString(log, "*3\r\n$3\r\nSET\r\n$1\r\na", StandardOpenOption.APPEND);
    var again =
        Connectors.online(closing(Connectors.quick(builtIn())), ConnectionProfile.BUILT_IN, null);
    assertThat(again.find(kept.id())).contains(kept);
  }

  @Test
  void theProgramKilled_leavesAServerThatIsTakenOver_withAllThatWasConfirmed() throws Exception {
    var program = startProgram();
    var confirmed = readIds(program, 50);
    var server = process();
    program.destroyForcibly();
    assertThat(program.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(server.isAlive()).isTrue();

    var connector = closing(Connectors.quick(builtIn()));
    var store = Connectors.online(connector, ConnectionProfile.BUILT_IN, null);
    assertThat(process().pid()).isEqualTo(server.pid());
    assertThat(confirmed)
        .hasSizeGreaterThanOrEqualTo(50)
        .allSatisfy(id -> assertThat(store.find(id)).isPresent());
    connector.close();
    assertThat(server.isAlive()).isFalse();
  }

  @Test
  void aSecondProgram_usesTheRunningServer_andStartsItAgainWhenItVanishes() throws Exception {
    var program = startProgram();
    readIds(program, 5);
    var server = process();

    // We close while the other program uses it: it stays.
    var ours = builtIn();
    ours.start();
    ours.close();
    assertThat(server.isAlive()).isTrue();

    var connector = closing(Connectors.quick(builtIn()));
    var store = Connectors.online(connector, ConnectionProfile.BUILT_IN, null);
    assertThat(process().pid()).isEqualTo(server.pid());
    var kept = store.insert(SessionSamples.session("kept"));

    // The other program closes while we use it: it stays, too.
    endInOrder(program);
    assertThat(server.isAlive()).isTrue();
    assertThat(store.find(kept.id())).contains(kept);

    server.destroyForcibly();
    awaitStartedAgain(store, kept.id());
    assertThat(store.find(kept.id())).contains(kept);
    assertThat(process().pid()).isNotEqualTo(server.pid());
    connector.close();
    assertThat(isRunning()).isFalse();
  }

  @Test
  void programsThatStartAtOnce_shareOneServer_andKilledWithIt_loseNothingThatWasConfirmed()
      throws Exception {
    var programs = List.of(startProgram(), startProgram());
    var ids = new ArrayList<SessionId>();
    for (var program : programs) {
      ids.addAll(readIds(program, 30));
    }
    assertThat(ids).allSatisfy(id -> assertThat(stored(id)).isTrue());
    process().destroyForcibly();
    for (var program : programs) {
      program.destroyForcibly();
      assertThat(program.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
    var store =
        Connectors.online(closing(Connectors.quick(builtIn())), ConnectionProfile.BUILT_IN, null);
    assertThat(ids).allSatisfy(id -> assertThat(store.find(id)).isPresent());
  }

  /** Whether the one server that runs has the session, whichever program stored it. */
  private boolean stored(SessionId id) throws IOException {
    var endpoint = new BuiltInFolder(data.resolve("redis")).endpoint().orElseThrow();
    try (var redis = client(endpoint)) {
      return Long.valueOf(1).equals(redis.call("EXISTS", "persistent_session:" + id));
    }
  }

  @Test
  void aServerThatDoesNotAnswerAnyMore_isReplaced_neverDoubled() throws Exception {
    var first = builtIn();
    first.start();
    var stuck = process();
    new ProcessBuilder("kill", "-STOP", Long.toString(stuck.pid())).start().waitFor();
    var next = closing(new BuiltInRedis(data, Duration.ofMillis(500)));
    var endpoint = next.start();
    assertThat(stuck.isAlive()).isFalse();
    assertThat(closing(client(endpoint)).call("PING")).isEqualTo("PONG");
  }

  @Test
  void whereItsPortIsTaken_itTakesAnother() throws Exception {
    var first = builtIn();
    var before = first.start();
    first.close();
    try (var _ = new ServerSocket(before.port(), 1, InetAddress.getLoopbackAddress())) {
      assertThat(builtIn().start().port()).isNotEqualTo(before.port());
    }
  }

  @Test
  void aBinaryThatWasTamperedWith_isReplaced() throws Exception {
    var first = builtIn();
    first.start();
    first.close();
    try (var files = Files.list(data.resolve("redis/bin"))) {
      Files.writeString(files.findFirst().orElseThrow(), "#!/bin/sh\nexit 1\n");
    }
    assertThat(closing(client(builtIn().start())).call("PING")).isEqualTo("PONG");
  }

  @Test
  void whereItCannotRun_theConnectorSaysWhy() throws IOException {
    Files.writeString(data.resolve("redis"), "a file where the folder must be");
    var connector = closing(Connectors.quick(builtIn()));
    connector.connect(ConnectionProfile.BUILT_IN, ProfileSecrets.NONE);
    var fault = Connectors.awaitRefused(connector);
    assertThat(fault.kind()).isEqualTo(ConnectionFault.Kind.BUILT_IN_FAILED);
    assertThat(fault.detail()).contains("redis");
    assertThatThrownBy(() -> connector.store().orElseThrow().count())
        .isInstanceOf(StoreException.Unavailable.class);
  }

  @Test
  void anUnknownSystem_hasNoBinary() {
    assertThatThrownBy(() -> BuiltInBinary.of("Windows 11", "amd64"))
        .isInstanceOf(ConnectFailedException.class)
        .hasMessageContaining("Windows 11");
    assertThatThrownBy(() -> BuiltInBinary.of("Linux", "riscv64"))
        .isInstanceOf(ConnectFailedException.class);
  }

  private Process startProgram() throws IOException {
    var program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                StoringProgram.class.getName(),
                data.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    closing(
        () -> {
          program.destroyForcibly();
          program.waitFor();
        });
    return program;
  }

  private static void endInOrder(Process program) throws IOException, InterruptedException {
    program.inputReader().close(); // What it still prints must not keep it.
    program.getOutputStream().close();
    assertThat(program.waitFor(20, TimeUnit.SECONDS)).isTrue();
  }

  /** The ids that the program has printed: each was confirmed before. */
  private static List<SessionId> readIds(Process program, int least) {
    var ids = new ArrayList<SessionId>();
    var lines = program.inputReader();
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(1))
        .until(
            () -> {
              var line = lines.readLine();
              if (line == null) {
                throw new IllegalStateException("the program ended");
              }
              ids.add(new SessionId(line));
              return ids.size() >= least;
            });
    return ids;
  }
}
