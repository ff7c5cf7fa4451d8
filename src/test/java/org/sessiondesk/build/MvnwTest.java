package org.sessiondesk.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher, with stand-ins for java, Maven and curl on a PATH that holds nothing else. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a script for sh")
class MvnwTest {
  private static final List<String> TOOLS =
      List.of(
          "sh",
          "sed",
          "head",
          "dirname",
          "readlink",
          "mkdir",
          "mktemp",
          "rm",
          "mv",
          "cut",
          "tar",
          "gzip",
          "cp");

  @TempDir Path temp;

  private Path bin;
  private Path jdks;
  private Path project;
  private final TreeMap<String, String> environment = new TreeMap<>();

  @BeforeEach
  void makeMachine() throws IOException {
    bin = Files.createDirectories(temp.resolve("bin"));
    jdks = Files.createDirectories(temp.resolve("some jdks"));
    project = Files.createDirectories(temp.resolve("the project"));
    Files.copy(Path.of("mvnw"), project.resolve("mvnw"));
    assertThat(project.resolve("mvnw").toFile().setExecutable(true)).isTrue();
    TOOLS.forEach(this::linkTool);
    for (var sum : List.of("sha512sum", "shasum", "openssl")) {
      if (find(sum) != null) {
        linkTool(sum);
      }
    }
    environment.put("PATH", bin.toString());
    environment.put("HOME", Files.createDirectories(temp.resolve("home")).toString());
    environment.put("SESSION_DESK_JDK_DIRS", temp.resolve("none") + ":" + jdks);
  }

  @Test
  void findsTheJdkElsewhere_whenTheOneOnPathIsTooOld() throws Exception {
    var old = jdk(temp.resolve("old"), "17.0.2");
    Files.createSymbolicLink(bin.resolve("javac"), old.resolve("bin/javac"));
    Files.createSymbolicLink(bin.resolve("java"), old.resolve("bin/java"));
    jdk(jdks.resolve("a-21"), "21.0.1");
    var fitting = jdk(jdks.resolve("b-25"), "25.0.1");
    maven("3.9.9");

    assertThat(run("verify").lines()).contains("JAVA_HOME=" + fitting, "argument: verify");
  }

  @Test
  void takesJavaHome_whenItFits() throws Exception {
    jdk(jdks.resolve("b-25"), "25.0.1");
    var home = jdk(temp.resolve("mine"), "26");
    environment.put("JAVA_HOME", home.toString());
    maven("3.8.0");

    assertThat(run().lines()).contains("JAVA_HOME=" + home);
  }

  @Test
  void ignoresAJdkThatCannotCompile() throws Exception {
    var runtimeOnly = jdk(jdks.resolve("a-jre-25"), "25");
    Files.delete(runtimeOnly.resolve("bin/javac"));
    var whole = jdk(jdks.resolve("b-jdk-25"), "25");
    maven("3.9.9");

    assertThat(run().lines()).contains("JAVA_HOME=" + whole);
  }

  @Test
  void saysWhatToInstall_whenThereIsNoJdkAtAll() throws Exception {
    maven("3.9.9");

    var result = run("verify");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.output())
        .contains("No JDK 25 or later was found")
        .contains("https://adoptium.net")
        .doesNotContain("argument:");
  }

  @Test
  void passesArgumentsThroughUntouched() throws Exception {
    jdk(jdks.resolve("25"), "25");
    maven("4.0.0");

    assertThat(run("-Dname=two words", "", "*", "a\"b", "$HOME", "-q").lines())
        .containsSubsequence(
            "argument: -Dname=two words",
            "argument: ",
            "argument: *",
            "argument: a\"b",
            "argument: $HOME",
            "argument: -q");
  }

  @Test
  void answersWithMavensExitCode() throws Exception {
    jdk(jdks.resolve("25"), "25");
    script(
        bin.resolve("mvn"),
        "case ${1:-} in -v) echo 'Apache Maven 3.9.9 (x)' ;; *) exit 7 ;; esac");

    assertThat(run("verify").exitCode()).isEqualTo(7);
  }

  @Test
  void fetchesMaven_whenTheOneOnPathIsTooOld() throws Exception {
    jdk(jdks.resolve("25"), "25");
    maven("3.6.3");
    var archive = archiveOfMaven();
    curlDelivers(archive);
    expectSum(sha512(archive));

    assertThat(run("verify").lines()).contains("fetched", "argument: verify");
    // The second time it is there already.
    Files.delete(bin.resolve("curl"));
    assertThat(run("test").lines()).contains("fetched", "argument: test");
    assertThat(fetchFolder()).containsExactly("apache-maven-3.9.11");
    assertThat(Files.readString(temp.resolve("asked")))
        .contains("https://archive.apache.org/dist/maven/maven-3/3.9.11/");
  }

  @Test
  void refusesAMavenWithTheWrongSum_andLeavesNothingBehind() throws Exception {
    jdk(jdks.resolve("25"), "25");
    curlDelivers(archiveOfMaven());

    var result = run("verify");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.output()).contains("does not have the expected SHA-512 sum");
    assertThat(result.output()).doesNotContain("argument:");
    assertThat(fetchFolder()).isEmpty();
  }

  @Test
  void saysSo_whenMavenCannotBeFetched() throws Exception {
    jdk(jdks.resolve("25"), "25");
    script(bin.resolve("curl"), "exit 6");

    var result = run("verify");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.output()).contains("could not be fetched").contains("Install Maven 3.8");
    assertThat(fetchFolder()).isEmpty();
  }

  @Test
  void saysSo_whenNothingCanFetchMaven() throws Exception {
    jdk(jdks.resolve("25"), "25");

    var result = run("verify");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.output()).contains("neither curl nor wget");
    assertThat(fetchFolder()).isEmpty();
  }

  private record Result(int exitCode, String output) {
    List<String> lines() {
      assertThat(exitCode).as(output).isZero();
      return output.lines().toList();
    }
  }

  private Result run(String... arguments) throws Exception {
    var command = new ArrayList<>(List.of(project.resolve("mvnw").toString()));
    command.addAll(List.of(arguments));
    var output = temp.resolve("output");
    var builder =
        new ProcessBuilder(command)
            .directory(temp.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    var process = builder.start();
    try {
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("it ends").isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new Result(process.exitValue(), Files.readString(output));
  }

  private static Path jdk(Path folder, String version) throws IOException {
    Files.createDirectories(folder.resolve("bin"));
    script(folder.resolve("bin/java"), "exit 1");
    script(folder.resolve("bin/javac"), "exit 1");
    Files.writeString(folder.resolve("release"), "JAVA_VERSION=\"" + version + "\"\nOTHER=\"1\"\n");
    return folder.toRealPath();
  }

  private void maven(String version) throws IOException {
    script(bin.resolve("mvn"), mavenScript(version));
  }

  private static String mavenScript(String version) {
    return """
        if [ "${1:-}" = -v ]; then echo 'Apache Maven %s (x)'; exit; fi
        printf 'JAVA_HOME=%%s\\n' "$JAVA_HOME"
        for argument in "$@"; do printf 'argument: %%s\\n' "$argument"; done
        """
        .formatted(version);
  }

  private Path archiveOfMaven() throws Exception {
    var launcher = temp.resolve("made/apache-maven-3.9.11/bin/mvn");
    Files.createDirectories(launcher.getParent());
    script(launcher, "echo fetched\n" + mavenScript("3.9.11"));
    var archive = temp.resolve("maven.tar.gz");
    var tar =
        new ProcessBuilder("tar", "-czf", archive.toString(), "-C", temp + "/made", ".").start();
    assertThat(tar.waitFor()).isZero();
    return archive;
  }

  private void curlDelivers(Path archive) throws IOException {
    script(
        bin.resolve("curl"),
        """
        while [ $# -gt 0 ]; do
          case $1 in -o) to=$2; shift ;; https:*) echo "$1" >'%s' ;; esac
          shift
        done
        cp '%s' "$to"
        """
            .formatted(temp.resolve("asked"), archive));
  }

  private void expectSum(String sum) throws IOException {
    var script = project.resolve("mvnw");
    var text = Files.readString(script);
    assertThat(text).containsPattern("(?m)^maven_sha512=[0-9a-f]{128}$");
    Files.writeString(
        script, text.replaceAll("(?m)^maven_sha512=[0-9a-f]{128}$", "maven_sha512=" + sum));
  }

  private static String sha512(Path file) throws Exception {
    var digest = MessageDigest.getInstance("SHA-512").digest(Files.readAllBytes(file));
    return HexFormat.of().formatHex(digest);
  }

  private List<String> fetchFolder() throws IOException {
    var folder = temp.resolve("home/.cache/session-desk");
    if (Files.notExists(folder)) {
      return List.of();
    }
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static void script(Path file, String body) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + body + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private void linkTool(String name) {
    var tool = find(name);
    assertThat(tool).as(name + " is on PATH").isNotNull();
    try {
      script(bin.resolve(name), "exec '" + tool + "' \"$@\"");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable Path find(String name) {
    for (var folder : System.getenv("PATH").split(":", -1)) {
      var file = Path.of(folder).resolve(name);
      if (Files.isExecutable(file)) {
        return file;
      }
    }
    return null;
  }
}
