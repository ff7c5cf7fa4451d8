package org.sessiondesk.api;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.ConnectionState;
import org.sessiondesk.connection.ProfileSecrets;
import org.sessiondesk.json.JacksonJson;
import org.sessiondesk.memory.MemorySessionStore;
import org.sessiondesk.redis.BuiltInRedis;
import org.sessiondesk.redis.RedisConnector;
import org.sessiondesk.redis.testing.RedisServer;
import org.sessiondesk.service.SessionService;
import org.sessiondesk.session.Json;
import org.sessiondesk.text.TextSegmenter;
import org.sessiondesk.ui.testing.TestJournal;

/** The API over real HTTP, on the real service, with or without a real Redis. */
final class Desk implements AutoCloseable {
  static final String SESSIONS = "/api/v1/sessions";
  static final String BODY = "{\"text\":\"你好。\",\"voice\":\"zh-CN-XiaoxiaoNeural\"}";
  static final String PERSISTENT_BODY =
      "{\"text\":\"你好。\",\"voice\":\"zh-CN-XiaoxiaoNeural\",\"persistent\":true}";

  final TestJournal journal = TestJournal.make(InstantSource.system());
  final MemorySessionStore memory;
  final RedisConnector connector;
  final SessionService service;
  final ApiServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  private Desk(@Nullable RedisServer redis, InstantSource clock, ApiConfig config) {
    memory = new MemorySessionStore(clock);
    connector = new RedisConnector(new BuiltInRedis(Path.of("never-made")), clock);
    service =
        new SessionService(
            memory,
            connector,
            new TextSegmenter(),
            () -> Duration.ofHours(1),
            clock,
            journal.journal());
    if (redis != null) {
      connector.connect(redis.profile(), ProfileSecrets.NONE);
      Awaitility.await().until(() -> connector.state() instanceof ConnectionState.Online);
      Awaitility.await().until(() -> service.index().state().complete());
    }
    server =
        new ApiServer(
            service,
            () -> List.of(new VoiceInfo("zh-CN-liaoning-XiaobeiNeural", "Female", "zh-CN")),
            config);
    try {
      server.start();
    } catch (ApiStartException e) {
      throw new AssertionError(e);
    }
  }

  /** Without a Redis. */
  static Desk withoutRedis() {
    return new Desk(null, InstantSource.system(), ApiConfig.loopback(0, "1.2.3"));
  }

  /** Without a Redis, by another clock. */
  static Desk withoutRedis(InstantSource clock) {
    return new Desk(null, clock, ApiConfig.loopback(0, "1.2.3"));
  }

  /** Without a Redis, otherwise configured. */
  static Desk withoutRedis(UnaryOperator<ApiConfig> change) {
    return new Desk(null, InstantSource.system(), change.apply(ApiConfig.loopback(0, "1.2.3")));
  }

  /** Connected to {@code redis}. */
  static Desk with(RedisServer redis) {
    return new Desk(redis, InstantSource.system(), ApiConfig.loopback(0, "1.2.3"));
  }

  /** Connected to {@code redis}, otherwise configured. */
  static Desk with(RedisServer redis, UnaryOperator<ApiConfig> change) {
    return new Desk(redis, InstantSource.system(), change.apply(ApiConfig.loopback(0, "1.2.3")));
  }

  /** An answer. */
  record Answer(HttpResponse<String> response) {
    int status() {
      return response.statusCode();
    }

    String body() {
      return response.body();
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    Json.Obj json() {
      return (Json.Obj) new JacksonJson().parse(body());
    }

    /** A string in it. */
    String text(String field) {
      return json().members().get(field) instanceof Json.Str(var text) ? text : "";
    }

    String id() {
      return text("session_id");
    }
  }

  Answer get(String path, String... headers) {
    return send("GET", path, null, headers);
  }

  Answer delete(String path) {
    return send("DELETE", path, null);
  }

  /** Posts JSON. */
  Answer post(String path, @Nullable String json, String... headers) {
    return send("POST", path, json, headers);
  }

  Answer create(String json) {
    return post(SESSIONS, json);
  }

  /** Sends; a body is JSON. */
  Answer send(String method, String path, @Nullable String json, String... headers) {
    var request =
        HttpRequest.newBuilder(URI.create(server.baseUrl() + path))
            .timeout(Duration.ofSeconds(20))
            .method(
                method,
                json == null
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(json, StandardCharsets.UTF_8));
    if (json != null) {
      request.header("Content-Type", "application/json");
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return new Answer(client.send(request.build(), BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new AssertionError(method + " " + path + " was not answered", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    server.close();
    service.close();
    journal.audit().close();
    connector.close();
    client.close();
  }
}
