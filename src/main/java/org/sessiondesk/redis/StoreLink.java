package org.sessiondesk.redis;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.sessiondesk.connection.ServerInfo;
import org.sessiondesk.session.Registration;
import org.sessiondesk.session.StoreException;

/**
 * A made connection to where sessions are stored: to one server, or to all masters of a cluster. It
 * lives once: what is lost is closed, and a new one is built, so that no command is ever kept back
 * and sent later.
 */
sealed interface StoreLink extends AutoCloseable permits RedisLink, ClusterLink {

  /** For single commands; each goes to the server that holds its key. */
  Calls calls();

  /** The servers that hold what is stored now. The same list until they are others. */
  List<RedisLink> servers();

  /**
   * Opens a further connection to each server; when one is lost, so is the whole link. Blocks.
   *
   * @throws ConnectFailedException where one cannot be made; none is open then
   */
  Wires open() throws ConnectFailedException;

  /** Whether keys that belong to several servers must not be named in one command. */
  boolean split();

  /** Calls {@code listener}, on a thread that must not be kept, when {@link #servers} changes. */
  Registration whenServersChange(Runnable listener);

  /** The number of the database that it is connected to. */
  int database();

  /** How long single commands took lately. */
  LatencyWindow latency();

  /** What the server said about itself; of a cluster, the one that was asked first. */
  ServerInfo server();

  /** Whether what is written to it is refused, or lost. */
  boolean readOnly();

  /** Completes, on a thread that must not be kept, with the reason when the link is lost. */
  CompletableFuture<String> lost();

  /**
   * Measures a round trip, of several the longest.
   *
   * @throws StoreException where no answer comes in time; the link is then lost
   */
  Duration ping();

  /** Closes every connection; does not wait for that. */
  @Override
  void close();

  /** Completes when every connection is closed, after {@link #close}. */
  CompletableFuture<Void> ended();
}
