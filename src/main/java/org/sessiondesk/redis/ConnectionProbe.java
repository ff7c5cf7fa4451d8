package org.sessiondesk.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.ConnectionFault.Kind;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.ConnectionStep;
import org.sessiondesk.connection.ConnectionTest.Notice;
import org.sessiondesk.connection.ProfileSecrets;
import org.sessiondesk.connection.Secret;
import org.sessiondesk.connection.SecretKind;
import org.sessiondesk.connection.ServerInfo;
import org.sessiondesk.connection.StoreTarget;
import org.sessiondesk.connection.StoreTarget.Address;
import org.sessiondesk.redis.StepLog.Outcome;

/**
 * Goes the whole way to a Redis on a connection of its own, step by step: both a test of a profile
 * and what every real connection begins with, so that a failure always names its step and its
 * reason.
 */
final class ConnectionProbe {
  private final BuiltInRedis builtIn;
  private final SocketOpener sockets;
  private final Route.Means means;

  ConnectionProbe(BuiltInRedis builtIn, SocketOpener sockets, Route.Means means) {
    this.builtIn = builtIn;
    this.sockets = sockets;
    this.means = means;
  }

  /**
   * What is at the end of the way.
   *
   * @param route the way, still open
   */
  record Found(Destination destination, ServerInfo server, Route route) {

    /** A master of the same cluster, gone to over the same way. Blocks. */
    Found at(Address node) throws ConnectFailedException {
      var reached = route.reach(node.host(), node.port(), new StepLog(_ -> {}));
      try (var redis = reached.redis()) {
        var there = destination.at(node);
        authenticate(redis, there, true); // Each node has its own users and passwords.
        return new Found(
            there.reachedAt(reached.address()),
            new ServerInfo(server.version(), server.mode(), "master"),
            route);
      } catch (IOException e) {
        throw SocketOpener.fault(e, node.toString());
      }
    }
  }

  /** Goes the way, and leaves it open. Blocks; gives up where the thread is interrupted. */
  Found run(ConnectionProfile profile, ProfileSecrets secrets, StepLog log)
      throws ConnectFailedException {
    return run(profile, secrets, log, false);
  }

  /**
   * The same, and looks around at its end: what would be lost, how many sessions there are.
   *
   * @return what the server says about itself
   */
  ServerInfo test(ConnectionProfile profile, ProfileSecrets secrets, StepLog log)
      throws ConnectFailedException {
    var found = run(profile, secrets, log, true);
    found.route().close();
    return found.server();
  }

  private Found run(
      ConnectionProfile profile, ProfileSecrets secrets, StepLog log, boolean thorough)
      throws ConnectFailedException {
    var route = Route.open(profile, secrets, sockets, means, log);
    try {
      return run(profile, secrets, new Way(route, log, thorough));
    } catch (ConnectFailedException | RuntimeException e) {
      route.close();
      throw e;
    }
  }

  /** How a run goes. */
  record Way(Route route, StepLog log, boolean thorough) {}

  private Found run(ConnectionProfile profile, ProfileSecrets secrets, Way way)
      throws ConnectFailedException {
    var password = secrets.get(SecretKind.PASSWORD);
    return switch (profile.target()) {
      case StoreTarget.BuiltIn _ -> overTcp(builtIn(way.log()), profile, way);
      case StoreTarget.Standalone s ->
          overTcp(
              destination(s.address(), s.tls(), s.database(), s.user(), password), profile, way);
      case StoreTarget.Sentinel s -> {
        var sentinels = new SentinelQuery(way.route());
        var master =
            way.log()
                .take(
                    ConnectionStep.NAME,
                    () -> {
                      var address = sentinels.master(s, secrets);
                      return new Outcome<>(address, "master " + address);
                    });
        var there = destination(master, s.tls(), s.database(), s.user(), password);
        var found = overTcp(there, way.route().reachAnnounced(master, way.log()), profile, way);
        if (way.thorough()) {
          way.log().take(ConnectionStep.NAME, () -> sentinels.others(s, secrets, way.log()));
        }
        yield found;
      }
      case StoreTarget.Cluster c -> {
        var seed = way.log().take(ConnectionStep.NAME, () -> seed(c, way.route()));
        yield overTcp(destination(seed, c.tls(), 0, c.user(), password), profile, way);
      }
      case StoreTarget.Socket s ->
          overSocket(
              new Destination("", 0, false, s.path(), s.database(), s.user(), password),
              profile,
              way);
    };
  }

  /** The first of the seeds that answers; where none does, the last, to say why. */
  private static Outcome<Address> seed(StoreTarget.Cluster target, Route route) {
    for (var seed : target.seeds()) {
      if (route.answers(seed.host(), seed.port())) {
        return new Outcome<>(seed, "node " + seed);
      }
    }
    return new Outcome<>(target.seeds().getLast(), "no node answers");
  }

  private Destination builtIn(StepLog log) throws ConnectFailedException {
    var endpoint =
        log.take(
            ConnectionStep.START,
            () -> {
              var started = builtIn.start();
              return new Outcome<>(started, "port " + started.port());
            });
    return new Destination("127.0.0.1", endpoint.port(), false, null, 0, null, endpoint.password());
  }

  private static Destination destination(
      Address address,
      boolean tls,
      int database,
      @Nullable String user,
      @Nullable Secret password) {
    return new Destination(address.host(), address.port(), tls, null, database, user, password);
  }

  private Found overTcp(Destination there, ConnectionProfile profile, Way way)
      throws ConnectFailedException {
    return overTcp(there, way.route().reach(there.host(), there.port(), way.log()), profile, way);
  }

  private static Found overTcp(
      Destination there, Route.Reached reached, ConnectionProfile profile, Way way)
      throws ConnectFailedException {
    try (var redis = reached.redis()) {
      return talk(redis, there.reachedAt(reached.address()), profile, way);
    } catch (IOException e) {
      throw SocketOpener.fault(e, there.display());
    }
  }

  private Found overSocket(Destination there, ConnectionProfile profile, Way way)
      throws ConnectFailedException {
    var channel = way.log().take(ConnectionStep.TCP, () -> sockets.connect(there.display()));
    // A Unix domain socket knows no time-out: a watchman closes it where the answers don't come.
    var over = new CountDownLatch(1);
    Thread.ofVirtual().name("redis-probe-watchman").start(() -> watch(channel, over));
    try (var redis = RespSocket.over(channel)) {
      return talk(redis, there, profile, way);
    } catch (IOException e) {
      throw SocketOpener.fault(e, there.display());
    } finally {
      over.countDown();
    }
  }

  private static void watch(SocketChannel channel, CountDownLatch over) {
    try {
      if (!over.await(10, TimeUnit.SECONDS)) {
        channel.close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Found talk(RespSocket redis, Destination there, ConnectionProfile profile, Way way)
      throws ConnectFailedException, IOException {
    var log = way.log();
    var prefix = profile.keyPrefix();
    boolean cluster = profile.target() instanceof StoreTarget.Cluster;
    var server = log.take(ConnectionStep.AUTHENTICATION, () -> authenticate(redis, there, cluster));
    log.take(ConnectionStep.PERMISSION, () -> permission(redis, there, prefix, way));
    if (cluster) {
      var nodes = new ClusterProbe(way, there, prefix);
      var view = log.take(ConnectionStep.PING, () -> nodes.masters(redis));
      if (way.thorough()) {
        log.take(ConnectionStep.PERSISTENCE, () -> nodes.persistence(view));
        log.take(ConnectionStep.SESSIONS, () -> nodes.sessions(view));
      }
    } else {
      log.take(ConnectionStep.PING, () -> ping(redis, there, server, log));
      if (way.thorough()) {
        log.take(ConnectionStep.PERSISTENCE, () -> persistence(redis, there, log));
        log.take(ConnectionStep.SESSIONS, () -> sessions(redis, there, prefix, log));
      }
    }
    return new Found(there, server, way.route());
  }

  private static Outcome<String> persistence(RespSocket redis, Destination there, StepLog log)
      throws ConnectFailedException {
    try {
      return Inspection.tellPersistence(
          Map.of(there.display(), Inspection.persistence(redis)), log);
    } catch (IOException e) {
      throw SocketOpener.fault(e, there.display());
    }
  }

  private static Outcome<String> sessions(
      RespSocket redis, Destination there, String prefix, StepLog log)
      throws ConnectFailedException {
    try {
      return Inspection.tellSessions(List.of(Inspection.count(redis, prefix, 1)), prefix, log);
    } catch (IOException e) {
      throw SocketOpener.fault(e, there.display());
    }
  }

  static Outcome<ServerInfo> authenticate(RespSocket redis, Destination there, boolean cluster)
      throws ConnectFailedException {
    var hello = new ArrayList<>(List.of("HELLO", "2"));
    if (there.password() != null || there.user() != null) {
      hello.add("AUTH");
      hello.add(there.user() == null ? "default" : there.user());
      hello.add(there.password() == null ? "" : new String(there.password().reveal()));
    }
    var answer = call(redis, there, hello.toArray(String[]::new));
    if (answer instanceof RespError error) {
      throw refusal(error);
    }
    var server = serverInfo(answer);
    if (server.mode().equals("sentinel")) {
      throw isSentinel(redis, there);
    }
    if (server.mode().equals("cluster") != cluster) {
      throw new ConnectFailedException(
          cluster ? Kind.NO_CLUSTER : Kind.IS_CLUSTER,
          cluster ? "the server stands alone" : "the server runs as a cluster's node");
    }
    var selected = call(redis, there, "SELECT", Integer.toString(there.database()));
    if (selected instanceof RespError error && !error.code().equals("NOPERM")) {
      throw new ConnectFailedException(Kind.NO_SUCH_DATABASE, error.message());
    }
    if (selected instanceof RespError && there.database() != 0) {
      throw new ConnectFailedException(Kind.NOT_PERMITTED, "not permitted: SELECT");
    }
    return new Outcome<>(server, "Redis " + server.version());
  }

  private static ConnectFailedException isSentinel(RespSocket redis, Destination there)
      throws ConnectFailedException {
    var names = new ArrayList<String>();
    if (call(redis, there, "SENTINEL", "MASTERS") instanceof List<?> masters) {
      for (var master : masters) {
        // A list of names and values; that of the master comes first.
        if (master instanceof List<?> fields
            && fields.size() > 1
            && fields.get(1) instanceof String name) {
          names.add(name);
        }
      }
    }
    var offer = String.join(",", names);
    return ConnectFailedException.offering(
        Kind.IS_SENTINEL, "a sentinel answers; it knows the masters: " + offer, offer);
  }

  private static ConnectFailedException refusal(RespError error) {
    var kind =
        switch (error.code()) {
          case "NOAUTH", "DENIED" -> Kind.PASSWORD_REQUIRED;
          case "WRONGPASS" -> Kind.PASSWORD_WRONG;
          // Every Redis from 6.0 on knows HELLO; the code alone tells no more.
          case "ERR" ->
              error.message().toLowerCase(Locale.ROOT).startsWith("err unknown command")
                  ? Kind.TOO_OLD
                  : Kind.OTHER;
          default -> Kind.OTHER;
        };
    return new ConnectFailedException(kind, error.message());
  }

  private static ServerInfo serverInfo(@Nullable Object answer) throws ConnectFailedException {
    if (!(answer instanceof List<?> items)) {
      throw new ConnectFailedException(Kind.NOT_REDIS, "no answer to HELLO that Redis gives");
    }
    var known = new HashMap<Object, Object>();
    for (int i = 0; i + 1 < items.size(); i += 2) {
      known.put(String.valueOf(items.get(i)), String.valueOf(items.get(i + 1)));
    }
    return new ServerInfo(
        String.valueOf(known.get("version")),
        String.valueOf(known.get("mode")),
        String.valueOf(known.get("role")));
  }

  private static Outcome<String> permission(
      RespSocket redis, Destination there, String prefix, Way way) throws ConnectFailedException {
    try {
      // Both ways say the same; the one that asks also says it of what cannot be tried out.
      var rights =
          way.thorough() ? Permissions.thorough(redis, prefix) : Permissions.quick(redis, prefix);
      rights.note(way.log());
      if (!rights.refused().isEmpty()) {
        throw new ConnectFailedException(
            Kind.NOT_PERMITTED,
            "not permitted on keys " + prefix + "*: " + String.join(", ", rights.refused()));
      }
      return new Outcome<>("", rights.how());
    } catch (IOException e) {
      throw SocketOpener.fault(e, there.display());
    }
  }

  private static Outcome<String> ping(
      RespSocket redis, Destination there, ServerInfo server, StepLog log)
      throws ConnectFailedException {
    requirePing(redis, there, log);
    if (!server.role().equals("master")) {
      log.notice(Notice.Kind.REPLICA);
    }
    return new Outcome<>("", server.version() + ", " + server.mode() + ", " + server.role());
  }

  static void requirePing(RespSocket redis, Destination there, StepLog log)
      throws ConnectFailedException {
    var answer = call(redis, there, "PING");
    if (answer instanceof RespError error) {
      switch (error.code()) {
        case "LOADING" -> throw new ConnectFailedException(Kind.LOADING, error.message());
        case "MISCONF" -> log.notice(Notice.Kind.DISK_FAILS, error.message());
        default -> throw new ConnectFailedException(Kind.OTHER, error.message());
      }
    }
  }

  static @Nullable Object call(RespSocket redis, Destination there, String... command)
      throws ConnectFailedException {
    try {
      return redis.call(command);
    } catch (IOException e) {
      throw SocketOpener.fault(e, there.display());
    }
  }
}
