package org.sessiondesk.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sessiondesk.api.ApiStartException;
import org.sessiondesk.settings.ApiSettings;
import org.sessiondesk.settings.Environment;

/** The API as the settings want it, while the program runs. */
@SuppressWarnings("NullAway.Init") // injected by JUnit
class ApiHostTest {
  @TempDir Path folder;

  private AppContext context(Map<String, String> environment) {
    var options = new DeskOptions();
    options.dataDir = folder;
    var variables = new HashMap<>(environment);
    variables.put("REDIS_ENABLED", "false");
    var context = new AppContext(options, Environment.of(variables, null), InstantSource.system());
    context.connect();
    return context;
  }

  private static int status(String address, String... headers) throws Exception {
    var request = HttpRequest.newBuilder(URI.create(address + "/api/v1/sessions/stats"));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString()).statusCode();
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static ApiHost.Outcome next(LinkedBlockingQueue<ApiHost.Outcome> told) throws Exception {
    var outcome = told.poll(20, TimeUnit.SECONDS);
    assertThat(outcome).as("it is told").isNotNull();
    return java.util.Objects.requireNonNull(outcome);
  }

  @Test
  void theSwitchInTheSettingsTurnsItOnAndOff_andIsRemembered() throws Exception {
    var told = new LinkedBlockingQueue<ApiHost.Outcome>();
    int port = freePort();
    try (var context = context(Map.of())) {
      context.settings().update(s -> s.withApi(new ApiSettings(true, port)));
      context.closeLater(new ApiHost(context, null)).follow(told::add);
      var on = next(told);
      assertThat(on).isEqualTo(new ApiHost.Outcome.Serving("http://127.0.0.1:" + port));
      assertThat(status(on.address())).isEqualTo(200);

      context.settings().update(s -> s.withApi(new ApiSettings(false, port)));
      var off = next(told);
      assertThat(off).isEqualTo(new ApiHost.Outcome.Off("http://127.0.0.1:" + port));
      try (var free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        assertThat(free.isBound()).isTrue();
      }
    }
    try (var context = context(Map.of())) {
      assertThat(context.settings().apiEnabled().value()).isFalse();
    }
  }

  @Test
  void aPortInUseIsTold_andAnotherOneServesAtOnce() throws Exception {
    var told = new LinkedBlockingQueue<ApiHost.Outcome>();
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var context = context(Map.of())) {
      context.settings().update(s -> s.withApi(new ApiSettings(true, taken.getLocalPort())));
      context.closeLater(new ApiHost(context, null)).follow(told::add);
      var failed = (ApiHost.Outcome.Failed) next(told);
      assertThat(failed.why().kind()).isEqualTo(ApiStartException.Kind.PORT_IN_USE);
      assertThat(failed.port()).isEqualTo(taken.getLocalPort());

      context.settings().update(s -> s.withApi(new ApiSettings(true, 0)));
      assertThat(status(next(told).address())).isEqualTo(200);
    }
  }

  @Test
  void tokensHostsAndOriginsComeFromTheEnvironment() throws Exception {
    var environment =
        Map.of(
            "API_TOKEN", "right",
            "API_CORS_ORIGINS", "https://console.example.com");
    try (var context = context(environment)) {
      var address = context.closeLater(new ApiHost(context, 0)).apply(true).address();
      assertThat(status(address)).isEqualTo(401);
      assertThat(status(address, "Authorization", "Bearer right")).isEqualTo(200);
      assertThat(
              status(
                  address,
                  "Authorization",
                  "Bearer right",
                  "Origin",
                  "https://console.example.com"))
          .isEqualTo(200);
      assertThat(status(address, "Authorization", "Bearer right", "Origin", "https://evil.example"))
          .isEqualTo(403);
    }
  }
}
