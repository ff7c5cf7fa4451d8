package org.sessiondesk.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.sessiondesk.app.SingleInstance.Face;

@SuppressWarnings("NullAway.Init") // injected by JUnit
class SingleInstanceTest {
  @TempDir Path folder;

  private AlreadyRunningException refused(Face face) {
    return catchThrowableOfType(
        AlreadyRunningException.class, () -> SingleInstance.claim(folder, face));
  }

  @Test
  void aSecondWindowBringsTheFirstOneForward() throws IOException {
    var forward = new AtomicInteger();
    try (var first = SingleInstance.claim(folder, Face.WINDOW)) {
      first.onForward(forward::incrementAndGet);
      var second = refused(Face.WINDOW);
      assertThat(second.shown()).isTrue();
      assertThat(second)
          .hasMessageContaining(folder.toString())
          .hasMessageContaining(Long.toString(ProcessHandle.current().pid()));
      assertThat(refused(Face.WINDOW).shown()).as("and again").isTrue();
    }
    assertThat(forward).hasValue(2);
  }

  @Test
  @DisplayName("A window and a service go together; two services do not")
  void aServiceIsAnotherMatter() throws IOException {
    var forward = new AtomicInteger();
    try (var window = SingleInstance.claim(folder, Face.WINDOW);
        var _ = SingleInstance.claim(folder, Face.SERVICE)) {
      window.onForward(forward::incrementAndGet);
      var second = refused(Face.SERVICE);
      assertThat(second.shown()).isFalse();
      assertThat(second).hasMessageContaining("as a service").hasMessageContaining("--data-dir");
    }
    assertThat(forward).hasValue(0);
  }

  @Test
  void anotherFolderIsFree_andThisOneAfterItsProgramEnded() throws IOException {
    var other = Files.createDirectory(folder.resolve("other"));
    try (var _ = SingleInstance.claim(folder, Face.WINDOW);
        var second = SingleInstance.claim(other, Face.WINDOW)) {
      assertThat(second).isNotNull();
    }
    assertThat(folder.resolve("window.running")).doesNotExist();
    try (var again = SingleInstance.claim(folder, Face.WINDOW)) {
      assertThat(again).isNotNull();
    }
  }

  @Test
  void whatAKilledProgramLeftIsNoHindrance() throws IOException {
    Files.writeString(folder.resolve("window.running"), "1 1 word");
    Files.writeString(folder.resolve("window.lock"), "");
    try (var claimed = SingleInstance.claim(folder, Face.WINDOW)) {
      assertThat(claimed).isNotNull();
      assertThat(folder.resolve("window.running")).content().doesNotStartWith("1 1 ");
    }
  }

  @Test
  void whoDoesNotKnowTheWordMovesNothing() throws IOException {
    var forward = new AtomicInteger();
    try (var first = SingleInstance.claim(folder, Face.WINDOW)) {
      first.onForward(forward::incrementAndGet);
      int port =
          Integer.parseInt(Files.readString(folder.resolve("window.running")).split(" ", -1)[1]);
      for (var said : new String[] {"", "\n", "guess\n", "x".repeat(100_000)}) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
          socket.getOutputStream().write(said.getBytes(StandardCharsets.US_ASCII));
          socket.shutdownOutput();
          assertThat(answer(socket)).isEmpty();
        }
      }
      assertThat(forward).hasValue(0);
      assertThat(refused(Face.WINDOW).shown()).as("it still serves").isTrue();
    }
  }

  private static String answer(Socket socket) {
    try {
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      // It closes without reading all: the system then resets the connection.
      return "";
    }
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no such permissions")
  void theWordIsForTheOwnerOnly() throws IOException {
    try (var _ = SingleInstance.claim(folder, Face.WINDOW)) {
      var mode = Files.getPosixFilePermissions(folder.resolve("window.running"));
      assertThat(PosixFilePermissions.toString(mode)).isEqualTo("rw-------");
    }
  }

  @Test
  void aFolderThatIsNotThereIsNamed() {
    var missing = folder.resolve("missing");
    assertThatThrownBy(() -> SingleInstance.claim(missing, Face.WINDOW))
        .isInstanceOf(java.io.UncheckedIOException.class)
        .hasMessageContaining("missing");
  }
}
