package org.sessiondesk.api;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.time.Duration;
import java.util.Set;

/**
 * Connections that count as idle for as long as no request is being answered: while nothing comes,
 * and also while a request's head or body trickles in. The server closes those that are idle for
 * too long, and so nobody can keep one by sending a byte now and then; its own time-outs do not see
 * that.
 */
final class TimedConnections implements ServerConnectionSelector {
  private static final ScopedValue<Timed> CURRENT = ScopedValue.newInstance();

  private final ServerConnectionSelector http =
      Http1ConnectionSelector.builder().config(Http1Config.create()).build();

  /**
   * The request on this thread's connection has arrived, and is being answered.
   *
   * @throws CloseConnectionException where the connection was given up before
   */
  static void answering() {
    if (CURRENT.isBound()) {
      CURRENT.get().beginAnswer();
    }
  }

  /** The request on this thread's connection is answered. */
  static void answered() {
    if (CURRENT.isBound()) {
      CURRENT.get().endAnswer();
    }
  }

  /** Only HTTP/1.1 is spoken here, so no byte is waited for to tell the protocol. */
  @Override
  public int bytesToIdentifyConnection() {
    return 0;
  }

  @Override
  public Support supports(BufferData data) {
    return Support.SUPPORTED;
  }

  @Override
  public Set<String> supportedApplicationProtocols() {
    return http.supportedApplicationProtocols();
  }

  @Override
  public ServerConnection connection(ConnectionContext context) {
    return new Timed(http.connection(context));
  }

  private static final class Timed implements ServerConnection {
    private final ServerConnection connection;
    private boolean answering;
    private boolean closed;
    private long since = System.nanoTime();

    Timed(ServerConnection connection) {
      this.connection = connection;
    }

    @Override
    public void handle(Limit limit) throws InterruptedException {
      ScopedValue.where(CURRENT, this)
          .<Void, InterruptedException>call(
              () -> {
                connection.handle(limit);
                return null;
              });
    }

    synchronized void beginAnswer() {
      if (closed) {
        throw new CloseConnectionException("the request took too long to arrive");
      }
      answering = true;
    }

    synchronized void endAnswer() {
      answering = false;
      since = System.nanoTime();
    }

    @Override
    public synchronized Duration idleTime() {
      return answering ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - since);
    }

    /** Interrupts what is read; what is being answered only where the caller wants even that. */
    @Override
    public synchronized void close(boolean interrupt) {
      closed |= !answering;
      connection.close(interrupt || !answering);
    }
  }
}
