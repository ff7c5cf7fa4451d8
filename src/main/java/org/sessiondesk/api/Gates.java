package org.sessiondesk.api;

import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.Secret;

/**
 * What a request must pass, in this order: the {@code Host} that it names must be one of this
 * server's (else a page could reach it by giving its own name this address: DNS rebinding), the
 * {@code Origin} that it comes from must be this server or a permitted one, and its token must be
 * right.
 */
final class Gates {
  private static final Pattern HOST =
      Pattern.compile("(\\[[0-9a-fA-F:.%]+]|[^:\\[\\]/@\\s]+)(:\\d{1,5})?");
  private static final Pattern IP_V4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

  private final Set<String> hosts = new HashSet<>(List.of("localhost"));
  private final List<String> origins;
  private final byte @Nullable [] token;
  private final byte @Nullable [] persistentToken;

  Gates(ApiConfig config) {
    hosts.add(config.host().toLowerCase(Locale.ROOT));
    config.allowedHosts().forEach(host -> hosts.add(host.toLowerCase(Locale.ROOT)));
    this.origins = config.allowedOrigins();
    this.token = config.token().map(Gates::digest).orElse(null);
    this.persistentToken = config.persistentToken().map(Gates::digest).orElse(null);
  }

  /**
   * Who calls.
   *
   * @param name the name of the token that was shown; {@code api} where none was
   * @param mayCreatePersistent whether that permits to create persistent sessions
   */
  record Caller(String name, boolean mayCreatePersistent) {}

  /** Ends the request unless {@code host} names this server. An address cannot be rebound. */
  void checkHost(Optional<String> host) {
    var matcher = HOST.matcher(host.orElse("").strip().toLowerCase(Locale.ROOT));
    if (matcher.matches()) {
      var name = matcher.group(1);
      if (name.startsWith("[") || IP_V4.matcher(name).matches() || hosts.contains(name)) {
        return;
      }
    }
    throw new ApiException(400, "Invalid host header");
  }

  /**
   * Ends the request if it comes from a page that may not call this server.
   *
   * @return the origin where it is one of those permitted besides the server's own
   */
  Optional<String> checkOrigin(Optional<String> origin, String host) {
    if (origin.isEmpty() || origin.get().equalsIgnoreCase("http://" + host)) {
      return Optional.empty();
    }
    for (var permitted : origins) {
      if (permitted.equalsIgnoreCase(origin.get())) {
        return origin;
      }
    }
    throw new ApiException(403, "Origin not allowed");
  }

  /**
   * Ends the request unless it shows a right token, where one is needed.
   *
   * @param authorization the header of that name
   * @param open whether the call needs none
   * @return who calls
   */
  Caller checkToken(Optional<String> authorization, boolean open) {
    var shown = authorization.flatMap(Gates::bearer).map(Gates::digest).orElse(null);
    // Both are compared, whatever the first comparison says.
    boolean isToken = equal(token, shown);
    boolean isPersistentToken = equal(persistentToken, shown);
    if (token != null && !isToken && !isPersistentToken && !open) {
      throw new ApiException(
          Reply.with(
              Reply.detail(401, shown == null ? "Not authenticated" : "Invalid token"),
              "WWW-Authenticate",
              "Bearer"));
    }
    return new Caller(
        isPersistentToken ? "API_PERSISTENT_TOKEN" : isToken ? "API_TOKEN" : "api",
        persistentToken == null || isPersistentToken);
  }

  private static Optional<String> bearer(String authorization) {
    return authorization.regionMatches(true, 0, "Bearer ", 0, 7)
        ? Optional.of(authorization.substring(7).strip())
        : Optional.empty();
  }

  /** Takes the same time wherever they differ: digests are of one length. */
  private static boolean equal(byte @Nullable [] wanted, byte @Nullable [] shown) {
    return wanted != null && shown != null && MessageDigest.isEqual(wanted, shown);
  }

  private static byte[] digest(Secret secret) {
    var chars = secret.reveal();
    var bytes = StandardCharsets.UTF_8.encode(CharBuffer.wrap(chars));
    var exact = new byte[bytes.remaining()];
    bytes.get(exact);
    return sha256(exact);
  }

  private static byte[] digest(String shown) {
    return sha256(shown.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
