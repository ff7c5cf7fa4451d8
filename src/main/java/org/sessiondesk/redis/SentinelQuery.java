package org.sessiondesk.redis;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.ConnectionFault.Kind;
import org.sessiondesk.connection.Secret;
import org.sessiondesk.connection.StoreTarget;
import org.sessiondesk.connection.StoreTarget.Address;

/** Asks sentinels, one after the other, which server is the master now. */
final class SentinelQuery {
  private final SocketOpener sockets;

  SentinelQuery(SocketOpener sockets) {
    this.sockets = sockets;
  }

  /** The master's address, from the first sentinel that knows it. */
  Address master(StoreTarget.Sentinel target, @Nullable Secret password)
      throws ConnectFailedException {
    ConnectFailedException last = null;
    for (var sentinel : target.sentinels()) {
      try {
        return ask(sentinel, target, password);
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
      var question = new String[] {"SENTINEL", "GET-MASTER-ADDR-BY-NAME", target.masterName()};
      var answer = redis.call(question);
      if (answer instanceof RespError error
          && error.code().equals("NOAUTH")
          && password != null
          && redis.call("AUTH", new String(password.reveal())) instanceof String) {
        answer = redis.call(question);
      }
      return address(answer, sentinel, target.masterName());
    } catch (IOException e) {
      throw SocketOpener.fault(e, "sentinel " + sentinel);
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
      var kind = error.code().equals("NOAUTH") ? Kind.PASSWORD_REQUIRED : Kind.OTHER;
      throw new ConnectFailedException(kind, "sentinel " + sentinel + ": " + error.message());
    }
    throw new ConnectFailedException(
        Kind.NAME_UNKNOWN, "sentinel " + sentinel + " knows no master " + masterName);
  }
}
