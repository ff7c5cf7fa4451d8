package org.sessiondesk.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sessiondesk.redis.testing.RedisServer;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.NewSession;
import org.sessiondesk.testing.MutableClock;

/** {@code GET /api/v1/events}. */
@SuppressWarnings({"AddressSelection", "try"}) // closes early on purpose, on loopback
class EventsTest {
  private static final String FOLLOW = "GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n";

  /** One who follows the events. */
  private static final class Follower implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader lines;

    Follower(Desk desk) throws IOException {
      int before = desk.server.openStreams();
      socket = RawHttp.connect(desk.server.port());
      socket.getOutputStream().write(RawHttp.bytes(FOLLOW));
      lines =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      assertThat(lines.readLine()).contains("200");
      until("retry: ");
      Awaitility.await().until(() -> desk.server.openStreams() > before);
    }

    /** The next line that begins so. */
    String until(String start) throws IOException {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(start)) {
          return line.substring(start.length());
        }
      }
      throw new AssertionError("the stream ended before " + start);
    }

    /** The data of the next event, which is of that kind. */
    String next(String event) throws IOException {
      assertThat(until("event: ")).isEqualTo(event);
      return until("data: ");
    }

    boolean ends() throws IOException {
      var line = lines.readLine();
      while (line != null && !line.equals("0")) {
        line = lines.readLine();
      }
      return true;
    }

    void leave() throws IOException {
      socket.close();
    }

    @Override
    public void close() throws IOException {
      leave();
    }
  }

  @Test
  @DisplayName("issue 3: SSE tells created, updated, expired, deleted, fallback")
  void lifeOfASessionIsTold() throws IOException {
    var clock = MutableClock.somewhen();
    try (var desk = Desk.withoutRedis(clock);
        var follower = new Follower(desk)) {
      var id = desk.create(Desk.BODY).id();
      var created = follower.next("created");
      assertThat(created)
          .isEqualTo(
              "{\"id\":\"%s\",\"kind\":\"temporary\",\"time\":\"%s\",\"origin\":\"here\"}"
                  .formatted(id, JsonWriter.time(clock.instant())));
      desk.send("PATCH", Desk.SESSIONS + "/" + id, "{\"name\":\"n\"}");
      assertThat(follower.next("updated")).contains(id);
      clock.advance(Duration.ofHours(2));
      desk.memory.expireDue();
      assertThat(follower.next("expired")).contains(id);
      desk.service.cleanUp();
      assertThat(follower.next("deleted")).contains(id, "\"cause\":\"cleaned_up\"");
      var fallback = desk.create(Desk.PERSISTENT_BODY).id();
      assertThat(follower.next("created")).contains(fallback);
      assertThat(follower.next("fallback")).contains(fallback);
      desk.delete(Desk.SESSIONS + "/" + fallback);
      assertThat(follower.next("deleted")).contains(fallback, "\"cause\":\"deleted\"");
    }
  }

  @Test
  void storeGoingDownAndComingBackIsTold() throws IOException {
    try (var redis = RedisServer.start();
        var desk = Desk.with(redis);
        var follower = new Follower(desk)) {
      redis.kill();
      assertThat(follower.next("store")).contains("\"kind\":\"store\"", "\"state\":\"down\"");
      redis.restart();
      assertThat(follower.next("store")).contains("\"state\":\"up\"");
    }
  }

  @Test
  void silentStreamShowsThatItLives() throws IOException {
    try (var desk =
            Desk.withoutRedis(
                config ->
                    config.withTimes(
                        Duration.ofMillis(300), Duration.ofSeconds(5), Duration.ofMillis(100)));
        var follower = new Follower(desk)) {
      // Far longer than a request may take to arrive: a stream is no slow request.
      for (int i = 0; i < 8; i++) {
        assertThat(follower.until(": ")).isEqualTo("heart-beat");
      }
    }
  }

  @Test
  @DisplayName("issue 3: a slow reader is dropped, never waited for")
  void slowReaderIsDroppedAndTheOthersGoOn() throws IOException {
    try (var desk = Desk.withoutRedis();
        var quick = new Follower(desk);
        var slow = new Socket()) {
      slow.setReceiveBufferSize(1_024);
      slow.connect(new InetSocketAddress("127.0.0.1", desk.server.port()));
      slow.getOutputStream().write(RawHttp.bytes(FOLLOW));
      Awaitility.await().until(() -> desk.server.openStreams() == 2);
      var reading =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      quick.until("never");
                    } catch (IOException | AssertionError _) {
                      // The stream ends with the test.
                    }
                  });
      var longName = "x".repeat(100);
      long start = System.nanoTime();
      while (desk.server.openStreams() == 2
          && System.nanoTime() - start < Duration.ofSeconds(30).toNanos()) {
        desk.service.create(
            new NewSession("a", "zh-CN-XiaoxiaoNeural", longName, false, null, Json.EMPTY));
      }
      assertThat(desk.server.openStreams()).isEqualTo(1);
      assertThat(reading.isAlive()).isTrue();
    }
  }

  @Test
  void streamsBeyondTheCapAreRefused() throws IOException {
    try (var desk = Desk.withoutRedis(config -> config.withConnections(10, 1));
        var first = new Follower(desk)) {
      assertThat(desk.get("/api/v1/events").status()).isEqualTo(503);
      first.leave();
      // A stream that nobody reads any more is noticed when something is to be told.
      Awaitility.await()
          .until(
              () -> {
                desk.create(Desk.BODY);
                return desk.server.openStreams() == 0;
              });
    }
  }

  @Test
  void streamsEndWhenTheServerStops() throws IOException {
    try (var desk = Desk.withoutRedis();
        var follower = new Follower(desk)) {
      long start = System.nanoTime();
      desk.server.close();

      assertThat(follower.ends()).isTrue();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }
  }
}
