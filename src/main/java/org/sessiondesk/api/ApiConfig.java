package org.sessiondesk.api;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.sessiondesk.connection.Secret;

/**
 * How the API is served.
 *
 * @param host the name or address of the interface to listen on
 * @param port the port; 0 takes any free one
 * @param token what callers must show as a bearer token; empty only on loopback
 * @param persistentToken where given, the only token that may create persistent sessions; it may do
 *     everything else as well
 * @param maxBodyBytes the longest body that is read
 * @param allowedHosts further names by which callers may reach this server, without a port
 * @param allowedOrigins the origins whose pages may call it, such as {@code
 *     https://desk.example.com}; empty for none but its own
 * @param requestTimeout how long a request may take to arrive
 * @param closeTimeout how long requests under way are waited for when the server is closed
 * @param maxConnections how many connections may be open at a time
 * @param maxEventStreams how many of them may be streams of events
 * @param heartbeat how often a stream with nothing to tell shows that it lives
 * @param version the program's version
 */
public record ApiConfig(
    String host,
    int port,
    Optional<Secret> token,
    Optional<Secret> persistentToken,
    long maxBodyBytes,
    List<String> allowedHosts,
    List<String> allowedOrigins,
    Duration requestTimeout,
    Duration closeTimeout,
    int maxConnections,
    int maxEventStreams,
    Duration heartbeat,
    String version) {

  /** The longest body where nothing else is set: 1 MiB. */
  public static final long DEFAULT_MAX_BODY_BYTES = 1 << 20;

  public ApiConfig {
    allowedHosts = List.copyOf(allowedHosts);
    allowedOrigins = List.copyOf(allowedOrigins);
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("a port is 0 to 65535, not " + port);
    }
    if (maxBodyBytes < 1 || maxBodyBytes > Integer.MAX_VALUE - 64) {
      throw new IllegalArgumentException("a body has 1 to 2147483583 bytes, not " + maxBodyBytes);
    }
  }

  /** Loopback only, no tokens, the usual limits. */
  public static ApiConfig loopback(int port, String version) {
    return new ApiConfig(
        "127.0.0.1",
        port,
        Optional.empty(),
        Optional.empty(),
        DEFAULT_MAX_BODY_BYTES,
        List.of(),
        List.of(),
        Duration.ofSeconds(30),
        Duration.ofSeconds(10),
        1024,
        128,
        Duration.ofSeconds(15),
        version);
  }

  /** This configuration on another interface. */
  public ApiConfig withHost(String newHost) {
    return new ApiConfig(
        newHost,
        port,
        token,
        persistentToken,
        maxBodyBytes,
        allowedHosts,
        allowedOrigins,
        requestTimeout,
        closeTimeout,
        maxConnections,
        maxEventStreams,
        heartbeat,
        version);
  }

  /** This configuration with other tokens. */
  public ApiConfig withTokens(Optional<Secret> newToken, Optional<Secret> newPersistentToken) {
    return new ApiConfig(
        host,
        port,
        newToken,
        newPersistentToken,
        maxBodyBytes,
        allowedHosts,
        allowedOrigins,
        requestTimeout,
        closeTimeout,
        maxConnections,
        maxEventStreams,
        heartbeat,
        version);
  }

  /** This configuration with another limit to the length of a body. */
  public ApiConfig withMaxBodyBytes(long newMaxBodyBytes) {
    return new ApiConfig(
        host,
        port,
        token,
        persistentToken,
        newMaxBodyBytes,
        allowedHosts,
        allowedOrigins,
        requestTimeout,
        closeTimeout,
        maxConnections,
        maxEventStreams,
        heartbeat,
        version);
  }

  /** This configuration for further names of this server and other pages that may call it. */
  public ApiConfig withAllowed(List<String> newHosts, List<String> newOrigins) {
    return new ApiConfig(
        host,
        port,
        token,
        persistentToken,
        maxBodyBytes,
        newHosts,
        newOrigins,
        requestTimeout,
        closeTimeout,
        maxConnections,
        maxEventStreams,
        heartbeat,
        version);
  }

  /** This configuration with other times. */
  public ApiConfig withTimes(
      Duration newRequestTimeout, Duration newCloseTimeout, Duration newHeartbeat) {
    return new ApiConfig(
        host,
        port,
        token,
        persistentToken,
        maxBodyBytes,
        allowedHosts,
        allowedOrigins,
        newRequestTimeout,
        newCloseTimeout,
        maxConnections,
        maxEventStreams,
        newHeartbeat,
        version);
  }

  /** This configuration with another number of connections, and of streams of events. */
  public ApiConfig withConnections(int newMaxConnections, int newMaxEventStreams) {
    return new ApiConfig(
        host,
        port,
        token,
        persistentToken,
        maxBodyBytes,
        allowedHosts,
        allowedOrigins,
        requestTimeout,
        closeTimeout,
        newMaxConnections,
        newMaxEventStreams,
        heartbeat,
        version);
  }
}
