package org.sessiondesk.api;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.DirectHandlers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.api.ApiStartException.Kind;
import org.sessiondesk.service.SessionService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP API, on virtual threads. Can be started once and closed once; make another to serve
 * again. Safe for use by several threads.
 */
public final class ApiServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);

  private final ApiConfig config;
  private final ApiMetrics metrics;
  private final EventStreams streams;
  private final InFlight inFlight = new InFlight();
  private final RouteTable routes;
  private volatile @Nullable WebServer server;

  /**
   * Makes a server that is not started yet.
   *
   * @param voices the voices that {@code GET /api/v1/voices} tells of, read at every call
   */
  public ApiServer(SessionService service, Supplier<List<VoiceInfo>> voices, ApiConfig config) {
    this.config = config;
    this.metrics = new ApiMetrics(service);
    this.streams = new EventStreams(service, config);
    List<Route> all = new ArrayList<>();
    all.addAll(new InfoResource(service, voices, metrics, config.version()).routes());
    all.addAll(new SessionsResource(service).routes());
    all.add(new ListResource(service).route());
    all.add(streams.route());
    all.addAll(
        new DocsResource(() -> OpenApi.describe(all, config.version(), config.token().isPresent()))
            .routes());
    this.routes = new RouteTable(all);
  }

  /**
   * Begins to serve. Returns once the port is open.
   *
   * @throws ApiStartException where it cannot; the rest of the program can go on without it
   */
  public synchronized void start() throws ApiStartException {
    if (server != null) {
      throw new IllegalStateException("was started before");
    }
    try {
      open();
    } catch (ApiStartException e) {
      streams.close();
      metrics.close();
      throw e;
    }
    LOG.info("The API listens at {}", baseUrl());
  }

  private void open() throws ApiStartException {
    var address = address();
    if (!address.isLoopbackAddress() && config.token().isEmpty()) {
      throw new ApiStartException(
          Kind.TOKEN_REQUIRED,
          "The API is to be reachable from other machines at "
              + config.host()
              + ": that needs a token (API_TOKEN)");
    }
    var dispatcher =
        new Dispatcher(
            routes, new Gates(config), new BodyReader(config.maxBodyBytes()), metrics, inFlight);
    requireFree(address);
    var made = configure(address, dispatcher).build();
    try {
      made.start();
    } catch (RuntimeException e) {
      made.stop();
      throw new ApiStartException(Kind.OTHER, "The API could not be started", e);
    }
    if (!made.isRunning()) {
      throw new ApiStartException(Kind.OTHER, "The API could not be started");
    }
    server = made;
  }

  /** Looks before the server does: that one only logs it when the port is in use. */
  private void requireFree(InetAddress address) throws ApiStartException {
    try (var probe = new ServerSocket(config.port(), 1, address)) {
      LOG.debug("Port {} is free", probe.getLocalPort());
    } catch (IOException e) {
      throw new ApiStartException(
          Kind.PORT_IN_USE,
          "Port %d of %s is in use by another program, or not permitted to this one"
              .formatted(config.port(), config.host()),
          e);
    }
  }

  private InetAddress address() throws ApiStartException {
    try {
      var address = InetAddress.getByName(config.host());
      if (!address.isAnyLocalAddress()
          && !address.isLoopbackAddress()
          && NetworkInterface.getByInetAddress(address) == null) {
        throw new ApiStartException(
            Kind.BAD_ADDRESS, config.host() + " is no address of this machine");
      }
      return address;
    } catch (UnknownHostException | SocketException e) {
      throw new ApiStartException(
          Kind.BAD_ADDRESS, config.host() + " is no address of this machine", e);
    }
  }

  private WebServerConfig.Builder configure(InetAddress address, Dispatcher dispatcher) {
    return WebServer.builder()
        .address(address)
        .host(config.host())
        .port(config.port())
        .shutdownHook(false)
        .maxTcpConnections(config.maxConnections())
        .backlog(1_024)
        .idleConnectionTimeout(config.requestTimeout())
        .idleConnectionPeriod(config.requestTimeout().dividedBy(10))
        .shutdownGracePeriod(Duration.ofMillis(200))
        .connectionOptions(options -> options.tcpNoDelay(true))
        .protocolsDiscoverServices(false)
        .addConnectionSelector(new TimedConnections())
        .directHandlers(ApiServer::plainErrors)
        .routing(routing -> routing.any(dispatcher));
  }

  /** What the server refuses before it is a request of ours is answered in the same shape. */
  private static void plainErrors(DirectHandlers.Builder handlers) {
    for (var type : DirectHandler.EventType.values()) {
      handlers.addHandler(
          type,
          (_, _, status, headers, _) ->
              DirectHandler.TransportResponse.builder()
                  .status(status)
                  .headers(headers)
                  .header(HeaderNames.CONTENT_TYPE, "application/json")
                  .keepAlive(false)
                  .entity(Reply.detail(status.code(), status.reasonPhrase()).body())
                  .build());
    }
  }

  /** The port on which it listens; only while it runs. */
  public int port() {
    var running = server;
    if (running == null) {
      throw new IllegalStateException("is not running");
    }
    return running.port();
  }

  /** Where it is reached from this machine, such as {@code http://127.0.0.1:8000}. */
  public String baseUrl() {
    return baseUrl(config.host(), port());
  }

  /** Where an API that listens at {@code host} and {@code port} is called from this machine. */
  public static String baseUrl(String host, int port) {
    var called =
        switch (host) {
          case "0.0.0.0" -> "127.0.0.1";
          case "::" -> "[::1]";
          default -> host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        };
    return "http://" + called + ":" + port;
  }

  /** Whether it serves. */
  public boolean isRunning() {
    var running = server;
    return running != null && running.isRunning();
  }

  /** How many streams of events are open. */
  int openStreams() {
    return streams.open();
  }

  /** Stops: streams of events end, requests under way are answered, new ones are refused. */
  @Override
  public synchronized void close() {
    streams.close();
    try {
      inFlight.close(config.closeTimeout());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    var running = server;
    if (running != null) {
      running.stop();
      LOG.info("The API is stopped");
    }
    metrics.close();
  }
}
