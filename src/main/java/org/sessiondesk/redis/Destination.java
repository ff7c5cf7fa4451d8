package org.sessiondesk.redis;

import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.Secret;

/**
 * The one server that a profile leads to, found out anew at every attempt.
 *
 * @param host a name or an address; with TLS the name that the certificate must have
 * @param port its port
 * @param tls whether the connection is encrypted
 * @param socketPath the Unix domain socket that is used instead of host and port, or null
 * @param database the number of the database
 * @param user the user, or null for the default one
 * @param password the password, or null for none
 */
record Destination(
    String host,
    int port,
    boolean tls,
    @Nullable String socketPath,
    int database,
    @Nullable String user,
    @Nullable Secret password) {

  /** The same one, reached through {@code newHost}. */
  Destination withHost(String newHost) {
    return new Destination(newHost, port, tls, socketPath, database, user, password);
  }

  /** For messages. */
  String display() {
    return socketPath != null ? socketPath : host + ":" + port;
  }
}
