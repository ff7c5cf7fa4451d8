package org.sessiondesk.service;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.service.PutBack.End;
import org.sessiondesk.session.ByteStore;
import org.sessiondesk.session.ByteStore.Put;
import org.sessiondesk.session.ByteStore.PutResult;
import org.sessiondesk.session.Change;
import org.sessiondesk.session.Digest;
import org.sessiondesk.session.Kept;
import org.sessiondesk.session.KeptBatch;
import org.sessiondesk.session.KeptItem;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.SessionEvent.Cause;
import org.sessiondesk.session.SessionEvent.Origin;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.SessionStore;
import org.sessiondesk.session.StoreException;
import org.sessiondesk.session.StoreName;
import org.sessiondesk.session.StoredBytes;
import org.sessiondesk.session.StoredSession;
import org.sessiondesk.session.UpdateResult;

/**
 * Puts back what was kept. What the command that is undone left behind is replaced; anything else
 * that is there is newer, and stays.
 */
final class Restoring {
  private final Places places;
  private final Journal journal;

  Restoring(Places places) {
    this.places = places;
    this.journal = places.journal();
  }

  List<PutBack> putBack(KeptBatch batch, List<KeptItem> items) {
    var store = places.store().filter(there -> there.name().sameStore(batch.store()));
    boolean needed =
        batch.change() == Change.PROMOTE || items.stream().anyMatch(i -> !i.kept().temporary());
    if (store.isEmpty()) {
      return inMemoryOnly(batch, items);
    }
    try (var bytes = openBytes(store.get())) {
      var present = new HashMap<SessionId, StoredBytes>();
      bytes
          .read(items.stream().map(item -> item.kept().id()).toList())
          .forEach(value -> present.put(value.id(), value));
      return inStore(batch, items, new Target(store.get(), bytes, present));
    } catch (StoreException e) {
      if (!needed) {
        return inMemoryOnly(batch, items);
      }
      return items.stream().map(item -> new PutBack(item, End.FAILED, e)).toList();
    }
  }

  private ByteStore openBytes(SessionStore store) {
    var bytes = store.openBytes().orElseThrow(StoreOffException::new);
    return new OwnByteStore(bytes, store, places.picture(), journal, Change.RESTORE);
  }

  /** The store that a batch belongs to, and what is there now under the ids in question. */
  private record Target(SessionStore store, ByteStore bytes, Map<SessionId, StoredBytes> present) {}

  private List<PutBack> inMemoryOnly(KeptBatch batch, List<KeptItem> items) {
    return items.stream()
        .map(
            item ->
                item.kept().temporary() && batch.change() != Change.PROMOTE
                    ? temporary(item)
                    : new PutBack(item, End.ELSEWHERE))
        .toList();
  }

  private List<PutBack> inStore(KeptBatch batch, List<KeptItem> items, Target target) {
    var ends = new PutBack[items.size()];
    var puts = new ArrayList<Put>();
    var places = new ArrayList<Integer>();
    for (int i = 0; i < ends.length; i++) {
      var item = items.get(i);
      if (item.kept().temporary()) {
        ends[i] = guarded(item, () -> temporaryBesideStore(batch, item, target));
      } else {
        var decided = decide(batch, item, target);
        ends[i] = new PutBack(item, decided.end());
        if (decided.put() != null) {
          puts.add(decided.put());
          places.add(i);
        }
      }
    }
    var results = target.bytes().putAll(puts);
    for (int i = 0; i < results.size(); i++) {
      int place = places.get(i);
      ends[place] = ended(batch, items.get(place), results.get(i), target);
    }
    return List.of(ends);
  }

  private interface Attempt {
    PutBack run();
  }

  private static PutBack guarded(KeptItem item, Attempt attempt) {
    try {
      return attempt.run();
    } catch (StoreException e) {
      return new PutBack(item, End.FAILED, e);
    }
  }

  // ---- what was in the store

  /** What is to be done about a stored value, or how it ends without anything being done. */
  private record Decision(End end, @Nullable Put put) {}

  private Decision decide(KeptBatch batch, KeptItem item, Target target) {
    var wanted = item.kept().value();
    var removedAt = wanted.removedAt();
    var present = target.present().get(wanted.id());
    if (present != null && present.sameValue(wanted)) {
      return new Decision(End.ALREADY, null);
    }
    if (removedAt != null && !removedAt.isAfter(places.clock().instant())) {
      return new Decision(End.OVER, null);
    }
    if (present == null) {
      boolean free = places.temporary().find(wanted.id()).isEmpty() || isDemoted(batch, item);
      return free ? new Decision(End.DONE, new Put(wanted, null)) : new Decision(End.NEWER, null);
    }
    boolean ours = present.isString() && Digest.of(present.value()).equals(item.fate().left());
    return ours && wanted.isString()
        ? new Decision(
            End.DONE,
            new Put(
                new StoredBytes(wanted.id(), wanted.value(), wanted.type(), present.removedAt()),
                present.value()))
        : new Decision(End.NEWER, null);
  }

  /** Whether memory still holds exactly what demoting this session left there. */
  private boolean isDemoted(KeptBatch batch, KeptItem item) {
    return batch.change() == Change.DEMOTE
        && places
            .temporary()
            .find(item.kept().id())
            .map(journal::digest)
            .filter(digest -> digest.equals(item.fate().left()))
            .isPresent();
  }

  private PutBack ended(KeptBatch batch, KeptItem item, PutResult result, Target target) {
    return switch (result) {
      case PutResult.Done _ -> {
        var id = item.kept().id();
        if (isDemoted(batch, item)) {
          try (var _ = places.locks().lock(id);
              var _ = places.picture().ownWrite(id, Cause.PROMOTED)) {
            places.temporary().delete(id);
            places.picture().refreshTemporary(id, Cause.PROMOTED);
          }
        }
        journal
            .read(item.kept().value())
            .ifPresent(entry -> places.picture().put(target.store(), entry, Origin.HERE));
        yield new PutBack(item, End.DONE);
      }
      case PutResult.Differs _, PutResult.Gone _ -> new PutBack(item, End.NEWER);
      case PutResult.Failed(var why) -> new PutBack(item, End.FAILED, why);
    };
  }

  // ---- what was in memory

  private PutBack temporaryBesideStore(KeptBatch batch, KeptItem item, Target target) {
    var present = target.present().get(item.kept().id());
    if (present == null) {
      return temporary(item);
    }
    boolean ours =
        batch.change() == Change.PROMOTE && Digest.of(present.value()).equals(item.fate().left());
    return ours ? demoteAgain(item, present, target) : new PutBack(item, End.NEWER);
  }

  /** Takes a promotion back: it is in memory before it leaves the store. */
  private PutBack demoteAgain(KeptItem item, StoredBytes present, Target target) {
    var session = alive(item.kept());
    if (session.isEmpty()) {
      return new PutBack(item, End.OVER);
    }
    var id = session.get().id();
    try (var _ = places.locks().lock(id);
        var _ = places.picture().ownWrite(id, Cause.DEMOTED)) {
      places.temporary().insert(session.get());
      var result = target.bytes().deleteAll(List.of(present)).getFirst();
      boolean stays = result instanceof PutResult.Differs;
      boolean failed =
          result instanceof PutResult.Failed(var why)
              && !(why instanceof StoreException.OutcomeUnknown);
      if (stays || failed) {
        places.temporary().delete(id);
      }
      places.picture().refreshTemporary(id, Cause.DEMOTED);
      return switch (result) {
        case PutResult.Done _, PutResult.Gone _ -> new PutBack(item, End.DONE);
        case PutResult.Differs _ -> new PutBack(item, End.NEWER);
        case PutResult.Failed(var why) -> new PutBack(item, End.FAILED, why);
      };
    } catch (StoreException.AlreadyExists _) {
      return new PutBack(item, End.NEWER);
    }
  }

  private Optional<Session> alive(Kept kept) {
    return journal.temporary(kept).filter(s -> !s.isExpired(places.clock().instant()));
  }

  private PutBack temporary(KeptItem item) {
    var kept = item.kept();
    var id = kept.id();
    var session = alive(kept);
    try (var _ = places.locks().lock(id);
        var _ = places.picture().ownWrite(id, Cause.DELETED)) {
      var held = places.temporary().find(id);
      if (held.isPresent() && held.get() instanceof StoredSession stored) {
        return overHeld(item, stored, session);
      }
      if (session.isEmpty()) {
        return new PutBack(item, End.OVER);
      }
      journal.write(
          Change.RESTORE,
          id,
          StoreName.MEMORY,
          null,
          note -> {
            note.done(places.temporary().insert(session.get()));
            return true;
          });
      places.picture().refreshTemporary(id, Cause.DELETED);
      return new PutBack(item, End.DONE);
    }
  }

  private PutBack overHeld(KeptItem item, StoredSession held, Optional<Session> session) {
    var digest = journal.digest(held);
    if (Digest.of(item.kept().value().value()).equals(digest)) {
      return new PutBack(item, End.ALREADY);
    }
    if (digest == null || !digest.equals(item.fate().left())) {
      return new PutBack(item, End.NEWER);
    }
    if (session.isEmpty()) {
      return new PutBack(item, End.OVER);
    }
    var result =
        journal.write(
            Change.RESTORE,
            held.id(),
            StoreName.MEMORY,
            held,
            note -> {
              var updated = places.temporary().update(held, session.get());
              if (updated instanceof UpdateResult.Saved(var now)) {
                note.done(now);
              }
              return updated;
            });
    places.picture().refreshTemporary(held.id(), Cause.DELETED);
    return new PutBack(item, result instanceof UpdateResult.Saved ? End.DONE : End.NEWER);
  }

  // ---- beside what is there

  Optional<SessionId> putBackAsNew(KeptBatch batch, KeptItem item) {
    var id = SessionId.random();
    if (item.kept().temporary()) {
      return alive(item.kept())
          .map(
              session -> {
                insertTemporary(session, id);
                return id;
              });
    }
    var store =
        places
            .store()
            .filter(there -> there.name().sameStore(batch.store()))
            .orElseThrow(StoreOffException::new);
    var value = journal.withId(item.kept().value(), id);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    try (var bytes = openBytes(store)) {
      return switch (bytes.putAll(List.of(new Put(value.get(), null))).getFirst()) {
        case PutResult.Done _ -> {
          journal
              .read(value.get())
              .ifPresent(entry -> places.picture().put(store, entry, Origin.HERE));
          yield Optional.of(id);
        }
        case PutResult.Failed(var why) -> throw why;
        case PutResult.Differs _, PutResult.Gone _ -> throw new StoreException.AlreadyExists(id);
      };
    }
  }

  private void insertTemporary(Session kept, SessionId id) {
    var session =
        new Session(
            id,
            kept.text(),
            kept.voice(),
            kept.name(),
            false,
            kept.createdAt(),
            kept.expiresAt(),
            kept.sentences(),
            kept.metadata(),
            kept.fallback());
    try (var _ = places.picture().ownWrite(id, Cause.DELETED)) {
      journal.write(
          Change.RESTORE,
          id,
          StoreName.MEMORY,
          null,
          note -> {
            note.done(places.temporary().insert(session));
            return true;
          });
      places.picture().refreshTemporary(id, Cause.DELETED);
    }
  }
}
