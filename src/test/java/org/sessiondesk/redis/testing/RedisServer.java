package org.sessiondesk.redis.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.StoreTarget;

/**
 * A real Redis of its own for a test: a process on a free port of loopback, its data in a temporary
 * folder. Killed, paused and started again at will.
 */
public final class RedisServer implements AutoCloseable {
  private static final String SENTINEL_FILE = "sentinel.conf";

  private final Path folder;
  private final int port;
  private final @Nullable String password;
  private final List<String> arguments;
  private @Nullable Process process;

  private RedisServer(Path folder, int port, @Nullable String password, List<String> arguments) {
    this.folder = folder;
    this.port = port;
    this.password = password;
    this.arguments = arguments;
  }

  /** Starts a Redis without a password that keeps its data in memory only. */
  public static RedisServer start(String... arguments) {
    return started(null, arguments);
  }

  /** Starts a Redis that wants a password. */
  public static RedisServer startWithPassword(String password, String... arguments) {
    return started(password, arguments);
  }

  /** A Redis on a free port that is not started yet: nobody listens there. */
  public static RedisServer stopped(String... arguments) {
    try {
      return new RedisServer(
          Files.createTempDirectory("redis-test"), freePort(), null, List.of(arguments));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts a sentinel. */
  public static RedisServer startSentinel(String configuration) {
    try {
      var folder = Files.createTempDirectory("redis-test");
      int port = freePort();
      Files.writeString(
          folder.resolve(SENTINEL_FILE),
          "port %d\nbind 127.0.0.1\ndir %s\n%s".formatted(port, folder, configuration));
      var server = new RedisServer(folder, port, null, List.of());
      server.restart();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RedisServer started(@Nullable String password, String... arguments) {
    try {
      var server =
          new RedisServer(
              Files.createTempDirectory("redis-test"), freePort(), password, List.of(arguments));
      server.restart();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A port of loopback on which nobody listens just now. */
  public static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its port. */
  public int port() {
    return port;
  }

  /** Where its data lies. */
  public Path folder() {
    return folder;
  }

  /** The profile that reaches it, database 0, with the usual prefix. */
  public ConnectionProfile profile() {
    return profile(null);
  }

  /** The profile that reaches it as {@code user}. */
  public ConnectionProfile profile(@Nullable String user) {
    return new ConnectionProfile(
        "test-" + port,
        "Test",
        new StoreTarget.Standalone(new StoreTarget.Address("127.0.0.1", port), false, 0, user),
        ConnectionProfile.DEFAULT_KEY_PREFIX);
  }

  /** Starts it, again if need be, on the same port and folder, and waits until it answers. */
  public void restart() {
    process = run(folder, command());
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(20))
        .ignoreExceptions()
        .until(() -> call("PING").equals("PONG"));
  }

  private List<String> command() {
    var sentinel = folder.resolve(SENTINEL_FILE);
    if (Files.exists(sentinel)) {
      return List.of(sentinel.toString(), "--sentinel");
    }
    var command = new ArrayList<String>();
    command.addAll(
        List.of(
            "--port", Integer.toString(port), "--bind", "127.0.0.1", "--dir", folder.toString()));
    command.addAll(List.of("--save", ""));
    if (password != null) {
      command.addAll(List.of("--requirepass", password));
    }
    command.addAll(arguments);
    return command;
  }

  /** Runs Redis' program with any arguments; its log goes into the folder. */
  public static Process launch(Path folder, String... arguments) {
    return run(folder, List.of(arguments));
  }

  private static Process run(Path folder, List<String> arguments) {
    var command = new ArrayList<String>();
    command.add(binary().toString());
    command.addAll(arguments);
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(folder.resolve("redis.log").toFile())
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Kills it as kill -9 does, and waits until it is dead. */
  public void kill() {
    var running = Objects.requireNonNull(process, "not started");
    running.destroyForcibly();
    try {
      if (!running.waitFor(10, TimeUnit.SECONDS)) {
        throw new IllegalStateException("a Redis cannot be killed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether its process runs, or is paused. */
  public boolean isRunning() {
    return process != null && process.isAlive();
  }

  /** Stops it from running without ending it: its connections stay open and are not answered. */
  public void pause() {
    signal("STOP");
  }

  /** Lets it run on. */
  public void resume() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      var pid = Objects.requireNonNull(process, "not started").pid();
      new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Sends one command over a connection of its own, as another program would.
   *
   * @return the answer: a text, a number as text, the items of a list one a line, or {@code null}
   *     as text
   */
  public String call(String... words) {
    return call(
        List.of(words).stream().map(word -> word.getBytes(StandardCharsets.UTF_8)).toList());
  }

  /** The same with words of any bytes. */
  public String call(List<byte[]> words) {
    try (var socket = new Socket()) {
      socket.setSoTimeout(5_000);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 2_000);
      var out = socket.getOutputStream();
      var in = socket.getInputStream();
      if (password != null) {
        send(
            out,
            List.of(
                "AUTH".getBytes(StandardCharsets.UTF_8),
                password.getBytes(StandardCharsets.UTF_8)));
        read(in);
      }
      send(out, words);
      return read(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void send(OutputStream out, List<byte[]> words) throws IOException {
    var request = new ByteArrayOutputStream();
    request.writeBytes(("*" + words.size() + "\r\n").getBytes(StandardCharsets.UTF_8));
    for (var word : words) {
      request.writeBytes(("$" + word.length + "\r\n").getBytes(StandardCharsets.UTF_8));
      request.writeBytes(word);
      request.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    }
    out.write(request.toByteArray());
    out.flush();
  }

  private static String read(InputStream in) throws IOException {
    var line = line(in);
    var rest = line.substring(1);
    return switch (line.charAt(0)) {
      case '$' -> {
        int length = Integer.parseInt(rest);
        yield length < 0
            ? "null"
            : new String(in.readNBytes(length + 2), 0, length, StandardCharsets.UTF_8);
      }
      case '*' -> {
        var items = new ArrayList<String>();
        for (int i = 0; i < Integer.parseInt(rest); i++) {
          items.add(read(in));
        }
        yield String.join("\n", items);
      }
      case '-' -> throw new IllegalStateException("Redis answered: " + rest);
      default -> rest;
    };
  }

  private static String line(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int c = in.read(); c != '\r'; c = in.read()) {
      if (c < 0) {
        throw new IOException("closed");
      }
      line.write(c);
    }
    if (in.read() != '\n') {
      throw new IOException("no end of line");
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  /** The program, put into the temporary folder once for all tests of a run. */
  private static Path binary() {
    var name =
        System.getProperty("os.name").startsWith("Mac")
            ? "redis-server-6.2.6-v5-darwin-" + (isArm() ? "arm64" : "amd64")
            : isArm() ? "redis-server-6.2.7-linux-arm64" : "redis-server-6.2.6-v5-linux-amd64";
    var file =
        Path.of(
            System.getProperty("java.io.tmpdir"),
            name + "-for-tests-of-" + System.getProperty("user.name"));
    try (var in =
        Objects.requireNonNull(
            redis.embedded.RedisServer.class.getResourceAsStream("/" + name), name)) {
      var bytes = in.readAllBytes();
      if (!Files.isExecutable(file) || Files.size(file) != bytes.length) {
        var fresh = Files.createTempFile("redis-server", ".tmp");
        Files.write(fresh, bytes);
        if (!fresh.toFile().setExecutable(true)) {
          throw new IOException("cannot be made executable: " + fresh);
        }
        Files.move(fresh, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isArm() {
    return System.getProperty("os.arch").equals("aarch64");
  }

  /** Ends the process and removes its folder. */
  @Override
  public void close() {
    if (process != null) {
      resume();
      kill();
    }
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
