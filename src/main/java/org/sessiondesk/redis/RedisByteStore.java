package org.sessiondesk.redis;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.sessiondesk.session.ByteStore;
import org.sessiondesk.session.Progress;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.StoreException;
import org.sessiondesk.session.StoredBytes;

/** What one Redis holds, byte for byte, over a connection of its own. For use by one thread. */
final class RedisByteStore implements ByteStore {
  private static final int MOST_KEYS = 500;
  private static final int FIRST_KEYS = 8;
  private static final int MOST_IN_FLIGHT = 4;

  /** About how many bytes are asked for at a time, by what the values before were like. */
  private static final long PAGE_BYTES = 2 << 20;

  private final StoreLink link;
  private final FeedReader reader;
  private final ValueReads reads;
  private final ValueWrites writes;
  private final SessionKeys keys;
  private int keysAtATime = FIRST_KEYS;

  private RedisByteStore(
      StoreLink link,
      FeedReader reader,
      SessionKeys keys,
      Timing timing,
      WriteLock locks,
      InstantSource clock,
      Consumer<byte[]> touched) {
    this.link = link;
    this.reader = reader;
    this.keys = keys;
    reads = new ValueReads(reader, keys, link.database(), clock);
    writes = new ValueWrites(link, reader, keys, timing, locks, clock, touched);
  }

  /**
   * Connects. Blocks.
   *
   * @param touched is told of every key that is written to
   */
  static RedisByteStore open(
      StoreLink link,
      SessionKeys keys,
      Timing timing,
      WriteLock locks,
      InstantSource clock,
      Consumer<byte[]> touched) {
    try {
      var reader = new FeedReader(link, keys, timing);
      return new RedisByteStore(link, reader, keys, timing, locks, clock, touched);
    } catch (ConnectFailedException e) {
      throw new StoreException.Unavailable("no further connection could be made", e);
    }
  }

  @Override
  public void forEachPage(Consumer<List<StoredBytes>> page, Progress progress) {
    try {
      var moves = new MovedKeys(link, reader);
      long expected = reader.estimate();
      var ahead = new KeysAhead(reader, MOST_KEYS);
      Deque<ValueReads.Asked> underway = new ArrayDeque<>();
      long done = 0;
      for (var some = ahead.next(); !some.isEmpty(); some = ahead.next()) {
        for (int from = 0; from < some.size(); ) {
          if (progress.cancelled()) {
            return;
          }
          int to = Math.min(some.size(), from + keysAtATime);
          underway.add(reads.ask(some.subList(from, to)));
          from = to;
          if (underway.size() == MOST_IN_FLIGHT) {
            done += deliver(underway.remove(), page);
            progress.at(done, expected);
          }
        }
      }
      while (!underway.isEmpty() && !progress.cancelled()) {
        done += deliver(underway.remove(), page);
        progress.at(done, Math.max(done, expected));
      }
      for (var some = moves.next(); !some.isEmpty() && !progress.cancelled(); some = moves.next()) {
        deliver(reads.ask(some), page);
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private int deliver(ValueReads.Asked asked, Consumer<List<StoredBytes>> page)
      throws InterruptedException {
    var values = reads.await(asked);
    pace(values);
    if (!values.isEmpty()) {
      page.accept(values);
    }
    return asked.keys().size();
  }

  /** Few large values at a time, or many small ones; slowly more, at once fewer. */
  private void pace(List<StoredBytes> values) {
    long bytes = 0;
    for (var value : values) {
      bytes += value.value().length;
    }
    long average = Math.max(1, bytes / Math.max(1, values.size()));
    long fitting = Math.clamp(PAGE_BYTES / average, 1, MOST_KEYS);
    keysAtATime = (int) Math.min(fitting, keysAtATime * 2L);
  }

  @Override
  public List<StoredBytes> read(List<SessionId> ids) {
    try {
      var named = ids.stream().filter(keys::canName).map(keys::key).toList();
      var asked = new ArrayList<ValueReads.Asked>();
      for (int from = 0; from < named.size(); from += MOST_KEYS) {
        asked.add(reads.ask(named.subList(from, Math.min(from + MOST_KEYS, named.size()))));
      }
      var found = new ArrayList<StoredBytes>(ids.size());
      for (var some : asked) {
        found.addAll(reads.await(some));
      }
      return found;
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static StoreException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new StoreException.Unavailable("interrupted while reading", e);
  }

  @Override
  public List<PutResult> putAll(List<Put> puts) {
    return writes.putAll(puts);
  }

  @Override
  public List<PutResult> deleteAll(List<StoredBytes> seen) {
    return writes.deleteAll(seen);
  }

  @Override
  public void close() {
    reader.close();
  }
}
