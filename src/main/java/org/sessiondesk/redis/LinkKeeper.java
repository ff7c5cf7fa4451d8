package org.sessiondesk.redis;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.ConnectionFault;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.ConnectionState;
import org.sessiondesk.connection.ProfileMarks;
import org.sessiondesk.connection.ServerFigures;
import org.sessiondesk.connection.UnconfirmedWrite;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.SessionStore;
import org.sessiondesk.session.StoreException;
import org.sessiondesk.session.StoreName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the link of one profile up, on a thread of its own, from when the profile is wanted until
 * it is left: makes it, watches it, makes it anew when it is lost.
 */
final class LinkKeeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LinkKeeper.class);

  /** How often a wait looks at the clock: monotonic time may stand still while a laptop sleeps. */
  private static final long GLANCE = Duration.ofSeconds(1).toNanos();

  /** Makes a link, going all the steps. */
  @FunctionalInterface
  interface Opener {
    StoreLink open() throws ConnectFailedException;
  }

  private volatile ConnectionProfile profile;
  private final Opener opener;
  private final Timing timing;
  private final InstantSource clock;
  private final Consumer<ConnectionState> states;
  private final LinkHolder links = new LinkHolder();
  private final WriteLock writes;
  private final RedisSessionStore store;
  private final Semaphore retry = new Semaphore(0);
  private final Thread thread = Thread.ofVirtual().name("redis-link").unstarted(this::run);
  private volatile @Nullable Duration latency;
  private volatile boolean closed;

  LinkKeeper(
      ConnectionProfile profile,
      SessionJson codec,
      Opener opener,
      Timing timing,
      InstantSource clock,
      Consumer<ConnectionState> states) {
    this.profile = profile;
    this.opener = opener;
    this.timing = timing;
    this.clock = clock;
    this.states = states;
    writes = new WriteLock(profile.marks().readOnly(), clock);
    store =
        new RedisSessionStore(
            name(profile),
            links,
            new SessionKeys(profile.keyPrefix()),
            codec,
            timing,
            writes,
            clock);
  }

  private static StoreName name(ConnectionProfile profile) {
    var ssh = profile.way().ssh();
    return new StoreName(
        profile.id(),
        profile.name(),
        profile.target().display()
            + ' '
            + profile.keyPrefix()
            + (ssh == null ? "" : " over " + ssh.address().host() + ':' + ssh.address().port()));
  }

  /** Begins; tells {@code unanswered} of every write that is not answered. */
  void start(Consumer<UnconfirmedWrite> unanswered) {
    store.unsure().tell(unanswered);
    thread.start();
  }

  SessionStore store() {
    return store;
  }

  /** See {@link org.sessiondesk.connection.ConnectionControl#figures}. */
  ServerFigures figures(Collection<SessionId> sample) {
    return new FigureReader(links.require(), new SessionKeys(profile.keyPrefix())).read(sample);
  }

  /** Whether the store may be changed. */
  WriteLock writes() {
    return writes;
  }

  /** The profile whose store this is, as it is marked now. */
  ConnectionProfile profile() {
    return profile;
  }

  /** Takes over how the profile is marked, and guards the store so. */
  void remark(ProfileMarks marks) {
    profile = profile.withMarks(marks);
    writes.set(marks.readOnly());
  }

  Optional<Duration> latency() {
    return Optional.ofNullable(latency);
  }

  /** How long calls took lately; empty while there is no link. */
  Optional<ServerFigures.Latency> lately() {
    return links.current().flatMap(link -> link.latency().lately());
  }

  /** Ends the wait for the next attempt. */
  void retryNow() {
    retry.release();
  }

  private void run() {
    int failures = 0;
    try {
      while (!closed) {
        states.accept(new ConnectionState.Connecting(profile, failures + 1));
        ConnectionFault fault;
        try {
          var link = opener.open();
          failures = 0;
          fault = keep(link);
        } catch (ConnectFailedException e) {
          LOG.debug("No connection to {}", profile.target().display(), e);
          fault = e.fault();
        }
        failures++;
        rest(fault, failures);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // The profile was left.
    } finally {
      links.close();
    }
  }

  /** Watches a link until it is lost. */
  private ConnectionFault keep(StoreLink link) throws InterruptedException {
    links.set(link);
    states.accept(new ConnectionState.Online(profile, clock.instant(), link.server()));
    LOG.info("Connected to {}, Redis {}", profile.target().display(), link.server().version());
    Thread.ofVirtual().name("redis-settle").start(store::settle);
    try {
      var why = awaitLoss(link);
      if (!closed) {
        LOG.warn("Connection to {} lost: {}", profile.target().display(), why);
      }
      return new ConnectionFault(ConnectionFault.Kind.LOST, why);
    } finally {
      latency = null;
      links.clear();
    }
  }

  private String awaitLoss(StoreLink link) throws InterruptedException {
    while (true) {
      try {
        latency = link.ping();
        var why = awaken(link);
        if (why != null) {
          return why;
        }
      } catch (StoreException e) {
        return link.lost().getNow("no answer to PING");
      } catch (ExecutionException e) {
        throw new IllegalStateException("never completed so", e);
      }
    }
  }

  /**
   * Waits until it is time for the next ping: at once where the machine has slept meanwhile, for
   * the connection most likely has not survived that.
   *
   * @return why the link was lost, or null where it was not
   */
  private @Nullable String awaken(StoreLink link) throws InterruptedException, ExecutionException {
    var until = clock.instant().plus(timing.pingEvery());
    long nanos = timing.pingEvery().toNanos();
    for (long start = System.nanoTime();
        System.nanoTime() - start < nanos && clock.instant().isBefore(until); ) {
      try {
        long left = nanos - (System.nanoTime() - start);
        return link.lost().get(Math.min(Math.max(left, 1), GLANCE), TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        LOG.trace("Not lost: a look at the clock");
      }
    }
    return null;
  }

  private void rest(ConnectionFault fault, int failures) throws InterruptedException {
    if (closed) {
      return;
    }
    retry.drainPermits();
    if (fault.kind().passing()) {
      var delay = timing.retryDelay(failures, ThreadLocalRandom.current().nextDouble());
      var next = clock.instant().plus(delay);
      states.accept(new ConnectionState.Retrying(profile, fault, failures, next));
      awaitRetry(delay, next);
    } else {
      LOG.warn("{} refused: {}", profile.target().display(), fault.detail());
      states.accept(new ConnectionState.Refused(profile, fault));
      retry.acquire();
    }
  }

  /** Waits for the time, which passes in the machine's sleep as well, or for {@link #retryNow}. */
  private void awaitRetry(Duration delay, Instant next) throws InterruptedException {
    long nanos = delay.toNanos();
    long start = System.nanoTime();
    boolean asked = false;
    while (!asked && System.nanoTime() - start < nanos && clock.instant().isBefore(next)) {
      long left = nanos - (System.nanoTime() - start);
      asked = retry.tryAcquire(Math.min(left, GLANCE), TimeUnit.NANOSECONDS);
    }
  }

  /** Leaves the profile. From now on its store only raises {@code Unavailable}. Does not wait. */
  @Override
  public void close() {
    closed = true;
    links.close();
    thread.interrupt();
    store.unsure().leave();
  }

  /** Waits for the thread's end, but not for long. */
  void join() {
    try {
      if (!thread.join(Duration.ofSeconds(2))) {
        LOG.warn("The keeper of a link does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
