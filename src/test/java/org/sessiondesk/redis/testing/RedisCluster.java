package org.sessiondesk.redis.testing;

import io.lettuce.core.cluster.SlotHash;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.StoreTarget;

/**
 * A real Redis Cluster for a test: three masters, each with a replica if wanted, on loopback. A
 * replica takes over some two or three seconds after its master died.
 */
public final class RedisCluster implements AutoCloseable {
  private static final int MASTERS = 3;
  private static final int SLOTS = SlotHash.SLOT_COUNT;
  private static final int HIGHEST_PORT = 55_000;

  private final List<RedisServer> nodes = new ArrayList<>();
  private final Duration nodeTimeout;
  private final @Nullable Encryption encryption;

  /** Which TLS port each node has beside its plain one. */
  private final Map<RedisServer, Integer> encryptedPorts = new HashMap<>();

  /**
   * How nodes are reached encrypted.
   *
   * @param certificate the nodes' own, with its key, as PEM
   * @param authorities whom they trust
   */
  public record Encryption(Path certificate, Path authorities) {}

  private RedisCluster(Duration nodeTimeout, @Nullable Encryption encryption) {
    this.nodeTimeout = nodeTimeout;
    this.encryption = encryption;
  }

  /** Three masters with a replica each. */
  public static RedisCluster start() {
    return start(2 * MASTERS, Duration.ofMillis(1_500), null);
  }

  /** Three masters alone, that are never given up however busy the machine is. */
  public static RedisCluster startMasters() {
    return start(MASTERS, Duration.ofSeconds(30), null);
  }

  /** The same, which is reached by TLS too. */
  public static RedisCluster startMasters(Encryption encryption) {
    return start(MASTERS, Duration.ofSeconds(30), encryption);
  }

  private static RedisCluster start(
      int count, Duration nodeTimeout, @Nullable Encryption encryption) {
    var cluster = new RedisCluster(nodeTimeout, encryption);
    try {
      for (int i = 0; i < count; i++) {
        cluster.nodes.add(cluster.node());
      }
      cluster.assign();
      cluster.meet();
      cluster.replicate();
      cluster.awaitOk();
      return cluster;
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  private RedisServer node() {
    // The nodes talk to each other at a port 10,000 higher: both must be free, and there be one.
    while (true) {
      int encrypted = encryption == null ? 0 : RedisServer.freePort();
      var server = RedisServer.stopped(arguments(encrypted).toArray(String[]::new));
      if (server.port() < HIGHEST_PORT && encrypted < HIGHEST_PORT) {
        server.restart();
        encryptedPorts.put(server, encrypted);
        return server;
      }
      server.close();
    }
  }

  private List<String> arguments(int encrypted) {
    var arguments =
        new ArrayList<>(
            List.of(
                "--cluster-enabled",
                "yes",
                "--cluster-node-timeout",
                Long.toString(nodeTimeout.toMillis()),
                "--cluster-replica-validity-factor",
                "0",
                "--repl-diskless-sync-delay",
                "0"));
    if (encryption != null) {
      arguments.addAll(
          List.of(
              "--tls-port",
              Integer.toString(encrypted),
              "--tls-cluster",
              "yes",
              "--tls-auth-clients",
              "no",
              "--tls-cert-file",
              encryption.certificate().toString(),
              "--tls-key-file",
              encryption.certificate().toString(),
              "--tls-ca-cert-file",
              encryption.authorities().toString()));
    }
    return arguments;
  }

  /** The port at which the other nodes know a node, and by which it is told of in redirections. */
  private int knownPort(RedisServer node) {
    return encryption == null ? node.port() : encryptedPort(node);
  }

  /** The node's port for TLS. */
  public int encryptedPort(RedisServer node) {
    return encryptedPorts.getOrDefault(node, 0);
  }

  private void assign() {
    for (int i = 0; i < MASTERS; i++) {
      var words = new ArrayList<>(List.of("CLUSTER", "ADDSLOTS"));
      for (int slot = first(i); slot < first(i + 1); slot++) {
        words.add(Integer.toString(slot));
      }
      nodes.get(i).call(words.toArray(String[]::new));
      // Epochs that differ from the start save the nodes the time to sort them out.
      nodes.get(i).call("CLUSTER", "SET-CONFIG-EPOCH", Integer.toString(i + 1));
    }
  }

  private static int first(int master) {
    return master * SLOTS / MASTERS;
  }

  private void meet() {
    // Each meets each: to hear of one another from a third takes them seconds.
    for (int i = 0; i < nodes.size(); i++) {
      for (var node : nodes.subList(i + 1, nodes.size())) {
        nodes.get(i).call("CLUSTER", "MEET", "127.0.0.1", Integer.toString(knownPort(node)));
      }
    }
    awaitAcquainted();
  }

  private void awaitAcquainted() {
    await(
        () ->
            nodes.stream()
                .allMatch(
                    node ->
                        lines(node).count() == nodes.size()
                            && lines(node).noneMatch(line -> line.contains("handshake"))));
  }

  private static Stream<String> lines(RedisServer node) {
    return node.call("CLUSTER", "NODES").lines().filter(line -> !line.isBlank());
  }

  private void replicate() {
    if (nodes.size() == MASTERS) {
      return;
    }
    for (int i = MASTERS; i < nodes.size(); i++) {
      nodes.get(i).call("CLUSTER", "REPLICATE", id(nodes.get(i - MASTERS)));
    }
    for (int i = MASTERS; i < nodes.size(); i++) {
      var replica = nodes.get(i);
      await(() -> replica.call("INFO", "replication").contains("master_link_status:up"));
    }
    // All must know of each replica: only whom they know they elect.
    await(
        () ->
            nodes.stream()
                .allMatch(
                    node ->
                        lines(node).filter(line -> line.contains("slave")).count()
                            == nodes.size() - MASTERS));
  }

  /** Waits until every node that runs says that all slots are served. */
  public void awaitOk() {
    await(
        () ->
            nodes.stream()
                .filter(RedisServer::isRunning)
                .allMatch(node -> node.call("CLUSTER", "INFO").contains("cluster_state:ok")));
  }

  private static void await(Callable<Boolean> condition) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptions()
        .until(condition);
  }

  /** All nodes: first those that began as masters, then their replicas in the same order. */
  public List<RedisServer> nodes() {
    return List.copyOf(nodes);
  }

  /** A node's name in the cluster. */
  public static String id(RedisServer node) {
    return node.call("CLUSTER", "MYID");
  }

  /** Starts a master that has no slots yet. */
  public RedisServer addMaster() {
    var node = node();
    nodes.add(node);
    nodes.getFirst().call("CLUSTER", "MEET", "127.0.0.1", Integer.toString(knownPort(node)));
    awaitAcquainted();
    awaitOk();
    return node;
  }

  /** The nodes that are masters and hold slots now. */
  public List<RedisServer> masters() {
    return nodes.stream()
        .filter(RedisServer::isRunning)
        .filter(
            node ->
                lines(node)
                    .anyMatch(
                        line -> line.contains("myself,master") && line.split(" ", -1).length > 8))
        .toList();
  }

  /** The master that holds the key's slot now; null while there is none. */
  public @Nullable RedisServer holder(String key) {
    int slot = SlotHash.getSlot(key);
    for (var node : masters()) {
      if (lines(node)
          .filter(line -> line.contains("myself"))
          .flatMap(line -> Arrays.stream(line.split(" ", -1)).skip(8))
          .filter(word -> !word.startsWith("["))
          .anyMatch(range -> holds(range, slot))) {
        return node;
      }
    }
    return null;
  }

  private static boolean holds(String range, int slot) {
    var ends = range.split("-", -1);
    return !range.isEmpty()
        && Integer.parseInt(ends[0]) <= slot
        && slot <= Integer.parseInt(ends[ends.length - 1]);
  }

  /** Empties all masters. */
  public void flush() {
    for (var node : nodes) {
      if (node.isRunning() && node.call("ROLE").startsWith("master")) {
        node.call("FLUSHALL");
      }
    }
  }

  /** Begins to move a slot: what is new goes to {@code to} already, what is there stays. */
  public static void beginMove(int slot, RedisServer from, RedisServer to) {
    to.call("CLUSTER", "SETSLOT", Integer.toString(slot), "IMPORTING", id(from));
    from.call("CLUSTER", "SETSLOT", Integer.toString(slot), "MIGRATING", id(to));
  }

  /** Moves what is in the slot. */
  public void moveKeys(int slot, RedisServer from, RedisServer to) {
    while (true) {
      var keys =
          from.call("CLUSTER", "GETKEYSINSLOT", Integer.toString(slot), "10")
              .lines()
              .filter(key -> !key.isEmpty())
              .toList();
      if (keys.isEmpty()) {
        return;
      }
      var words =
          new ArrayList<>(
              List.of(
                  "MIGRATE",
                  "127.0.0.1",
                  Integer.toString(knownPort(to)),
                  "",
                  "0",
                  "5000",
                  "KEYS"));
      words.addAll(keys);
      from.call(words.toArray(String[]::new));
    }
  }

  /** Makes the slot's new place known. */
  public void endMove(int slot, RedisServer to) {
    var id = id(to);
    to.call("CLUSTER", "SETSLOT", Integer.toString(slot), "NODE", id);
    for (var node : masters()) {
      if (node != to) {
        node.call("CLUSTER", "SETSLOT", Integer.toString(slot), "NODE", id);
      }
    }
  }

  /** Moves a slot with all that is in it, as redis-cli does. */
  public void move(int slot, RedisServer from, RedisServer to) {
    beginMove(slot, from, to);
    moveKeys(slot, from, to);
    endMove(slot, to);
  }

  /** The profile that reaches it through its first two nodes. */
  public ConnectionProfile profile() {
    return new ConnectionProfile(
        "cluster-" + nodes.getFirst().port(),
        "Cluster",
        new StoreTarget.Cluster(
            nodes.stream()
                .limit(2)
                .map(node -> new StoreTarget.Address("127.0.0.1", node.port()))
                .toList(),
            false,
            null),
        ConnectionProfile.DEFAULT_KEY_PREFIX);
  }

  @Override
  public void close() {
    nodes.forEach(RedisServer::close);
  }
}
