package org.sessiondesk.bench;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.WebServer;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.sessiondesk.api.ApiConfig;
import org.sessiondesk.api.ApiServer;
import org.sessiondesk.api.ApiStartException;
import org.sessiondesk.bench.ApiLoad.Callers;
import org.sessiondesk.bench.ApiLoad.Connection;
import org.sessiondesk.bench.ApiLoad.Times;
import org.sessiondesk.connection.ProfileSecrets;
import org.sessiondesk.memory.MemorySessionStore;
import org.sessiondesk.redis.BuiltInRedis;
import org.sessiondesk.redis.RedisConnector;
import org.sessiondesk.redis.testing.RedisServer;
import org.sessiondesk.service.SessionService;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.NewSession;
import org.sessiondesk.text.TextSegmenter;

/**
 * How fast the HTTP API answers, beside two floors in the same run: the same web server answering a
 * fixed body, and for persistent sessions plain Lettuce {@code GET} and {@code SET} by as many
 * callers; beside these the two one after the other, which no API over HTTP can undercut. Prints
 * medians over the rounds; floor and API take turns.
 *
 * <p>Properties: {@code bench.seconds} (a run, default 3), {@code bench.rounds} (default 5), {@code
 * bench.persistent} (how many sessions the second look at the statistics has, default 1,000,000),
 * {@code bench.connections} (default {@code 1,32,256}).
 */
public final class ApiBench implements AutoCloseable {
  private static final String SESSIONS = "/api/v1/sessions";
  private static final String TEXT = "你好，今天天气很好。我们去公园玩吧！";
  private static final String VOICE = "zh-CN-XiaoxiaoNeural";
  private static final byte[] FIXED = new byte[320];
  private static final String STORED = value("floor");

  private final Duration time = Duration.ofMillis((long) (1e3 * number("bench.seconds", 3)));
  private final int rounds = (int) number("bench.rounds", 5);
  private final int[] connections =
      Arrays.stream(System.getProperty("bench.connections", "1,32,256").split(",", -1))
          .mapToInt(Integer::parseInt)
          .toArray();
  private final RedisServer redis = RedisServer.start();
  private final RedisClient client =
      RedisClient.create(RedisURI.create("redis://127.0.0.1:" + redis.port()));
  private final RedisCommands<String, String> commands = client.connect().sync();
  private final WebServer floor =
      WebServer.builder()
          .host("127.0.0.1")
          .port(0)
          .shutdownHook(false)
          .routing(
              routing ->
                  routing.any(
                      (request, response) -> {
                        if (request.content().hasEntity()) {
                          request.content().as(byte[].class);
                        }
                        switch (request.path().path()) {
                          case "/set" -> commands.set("floor:both", STORED);
                          case "/get" -> commands.get("floor:both");
                          default -> {}
                        }
                        response.header(HeaderNames.CONTENT_TYPE, "application/json").send(FIXED);
                      }))
          .build()
          .start();
  private final RedisConnector connector =
      new RedisConnector(new BuiltInRedis(Path.of("never-made")), InstantSource.system());
  private final SessionService service =
      new SessionService(
          new MemorySessionStore(InstantSource.system()),
          connector,
          new TextSegmenter(),
          () -> Duration.ofHours(1),
          InstantSource.system());
  private final ApiServer api = new ApiServer(service, List::of, ApiConfig.loopback(0, "bench"));

  /** Runs it. */
  public static void main(String[] arguments) throws Exception {
    try (var bench = new ApiBench()) {
      bench.start();
      bench.run();
    }
  }

  private static double number(String property, double otherwise) {
    return Double.parseDouble(System.getProperty(property, Double.toString(otherwise)));
  }

  private void start() throws ApiStartException {
    connector.connect(redis.profile(), ProfileSecrets.NONE);
    Awaitility.await().until(() -> service.index().state().complete());
    api.start();
  }

  private void run() throws InterruptedException {
    System.out.printf(
        Locale.ROOT,
        "%-22s %5s %10s %10s %6s %9s %9s %9s  %s%n",
        "call",
        "conn",
        "floor/s",
        "API/s",
        "ratio",
        "floor p99",
        "API p50",
        "API p99",
        "floor");
    var post = ApiLoad.request("POST", SESSIONS, body(false));
    var postPersistent = ApiLoad.request("POST", SESSIONS, body(true));
    for (int n : connections) {
      compare("POST temporary", n, fixed(post), sends(post, 201), "fixed body");
      compare("GET temporary", n, fixed(get("x")), sends(get(create(false)), 200), "fixed body");
      compareDeletes("DELETE temporary", n, false, fixed(delete("x")), "fixed body");
      compare("POST persistent", n, sets(), sends(postPersistent, 201), "Lettuce SET");
      compare("POST persistent", n, both("/set"), sends(postPersistent, 201), "both, SET");
      compare("GET persistent", n, gets(), sends(get(create(true)), 200), "Lettuce GET");
      compare("GET persistent", n, both("/get"), sends(get(create(true)), 200), "both, GET");
      compareDeletes("DELETE persistent", n, true, sets(), "Lettuce SET");
      compareDeletes("DELETE persistent", n, true, both("/set"), "both, SET");
    }
    stats();
  }

  private void stats() throws InterruptedException {
    var request = ApiLoad.request("GET", SESSIONS + "/stats", "");
    long most = (long) number("bench.persistent", 1_000_000);
    for (long sessions : new long[] {0, most}) {
      seed(sessions);
      for (int n : connections) {
        compare("stats of " + sessions, n, fixed(request), sends(request, 200), "fixed body");
      }
    }
  }

  /** Empties the store, fills it with that many sessions, and waits until the picture has them. */
  private void seed(long sessions) {
    commands.flushall();
    try (var pipe = client.connect()) {
      pipe.setAutoFlushCommands(false);
      for (long i = 0; i < sessions; i++) {
        var id = new UUID(i * 0x9E3779B97F4A7C15L, i).toString();
        var set = pipe.async().set("persistent_session:" + id, value(id));
        if (i % 10_000 == 9_999 || i == sessions - 1) {
          pipe.flushCommands();
          set.toCompletableFuture().join();
        }
      }
    }
    Awaitility.await()
        .atMost(Duration.ofMinutes(5))
        .until(
            () ->
                service.index().state().complete()
                    && service.index().counts().persistent() == commands.dbsize()
                    && commands.dbsize() == sessions);
  }

  private static String value(String id) {
    return """
    {"session_id": "%s", "text": "%s", "voice": "%s", "persistent": true, \
    "created_at": "2025-10-10T09:35:00.000000", "expires_at": "2025-10-10T10:35:00.000000", \
    "sentences": null, "metadata": {}}"""
        .formatted(id, TEXT, VOICE);
  }

  private static String body(boolean persistent) {
    return "{\"text\":\"%s\",\"voice\":\"%s\",\"persistent\":%s}"
        .formatted(TEXT, VOICE, persistent);
  }

  private String create(boolean persistent) {
    return service
        .create(new NewSession(TEXT, VOICE, null, persistent, null, Json.EMPTY))
        .session()
        .id()
        .value();
  }

  private static byte[] get(String id) {
    return ApiLoad.request("GET", SESSIONS + "/" + id, "");
  }

  private static byte[] delete(String id) {
    return ApiLoad.request("DELETE", SESSIONS + "/" + id, "");
  }

  /** What a web server cannot do without: the request, one round trip to Redis, the answer. */
  private Callers both(String path) {
    return caller(floor.port(), ApiLoad.request("POST", path, body(true)), 200);
  }

  private Callers fixed(byte[] request) {
    return caller(floor.port(), request, 200);
  }

  private Callers sends(byte[] request, int status) {
    return caller(api.port(), request, status);
  }

  private static Callers caller(int port, byte[] request, int status) {
    return _ -> {
      var connection = new Connection(port);
      return caller(connection, () -> connection.exchange(request, status));
    };
  }

  private interface Work {
    void run() throws IOException;
  }

  private static ApiLoad.Caller caller(Connection connection, Work work) {
    return new ApiLoad.Caller() {
      @Override
      public void call() throws IOException {
        work.run();
      }

      @Override
      public void close() throws IOException {
        connection.close();
      }
    };
  }

  private static ApiLoad.Caller plain(Runnable work) {
    return new ApiLoad.Caller() {
      @Override
      public void call() {
        work.run();
      }

      @Override
      public void close() {}
    };
  }

  private Callers sets() {
    var value = value("floor");
    return number -> plain(() -> commands.set("floor:" + number, value));
  }

  private Callers gets() {
    commands.set("floor:get", value("floor"));
    return _ -> plain(() -> commands.get("floor:get"));
  }

  private void compare(String call, int n, Callers floorCallers, Callers apiCallers, String what)
      throws InterruptedException {
    compare(call, n, floorCallers, () -> apiCallers, what);
  }

  /** Sessions to be deleted are made before the time is taken; a run ends when none are left. */
  private void compareDeletes(
      String call, int n, boolean persistent, Callers floorCallers, String what)
      throws InterruptedException {
    compare(
        call,
        n,
        floorCallers,
        () -> {
          int count = (int) Math.min(200_000, Math.max(1_000, 10_000 * time.toMillis() / 1_000));
          var requests =
              IntStream.range(0, count)
                  .parallel()
                  .mapToObj(_ -> delete(create(persistent)))
                  .toList();
          var next = new AtomicInteger();
          return _ -> {
            var connection = new Connection(api.port());
            return caller(
                connection,
                () -> {
                  int i = next.getAndIncrement();
                  if (i >= count) {
                    throw new EOFException();
                  }
                  connection.exchange(requests.get(i), 200);
                });
          };
        },
        what);
  }

  private void compare(
      String call, int n, Callers floorCallers, Supplier<Callers> apiCallers, String what)
      throws InterruptedException {
    ApiLoad.run(n, time.dividedBy(2), floorCallers);
    ApiLoad.run(n, time.dividedBy(2), apiCallers.get());
    var floors = new Times[rounds];
    var ours = new Times[rounds];
    for (int i = 0; i < rounds; i++) {
      floors[i] = ApiLoad.run(n, time, floorCallers);
      ours[i] = ApiLoad.run(n, time, apiCallers.get());
    }
    double floorRate = median(floors, Times::perSecond);
    double rate = median(ours, Times::perSecond);
    System.out.printf(
        Locale.ROOT,
        "%-22s %5d %10.0f %10.0f %6.2f %7.0fus %7.0fus %7.0fus  %s%n",
        call,
        n,
        floorRate,
        rate,
        floorRate / rate,
        median(floors, Times::p99Micros),
        median(ours, Times::p50Micros),
        median(ours, Times::p99Micros),
        what);
  }

  private static double median(Times[] runs, ToDoubleFunction<Times> of) {
    var sorted = Arrays.stream(runs).mapToDouble(of).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  @Override
  public void close() {
    api.close();
    service.close();
    connector.close();
    floor.stop();
    client.shutdown();
    redis.close();
  }
}
