package org.sessiondesk.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.ConnectionFault.Kind;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.ConnectionStep;
import org.sessiondesk.connection.ProfileSecrets;
import org.sessiondesk.connection.SecretKind;
import org.sessiondesk.connection.ServerInfo;
import org.sessiondesk.connection.StoreTarget;
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
  record Found(Destination destination, ServerInfo server) {}

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
      case StoreTarget.Cluster _ ->
          throw new ConnectFailedException(Kind.NO_SUCH_WAY, "clusters are not reached yet");
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
    return overTcp(there, addresses, prefix, log);
  }

  private Found overTcp(Destination there, List<InetAddress> addresses, String prefix, StepLog log)
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
      return talk(redis, reached, prefix, log);
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
    return overTcp(there, addresses, prefix, log);
  }

  private Found overSocket(Destination there, String prefix, StepLog log)
      throws ConnectFailedException {
    var channel = log.take(ConnectionStep.TCP, () -> sockets.connect(there.display()));
    // A Unix domain socket knows no time-out: a watchman closes it where the answers don't come.
    var over = new CountDownLatch(1);
    Thread.ofVirtual().name("redis-probe-watchman").start(() -> watch(channel, over));
    try (var redis = RespSocket.over(channel)) {
      return talk(redis, there, prefix, log);
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

  private static Found talk(RespSocket redis, Destination there, String prefix, StepLog log)
      throws ConnectFailedException {
    var server = log.take(ConnectionStep.AUTHENTICATION, () -> authenticate(redis, there));
    log.take(ConnectionStep.PERMISSION, () -> permission(redis, there, prefix));
    log.take(ConnectionStep.PING, () -> ping(redis, there, server));
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

  private static Outcome<String> ping(RespSocket redis, Destination there, ServerInfo server)
      throws ConnectFailedException {
    if (!server.mode().equals("standalone")) {
      throw new ConnectFailedException(
          Kind.OTHER, "the server runs as " + server.mode() + ", not as a standalone server");
    }
    var answer = call(redis, there, "PING");
    if (answer instanceof RespError error) {
      switch (error.code()) {
        case "LOADING" -> throw new ConnectFailedException(Kind.LOADING, error.message());
        case "MISCONF" -> {} // It cannot write to its disk, but it is there and can be read.
        default -> throw new ConnectFailedException(Kind.OTHER, error.message());
      }
    }
    return new Outcome<>("", server.mode() + ", " + server.role());
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
