package org.sessiondesk.redis;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.ConnectionFault.Kind;
import org.sessiondesk.connection.ProfileSecrets;
import org.sessiondesk.connection.Secret;
import org.sessiondesk.connection.SecretKind;
import org.sessiondesk.connection.StoreTarget;
import org.sessiondesk.connection.StoreTarget.Address;

/** Asks sentinels, one after the other, which server is the master now. */
final class SentinelQuery {
  private final SocketOpener sockets;

  SentinelQuery(SocketOpener sockets) {
    this.sockets = sockets;
  }

  /**
   * The master's address, from the first sentinel that knows it. Sentinels are told their own
   * password only, never that of the master.
   */
  Address master(StoreTarget.Sentinel target, ProfileSecrets secrets)
      throws ConnectFailedException {
    ConnectFailedException last = null;
    for (var sentinel : target.sentinels()) {
      try {
        return ask(sentinel, target, secrets.get(SecretKind.SENTINEL_PASSWORD));
      } catch (ConnectFailedException e) {
        last = e;
      }
    }
    throw last != null
        ? last
        : new ConnectFailedException(Kind.NAME_UNKNOWN, "the profile names no sentinel");
  }

  private Address ask(Address sentinel, StoreTarget.Sentinel target, @Nullable Secret password)
      throws ConnectFailedException {
    var addresses = sockets.resolve(sentinel.host()).value();
    var plain = sockets.connect(addresses, sentinel.port()).value();
    var socket =
        target.tls() ? sockets.encrypt(plain, sentinel.host(), sentinel.port()).value() : plain;
    try (var redis = RespSocket.over(socket)) {
      if (password != null || target.sentinelUser() != null) {
        logIn(redis, sentinel, target.sentinelUser(), password);
      }
      var answer = redis.call("SENTINEL", "GET-MASTER-ADDR-BY-NAME", target.masterName());
      return address(answer, sentinel, target.masterName());
    } catch (IOException e) {
      throw SocketOpener.fault(e, "sentinel " + sentinel);
    }
  }

  private static void logIn(
      RespSocket redis, Address sentinel, @Nullable String user, @Nullable Secret password)
      throws IOException, ConnectFailedException {
    var word = password == null ? "" : new String(password.reveal());
    var answer = user == null ? redis.call("AUTH", word) : redis.call("AUTH", user, word);
    if (answer instanceof RespError error) {
      throw new ConnectFailedException(
          Kind.SENTINEL_PASSWORD_WRONG, "sentinel " + sentinel + ": " + error.message());
    }
  }

  private static Address address(@Nullable Object answer, Address sentinel, String masterName)
      throws ConnectFailedException {
    if (answer instanceof List<?> parts
        && parts.size() == 2
        && parts.getFirst() instanceof String host
        && parts.getLast() instanceof String port) {
      return new Address(host, Integer.parseInt(port));
    }
    if (answer instanceof RespError error) {
      var kind = error.code().equals("NOAUTH") ? Kind.SENTINEL_PASSWORD_REQUIRED : Kind.OTHER;
      throw new ConnectFailedException(kind, "sentinel " + sentinel + ": " + error.message());
    }
    throw new ConnectFailedException(
        Kind.NAME_UNKNOWN, "sentinel " + sentinel + " knows no master " + masterName);
  }
}
