package org.sessiondesk.app;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.api.ApiConfig;
import org.sessiondesk.api.ApiServer;
import org.sessiondesk.api.ApiStartException;
import org.sessiondesk.api.VoiceInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the HTTP API as the settings and the command line want it. Starting and stopping block;
 * one is done at a time. Safe for use by several threads.
 */
final class ApiHost implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ApiHost.class);

  /** What is served, or why nothing is. */
  sealed interface Outcome {
    /** Where the API answers, or would. */
    String address();

    /** It answers. */
    record Serving(String address) implements Outcome {}

    /** It is not wanted. */
    record Off(String address) implements Outcome {}

    /** It could not be started. */
    record Failed(String address, ApiStartException why, int port) implements Outcome {}
  }

  private final AppContext context;
  private final @Nullable Integer port;
  private @Nullable ApiServer server;
  private int servedPort;

  /**
   * Makes it; serves nothing yet.
   *
   * @param port the port that the command line names, or null
   */
  ApiHost(AppContext context, @Nullable Integer port) {
    this.context = context;
    this.port = port;
  }

  /** Serves, or stops serving, as {@code wanted} says; starts anew where the port has changed. */
  synchronized Outcome apply(boolean wanted) {
    int wantedPort = port != null ? port : context.settings().apiPort().value();
    if (server != null && wanted && wantedPort == servedPort) {
      return new Outcome.Serving(server.baseUrl());
    }
    stop();
    var usual = ApiServer.baseUrl(context.settings().apiHost().value(), wantedPort);
    if (!wanted) {
      return new Outcome.Off(usual);
    }
    var made = new ApiServer(context.service(), this::voices, config(wantedPort));
    try {
      made.start();
    } catch (ApiStartException e) {
      LOG.warn("The HTTP API is off: {}", e.getMessage());
      return new Outcome.Failed(usual, e, wantedPort);
    }
    server = made;
    servedPort = wantedPort;
    return new Outcome.Serving(made.baseUrl());
  }

  /**
   * Does the same in the background, once it is known whether there is a store of persistent
   * sessions, and after every change of the settings.
   */
  void follow(Consumer<Outcome> told) {
    var settings = context.settings();
    Runnable again =
        () ->
            Thread.ofVirtual()
                .name("api-host")
                .start(() -> told.accept(apply(settings.apiEnabled().value())));
    context.closeLater(settings.watch(_ -> again.run()));
    Thread.ofVirtual()
        .name("api-host")
        .start(
            () -> {
              FirstAttempt.await(context.connector(), FirstAttempt.PATIENCE);
              told.accept(apply(settings.apiEnabled().value()));
            });
  }

  private ApiConfig config(int wantedPort) {
    var settings = context.settings();
    var usual = ApiConfig.loopback(wantedPort, Version.current());
    return new ApiConfig(
        settings.apiHost().value(),
        wantedPort,
        settings.apiToken(),
        settings.apiPersistentToken(),
        settings.apiMaxBodyBytes().value(),
        settings.apiAllowedHosts(),
        settings.apiCorsOrigins(),
        usual.requestTimeout(),
        usual.closeTimeout(),
        usual.maxConnections(),
        usual.maxEventStreams(),
        usual.heartbeat(),
        usual.version());
  }

  private java.util.List<VoiceInfo> voices() {
    return context.voices().voices().stream()
        .map(voice -> new VoiceInfo(voice.shortName(), voice.gender(), voice.locale()))
        .toList();
  }

  private void stop() {
    if (server != null) {
      server.close();
      server = null;
    }
  }

  @Override
  public synchronized void close() {
    stop();
  }
}
