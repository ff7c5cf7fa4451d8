package org.sessiondesk.redis;

import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.ConnectionFault.Kind;
import org.sessiondesk.connection.ServerInfo;
import org.sessiondesk.connection.StoreTarget.Address;
import org.sessiondesk.redis.Wires.Wire;
import org.sessiondesk.session.Registration;
import org.sessiondesk.session.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Made connections to all masters of a cluster. Slots that move are followed; so is a master that
 * comes or, in order, goes. Where one is lost the whole link is: part of the sessions would look
 * like all of them.
 */
final class ClusterLink implements StoreLink {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterLink.class);

  /** How long nodes are left alone after they were asked because something was not found. */
  private static final long ASKED_LATELY = Duration.ofMillis(200).toNanos();

  /** Makes a link to one node. */
  @FunctionalInterface
  interface NodeOpener {
    RedisLink open(Address node) throws ConnectFailedException;
  }

  /** The masters as they were last told of, and the links to them. */
  private record Members(ClusterView view, Map<Address, RedisLink> links, List<RedisLink> list) {
    static Members of(ClusterView view, Map<Address, RedisLink> links) {
      return new Members(view, links, List.copyOf(links.values()));
    }

    @Nullable RedisLink find(Address called) {
      var name = view.name(called);
      return name == null ? null : links.get(name);
    }
  }

  private final NodeOpener opener;
  private final Route route;
  private final boolean tls;
  private final SlotMap slots = new SlotMap(this::askSoon);
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final CompletableFuture<String> lost = new CompletableFuture<>();
  private final LatencyWindow latency = new LatencyWindow(System::nanoTime);
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final AtomicBoolean asking = new AtomicBoolean();
  private final ServerInfo server;
  private final Calls calls;
  private volatile Members members;
  private volatile boolean closed;

  private ClusterLink(NodeOpener opener, ConnectionProbe.Found found, RedisLink seed, Timing timing)
      throws ConnectFailedException {
    this.opener = opener;
    tls = found.destination().tls();
    route = found.route();
    server = new ServerInfo(found.server().version(), found.server().mode(), "master");
    calls = new Calls(new ClusterCarrier(slots, this::mainWire), timing.reply(), latency);
    members = Members.of(ClusterView.of(List.of()), Map.of());
    var at = new Address(found.destination().host(), found.destination().port());
    take(ClusterView.of(List.of(nodes(seed, at))));
  }

  /**
   * Connects to all masters of the cluster of which a probe has found a node, whose route is the
   * link's from now on. Blocks.
   */
  static ClusterLink open(Network network, ConnectionProbe.Found found, Timing timing)
      throws ConnectFailedException {
    var seed = RedisLink.openOneOfMany(network, found, timing);
    try {
      var link =
          new ClusterLink(
              node -> RedisLink.openOneOfMany(network, found.at(node), timing),
              found,
              seed,
              timing);
      try {
        link.refresh().requireWhole();
        return link;
      } catch (StoreException | ConnectFailedException e) {
        link.close();
        throw e;
      }
    } catch (StoreException e) {
      throw new ConnectFailedException(Kind.LOST, "the cluster: " + e.getMessage(), e);
    } finally {
      seed.close();
    }
  }

  private List<ClusterNode> nodes(RedisLink node, Address at) throws ConnectFailedException {
    try {
      var answer =
          node.calls()
              .read(
                  CommandType.CLUSTER,
                  new StatusOutput<>(ByteArrayCodec.INSTANCE),
                  Calls.args().add("NODES"));
      return ClusterNode.parse(Objects.requireNonNullElse(answer, ""), at, tls);
    } catch (StoreException.Rejected e) {
      var kind =
          e.reason() == StoreException.Rejected.Reason.NOT_PERMITTED
              ? Kind.NOT_PERMITTED
              : Kind.NO_CLUSTER;
      throw new ConnectFailedException(kind, "CLUSTER NODES: " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new ConnectFailedException(Kind.NOT_REDIS, "CLUSTER NODES: " + e.getMessage(), e);
    }
  }

  /** What all masters say together, now. */
  private ClusterView ask() throws ConnectFailedException {
    var answers = new ArrayList<List<ClusterNode>>();
    for (var member : members.links().entrySet()) {
      answers.add(nodes(member.getValue(), member.getKey()));
    }
    return ClusterView.of(answers);
  }

  /**
   * Asks the masters who they are and who holds what, and connects to new ones. Blocks.
   *
   * @throws StoreException where one does not answer
   * @throws ConnectFailedException where a new one cannot be reached
   */
  synchronized ClusterView refresh() throws ConnectFailedException {
    var view = ask();
    take(view);
    return view;
  }

  private synchronized void take(ClusterView view) throws ConnectFailedException {
    var old = members.links();
    var next = new LinkedHashMap<Address, RedisLink>();
    try {
      for (var master : view.masters()) {
        var link = old.get(master);
        next.put(master, link != null ? link : join(master));
      }
    } catch (ConnectFailedException e) {
      next.values().stream().filter(made -> !old.containsValue(made)).forEach(RedisLink::close);
      if (old.isEmpty()) {
        throw e;
      }
      lost.complete(Objects.requireNonNullElse(e.getMessage(), e.toString()));
      throw e;
    }
    boolean same = next.keySet().equals(old.keySet());
    members = same ? new Members(view, old, members.list()) : Members.of(view, next);
    slots.set(view);
    if (!same) {
      announce(old, next);
    }
  }

  private RedisLink join(Address master) throws ConnectFailedException {
    RedisLink link;
    try {
      link = opener.open(master);
    } catch (ConnectFailedException e) {
      throw ClusterView.unreachable(master, e);
    } catch (RuntimeException e) {
      throw ClusterView.unreachable(
          master, new ConnectFailedException(Kind.OTHER, e.toString(), e));
    }
    var _ =
        link.lost()
            .thenAccept(
                why -> {
                  if (members.links().containsValue(link)) {
                    lost.complete("master " + master + ": " + why);
                  }
                });
    return link;
  }

  private void announce(Map<Address, RedisLink> old, Map<Address, RedisLink> next) {
    if (!old.isEmpty()) {
      LOG.info("The cluster's masters are {} now, were {}", next.keySet(), old.keySet());
    }
    old.values().stream().filter(link -> !next.containsValue(link)).forEach(RedisLink::close);
    // One may have been lost before it was among the members.
    for (var member : next.entrySet()) {
      if (member.getValue().lost().isDone()) {
        lost.complete("master " + member.getKey() + ": " + member.getValue().lost().join());
      }
    }
    if (closed) {
      next.values().forEach(RedisLink::close);
    }
    listeners.forEach(Runnable::run);
  }

  /** Asks the nodes on a thread of its own: somebody found that what is known is not right. */
  private void askSoon() {
    if (closed || !asking.compareAndSet(false, true)) {
      return;
    }
    Thread.ofVirtual()
        .name("redis-cluster")
        .start(
            () -> {
              try {
                refresh();
                TimeUnit.NANOSECONDS.sleep(ASKED_LATELY);
              } catch (StoreException | ConnectFailedException e) {
                LOG.debug("The nodes of the cluster could not be asked", e);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              } finally {
                asking.set(false);
              }
            });
  }

  private @Nullable Wire mainWire(Address called) {
    var node = members.find(called);
    return node == null ? null : new Wire(node, node.main());
  }

  @Override
  public Calls calls() {
    return calls;
  }

  @Override
  public List<RedisLink> servers() {
    return members.list();
  }

  @Override
  public Wires open() throws ConnectFailedException {
    var now = members;
    var wires = Wires.to(now.list());
    var byNode = new HashMap<RedisLink, Wire>();
    wires.forEach(wire -> byNode.put(wire.server(), wire));
    var carrier =
        new ClusterCarrier(
            slots,
            called -> {
              var node = members.find(called);
              // One that has come since has no wire: the link's own connection serves as well.
              return node == null ? null : byNode.getOrDefault(node, new Wire(node, node.main()));
            });
    return new Wires(this, now.list(), wires, carrier);
  }

  @Override
  public boolean split() {
    return true;
  }

  @Override
  public Registration whenServersChange(Runnable listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  @Override
  public int database() {
    return 0;
  }

  @Override
  public LatencyWindow latency() {
    return latency;
  }

  @Override
  public ServerInfo server() {
    return server;
  }

  /** Only masters are asked, and they are never read-only. */
  @Override
  public boolean readOnly() {
    return false;
  }

  @Override
  public CompletableFuture<String> lost() {
    return lost;
  }

  /** Tries every master, and asks whether they still are the same. */
  @Override
  public Duration ping() {
    var longest = Duration.ZERO;
    for (var node : members.list()) {
      try {
        var took = node.ping();
        longest = took.compareTo(longest) > 0 ? took : longest;
      } catch (StoreException e) {
        if (members.links().containsValue(node)) {
          throw e;
        }
        LOG.debug("A node that is no master any more did not answer", e);
      }
    }
    try {
      refresh().requireWhole();
    } catch (ConnectFailedException e) {
      var why = Objects.requireNonNullElse(e.getMessage(), e.toString());
      lost.complete(why);
      throw new StoreException.Unavailable(why, e);
    }
    return longest;
  }

  @Override
  public void close() {
    closed = true;
    lost.complete("closed");
    var nodes = members.list();
    nodes.forEach(RedisLink::close);
    var _ =
        CompletableFuture.allOf(
                nodes.stream().map(RedisLink::ended).toArray(CompletableFuture[]::new))
            .thenRunAsync(
                () -> {
                  route.close();
                  ended.complete(null);
                },
                task -> Thread.ofVirtual().name("redis-close").start(task));
  }

  @Override
  public CompletableFuture<Void> ended() {
    return ended;
  }
}
