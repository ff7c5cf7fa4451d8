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

  /**
   * The master that sentinels name.
   *
   * @param sentinels whom to ask, one after the other
   * @param masterName what the master is called
   * @param tls whether connections are encrypted, those to sentinels too
   * @param database the number of the database
   * @param user the user of the master, or null for the default one
   * @param sentinelUser the user of the sentinels, or null for the default one
   */
  record Sentinel(
      List<Address> sentinels,
      String masterName,
      boolean tls,
      int database,
      @Nullable String user,
      @Nullable String sentinelUser)
      implements StoreTarget {
    public Sentinel {
      sentinels = List.copyOf(sentinels);
    }

    /** One whose sentinels have no user but the default one. */
    public Sentinel(
        List<Address> sentinels,
        String masterName,
        boolean tls,
        int database,
        @Nullable String user) {
      this(sentinels, masterName, tls, database, user, null);
    }
  }

  /**
   * A Redis Cluster. It has one database only.
   *
   * @param seeds nodes to ask for all others, one after the other
   * @param tls whether connections are encrypted
   * @param user the user, or null for the default one
   */
  record Cluster(List<Address> seeds, boolean tls, @Nullable String user) implements StoreTarget {
    public Cluster {
      seeds = List.copyOf(seeds);
      if (seeds.isEmpty()) {
        throw new IllegalArgumentException("a cluster has at least one node to ask first");
      }
    }
  }

  /** One server behind a Unix domain socket. */
  record Socket(String path, int database, @Nullable String user) implements StoreTarget {}

  /** Whether the connection is encrypted. */
  default boolean encrypted() {
    return switch (this) {
      case BuiltIn _, Socket _ -> false;
      case Standalone s -> s.tls();
      case Sentinel s -> s.tls();
      case Cluster s -> s.tls();
    };
  }

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
              + list(s.sentinels())
              + "/"
              + s.database()
              + (s.sentinelUser() == null
                  ? ""
                  : "?sentinelUsername=" + PercentCode.encode(s.sentinelUser()))
              + "#"
              + PercentCode.encode(s.masterName());
      case Cluster s ->
          (s.tls() ? "rediss-cluster://" : "redis-cluster://") + at(s.user()) + list(s.seeds());
      case Socket s ->
          "redis-socket://"
              + at(s.user())
              + PercentCode.encodePath(s.path())
              + "?database="
              + s.database();
    };
  }

  private static String list(List<Address> addresses) {
    return String.join(",", addresses.stream().map(Address::toString).toList());
  }

  private static String at(@Nullable String user) {
    return user == null ? "" : PercentCode.encode(user) + "@";
  }
}
