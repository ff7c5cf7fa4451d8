package org.sessiondesk.redis;

import io.lettuce.core.KeyScanCursor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * The keys of everything that is stored, some thousands ahead of the reading of their values. A
 * scan's next step needs the answer to the last one: it is asked for as soon as that is there, by
 * the thread that brings it, so that the server is never without something to do. For use by one
 * thread.
 */
final class KeysAhead {
  private static final int RESERVE = 4_000;

  private final FeedReader reader;
  private final int batch;

  /** What was asked for and not yet taken, in its order; of each server one page at a time. */
  private final BlockingQueue<CompletableFuture<KeyScanCursor<byte[]>>> pages =
      new LinkedBlockingQueue<>();

  private final List<byte[]> keys = new ArrayList<>();
  private int taken;

  /** How many servers have not given their last page. */
  private int more;

  private int reserve;

  /** Where to go on once there is room in the reserve. */
  private final Deque<Held> held = new ArrayDeque<>();

  private record Held(int server, String cursor) {}

  /** Begins; {@link #next} gives {@code batch} keys at a time. */
  KeysAhead(FeedReader reader, int batch) {
    this.reader = reader;
    this.batch = batch;
    more = reader.servers();
    for (int server = 0; server < more; server++) {
      ask(server, "0");
    }
  }

  private void ask(int server, String cursor) {
    var page = reader.scan(server, cursor);
    pages.add(page);
    var _ = page.thenAccept(came -> came(server, came));
  }

  /** Runs on Netty's thread: asks for the next keys, no more. */
  private void came(int server, KeyScanCursor<byte[]> page) {
    synchronized (pages) {
      reserve += page.getKeys().size();
      if (page.isFinished()) {
        return;
      }
      if (reserve >= RESERVE) {
        held.add(new Held(server, page.getCursor()));
        return;
      }
    }
    try {
      ask(server, page.getCursor());
    } catch (RuntimeException e) {
      pages.add(CompletableFuture.failedFuture(e));
    }
  }

  /** The next keys; none at the end. Waits only where there are too few in reserve. */
  List<byte[]> next() throws InterruptedException {
    if (more > 0 && keys.size() - taken < batch) {
      keys.subList(0, taken).clear();
      taken = 0;
      while (more > 0 && keys.size() < batch) {
        takePage();
      }
    }
    int to = Math.min(keys.size(), taken + batch);
    var next = List.copyOf(keys.subList(taken, to));
    taken = to;
    return next;
  }

  private void takePage() throws InterruptedException {
    var page = reader.await(pages.take());
    keys.addAll(page.getKeys());
    more -= page.isFinished() ? 1 : 0;
    @Nullable Held from;
    synchronized (pages) {
      reserve -= page.getKeys().size();
      from = reserve < RESERVE ? held.poll() : null;
    }
    if (from != null) {
      ask(from.server(), from.cursor());
    }
  }
}
