package org.sessiondesk.redis;

import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.IntegerOutput;
import io.lettuce.core.output.KeyScanOutput;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.output.ValueOutput;
import io.lettuce.core.protocol.CommandType;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.ByteStore;
import org.sessiondesk.session.DeleteResult;
import org.sessiondesk.session.Progress;
import org.sessiondesk.session.Registration;
import org.sessiondesk.session.Revision;
import org.sessiondesk.session.ServerSaves;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.SessionStore;
import org.sessiondesk.session.StoreException;
import org.sessiondesk.session.StoreFollower;
import org.sessiondesk.session.StoreName;
import org.sessiondesk.session.StoredEntry;
import org.sessiondesk.session.StoredSession;
import org.sessiondesk.session.UnreadableEntry;
import org.sessiondesk.session.UnreadableReason;
import org.sessiondesk.session.UpdateResult;

/**
 * Persistent sessions in the Redis of one profile. Every write is sent at most once and confirmed
 * by Redis before it is reported as done.
 */
final class RedisSessionStore implements SessionStore {
  private static final int BATCH = 500;
  private static final int SCAN_COUNT = 1_000;

  private final StoreName name;
  private final LinkHolder links;
  private final SessionKeys keys;
  private final SessionJson codec;
  private final Timing timing;
  private final WriteLock writes;
  private final InstantSource clock;
  private final UnsureWrites unsure;
  private final List<ChangeFeed> feeds = new CopyOnWriteArrayList<>();

  RedisSessionStore(
      StoreName name,
      LinkHolder links,
      SessionKeys keys,
      SessionJson codec,
      Timing timing,
      WriteLock writes,
      InstantSource clock) {
    this.name = name;
    this.links = links;
    this.keys = keys;
    this.codec = codec;
    this.timing = timing;
    this.writes = writes;
    this.clock = clock;
    unsure = new UnsureWrites(name.name(), clock);
  }

  /** The writes that were not answered. */
  UnsureWrites unsure() {
    return unsure;
  }

  @Override
  public StoreName name() {
    return name;
  }

  @Override
  public StoredSession insert(Session session) {
    var value = codec.encode(session);
    setNew(session.id(), value);
    return stored(session.id(), value);
  }

  @Override
  public void restore(StoredEntry deleted) {
    if (deleted instanceof UnreadableEntry entry
        && entry.reason() == UnreadableReason.WRONG_REDIS_TYPE) {
      throw new StoreException.Rejected(
          StoreException.Rejected.Reason.OTHER,
          "only strings can be put back, not " + entry.detail(),
          new IllegalArgumentException(entry.detail()));
    }
    setNew(deleted.id(), deleted.revision().token());
  }

  private void setNew(SessionId id, byte[] value) {
    var key = keys.key(id);
    var args = Calls.args().addKey(key).addValue(value).add("NX");
    boolean done =
        noting(
            id,
            value,
            () ->
                forWriting()
                        .write(CommandType.SET, new StatusOutput<>(ByteArrayCodec.INSTANCE), args)
                    != null);
    if (!done) {
      throw new StoreException.AlreadyExists(id);
    }
    touched(key);
  }

  /** Keeps in mind what is not known to be done, until {@link #settle}. */
  private <T> T noting(SessionId id, byte @Nullable [] wanted, Supplier<T> write) {
    try {
      return write.get();
    } catch (StoreException.OutcomeUnknown e) {
      unsure.add(id, wanted);
      throw e;
    }
  }

  /** Looks what became of the writes that a connection which is lost has not answered. Blocks. */
  void settle() {
    unsure.settle(
        id ->
            Optional.ofNullable(
                links
                    .require()
                    .calls()
                    .read(
                        CommandType.GET,
                        new ValueOutput<>(ByteArrayCodec.INSTANCE),
                        Calls.args().addKey(keys.key(id)))));
  }

  /** How many writes there are of which nobody knows yet whether they were done. */
  int unsettled() {
    return unsure.size();
  }

  /** What was just written, as it will be read. */
  private StoredSession stored(SessionId id, byte[] value) {
    return switch (codec.decode(id, value)) {
      case StoredSession session -> session;
      case UnreadableEntry entry -> throw new IllegalStateException("wrote what is " + entry);
    };
  }

  @Override
  public Optional<StoredEntry> find(SessionId id) {
    if (!keys.canName(id)) {
      return Optional.empty();
    }
    var key = keys.key(id);
    var calls = links.require().calls();
    try {
      var value =
          calls.read(
              CommandType.GET,
              new ValueOutput<>(ByteArrayCodec.INSTANCE),
              Calls.args().addKey(key));
      return value == null ? Optional.empty() : Optional.of(codec.decode(id, value));
    } catch (StoreException.Rejected e) {
      if (isWrongType(e)) {
        return findOfOtherType(id, key);
      }
      throw e;
    }
  }

  private static boolean isWrongType(StoreException.Rejected e) {
    return e.getCause() != null && ErrorMapping.isWrongType(e.getCause());
  }

  private Optional<StoredEntry> findOfOtherType(SessionId id, byte[] key) {
    var type =
        links
            .require()
            .calls()
            .read(
                CommandType.TYPE,
                new StatusOutput<>(ByteArrayCodec.INSTANCE),
                Calls.args().addKey(key));
    return "none".equals(type)
        ? Optional.empty()
        : Optional.of(otherType(id, Objects.requireNonNullElse(type, "unknown")));
  }

  /** What stands for a key that holds a hash, a list or the like. */
  static UnreadableEntry otherType(SessionId id, String type) {
    return new UnreadableEntry(
        id, UnreadableReason.WRONG_REDIS_TYPE, "a " + type, Revision.of(new byte[0]));
  }

  @Override
  public UpdateResult update(StoredSession seen, Session changed) {
    var stored = seen.revision().token();
    var next = codec.splice(stored, seen.session(), changed);
    var key = keys.key(seen.id());
    try {
      return switch (noting(
          seen.id(), next, () -> Scripts.compareAndSet(forWriting(), key, stored, next))) {
        case Scripts.Outcome.Done _ -> {
          touched(key);
          yield new UpdateResult.Saved(stored(seen.id(), next));
        }
        case Scripts.Outcome.Gone _ -> new UpdateResult.Gone();
        case Scripts.Outcome.Differs differs ->
            new UpdateResult.Conflict(codec.decode(seen.id(), differs.now().token()));
      };
    } catch (StoreException.Rejected e) {
      if (!isWrongType(e)) {
        throw e;
      }
      return findOfOtherType(seen.id(), key)
          .<UpdateResult>map(UpdateResult.Conflict::new)
          .orElseGet(UpdateResult.Gone::new);
    }
  }

  @Override
  public boolean delete(SessionId id) {
    return keys.canName(id) && unlink(List.of(keys.key(id))) > 0;
  }

  private long unlink(List<byte[]> batch) {
    var calls = forWriting();
    var commands =
        links.require().split()
            ? batch.stream().map(key -> Calls.args().addKey(key)).toList()
            : List.of(Calls.args().addKeys(batch));
    try {
      return calls
          .writeAll(
              CommandType.UNLINK, () -> new IntegerOutput<>(ByteArrayCodec.INSTANCE), commands)
          .stream()
          .mapToLong(count -> count == null ? 0 : count)
          .sum();
    } catch (StoreException.OutcomeUnknown e) {
      batch.forEach(key -> unsure.add(keys.id(key), null));
      throw e;
    } finally {
      batch.forEach(this::touched);
    }
  }

  @Override
  public DeleteResult delete(StoredEntry seen) {
    var key = keys.key(seen.id());
    try {
      var token = seen.revision().token();
      return switch (noting(
          seen.id(), null, () -> Scripts.compareAndDelete(forWriting(), key, token))) {
        case Scripts.Outcome.Done _ -> {
          touched(key);
          yield new DeleteResult.Deleted();
        }
        case Scripts.Outcome.Gone _ -> new DeleteResult.Gone();
        case Scripts.Outcome.Differs differs ->
            new DeleteResult.Changed(codec.decode(seen.id(), differs.now().token()));
      };
    } catch (StoreException.Rejected e) {
      if (!isWrongType(e)) {
        throw e;
      }
      return deleteOfOtherType(seen, key);
    }
  }

  /** A hash or list has no bytes to compare: seen as such, it is deleted while it is such. */
  private DeleteResult deleteOfOtherType(StoredEntry seen, byte[] key) {
    if (seen instanceof UnreadableEntry entry
        && entry.reason() == UnreadableReason.WRONG_REDIS_TYPE) {
      return unlink(List.of(key)) > 0 ? new DeleteResult.Deleted() : new DeleteResult.Gone();
    }
    return findOfOtherType(seen.id(), key)
        .<DeleteResult>map(DeleteResult.Changed::new)
        .orElseGet(DeleteResult.Gone::new);
  }

  @Override
  public long deleteAll(Collection<SessionId> ids, Progress progress) {
    long deleted = 0;
    long done = 0;
    var batch = new ArrayList<byte[]>(BATCH);
    for (var id : ids) {
      batch.add(keys.key(id));
      if (batch.size() == BATCH || done + batch.size() == ids.size()) {
        if (progress.cancelled()) {
          return deleted;
        }
        deleted += unlink(batch);
        done += batch.size();
        batch = new ArrayList<>(BATCH);
        progress.at(done, ids.size());
      }
    }
    return deleted;
  }

  @Override
  public long count() {
    var count = new KeyCount();
    for (var server : links.require().servers()) {
      var cursor = "0";
      do {
        KeyScanCursor<byte[]> page = scan(server.calls(), cursor);
        count.add(page.getKeys());
        cursor = page.getCursor();
      } while (!cursor.equals("0"));
    }
    return count.distinct();
  }

  private KeyScanCursor<byte[]> scan(Calls calls, String cursor) {
    var args = Calls.args().add(cursor).add("MATCH").add(keys.pattern()).add("COUNT");
    return Objects.requireNonNull(
        calls.read(
            CommandType.SCAN, new KeyScanOutput<>(ByteArrayCodec.INSTANCE), args.add(SCAN_COUNT)),
        "SCAN answers a cursor");
  }

  @Override
  public Registration follow(StoreFollower follower) {
    var feed = new ChangeFeed(links, keys, codec, timing, follower);
    feeds.add(feed);
    feed.start();
    return () -> {
      feeds.remove(feed);
      feed.close();
    };
  }

  /** Our own writes take the same way to the followers as everybody's. */
  private void touched(byte[] key) {
    feeds.forEach(feed -> feed.touched(key));
  }

  @Override
  public Optional<ByteStore> openBytes() {
    return Optional.of(
        RedisByteStore.open(links.require(), keys, timing, writes, clock, this::touched));
  }

  @Override
  public Optional<ServerSaves> saves() {
    return Optional.of(new BackgroundSave(new LinkSaving(links), clock));
  }

  private Calls forWriting() {
    writes.require();
    var link = links.require();
    requireWritable(link);
    return link.calls();
  }

  static void requireWritable(StoreLink link) {
    if (link.readOnly()) {
      throw new StoreException.Rejected(
          StoreException.Rejected.Reason.READ_ONLY,
          "the server is a " + link.server().role() + " of another one",
          new IllegalStateException("role " + link.server().role()));
    }
  }
}
