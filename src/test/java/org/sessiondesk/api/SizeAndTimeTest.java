package org.sessiondesk.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Requests that are too long, too slow, or too many. */
class SizeAndTimeTest {
  private static final String POST =
      "POST /api/v1/sessions HTTP/1.1\nHost: localhost\nContent-Type: application/json\n";

  private static byte[] body(int length) {
    var start = "{\"voice\":\"zh-CN-XiaoxiaoNeural\",\"text\":\"";
    var body = new byte[length];
    Arrays.fill(body, (byte) 'a');
    System.arraycopy(RawHttp.bytes(start), 0, body, 0, start.length());
    System.arraycopy(RawHttp.bytes("\"}"), 0, body, length - 2, 2);
    return body;
  }

  @Test
  @DisplayName("issue 3: over the size limit, 413; the limit itself is let through")
  void limitIsExact() throws IOException {
    try (var desk = Desk.withoutRedis(config -> config.withMaxBodyBytes(10_000))) {
      var fits = RawHttp.send(desk.server.port(), POST + "Content-Length: 10000", body(10_000));
      var over = RawHttp.send(desk.server.port(), POST + "Content-Length: 10001", body(10_001));

      assertThat(fits.status()).isEqualTo(201);
      assertThat(over.status()).isEqualTo(413);
      assertThat(over.body()).isEqualTo("{\"detail\":\"Request body is longer than 10000 bytes\"}");
    }
  }

  @Test
  void mebibyteIsTheUsualLimit() {
    try (var desk = Desk.withoutRedis()) {
      var json = new String(body(1 << 20), StandardCharsets.US_ASCII);

      assertThat(desk.create(json).status()).isEqualTo(201);
      assertThat(desk.create(json + " ").status()).isEqualTo(413);
    }
  }

  @Test
  void bodyWithoutALengthIsNotReadToItsEnd() throws IOException {
    try (var desk = Desk.withoutRedis(config -> config.withMaxBodyBytes(10_000));
        var socket = RawHttp.connect(desk.server.port())) {
      var out = socket.getOutputStream();
      out.write(RawHttp.bytes((POST + "Transfer-Encoding: chunked\n\n").replace("\n", "\r\n")));
      // No last chunk: one who waits for the end of the body waits for ever.
      for (int i = 0; i < 25; i++) {
        out.write(RawHttp.bytes("400\r\n" + "a".repeat(1_024) + "\r\n"));
      }
      out.flush();

      assertThat(RawHttp.read(socket).status()).isEqualTo(413);
    }
  }

  @Test
  void chunkedBodyWithinTheLimitIsRead() throws IOException {
    try (var desk = Desk.withoutRedis()) {
      var body = Desk.BODY.getBytes(StandardCharsets.UTF_8);
      var chunked =
          RawHttp.bytes(Integer.toHexString(body.length) + "\r\n" + Desk.BODY + "\r\n0\r\n\r\n");

      assertThat(
              RawHttp.send(desk.server.port(), POST + "Transfer-Encoding: chunked", chunked)
                  .status())
          .isEqualTo(201);
    }
  }

  @Test
  @DisplayName("issue 3: time-outs on slow requests")
  void requestThatNeverEndsIsGivenUp() throws IOException {
    try (var desk =
            Desk.withoutRedis(
                config ->
                    config.withTimes(
                        Duration.ofMillis(300), Duration.ofSeconds(1), Duration.ofSeconds(15)));
        var silent = RawHttp.connect(desk.server.port());
        var inHead = RawHttp.connect(desk.server.port());
        var inBody = RawHttp.connect(desk.server.port())) {
      inHead.getOutputStream().write(RawHttp.bytes("GET / HTTP/1.1\r\nHo"));
      inBody
          .getOutputStream()
          .write(RawHttp.bytes((POST + "Content-Length: 50\n\n{").replace("\n", "\r\n")));

      assertThat(silent.getInputStream().readAllBytes()).isEmpty();
      assertThat(inHead.getInputStream().readAllBytes()).hasSizeLessThan(500);
      assertThat(inBody.getInputStream().readAllBytes()).hasSizeLessThan(500);
      assertThat(desk.get("/").status()).isEqualTo(200);
    }
  }

  @Test
  @DisplayName("issue 3: a cap on open connections")
  void connectionsBeyondTheCapAreNotServed() throws IOException {
    try (var desk = Desk.withoutRedis(config -> config.withConnections(2, 1));
        var first = RawHttp.connect(desk.server.port());
        var second = RawHttp.connect(desk.server.port())) {
      var get = RawHttp.bytes("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
      for (var socket : new Socket[] {first, second}) {
        socket.getOutputStream().write(get);
        assertThat(socket.getInputStream().read()).isEqualTo('H');
      }
      try (var third = RawHttp.connect(desk.server.port())) {
        third.setSoTimeout(500);
        third.getOutputStream().write(get);

        assertThat(answersAtAll(third)).isFalse();
      }
      first.shutdownOutput();
      // Its place is free again.
      Awaitility.await().untilAsserted(() -> assertThat(desk.get("/").status()).isEqualTo(200));
    }
  }

  private static boolean answersAtAll(Socket socket) {
    try {
      return socket.getInputStream().read() >= 0;
    } catch (IOException _) {
      return false;
    }
  }
}
