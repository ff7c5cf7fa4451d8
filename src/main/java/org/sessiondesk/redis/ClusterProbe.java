package org.sessiondesk.redis;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sessiondesk.connection.ConnectionFault.Kind;
import org.sessiondesk.connection.StoreTarget.Address;
import org.sessiondesk.redis.StepLog.Outcome;

/**
 * What a probe does with a cluster beyond its first node: it finds the masters, and looks at each
 * of them. Passwords, permissions and settings are each node's own.
 */
final class ClusterProbe {
  private final ConnectionProbe.Way way;
  private final Destination seed;
  private final String prefix;

  /**
   * Looks from a node that was reached.
   *
   * @param seed that node
   * @param prefix what the keys of sessions begin with
   */
  ClusterProbe(ConnectionProbe.Way way, Destination seed, String prefix) {
    this.way = way;
    this.seed = seed;
    this.prefix = prefix;
  }

  /** Something to find out about a master. */
  @FunctionalInterface
  private interface Look<T> {
    T at(RespSocket redis) throws ConnectFailedException, IOException;
  }

  /**
   * A node knows all others; each master answers where it is said to be, and takes our password.
   */
  Outcome<ClusterView> masters(RespSocket redis) throws ConnectFailedException {
    ConnectionProbe.requirePing(redis, seed, way.log());
    var from = new Address(seed.host(), seed.port());
    var answer = ConnectionProbe.call(redis, seed, "CLUSTER", "NODES");
    if (answer instanceof RespError error) {
      throw new ConnectFailedException(Kind.NOT_PERMITTED, "CLUSTER NODES: " + error.message());
    }
    ClusterView view;
    try {
      view = ClusterView.of(List.of(ClusterNode.parse(String.valueOf(answer), from, seed.tls())));
    } catch (IllegalArgumentException e) {
      throw new ConnectFailedException(Kind.NOT_REDIS, "CLUSTER NODES: " + e.getMessage(), e);
    }
    view.requireWhole();
    for (var master : view.masters()) {
      if (!way.route().answers(master.host(), master.port())) {
        // While a replica takes over that is the same, and the announced address is right.
        throw new ConnectFailedException(
            way.thorough() ? Kind.ANNOUNCED_UNREACHABLE : Kind.UNREACHABLE,
            "the cluster names a master at " + master + ", and nobody answers there");
      }
    }
    if (way.thorough()) {
      each(view, this::permitted);
    }
    return new Outcome<>(view, "cluster, " + view.masters().size() + " masters");
  }

  private Permissions permitted(RespSocket redis) throws IOException, ConnectFailedException {
    var rights = Permissions.quick(redis, prefix);
    if (!rights.refused().isEmpty()) {
      throw new ConnectFailedException(
          Kind.NOT_PERMITTED, "not permitted: " + String.join(", ", rights.refused()));
    }
    return rights;
  }

  /** What of what the masters have acknowledged would be lost. */
  Outcome<String> persistence(ClusterView view) throws ConnectFailedException {
    var found = each(view, Inspection::persistence);
    return Inspection.tellPersistence(found, way.log());
  }

  /** How many sessions there are on all masters. */
  Outcome<String> sessions(ClusterView view) throws ConnectFailedException {
    int share = view.masters().size();
    var found = each(view, redis -> Inspection.count(redis, prefix, share));
    return Inspection.tellSessions(found.values(), prefix, way.log());
  }

  private <T> Map<String, T> each(ClusterView view, Look<T> look) throws ConnectFailedException {
    var found = new LinkedHashMap<String, T>();
    for (var master : view.masters()) {
      var reached = way.route().reach(master.host(), master.port(), new StepLog(_ -> {}));
      try (var redis = reached.redis()) {
        ConnectionProbe.authenticate(redis, seed.at(master), true);
        found.put(master.toString(), look.at(redis));
      } catch (IOException e) {
        throw SocketOpener.fault(e, master.toString());
      } catch (ConnectFailedException e) {
        throw new ConnectFailedException(
            e.fault().kind(), "node " + master + ": " + e.fault().detail(), e);
      }
    }
    return found;
  }
}
