package org.sessiondesk.redis;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.Secret;
import org.sessiondesk.connection.StoreTarget.Address;

/**
 * The one server that a profile leads to, found out anew at every attempt.
 *
 * @param host a name or an address
 * @param port its port
 * @param tls whether the connection is encrypted
 * @param socketPath the Unix domain socket that is used instead of host and port, or null
 * @param database the number of the database
 * @param user the user, or null for the default one
 * @param password the password, or null for none
 * @param reached the very address that answered (of a name's several addresses not every one may),
 *     or this end of an SSH tunnel; it bears the name that a certificate must have. Null until it
 *     is known, and for Unix domain sockets
 */
record Destination(
    String host,
    int port,
    boolean tls,
    @Nullable String socketPath,
    int database,
    @Nullable String user,
    @Nullable Secret password,
    @Nullable InetSocketAddress reached) {

  Destination(
      String host,
      int port,
      boolean tls,
      @Nullable String socketPath,
      int database,
      @Nullable String user,
      @Nullable Secret password) {
    this(host, port, tls, socketPath, database, user, password, null);
  }

  /** The same one, reached at {@code address}. */
  Destination reachedAt(InetSocketAddress address) {
    return new Destination(host, port, tls, socketPath, database, user, password, address);
  }

  /** Another node of the same cluster, to whom we are the same. */
  Destination at(Address node) {
    return new Destination(node.host(), node.port(), tls, null, 0, user, password);
  }

  /** For messages. */
  String display() {
    return socketPath != null ? socketPath : host + ":" + port;
  }
}
