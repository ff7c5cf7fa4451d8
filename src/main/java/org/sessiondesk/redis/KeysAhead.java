package org.sessiondesk.redis;

import io.lettuce.core.KeyScanCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

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
  private @Nullable CompletableFuture<KeyScanCursor<byte[]>> scan;

  /** Begins; {@link #next} gives {@code batch} keys at a time. */
  KeysAhead(FeedReader reader, int batch) {
    this.reader = reader;
    this.batch = batch;
    scan = reader.scan("0");
  }

  /** The next keys; none at the end. Waits only where there are too few in reserve. */
  List<byte[]> next() throws InterruptedException {
    for (var asked = scan;
        asked != null && (keys.size() < batch || (asked.isDone() && keys.size() < RESERVE));
        asked = scan) {
      var page = reader.await(asked);
      scan = page.isFinished() ? null : reader.scan(page.getCursor());
      keys.addAll(page.getKeys());
    }
    var first = keys.subList(0, Math.min(batch, keys.size()));
    var next = List.copyOf(first);
    first.clear();
    return next;
  }
}
