package org.sessiondesk.redis;

import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.netty.resolver.DefaultAddressResolverGroup;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.ConnectionControl;
import org.sessiondesk.connection.ConnectionFault;
import org.sessiondesk.connection.ConnectionFigures;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.ConnectionState;
import org.sessiondesk.connection.ConnectionTest;
import org.sessiondesk.connection.ProfileSecrets;
import org.sessiondesk.connection.ServerFigures;
import org.sessiondesk.connection.ServerInfo;
import org.sessiondesk.connection.StoreTarget;
import org.sessiondesk.connection.UnconfirmedWrite;
import org.sessiondesk.connection.WriteAccess;
import org.sessiondesk.session.Listeners;
import org.sessiondesk.session.Registration;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.SessionStore;
import org.sessiondesk.session.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connects to the Redis of one profile at a time. */
public final class RedisConnector implements ConnectionControl {
  private static final Logger LOG = LoggerFactory.getLogger(RedisConnector.class);

  private final BuiltInRedis builtIn;
  private final InstantSource clock;
  private final Timing timing;
  private final Route.Means means;
  private final SessionJson codec = new SessionJson();
  private final StateFeed states = new StateFeed();

  private final Listeners<UnconfirmedWrite> unanswered = new Listeners<>();

  /** Of each profile that was wanted in this run, by its id. */
  private final Map<String, LinkMeter> meters = new ConcurrentHashMap<>();

  /** The links that are not wholly closed. */
  private final Set<StoreLink> links = ConcurrentHashMap.newKeySet();

  private volatile @Nullable LinkKeeper keeper;
  private @Nullable ClientResources resources;
  private boolean closed;

  /**
   * Nothing is connected yet, no thread is started.
   *
   * @param builtIn the store for the built-in profile; closed with the connector
   * @param clock tells when a connection was made
   * @param sshAgent the socket of the user's SSH agent, or null where there is none
   */
  public RedisConnector(BuiltInRedis builtIn, InstantSource clock, @Nullable Path sshAgent) {
    this(builtIn, clock, sshAgent, Timing.STANDARD);
  }

  /** The same where no SSH agent runs. */
  public RedisConnector(BuiltInRedis builtIn, InstantSource clock) {
    this(builtIn, clock, null);
  }

  /** The same with other times. */
  RedisConnector(
      BuiltInRedis builtIn, InstantSource clock, @Nullable Path sshAgent, Timing timing) {
    this.builtIn = builtIn;
    this.clock = clock;
    this.timing = timing;
    means = new Route.Means(new SystemTrust(), sshAgent, clock);
  }

  @Override
  public ConnectionState state() {
    return states.state();
  }

  @Override
  public Registration watch(Consumer<ConnectionState> watcher) {
    return states.watch(watcher);
  }

  @Override
  public Optional<SessionStore> store() {
    return Optional.ofNullable(keeper).map(LinkKeeper::store);
  }

  @Override
  public synchronized void connect(ConnectionProfile profile, ProfileSecrets secrets) {
    if (closed) {
      return;
    }
    leave();
    var paced = timing.within(profile.way().limits());
    if (profile.way().ssh() == null && isNearby(profile.target())) {
      paced = paced.nearby();
    } else if (isFailingOver(profile.target())) {
      paced = paced.failingOver();
    }
    var times = paced;
    var meter = meters.computeIfAbsent(profile.id(), _ -> new LinkMeter(profile, clock.instant()));
    var made = new LinkKeeper[1]; // Lets a keeper's states be told from those of one that was left.
    made[0] =
        new LinkKeeper(
            profile,
            codec,
            () -> open(profile, secrets, times, meter),
            times,
            clock,
            state -> publish(made[0], state));
    keeper = made[0];
    made[0].start(unanswered::tell);
  }

  private synchronized void publish(LinkKeeper from, ConnectionState state) {
    if (from == keeper) {
      state
          .wanted()
          .map(profile -> meters.get(profile.id()))
          .ifPresent(meter -> meter.note(state, clock.instant()));
      states.set(state);
    }
  }

  private StoreLink open(
      ConnectionProfile profile, ProfileSecrets secrets, Timing paced, LinkMeter meter)
      throws ConnectFailedException {
    var found = probe(paced, profile, secrets);
    try {
      var link = open(profile.target(), found, paced, meter);
      links.add(link);
      var _ = link.ended().thenRun(() -> links.remove(link));
      return link;
    } catch (ConnectFailedException e) {
      found.route().close();
      throw e;
    } catch (RuntimeException e) {
      found.route().close();
      throw new ConnectFailedException(ConnectionFault.Kind.OTHER, e.toString(), e);
    }
  }

  private ConnectionProbe.Found probe(
      Timing paced, ConnectionProfile profile, ProfileSecrets secrets)
      throws ConnectFailedException {
    try {
      return probe(paced).run(profile, secrets, new StepLog(_ -> {}));
    } catch (RuntimeException e) {
      throw new ConnectFailedException(ConnectionFault.Kind.OTHER, e.toString(), e);
    }
  }

  private StoreLink open(
      StoreTarget target, ConnectionProbe.Found found, Timing paced, LinkMeter meter)
      throws ConnectFailedException {
    var counting = meter.counting(resources());
    return target instanceof StoreTarget.Cluster
        ? ClusterLink.open(counting, found, paced)
        : RedisLink.open(counting, found, paced);
  }

  private ConnectionProbe probe(Timing times) {
    return new ConnectionProbe(builtIn, new SocketOpener(times.connect()), means);
  }

  private static boolean isFailingOver(StoreTarget target) {
    return target instanceof StoreTarget.Sentinel || target instanceof StoreTarget.Cluster;
  }

  private static boolean isNearby(StoreTarget target) {
    return switch (target) {
      case StoreTarget.BuiltIn _, StoreTarget.Socket _ -> true;
      case StoreTarget.Standalone s ->
          s.address().host().equals("localhost")
              || s.address().host().equals(InetAddress.getLoopbackAddress().getHostAddress())
              || s.address().host().equals("::1");
      case StoreTarget.Sentinel _, StoreTarget.Cluster _ -> false;
    };
  }

  /** Made when they are needed first: they cost start-up time. */
  private synchronized ClientResources resources() {
    if (closed) {
      throw new IllegalStateException("the connector is closed");
    }
    var made = resources;
    if (made == null) {
      made =
          DefaultClientResources.builder()
              // Nobody reads it; and Java opens every jar at its start to check the usual one.
              .commandLatencyRecorder(CommandLatencyRecorder.disabled())
              .ioThreadPoolSize(2)
              .computationThreadPoolSize(2)
              .addressResolverGroup(DefaultAddressResolverGroup.INSTANCE)
              .build();
      resources = made;
    }
    return made;
  }

  @Override
  public synchronized void disconnect(ConnectionState.Off.Why why) {
    leave();
    states.set(new ConnectionState.Off(why));
  }

  @Override
  public ServerFigures figures(Collection<SessionId> sample) {
    var now = keeper;
    if (now == null) {
      throw new StoreException.Unavailable("no store is connected");
    }
    return now.figures(sample);
  }

  @Override
  public synchronized WriteAccess writeAccess() {
    return keeper == null ? new WriteAccess.Open() : keeper.writes().access();
  }

  @Override
  public synchronized void unlockWrites(Duration time) {
    if (keeper != null) {
      LOG.warn("Writes to {} are unlocked for {}", keeper.profile().target().display(), time);
      keeper.writes().unlock(time);
    }
  }

  @Override
  public synchronized void lockWrites() {
    if (keeper != null) {
      LOG.info("Writes to {} are locked again", keeper.profile().target().display());
      keeper.writes().lock();
    }
  }

  @Override
  public synchronized void remark(ConnectionProfile profile) {
    var now = keeper;
    if (now == null || !now.profile().id().equals(profile.id())) {
      return;
    }
    now.remark(profile.marks());
    states.set(marked(states.state(), now.profile()));
  }

  private static ConnectionState marked(ConnectionState state, ConnectionProfile profile) {
    return switch (state) {
      case ConnectionState.Off off -> off;
      case ConnectionState.Connecting s -> new ConnectionState.Connecting(profile, s.attempt());
      case ConnectionState.Online s -> new ConnectionState.Online(profile, s.since(), s.server());
      case ConnectionState.Retrying s ->
          new ConnectionState.Retrying(profile, s.why(), s.attempt(), s.nextAttempt());
      case ConnectionState.Refused s -> new ConnectionState.Refused(profile, s.why());
    };
  }

  private @Nullable LinkKeeper leave() {
    var left = keeper;
    keeper = null;
    if (left != null) {
      left.close();
      var meter = meters.get(left.profile().id());
      if (meter != null) {
        meter.left(clock.instant());
      }
    }
    return left;
  }

  @Override
  public synchronized void retryNow() {
    if (keeper != null) {
      keeper.retryNow();
    }
  }

  @Override
  public ConnectionTest test(
      ConnectionProfile profile, ProfileSecrets secrets, Consumer<ConnectionTest.Step> onStep) {
    var log = new StepLog(onStep);
    var probe = probe(timing.within(profile.way().limits()));
    var result = new CompletableFuture<Optional<ServerInfo>>();
    // On a virtual thread, because there, unlike elsewhere, an interrupt ends a wait on a socket.
    var thread =
        Thread.ofVirtual()
            .name("redis-test")
            .start(
                () -> {
                  try {
                    result.complete(Optional.of(probe.test(profile, secrets, log)));
                  } catch (ConnectFailedException e) {
                    result.complete(Optional.empty());
                  } catch (RuntimeException e) {
                    result.completeExceptionally(e);
                  }
                });
    try {
      var server = result.get();
      return new ConnectionTest(log.steps(), server);
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
      return new ConnectionTest(log.steps(), Optional.empty());
    } catch (ExecutionException e) {
      throw new IllegalStateException("a test broke down", e);
    }
  }

  @Override
  public List<ConnectionFigures> history() {
    var now = keeper;
    var current = now == null ? "" : now.profile().id();
    var all = new ArrayList<ConnectionFigures>();
    meters.forEach(
        (id, meter) -> {
          if (now != null && id.equals(current)) {
            all.addFirst(meter.figures(true, now.latency(), now.lately()));
          } else {
            all.add(meter.figures(false, Optional.empty(), Optional.empty()));
          }
        });
    return all;
  }

  @Override
  public Registration watchWrites(Consumer<UnconfirmedWrite> watcher) {
    return unanswered.add(watcher);
  }

  @Override
  public synchronized Optional<Duration> latency() {
    return keeper == null ? Optional.empty() : keeper.latency();
  }

  @Override
  public void close() {
    @Nullable LinkKeeper left;
    @Nullable ClientResources used;
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      left = leave();
      states.set(new ConnectionState.Off(ConnectionState.Off.Why.DISCONNECTED));
    }
    if (left != null) {
      left.join();
    }
    synchronized (this) {
      used = resources;
      resources = null;
    }
    awaitLinks();
    if (used != null && !used.shutdown(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3_000)) {
      LOG.warn("The network threads do not end");
    }
    builtIn.close();
  }

  /** Network threads that end before the last connection does complain of it in the log. */
  private void awaitLinks() {
    var all =
        CompletableFuture.allOf(
            links.stream().map(StoreLink::ended).toArray(CompletableFuture[]::new));
    try {
      all.get(1, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.debug("Not every connection was closed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
