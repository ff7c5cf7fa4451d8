package org.sessiondesk.api;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.sessiondesk.api.RouteTable.Match;

/**
 * Takes every request through the gates, always in this order: host, origin, token, size. Then it
 * is answered by its route. Whatever goes wrong ends in a JSON answer.
 */
final class Dispatcher implements Handler {
  private final RouteTable routes;
  private final Gates gates;
  private final BodyReader bodies;
  private final ApiMetrics metrics;
  private final InFlight inFlight;

  Dispatcher(
      RouteTable routes, Gates gates, BodyReader bodies, ApiMetrics metrics, InFlight inFlight) {
    this.routes = routes;
    this.gates = gates;
    this.bodies = bodies;
    this.metrics = metrics;
    this.inFlight = inFlight;
  }

  @Override
  public void handle(ServerRequest request, ServerResponse response) throws IOException {
    if (!inFlight.enter()) {
      send(
          request,
          response,
          Reply.with(Reply.detail(503, "The service is being stopped"), "Connection", "close"),
          Optional.empty());
      throw new CloseConnectionException("the service is being stopped");
    }
    try {
      long start = System.nanoTime();
      var method = request.prologue().method().text();
      var match = routes.match(method, request.prologue().uriPath().rawPath());
      int status = answer(request, response, match);
      var route = match instanceof Match.Found found ? found.route().template() : "other";
      // What streams goes on as long as the reader likes: its time would say nothing.
      if (!route.equals(EventStreams.PATH)) {
        metrics.record(method(method), route, status, System.nanoTime() - start);
      }
    } finally {
      TimedConnections.answered();
      inFlight.leave();
    }
    closeWhereWanted(request, response);
  }

  /**
   * Closes the connection where one side has said {@code Connection: close}. The server itself,
   * before 4.5.4, keeps it open, and who waits for its end waits long (helidon-io/helidon#12324).
   */
  private static void closeWhereWanted(ServerRequest request, ServerResponse response) {
    if (request.headers().contains(HeaderValues.CONNECTION_CLOSE)
        || response.headers().contains(HeaderValues.CONNECTION_CLOSE)) {
      throw new CloseConnectionException("as it was said in the headers");
    }
  }

  /** Methods that somebody made up must not each begin a series of their own. */
  private static String method(String method) {
    return switch (method) {
      case "GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS" -> method;
      default -> "other";
    };
  }

  private int answer(ServerRequest request, ServerResponse response, Match match)
      throws IOException {
    Optional<String> crossOrigin = Optional.empty();
    Reply reply;
    try {
      var host = header(request, "Host");
      gates.checkHost(host);
      crossOrigin = gates.checkOrigin(header(request, "Origin"), host.orElse(""));
      reply =
          crossOrigin.isPresent() && isPreflight(request)
              ? preflight(match)
              : answer(request, match);
    } catch (CloseConnectionException e) {
      throw e;
    } catch (RuntimeException e) {
      reply = ErrorReplies.of(e);
    }
    send(request, response, reply, crossOrigin);
    return reply.status();
  }

  private Reply answer(ServerRequest request, Match match) {
    boolean open = match instanceof Match.Found found && found.route().open();
    var caller = gates.checkToken(header(request, "Authorization"), open);
    var body = body(request);
    TimedConnections.answering();
    return switch (match) {
      case Match.Found found ->
          found
              .route()
              .handler()
              .handle(
                  new Call(
                      found.variables(),
                      request.prologue().query().rawValue(),
                      body,
                      caller,
                      name -> header(request, name)));
      case Match.WrongMethod wrong ->
          Reply.with(
              Reply.detail(405, "Method Not Allowed"), "Allow", String.join(", ", wrong.allowed()));
      case Match.WithoutSlash(var path) -> redirect(request, path);
      case Match.Nowhere _ -> Reply.detail(404, "Not Found");
    };
  }

  private byte[] body(ServerRequest request) {
    try {
      return bodies.read(request);
    } catch (ApiException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // The client is gone, or too slow: nobody is there to be answered.
      throw new CloseConnectionException("the body did not arrive", e);
    }
  }

  private static Reply redirect(ServerRequest request, String path) {
    var query = request.prologue().query().rawValue();
    var location =
        "http://"
            + header(request, "Host").orElse("")
            + path
            + (query.isEmpty() ? "" : "?" + query);
    return new Reply.Full(307, Map.of("Location", location), new byte[0]);
  }

  private static boolean isPreflight(ServerRequest request) {
    return request.prologue().method().text().equals("OPTIONS")
        && header(request, "Access-Control-Request-Method").isPresent();
  }

  private static Reply preflight(Match match) {
    var headers = new LinkedHashMap<String, String>();
    headers.put("Access-Control-Allow-Methods", "GET, POST, PATCH, DELETE");
    headers.put("Access-Control-Allow-Headers", "Authorization, Content-Type, If-Match");
    headers.put("Access-Control-Max-Age", "600");
    return match instanceof Match.Nowhere
        ? Reply.detail(404, "Not Found")
        : new Reply.Full(204, headers, new byte[0]);
  }

  private static Optional<String> header(ServerRequest request, String name) {
    return request.headers().first(HeaderNames.create(name));
  }

  private static void send(
      ServerRequest request, ServerResponse response, Reply reply, Optional<String> crossOrigin)
      throws IOException {
    boolean head = request.prologue().method().equals(Method.HEAD);
    response.status(Status.create(reply.status()));
    reply.headers().forEach(response::header);
    if (crossOrigin.isPresent()) {
      response.header("Access-Control-Allow-Origin", crossOrigin.get());
      response.header("Access-Control-Expose-Headers", "ETag, Warning, Location, Retry-After");
      response.header("Vary", "Origin");
    }
    switch (reply) {
      case Reply.Full full when head -> {
        // The length is told, the body is not sent (RFC 9110, section 9.3.2).
        response.contentLength(full.body().length);
        response.send();
      }
      case Reply.Full full -> response.send(full.body());
      case Reply.Streamed streamed -> {
        try (var out = response.outputStream()) {
          streamed.body().writeTo(out);
        }
      }
    }
  }
}
