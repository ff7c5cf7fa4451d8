package org.sessiondesk.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sessiondesk.api.ApiStartException.Kind;
import org.sessiondesk.connection.Secret;
import org.sessiondesk.memory.MemorySessionStore;
import org.sessiondesk.redis.BuiltInRedis;
import org.sessiondesk.redis.RedisConnector;
import org.sessiondesk.service.SessionService;
import org.sessiondesk.session.Sentence;

/** Starting and stopping. */
class LifeCycleTest {
  private static final ApiConfig CONFIG = ApiConfig.loopback(0, "1.2.3");

  private static Kind whyNot(ApiConfig config) {
    try (var desk = Desk.withoutRedis();
        var server = new ApiServer(desk.service, List::of, config)) {
      try {
        server.start();
      } catch (ApiStartException e) {
        assertThat(server.isRunning()).isFalse();
        assertThat(e).message().isNotEmpty();
        return e.kind();
      }
      throw new AssertionError("it started");
    }
  }

  @Test
  @DisplayName("issue 3: a port in use gives a clear message")
  void portInUseIsTold() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(whyNot(ApiConfig.loopback(taken.getLocalPort(), "1"))).isEqualTo(Kind.PORT_IN_USE);
    }
  }

  @Test
  @DisplayName("issue 3: bound elsewhere, it refuses to start without a token")
  void openToOthersWithoutATokenIsRefused() {
    assertThat(whyNot(CONFIG.withHost("0.0.0.0"))).isEqualTo(Kind.TOKEN_REQUIRED);
    assertThat(
            whyNot(
                CONFIG
                    .withHost("0.0.0.0")
                    .withTokens(Optional.empty(), Optional.of(Secret.of("x")))))
        .isEqualTo(Kind.TOKEN_REQUIRED);
  }

  @Test
  void openToOthersWithATokenStarts() throws ApiStartException {
    var config =
        CONFIG.withHost("0.0.0.0").withTokens(Optional.of(Secret.of("x")), Optional.empty());
    try (var desk = Desk.withoutRedis();
        var server = new ApiServer(desk.service, List::of, config)) {
      server.start();

      assertThat(server.baseUrl()).isEqualTo("http://127.0.0.1:" + server.port());
    }
  }

  @Test
  void addressOfAnotherMachineIsRefused() {
    assertThat(whyNot(CONFIG.withHost("192.0.2.1"))).isEqualTo(Kind.BAD_ADDRESS);
    assertThat(whyNot(CONFIG.withHost("no-such-host.invalid"))).isEqualTo(Kind.BAD_ADDRESS);
  }

  @Test
  void onlyOneThatRunsHasAPort() {
    try (var desk = Desk.withoutRedis()) {
      assertThat(desk.server.isRunning()).isTrue();
      assertThat(desk.server.baseUrl()).matches("http://127\\.0\\.0\\.1:\\d+");
      desk.server.close();
      assertThat(desk.server.isRunning()).isFalse();
    }
    try (var desk = Desk.withoutRedis();
        var server = new ApiServer(desk.service, List::of, CONFIG)) {
      assertThatThrownBy(server::port).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  @DisplayName("issue 3: graceful stop: requests under way are answered")
  void requestUnderWayIsAnsweredBeforeItStops() throws Exception {
    var clock = InstantSource.system();
    var cutting = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    try (var connector = new RedisConnector(new BuiltInRedis(Path.of("no")), clock);
        var service =
            new SessionService(
                new MemorySessionStore(clock),
                connector,
                (text, _) -> {
                  cutting.countDown();
                  await(goOn);
                  return List.of(new Sentence(text, List.of()));
                },
                () -> Duration.ofHours(1),
                clock);
        var server = new ApiServer(service, List::of, CONFIG)) {
      server.start();
      int port = server.port();
      var created =
          RawHttp.send(
              port,
              "POST /api/v1/sessions HTTP/1.1\nHost: localhost\nContent-Length: "
                  + RawHttp.bytes(Desk.BODY).length,
              RawHttp.bytes(Desk.BODY));
      var id = created.body().replaceFirst(".*\"session_id\":\"([^\"]*).*", "$1");
      var answer =
          new FutureTask<>(
              () ->
                  RawHttp.send(
                      port, "POST /api/v1/sessions/" + id + "/segment HTTP/1.1\nHost: localhost"));
      Thread.ofVirtual().start(answer);
      cutting.await();
      var closing = Thread.ofVirtual().start(server::close);
      assertThat(closing.join(Duration.ofMillis(200))).isFalse();
      goOn.countDown();

      assertThat(answer.get().status()).isEqualTo(200);
      assertThat(answer.get().body()).contains("\"sentence_count\":1");
      closing.join();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
