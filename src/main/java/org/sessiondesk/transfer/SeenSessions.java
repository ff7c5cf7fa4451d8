package org.sessiondesk.transfer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.service.SessionRow;
import org.sessiondesk.service.SessionService;
import org.sessiondesk.service.StoreOffException;
import org.sessiondesk.session.ByteStore;
import org.sessiondesk.session.Progress;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.SessionCodec;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.StoredBytes;
import org.sessiondesk.session.StoredEntry;
import org.sessiondesk.session.StoredSession;

/** Reads sessions as they are now, in memory and in the store. For one job and one thread. */
final class SeenSessions implements AutoCloseable {
  private final SessionService service;
  private final SessionCodec codec;
  private final @Nullable ByteStore store;

  SeenSessions(SessionService service, SessionCodec codec) {
    this.service = service;
    this.codec = codec;
    store = open(service);
  }

  private static @Nullable ByteStore open(SessionService service) {
    try {
      return service.openBytes();
    } catch (StoreOffException e) {
      return null; // None is wanted: what is in memory is all.
    }
  }

  /**
   * A session as it is now.
   *
   * @param bytes what is stored; of a temporary session what would be
   * @param held the temporary session, or null for a persistent one
   * @param digest a digest of all that it is
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Seen(StoredBytes bytes, @Nullable StoredSession held, byte[] digest) {
    SessionId id() {
      return bytes.id();
    }
  }

  /**
   * What a selection came to besides what was handed over.
   *
   * @param notFound how many that were asked for are not there
   * @param outdated those that are not what the picture shows, by which a query found them
   */
  record Others(long notFound, Tally outdated) {}

  /**
   * Hands over what is selected, each once: all by going through the store, others by their ids, a
   * batch at a time. What a query found is handed over only if it still is what the query was
   * answered from.
   */
  Others forEach(
      ExportRequest.Selection selection, Consumer<? super Seen> consumer, Progress progress) {
    return switch (selection) {
      case ExportRequest.Selection.All _ -> {
        all(consumer, progress);
        yield new Others(0, Tally.NONE);
      }
      case ExportRequest.Selection.Ids _ ->
          these(SelectedIds.of(selection, service), consumer, (_, _) -> true, progress);
      case ExportRequest.Selection.Query(var query) -> {
        var rows = service.index().query(query);
        yield these(
            SelectedIds.ids(rows),
            consumer,
            (place, seen) -> shows(rows.get(place), seen),
            progress);
      }
    };
  }

  private boolean shows(SessionRow row, Seen seen) {
    return seen.bytes().isString() ? row.shows(entry(seen)) : row.unreadable() != null;
  }

  /** Whether what was found at a place still is what was found. */
  private interface Test {
    boolean isStill(int place, Seen seen);
  }

  private Others these(
      List<SessionId> ids, Consumer<? super Seen> consumer, Test test, Progress progress) {
    var outdated = new Tally.Counter();
    long found = 0;
    var size = new BatchSize();
    int at = 0;
    while (at < ids.size() && !progress.cancelled()) {
      int end = Math.min(ids.size(), at + size.next());
      var seen = read(List.copyOf(ids.subList(at, end)));
      size.took(seen.values().stream().map(Seen::bytes).toList());
      for (int i = at; i < end; i++) {
        var one = seen.get(ids.get(i));
        if (one != null && test.isStill(i, one)) {
          consumer.accept(one);
        } else if (one != null) {
          outdated.add(Place.NONE, one.id().value(), "");
        }
      }
      found += seen.size();
      at = end;
      progress.at(at, ids.size());
    }
    return new Others(at - found, outdated.tally());
  }

  private void all(Consumer<? super Seen> consumer, Progress progress) {
    var seen = new IdSet();
    service.forEachTemporary(
        held -> {
          seen.add(held.id());
          consumer.accept(temporary(held));
        });
    if (store != null) {
      store.forEachPage(
          page -> {
            for (var bytes : page) {
              // A scan of Redis may find a key twice.
              if (seen.add(bytes.id())) {
                consumer.accept(stored(bytes));
              }
            }
          },
          progress);
    }
  }

  /** Those of {@code ids} that are there, by them. Memory comes first, as everywhere. */
  Map<SessionId, Seen> read(List<SessionId> ids) {
    var seen = new LinkedHashMap<SessionId, Seen>();
    var others = new ArrayList<SessionId>();
    for (var id : ids) {
      service
          .findTemporary(id)
          .ifPresentOrElse(held -> seen.put(id, temporary(held)), () -> others.add(id));
    }
    if (store != null && !others.isEmpty()) {
      for (var bytes : store.read(others)) {
        seen.put(bytes.id(), stored(bytes));
      }
    }
    return seen;
  }

  private static Seen stored(StoredBytes bytes) {
    return new Seen(bytes, null, Digests.of(bytes));
  }

  private Seen temporary(StoredSession held) {
    var session = held.session();
    var bytes = StoredBytes.plain(session.id(), codec.encode(session.asPersistent()));
    return new Seen(bytes, held, digest(session, bytes));
  }

  /** Its deadline and mark are no part of its stored form. */
  private static byte[] digest(Session session, StoredBytes bytes) {
    var sha256 = Digests.sha256();
    sha256.update(bytes.value());
    sha256.update(
        (session.expiresAt() + " " + session.fallback()).getBytes(StandardCharsets.US_ASCII));
    return sha256.digest();
  }

  /** What it is as a session; empty where it is none. */
  @Nullable StoredSession session(Seen seen) {
    if (seen.held() != null) {
      return seen.held();
    }
    return seen.bytes().isString() && entry(seen) instanceof StoredSession session ? session : null;
  }

  /** What it is as a session, or why it is none. */
  StoredEntry entry(Seen seen) {
    var held = seen.held();
    return held == null ? codec.decode(seen.id(), seen.bytes().value()) : held;
  }

  /** The store, for who has seen something in it. */
  ByteStore store() {
    if (store == null) {
      throw new StoreOffException();
    }
    return store;
  }

  @Override
  public void close() {
    if (store != null) {
      store.close();
    }
  }
}
