package org.sessiondesk.connection;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which Redis is meant. Holds no password. */
public sealed interface StoreTarget {

  /** A host and a port. */
  record Address(String host, int port) {
    public Address {
      if (host.isBlank()) {
        throw new IllegalArgumentException("a host has a name");
      }
      if (port < 1 || port > 65_535) {
        throw new IllegalArgumentException("a port is 1 to 65535, not " + port);
      }
    }

    @Override
    public String toString() {
      return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
  }

  /** The Redis that this program starts for itself. */
  record BuiltIn() implements StoreTarget {}

  /** One server. */
  record Standalone(Address address, boolean tls, int database, @Nullable String user)
      implements StoreTarget {}

  /** The master that sentinels name. */
  record Sentinel(
      List<Address> sentinels, String masterName, boolean tls, int database, @Nullable String user)
      implements StoreTarget {
    public Sentinel {
      sentinels = List.copyOf(sentinels);
    }
  }

  /** One server behind a Unix domain socket. */
  record Socket(String path, int database, @Nullable String user) implements StoreTarget {}

  /**
   * How people see it: a URL without any password. {@link RedisUrl} reads it back, unless it is the
   * built-in store.
   */
  default String display() {
    return switch (this) {
      case BuiltIn _ -> "built-in";
      case Standalone s ->
          (s.tls() ? "rediss://" : "redis://") + at(s.user()) + s.address() + "/" + s.database();
      case Sentinel s ->
          (s.tls() ? "rediss-sentinel://" : "redis-sentinel://")
              + at(s.user())
              + String.join(",", s.sentinels().stream().map(Address::toString).toList())
              + "/"
              + s.database()
              + "#"
              + PercentCode.encode(s.masterName());
      case Socket s ->
          "redis-socket://"
              + at(s.user())
              + PercentCode.encodePath(s.path())
              + "?database="
              + s.database();
    };
  }

  private static String at(@Nullable String user) {
    return user == null ? "" : PercentCode.encode(user) + "@";
  }
}
