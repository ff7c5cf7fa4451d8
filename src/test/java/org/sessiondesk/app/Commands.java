package org.sessiondesk.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sessiondesk.json.JacksonJson;
import org.sessiondesk.redis.testing.RedisServer;
import org.sessiondesk.session.Json;
import org.sessiondesk.settings.Environment;

/** Runs commands on one data folder, in this process or in one of their own. */
final class Commands implements AutoCloseable {
  private final Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private final List<Process> started = new ArrayList<>();
  private int runs;

  /** On the built-in store of a data folder below {@code folder}. */
  Commands(Path folder) {
    this.folder = folder;
  }

  /** On {@code redis}. */
  Commands(Path folder, RedisServer redis) {
    this(folder);
    environment.put("REDIS_ENABLED", "true");
    environment.put("REDIS_URL", "redis://127.0.0.1:" + redis.port() + "/0");
  }

  Commands with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** What a run that ended by itself printed, and where. */
  record Ended(int code, String out, String err) {

    /** What it printed as JSON. */
    Json.Obj json() {
      return (Json.Obj) new JacksonJson().parse(out.strip());
    }

    /** A member of that, as text. */
    String json(String... path) {
      Json value = json();
      for (var name : path) {
        value = ((Json.Obj) value).members().getOrDefault(name, new Json.Null());
      }
      return new JacksonJson().print(value);
    }
  }

  /** A process that runs. */
  record Running(Process process, Path out, Path err) {

    Ended ended() {
      try {
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("it ends").isTrue();
        return new Ended(
            process.exitValue(),
            Files.readString(out, StandardCharsets.UTF_8),
            Files.readString(err, StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  /** Starts a command as a process of its own. */
  Running start(String... arguments) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
    // What ends after a second gains nothing from the slower compiler.
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8"));
    command.addAll(List.of("-cp", classPath(), Main.class.getName()));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--data-dir", folder.resolve("data").toString()));
    runs++;
    var out = folder.resolve("out-" + runs);
    var err = folder.resolve("err-" + runs);
    var builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.matches("(REDIS|SESSION|API)_.*|DISPLAY|WAYLAND_DISPLAY"));
    builder.environment().putAll(environment);
    try {
      var process = builder.start();
      started.add(process);
      return new Running(process, out, err);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Runs a command in this process, which takes a tenth of the time of one of its own. */
  Ended run(String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    var folders = new String[] {"--data-dir", folder.resolve("data").toString()};
    int code =
        DeskCommand.line(
                new DeskOptions(), DesktopApp.class, () -> Environment.of(environment, folder))
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(Stream.of(arguments, folders).flatMap(Stream::of).toArray(String[]::new));
    return new Ended(code, out.toString(), err.toString());
  }

  private static String classPath() {
    var own = System.getProperty("java.class.path");
    var path = System.getProperty("surefire.test.class.path", own);
    return Stream.of(path.split(File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  @Override
  public void close() {
    for (var process : started) {
      // Asked first: it takes its Redis with it.
      process.destroy();
      try {
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
          process.destroyForcibly().waitFor();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
