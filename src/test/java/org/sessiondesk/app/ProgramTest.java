package org.sessiondesk.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The program as a process of its own: its command line, its exit codes, its life as a service. */
@SuppressWarnings("NullAway.Init") // injected by JUnit
class ProgramTest {
  private static final Pattern STACK_TRACE = Pattern.compile("(?m)^\\s+at [\\w.$/]+\\(");
  private static final String NEW_SESSION =
      """
      {"text": "永久保存。", "voice": "zh-CN-XiaoxiaoNeural", "persistent": true}""";

  private static final List<String> HEADLESS =
      List.of("-Dglass.platform=Headless", "-Dprism.order=sw");

  @TempDir Path folder;
  private Path working;
  private Path data;
  private Path said;
  private final List<Process> started = new ArrayList<>();

  @BeforeEach
  void makeFolders() throws IOException {
    working = Files.createDirectory(folder.resolve("working"));
    data = folder.resolve("data");
  }

  @AfterEach
  void endAll() throws InterruptedException {
    for (var process : started) {
      // Asked first: it takes its Redis with it, also one that it found running.
      process.destroy();
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    }
  }

  /** What a run that ended by itself said. */
  private record Ended(int code, String said) {}

  private Process start(Map<String, String> environment, String... arguments) throws IOException {
    return start(Main.class, environment, List.of(), arguments);
  }

  private Process start(
      Class<?> main, Map<String, String> environment, List<String> ofJava, String... arguments)
      throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    // What runs for a few seconds gains nothing from the slower compiler.
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(ofJava);
    command.add("-cp");
    command.add(classPath());
    command.add(main.getName());
    command.addAll(List.of(arguments));
    said = folder.resolve("said-" + started.size());
    var builder =
        new ProcessBuilder(command)
            .directory(working.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    var variables = builder.environment();
    variables
        .keySet()
        .removeIf(name -> name.matches("(REDIS|SESSION|API)_.*|DISPLAY|WAYLAND_DISPLAY"));
    variables.putAll(environment);
    var process = builder.start();
    started.add(process);
    return process;
  }

  private static String classPath() {
    var own = System.getProperty("java.class.path");
    var path = System.getProperty("surefire.test.class.path", own);
    return Stream.of(path.split(File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private Ended run(Map<String, String> environment, String... arguments) throws Exception {
    return ended(start(environment, arguments));
  }

  private Ended ended(Process process) throws Exception {
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("it ends").isTrue();
    return new Ended(process.exitValue(), Files.readString(said));
  }

  private int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  private static HttpRequest.Builder request(int port, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
  }

  private void untilItAnswers(int port) {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(20))
        .ignoreExceptions()
        .until(() -> send(request(port, "/")).statusCode() < 500);
  }

  private void untilStoreIsUp(int port) {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(100))
        .ignoreExceptions()
        .until(() -> send(request(port, "/health")).statusCode() == 200);
  }

  @Test
  void helpSaysWhatThereIs_andWhatTheExitCodesMean() throws Exception {
    var help = run(Map.of(), "--help");
    assertThat(help.code()).isZero();
    assertThat(help.said())
        .contains("--headless", "--profile", "--port", "--data-dir", "Exit codes:");
    var version = run(Map.of(), "--version");
    assertThat(version.code()).isZero();
    assertThat(version.said()).containsPattern("\\d+\\.\\d+\\.\\d+");
  }

  @Test
  void anUnknownOptionIsRefused() throws Exception {
    var ended = run(Map.of(), "--no-such-option");
    assertThat(ended.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ended.said()).contains("--no-such-option");
  }

  @Test
  @DisplayName("A value that makes no sense is named in a clear error at the start")
  void aBadSettingIsNamed() throws Exception {
    Files.writeString(working.resolve(".env"), "SESSION_TTL_HOURS=abc\n");
    var ended = run(Map.of(), "--headless", "--data-dir", data.toString());
    assertThat(ended.code()).isEqualTo(ExitCode.BAD_SETTING);
    assertThat(ended.said()).contains("SESSION_TTL_HOURS", "abc", ".env");
    assertThat(ended.said()).doesNotContainPattern(STACK_TRACE);
  }

  @Test
  void aFolderThatCannotBeUsedIsNamed() throws Exception {
    var file = Files.writeString(folder.resolve("a-file"), "");
    var inside = file.resolve("data").toString();
    var ended = run(Map.of(), "--headless", "--data-dir", inside);
    assertThat(ended.code()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(ended.said()).contains("a-file").doesNotContainPattern(STACK_TRACE);
  }

  @Test
  void anUnknownProfileIsNamed() throws Exception {
    var ended =
        run(Map.of(), "--headless", "--data-dir", data.toString(), "--profile", "no such one");
    assertThat(ended.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ended.said()).contains("no such one").doesNotContainPattern(STACK_TRACE);
  }

  @Test
  void aPortInUseEndsTheService() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var port = Integer.toString(taken.getLocalPort());
      var ended =
          run(
              Map.of("REDIS_ENABLED", "false"),
              "--headless",
              "--data-dir",
              data.toString(),
              "--port",
              port);
      assertThat(ended.code()).isEqualTo(ExitCode.UNUSABLE);
      assertThat(ended.said()).contains(port).doesNotContainPattern(STACK_TRACE);
    }
  }

  @Test
  @DisplayName("Without a display the program says so and runs on as a service; SIGTERM ends it")
  void runsWithoutADisplay() throws Exception {
    int port = freePort();
    var process =
        start(
            Map.of("REDIS_ENABLED", "false"),
            "--data-dir",
            data.toString(),
            "--port",
            Integer.toString(port));
    untilItAnswers(port);
    assertThat(Files.readString(said))
        .contains("There is no display here")
        .doesNotContainPattern(STACK_TRACE);
    process.destroy();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("it ends").isTrue();
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no built-in store")
  @DisplayName("The first call is persistent; what is acknowledged survives kill -9 of the program")
  void anAcknowledgedSessionSurvivesAKill() throws Exception {
    int port = freePort();
    String[] arguments = {
      "--headless", "--data-dir", data.toString(), "--port", Integer.toString(port)
    };
    var first = start(Map.of(), arguments);
    untilItAnswers(port);
    var created =
        send(
            request(port, "/api/v1/sessions")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(NEW_SESSION)));
    assertThat(created.statusCode()).isEqualTo(201);
    assertThat(created.body()).contains("\"persistent\":true");
    first.destroyForcibly().waitFor();

    start(Map.of(), arguments);
    untilStoreIsUp(port);
    var id = Pattern.compile("\"session_id\":\"([^\"]+)\"").matcher(created.body());
    assertThat(id.find()).as(created.body()).isTrue();
    var read = send(request(port, "/api/v1/sessions/" + id.group(1)));
    assertThat(read.statusCode()).isEqualTo(200);
    assertThat(read.body()).contains("永久保存。");
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no built-in store")
  @DisplayName("The built-in store is stopped with the window, also when that is ended by a signal")
  void aSignalEndsTheWindowAndItsStore() throws Exception {
    int port = freePort();
    var process =
        start(
            Main.class,
            Map.of(),
            HEADLESS,
            "--data-dir",
            data.toString(),
            "--port",
            Integer.toString(port));
    untilStoreIsUp(port);
    assertThat(Files.readString(said)).doesNotContain("There is no display here");
    var store = process.descendants().toList();
    assertThat(store).as("its Redis").isNotEmpty();
    process.destroy();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("it ends").isTrue();
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> store.stream().noneMatch(ProcessHandle::isAlive));
  }

  @Test
  @DisplayName("A second service on the same folder ends with 4; the first has a log of its own")
  void aSecondServiceIsRefused() throws Exception {
    int port = freePort();
    String[] arguments = {
      "--headless", "--data-dir", data.toString(), "--port", Integer.toString(port)
    };
    start(Map.of("REDIS_ENABLED", "false"), arguments);
    untilItAnswers(port);
    var second = run(Map.of("REDIS_ENABLED", "false"), arguments);
    assertThat(second.code()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(second.said())
        .contains("running already", "as a service")
        .doesNotContainPattern(STACK_TRACE);
    assertThat(data.resolve("logs"))
        .isDirectoryContaining("glob:**/session-desk-headless.log")
        .isDirectoryNotContaining("glob:**/session-desk.log");
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no built-in store")
  @DisplayName(
      "The walk that the packages' cache is made from sees every screen and ends by itself")
  void theRehearsalSeesEveryScreen() throws Exception {
    var walk = ended(start(Rehearsal.class, Map.of(), HEADLESS, data.toString()));
    assertThat(walk.code()).as(walk.said()).isZero();
    assertThat(Files.readString(Logging.Log.WINDOW.in(data.resolve("logs"))))
        .contains("Rehearsed: menu-about", "Rehearsed: end")
        .doesNotContain(" ERROR ");
  }
}
