package org.sessiondesk.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.ConnectionFault.Kind;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.ConnectionStep;
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

  ConnectionProbe(BuiltInRedis builtIn, SocketOpener sockets) {
    this.builtIn = builtIn;
    this.sockets = sockets;
  }

  /** What is at the end of the way. */
  record Found(Destination destination, ServerInfo server) {

    /** A master of the same cluster, reached in the same way. */
    Found at(Address node) {
      var there =
          new Destination(
              node.host(),
              node.port(),
              destination.tls(),
              null,
              0,
              destination.user(),
              destination.password());
      return new Found(there, new ServerInfo(server.version(), server.mode(), "master"));
    }
  }

  /** Goes the way. Blocks; gives up where the thread is interrupted. */
  Found run(ConnectionProfile profile, ProfileSecrets secrets, StepLog log)
      throws ConnectFailedException {
    var password = secrets.get(SecretKind.PASSWORD);
    return switch (profile.target()) {
      case StoreTarget.BuiltIn _ -> {
        var endpoint =
            log.take(
                ConnectionStep.START,
                () -> {
                  var started = builtIn.start();
                  return new Outcome<>(started, "port " + started.port());
                });
        var there =
            new Destination(
                "127.0.0.1", endpoint.port(), false, null, 0, null, endpoint.password());
        yield overTcp(there, profile.keyPrefix(), log);
      }
      case StoreTarget.Standalone s -> {
        var there =
            new Destination(
                s.address().host(),
                s.address().port(),
                s.tls(),
                null,
                s.database(),
                s.user(),
                password);
        yield overTcp(there, profile.keyPrefix(), log);
      }
      case StoreTarget.Sentinel s -> overTcp(s, secrets, profile.keyPrefix(), log);
      case StoreTarget.Cluster c -> overTcp(c, password, profile.keyPrefix(), log);
      case StoreTarget.Socket s ->
          overSocket(
              new Destination("", 0, false, s.path(), s.database(), s.user(), password),
              profile.keyPrefix(),
              log);
    };
  }

  private Found overTcp(Destination there, String prefix, StepLog log)
      throws ConnectFailedException {
    var addresses = log.take(ConnectionStep.NAME, () -> sockets.resolve(there.host()));
    return overTcp(there, addresses, prefix, this::ping, log);
  }

  private Found overTcp(
      Destination there, List<InetAddress> addresses, String prefix, LastStep last, StepLog log)
      throws ConnectFailedException {
    var plain = log.take(ConnectionStep.TCP, () -> sockets.connect(addresses, there.port()));
    // Without TLS the very address that answered is used from now on: of a name's several
    // addresses not every one may.
    var reached = there.tls() ? there : there.withHost(plain.getInetAddress().getHostAddress());
    var socket =
        there.tls()
            ? log.take(ConnectionStep.TLS, () -> sockets.encrypt(plain, there.host(), there.port()))
            : plain;
    try (var redis = RespSocket.over(socket)) {
      return talk(redis, reached, prefix, last, log);
    } catch (IOException e) {
      throw SocketOpener.fault(e, there.display());
    }
  }

  /** The way through sentinels: whom they call master is found out as part of the first step. */
  private Found overTcp(
      StoreTarget.Sentinel target, ProfileSecrets secrets, String prefix, StepLog log)
      throws ConnectFailedException {
    var addresses = new ArrayList<InetAddress>();
    var master =
        log.take(
            ConnectionStep.NAME,
            () -> {
              var address = new SentinelQuery(sockets).master(target, secrets);
              addresses.addAll(sockets.resolve(address.host()).value());
              return new Outcome<>(address, "master " + address);
            });
    var there =
        new Destination(
            master.host(),
            master.port(),
            target.tls(),
            null,
            target.database(),
            target.user(),
            secrets.get(SecretKind.PASSWORD));
    return overTcp(there, addresses, prefix, this::ping, log);
  }

  /** The way to a cluster: through the first of the seeds that answers. */
  private Found overTcp(
      StoreTarget.Cluster target, @Nullable Secret password, String prefix, StepLog log)
      throws ConnectFailedException {
    var addresses = new ArrayList<InetAddress>();
    var seed = log.take(ConnectionStep.NAME, () -> seed(target, addresses));
    var there =
        new Destination(seed.host(), seed.port(), target.tls(), null, 0, target.user(), password);
    return overTcp(there, addresses, prefix, this::cluster, log);
  }

  private Outcome<Address> seed(StoreTarget.Cluster target, List<InetAddress> addresses)
      throws ConnectFailedException {
    ConnectFailedException last = null;
    for (var seed : target.seeds()) {
      try {
        var found = sockets.resolve(seed.host()).value();
        try (var _ = sockets.connect(found, seed.port()).value()) {
          addresses.addAll(found);
          return new Outcome<>(seed, "node " + seed);
        }
      } catch (ConnectFailedException e) {
        last = e;
      } catch (IOException e) {
        last = SocketOpener.fault(e, seed.toString());
      }
    }
    throw Objects.requireNonNull(last, "a cluster has a seed");
  }

  private Found overSocket(Destination there, String prefix, StepLog log)
      throws ConnectFailedException {
    var channel = log.take(ConnectionStep.TCP, () -> sockets.connect(there.display()));
    // A Unix domain socket knows no time-out: a watchman closes it where the answers don't come.
    var over = new CountDownLatch(1);
    Thread.ofVirtual().name("redis-probe-watchman").start(() -> watch(channel, over));
    try (var redis = RespSocket.over(channel)) {
      return talk(redis, there, prefix, this::ping, log);
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

  /** The last step of the way, when everything before it went well. */
  @FunctionalInterface
  private interface LastStep {
    Outcome<String> take(RespSocket redis, Destination there, ServerInfo server)
        throws ConnectFailedException;
  }

  private static Found talk(
      RespSocket redis, Destination there, String prefix, LastStep last, StepLog log)
      throws ConnectFailedException {
    var server = log.take(ConnectionStep.AUTHENTICATION, () -> authenticate(redis, there));
    log.take(ConnectionStep.PERMISSION, () -> permission(redis, there, prefix));
    log.take(ConnectionStep.PING, () -> last.take(redis, there, server));
    return new Found(there, server);
  }

  private static Outcome<ServerInfo> authenticate(RespSocket redis, Destination there)
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
    var selected = call(redis, there, "SELECT", Integer.toString(there.database()));
    if (selected instanceof RespError error && !error.code().equals("NOPERM")) {
      throw new ConnectFailedException(Kind.NO_SUCH_DATABASE, error.message());
    }
    if (selected instanceof RespError && there.database() != 0) {
      throw new ConnectFailedException(Kind.NOT_PERMITTED, "not permitted: SELECT");
    }
    return new Outcome<>(server, "Redis " + server.version());
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

  private static Outcome<List<String>> permission(
      RespSocket redis, Destination there, String prefix) throws ConnectFailedException {
    try {
      var refused = PermissionTrial.refused(redis, prefix);
      if (!refused.isEmpty()) {
        throw new ConnectFailedException(
            Kind.NOT_PERMITTED,
            "not permitted on keys " + prefix + "*: " + String.join(", ", refused));
      }
      return new Outcome<>(refused, "");
    } catch (IOException e) {
      throw SocketOpener.fault(e, there.display());
    }
  }

  private Outcome<String> ping(RespSocket redis, Destination there, ServerInfo server)
      throws ConnectFailedException {
    if (!server.mode().equals("standalone")) {
      throw new ConnectFailedException(
          server.mode().equals("cluster") ? Kind.IS_CLUSTER : Kind.OTHER,
          "the server runs as " + server.mode() + ", not as a standalone server");
    }
    requirePing(redis, there);
    return new Outcome<>("", server.mode() + ", " + server.role());
  }

  /** A node knows all others; each master is where it is said to be. */
  private Outcome<String> cluster(RespSocket redis, Destination there, ServerInfo server)
      throws ConnectFailedException {
    if (!server.mode().equals("cluster")) {
      throw new ConnectFailedException(
          Kind.NO_CLUSTER, "the server runs as " + server.mode() + ", not as part of a cluster");
    }
    requirePing(redis, there);
    var from = new Address(there.host(), there.port());
    var answer = call(redis, there, "CLUSTER", "NODES");
    if (answer instanceof RespError error) {
      throw new ConnectFailedException(Kind.NOT_PERMITTED, "CLUSTER NODES: " + error.message());
    }
    ClusterView view;
    try {
      view = ClusterView.of(List.of(ClusterNode.parse(String.valueOf(answer), from, there.tls())));
    } catch (IllegalArgumentException e) {
      throw new ConnectFailedException(Kind.NOT_REDIS, "CLUSTER NODES: " + e.getMessage(), e);
    }
    view.requireWhole();
    for (var master : view.masters()) {
      reach(master);
    }
    return new Outcome<>("", "cluster, " + view.masters().size() + " masters");
  }

  private void reach(Address master) throws ConnectFailedException {
    try (var _ = sockets.connect(sockets.resolve(master.host()).value(), master.port()).value()) {
      return;
    } catch (IOException e) {
      throw SocketOpener.fault(e, master.toString());
    } catch (ConnectFailedException e) {
      throw ClusterView.unreachable(master, e);
    }
  }

  private static void requirePing(RespSocket redis, Destination there)
      throws ConnectFailedException {
    var answer = call(redis, there, "PING");
    if (answer instanceof RespError error) {
      switch (error.code()) {
        case "LOADING" -> throw new ConnectFailedException(Kind.LOADING, error.message());
        case "MISCONF" -> {} // It cannot write to its disk, but it is there and can be read.
        default -> throw new ConnectFailedException(Kind.OTHER, error.message());
      }
    }
  }

  private static @Nullable Object call(RespSocket redis, Destination there, String... command)
      throws ConnectFailedException {
    try {
      return redis.call(command);
    } catch (IOException e) {
      throw SocketOpener.fault(e, there.display());
    }
  }
}
