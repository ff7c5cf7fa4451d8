package org.sessiondesk.redis;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.PackingFollower;
import org.sessiondesk.session.Registration;
import org.sessiondesk.session.StoreException;
import org.sessiondesk.session.StoreFollower;
import org.sessiondesk.session.StoreFollower.Tracking;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells one follower of everything that is stored and of every change, over all the connections
 * that come and go. The server is asked to tell of changes before the first pass begins, and again
 * on every new connection, so that no change falls in between; where it will not, passes are
 * repeated.
 *
 * <p>A change is only ever told of by reading the key again, on the connection that everything is
 * read through. Whatever order the news come in, what is told last is what is stored.
 */
final class ChangeFeed implements Registration {
  private static final Logger LOG = LoggerFactory.getLogger(ChangeFeed.class);
  private static final int BATCH = 500;

  /** The other half of the processors is for the window, and for a server on the same machine. */
  private static final int DECODERS = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

  /** News are gathered for so long, so that a flood of them costs few reads. */
  private static final long GATHERING = TimeUnit.MILLISECONDS.toNanos(20);

  /** A pass that is held looks so often whether it is to go on. */
  private static final long HELD = TimeUnit.MILLISECONDS.toNanos(100);

  private final LinkHolder links;
  private final SessionKeys keys;
  private final SessionJson codec;
  private final Timing timing;
  private final StoreFollower follower;
  private final @Nullable PackingFollower packer;
  private final DirtyKeys dirty = new DirtyKeys();
  private final ExecutorService decoders =
      Executors.newFixedThreadPool(DECODERS, Thread.ofVirtual().name("redis-decode-", 0).factory());
  private final Thread thread = Thread.ofVirtual().name("redis-feed").unstarted(this::run);
  private volatile boolean closed;
  private long lastRefetch = System.nanoTime();

  ChangeFeed(
      LinkHolder links,
      SessionKeys keys,
      SessionJson codec,
      Timing timing,
      StoreFollower follower) {
    this.links = links;
    this.keys = keys;
    this.codec = codec;
    this.timing = timing;
    this.follower = follower;
    packer = follower instanceof PackingFollower packing ? packing : null;
  }

  void start() {
    thread.start();
  }

  /** This program has written to {@code key}: it is read again, as after news from the server. */
  void touched(byte[] key) {
    dirty.add(List.of(key));
  }

  private void run() {
    StoreLink dead = null;
    try {
      while (!closed) {
        var link = links.await(dead);
        if (link == null) {
          return;
        }
        followLink(link);
        if (!closed) {
          tell(() -> follower.tracking(Tracking.NONE));
        }
        if (link.lost().isDone()) {
          dead = link;
        } else if (!closed) {
          TimeUnit.NANOSECONDS.sleep(timing.firstRetry().toNanos());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // Closed.
    } finally {
      decoders.shutdownNow();
    }
  }

  private void followLink(StoreLink link) throws InterruptedException {
    // What is known of the last connection's keys is of no use: a pass follows anyway.
    dirty.takeEverything();
    var _ = link.lost().thenRun(dirty::wake);
    try (var _ = link.whenServersChange(dirty::wake);
        var reader = new FeedReader(link, keys, timing)) {
      var tracking = track(link, reader);
      tell(() -> follower.tracking(tracking));
      var pace = new Pace();
      var pipeline = new ReadPipeline(reader, keys, codec, decoders, pace);
      while (!closed && !link.lost().isDone() && reader.complete()) {
        long start = System.nanoTime();
        if (pass(reader, pipeline, pace)) {
          refetchFor(pause(tracking, System.nanoTime() - start), pipeline, reader, link);
        }
      }
    } catch (StoreException | ConnectFailedException e) {
      LOG.debug("The feed of changes broke off", e);
    } catch (RuntimeException e) {
      // Without the feed the picture would stand still, and nobody would see that it does.
      LOG.error("The feed of changes failed; it begins anew", e);
    }
  }

  /** Has the server tell of changes, in the best way that it can and lets this user. */
  private Tracking track(StoreLink link, FeedReader reader)
      throws ConnectFailedException, InterruptedException {
    if (reader.track(dirty)) {
      return Tracking.LIVE;
    }
    return KeyNotices.listen(link, keys, dirty) ? Tracking.NOTIFICATIONS : Tracking.POLLING;
  }

  /**
   * How long to rest between two passes. Passes take a twentieth of the server's time at the most;
   * where it sends notices, which may get lost, a sixth of that.
   */
  private long pause(Tracking tracking, long passTook) {
    long poll = Math.max(timing.poll().toNanos(), passTook * 20);
    return switch (tracking) {
      case LIVE -> Long.MAX_VALUE;
      case NOTIFICATIONS -> 6 * poll;
      case POLLING, NONE -> poll;
    };
  }

  /** Reads everything; whether it came to its end, and was not overtaken by a flush. */
  private boolean pass(FeedReader reader, ReadPipeline pipeline, Pace pace)
      throws InterruptedException {
    dirty.takeEverything();
    long expected = reader.estimate();
    tell(() -> follower.passStarted(expected));
    var ahead = new KeysAhead(reader, BATCH);
    for (var keys = ahead.next(); !keys.isEmpty() && !closed; keys = ahead.next()) {
      pipeline.submit(keys, packer, this::deliverPage);
      rest(pipeline, pace);
      refetch(pipeline, false);
      hold(reader, pipeline);
      if (dirty.isEverything() || !reader.complete()) {
        pipeline.drain();
        return false;
      }
    }
    pipeline.drain();
    if (reader.split()) {
      reader.ping(); // What the servers had to tell came before the answer: of keys that moved.
      refetch(pipeline, true);
    }
    if (closed || dirty.isEverything() || !reader.complete()) {
      return false;
    }
    tell(follower::passCompleted);
    return true;
  }

  /** Waits while the follower wants no more pages; it is told of changes meanwhile. */
  private void hold(FeedReader reader, ReadPipeline pipeline) throws InterruptedException {
    while (!follower.wantsPages() && !closed && !reader.isLost() && !dirty.isEverything()) {
      dirty.await(HELD);
      refetch(pipeline, true);
    }
  }

  /** Leaves a server alone for a moment that has more to do than to answer this program. */
  private static void rest(ReadPipeline pipeline, Pace pace) throws InterruptedException {
    long nanos = pace.rest();
    if (nanos > 0) {
      pipeline.drain();
      TimeUnit.NANOSECONDS.sleep(nanos);
    }
  }

  /**
   * Tells of changes until the time is over, everything changed, the servers are others, or the
   * connection is lost: a quiet one is tried, for one that the network has dropped without a word
   * would stay quiet for ever.
   */
  private void refetchFor(long nanos, ReadPipeline pipeline, FeedReader reader, StoreLink link)
      throws InterruptedException {
    long start = System.nanoTime();
    long quiet = timing.pingEvery().toNanos();
    while (!closed && !link.lost().isDone() && !dirty.isEverything() && reader.complete()) {
      long left = nanos - (System.nanoTime() - start);
      if (left <= 0) {
        return;
      }
      if (!dirty.await(Math.min(left, quiet))) {
        reader.ping();
      }
      refetch(pipeline, true);
    }
  }

  /** Reads again what has changed, at most once in a while; waits for that while if it may. */
  private void refetch(ReadPipeline pipeline, boolean wait) throws InterruptedException {
    long early = GATHERING - (System.nanoTime() - lastRefetch);
    if (early > 0) {
      if (!wait) {
        return;
      }
      TimeUnit.NANOSECONDS.sleep(early);
    }
    var changed = dirty.take(BATCH);
    while (!changed.isEmpty()) {
      pipeline.submit(changed, null, this::deliverChange);
      lastRefetch = System.nanoTime();
      changed = wait ? dirty.take(BATCH) : List.of();
    }
    if (wait) {
      pipeline.drain();
    }
  }

  private void deliverPage(ReadPipeline.Batch batch) {
    if (!batch.present().isEmpty()) {
      tell(
          () -> {
            if (packer == null) {
              follower.page(batch.entries());
            } else {
              packer.packedPage(batch.present());
            }
          });
    }
    if (!batch.gone().isEmpty()) {
      tell(() -> follower.changed(List.of(), batch.gone()));
    }
  }

  private void deliverChange(ReadPipeline.Batch batch) {
    tell(() -> follower.changed(batch.entries(), batch.gone()));
  }

  /** A follower that throws must not stop the feed. */
  private void tell(Runnable news) {
    if (closed) {
      return;
    }
    try {
      news.run();
    } catch (RuntimeException e) {
      LOG.error("A follower of the store failed", e);
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
