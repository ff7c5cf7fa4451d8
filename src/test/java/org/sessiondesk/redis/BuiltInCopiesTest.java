package org.sessiondesk.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.sessiondesk.connection.StoreCopies;
import org.sessiondesk.connection.StoreCopies.Kind;
import org.sessiondesk.connection.StoreCopyException;
import org.sessiondesk.connection.StoreCopyException.Reason;
import org.sessiondesk.session.Progress;
import org.sessiondesk.testing.SmallDisk;

/** Copies of the built-in store: what they hold, how one gets back, what is left where it fails. */
@Timeout(120)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no built-in store")
@SuppressWarnings("NullAway.Init") // made before each test
final class BuiltInCopiesTest {
  @TempDir private Path data;
  private final List<AutoCloseable> open = new ArrayList<>();
  private BuiltInRedis builtIn;
  private StoreCopies copies;

  @BeforeEach
  void begin() {
    builtIn = new BuiltInRedis(data);
    open.add(builtIn);
    copies = new BuiltInCopies(builtIn, InstantSource.system());
  }

  @AfterEach
  void closeAll() throws Exception {
    for (var closing : open) {
      closing.close();
    }
  }

  private @Nullable Object call(String... words) throws IOException, ConnectFailedException {
    try (var redis = BuiltInRedis.connected(builtIn.start())) {
      return redis.call(words);
    }
  }

  private StoreCopies.Copy made() {
    return copies.make(Kind.BY_HAND, Progress.NONE).orElseThrow();
  }

  private static void assertFails(Reason reason, ThrowingCallable action) {
    assertThatThrownBy(action)
        .isInstanceOfSatisfying(
            StoreCopyException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  private List<Path> unfinished() throws IOException {
    try (var files = Files.list(data.resolve("redis").resolve("copies"))) {
      return files.filter(file -> file.getFileName().toString().startsWith(".")).toList();
    }
  }

  @Test
  void aCopy_isPutBack_andWhatWasThereIsKeptAside() throws Exception {
    call("SET", "a", "1");
    var copy = made();
    assertThat(copy.keys()).isEqualTo(1);
    assertThat(copies.list()).containsExactly(copy);
    call("SET", "a", "2");
    call("SET", "b", "2");

    var restored = copies.restore(copy, Progress.NONE).orElseThrow();

    assertThat(restored.keys()).isEqualTo(1);
    assertThat(call("GET", "a")).isEqualTo("1");
    assertThat(call("GET", "b")).isNull();
    var aside = restored.aside().orElseThrow();
    assertThat(aside.kind()).isEqualTo(Kind.KEPT_ASIDE);
    assertThat(aside.keys()).isEqualTo(2);
    assertThat(copies.list()).containsExactly(aside, copy);

    call("SET", "c", "after");
    assertThat(copies.restore(aside, Progress.NONE)).isPresent();
    assertThat(call("GET", "a")).isEqualTo("2");
    assertThat(call("GET", "b")).isEqualTo("2");
    assertThat(call("GET", "c")).isNull();
  }

  @Test
  @DisplayName("What is written after a restore is on disk, as before it")
  void afterARestore_writesSurviveAKill() throws Exception {
    call("SET", "a", "1");
    assertThat(copies.restore(made(), Progress.NONE)).isPresent();
    call("SET", "b", "later");
    new BuiltInFolder(data.resolve("redis")).process().orElseThrow().destroyForcibly();
    Awaitility.await().until(() -> new BuiltInFolder(data.resolve("redis")).process().isEmpty());
    assertThat(call("GET", "a")).isEqualTo("1");
    assertThat(call("GET", "b")).isEqualTo("later");
  }

  @Test
  void aDamagedCopy_isRefused_andNothingChanges() throws Exception {
    call("SET", "a", "1");
    var copy = made();
    var file = copy.folder().resolve("data.aof");
    var bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    call("SET", "a", "2");

    assertFails(Reason.DAMAGED, () -> copies.restore(copy, Progress.NONE));

    assertThat(call("GET", "a")).isEqualTo("2");
    assertThat(copies.list()).containsExactly(copy);
    Files.delete(file);
    assertFails(Reason.DAMAGED, () -> copies.restore(copy, Progress.NONE));
  }

  @Test
  @DisplayName("Where Redis does not start with a copy, the store gets back what it held")
  void aCopyThatRedisRefuses() throws Exception {
    call("SET", "a", "1");
    var copy = made();
    call("SET", "a", "2");
    var file = copy.folder().resolve("data.aof");
    Files.writeString(file, "no log of writes at all");
    var manifest = copy.folder().resolve("manifest.json");
    var digest = CopyFolder.digest(file, Progress.NONE);
    Files.writeString(
        manifest, Files.readString(manifest).replaceAll("(?<=\"sha256\": \")[0-9a-f]+", digest));

    assertFails(Reason.DOES_NOT_START, () -> copies.restore(copy, Progress.NONE));

    assertThat(call("GET", "a")).isEqualTo("2");
  }

  @Test
  void anotherProgramThatUsesTheStore_keepsItFromBeingStopped() throws Exception {
    call("SET", "a", "1");
    var copy = made();
    call("SET", "a", "2");
    var other = new BuiltInRedis(data);
    open.add(other);
    other.start();

    assertFails(Reason.USED_BY_OTHERS, () -> copies.restore(copy, Progress.NONE));

    assertThat(call("GET", "a")).isEqualTo("2");
    other.close();
    assertThat(copies.restore(copy, Progress.NONE)).isPresent();
  }

  @Test
  void oneAtATime() throws Exception {
    call("SET", "a", "1");
    var other = new BuiltInCopies(builtIn, InstantSource.system());
    copies.make(
        Kind.BY_HAND,
        new Progress() {
          @Override
          public void at(long done, long total) {
            assertFails(Reason.BUSY, () -> other.make(Kind.BY_HAND, Progress.NONE));
          }

          @Override
          public boolean cancelled() {
            return false;
          }
        });
    assertThat(copies.list()).hasSize(1);
  }

  @Test
  void cancelled_leavesNothing() throws Exception {
    call("SET", "a", "1");
    var cancelled =
        new Progress() {
          @Override
          public void at(long done, long total) {}

          @Override
          public boolean cancelled() {
            return true;
          }
        };
    assertThat(copies.make(Kind.BY_HAND, cancelled)).isEmpty();
    assertThat(copies.list()).isEmpty();
    assertThat(unfinished()).isEmpty();
    var copy = made();
    assertThat(copies.restore(copy, cancelled)).isEmpty();
    assertThat(copies.list()).containsExactly(copy);
  }

  @Test
  void whatAKilledProgramLeft_isClearedAway_andTheStoreStartsWithWhatItHeld() throws Exception {
    call("SET", "a", "1");
    var left = Files.createDirectory(data.resolve("redis/copies/.unfinished-1"));
    Files.writeString(left.resolve("data.aof"), "half");
    Files.writeString(data.resolve("redis/restore.tmp"), "half", StandardCharsets.UTF_8);
    assertThat(copies.list()).isEmpty();

    var copy = made();

    assertThat(unfinished()).isEmpty();
    assertThat(copies.restore(copy, Progress.NONE).orElseThrow().keys()).isEqualTo(1);
    assertThat(data.resolve("redis/restore.tmp")).doesNotExist();
  }

  @Test
  @DisplayName("Where the disk has too little room no copy is begun: a full disk stops the store")
  void aSmallDisk() throws Exception {
    try (var disk = SmallDisk.of(48, data)) {
      var small = new BuiltInRedis(disk.folder());
      try {
        var there = new BuiltInCopies(small, InstantSource.system());
        small.start();
        assertFails(Reason.NO_ROOM, () -> there.make(Kind.BY_HAND, Progress.NONE));
        assertThat(there.list()).isEmpty();
        try (var redis = BuiltInRedis.connected(small.start())) {
          assertThat(redis.call("SET", "a", "1")).isEqualTo("OK");
        }
      } finally {
        small.close();
      }
    }
  }

  @Test
  void prune_keepsTheNewestOfAKind() {
    for (int i = 0; i < 3; i++) {
      assertThat(copies.make(Kind.DAILY, Progress.NONE)).isPresent();
    }
    var byHand = made();
    var newest = copies.list().get(1);
    assertThat(copies.prune(Kind.DAILY, 1)).isEqualTo(2);
    assertThat(copies.list()).containsExactly(byHand, newest);
  }

  @Test
  @DisplayName("A store that does not start any more can be put back, too")
  void aBrokenStore() throws Exception {
    call("SET", "a", "1");
    var copy = made();
    int port = builtIn.start().port();
    builtIn.close();
    Awaitility.await()
        .until(() -> nobodyListens(port)); // Else the old process could answer for the new one.
    Files.writeString(data.resolve("redis/data/appendonly.aof"), "broken");
    builtIn = new BuiltInRedis(data);
    open.add(builtIn);
    var again = new BuiltInCopies(builtIn, InstantSource.system());
    assertThatThrownBy(builtIn::start).isInstanceOf(ConnectFailedException.class);

    var restored = again.restore(copy, Progress.NONE).orElseThrow();

    assertThat(call("GET", "a")).isEqualTo("1");
    assertThat(restored.aside().orElseThrow().keys()).isEqualTo(-1);
  }

  private static boolean nobodyListens(int port) {
    try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }
}
