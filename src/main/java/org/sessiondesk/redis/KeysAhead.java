package org.sessiondesk.redis;

import io.lettuce.core.KeyScanCursor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The keys of everything that is stored, some thousands ahead of the reading of their values. A
 * scan's next step needs the answer to the last one: without keys in reserve the server would do
 * nothing in between. For use by one thread.
 */
final class KeysAhead {
  private static final int RESERVE = 4_000;

  private final FeedReader reader;
  private final int batch;
  private final List<byte[]> keys = new ArrayList<>();

  /** The scans under way, at most one for each server; they take turns. */
  private final Deque<Scan> scans = new ArrayDeque<>();

  private record Scan(int server, CompletableFuture<KeyScanCursor<byte[]>> page) {}

  /** Begins; {@link #next} gives {@code batch} keys at a time. */
  KeysAhead(FeedReader reader, int batch) {
    this.reader = reader;
    this.batch = batch;
    for (int server = 0; server < reader.servers(); server++) {
      scans.add(new Scan(server, reader.scan(server, "0")));
    }
  }

  /** The next keys; none at the end. Waits only where there are too few in reserve. */
  List<byte[]> next() throws InterruptedException {
    while (!scans.isEmpty()
        && (keys.size() < batch || (scans.getFirst().page().isDone() && keys.size() < RESERVE))) {
      int server = scans.getFirst().server();
      var page = reader.await(scans.remove().page());
      if (!page.isFinished()) {
        scans.add(new Scan(server, reader.scan(server, page.getCursor())));
      }
      keys.addAll(page.getKeys());
    }
    var first = keys.subList(0, Math.min(batch, keys.size()));
    var next = List.copyOf(first);
    first.clear();
    return next;
  }
}
