package org.sessiondesk.transfer;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.service.SessionService;
import org.sessiondesk.service.StoreLease;
import org.sessiondesk.session.ByteStore;
import org.sessiondesk.session.ByteStore.Put;
import org.sessiondesk.session.ByteStore.PutResult;
import org.sessiondesk.session.Change;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.Progress;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.SessionCodec;
import org.sessiondesk.session.SessionRules;
import org.sessiondesk.session.StoreException;
import org.sessiondesk.session.StoredBytes;
import org.sessiondesk.session.StoredSession;
import org.sessiondesk.session.UpdateResult;

/**
 * Changes voice, name or metadata of many sessions that somebody has looked at: {@link #check}
 * freezes the set and shows what would become of it, {@link #run} changes what still is as it was
 * seen then, each by one command that compares and sets; whatever else is stored of a session stays
 * byte for byte, and what it was is kept in the recycle bin. Blocks; safe for use by several
 * threads.
 */
public final class BulkEditor {
  private final SessionService service;
  private final SessionCodec codec;
  private final InstantSource clock;

  /** Edits what {@code service} has. */
  public BulkEditor(SessionService service, SessionCodec codec, InstantSource clock) {
    this.service = service;
    this.codec = codec;
    this.clock = clock;
  }

  private static Session edited(Session session, List<SessionEdit> edits) {
    var edited = session;
    for (var edit : edits) {
      edited = edit.applyTo(edited);
    }
    return edited;
  }

  /**
   * Looks at the sessions, all of them, and at what would become of them. Changes nothing.
   *
   * @param progress told of the sessions
   * @return the set; where it was cancelled only as far as it came
   * @throws StoreException where the store fails
   */
  public BulkEditPlan check(BulkEditRequest request, Progress progress) {
    var lease = service.lease();
    var look = new Look(request);
    service.within(
        lease,
        () -> {
          try (var now = new SeenSessions(service, codec)) {
            look.others =
                now.forEach(
                    request.selection(), seen -> look.at(seen, now.session(seen)), progress);
          }
          return true;
        });
    return look.plan(lease);
  }

  /** One look at all sessions of a set. */
  private static final class Look {
    private final BulkEditRequest request;
    private final FrozenSessions frozen = new FrozenSessions();
    private final Tally.Counter unreadable = new Tally.Counter();
    private final Tally.Counter invalid = new Tally.Counter();
    private final List<BulkEditPlan.Sample> samples = new ArrayList<>();
    private long unchanged;
    private SeenSessions.Others others = new SeenSessions.Others(0, Tally.NONE);

    Look(BulkEditRequest request) {
      this.request = request;
    }

    void at(SeenSessions.Seen seen, @Nullable StoredSession stored) {
      var id = seen.id();
      if (stored == null) {
        unreadable.add(Place.NONE, id.value(), "");
        return;
      }
      var before = stored.session();
      var after = edited(before, request.edits());
      var wrong = wrong(before, after);
      if (!wrong.isEmpty()) {
        invalid.add(Place.NONE, id.value(), wrong);
      } else if (after.equals(before)) {
        unchanged++;
      } else {
        frozen.add(id, 0, seen.digest());
        if (samples.size() < Tally.MOST) {
          samples.add(new BulkEditPlan.Sample(before, after));
        }
      }
    }

    private String wrong(Session before, Session after) {
      boolean metadata = request.edits().stream().anyMatch(SessionEdit::needsObject);
      if (metadata && !(before.metadata() instanceof Json.Obj)) {
        return "its metadata is no object";
      }
      return String.join(
          ", ",
          SessionRules.checkEdit(before, after).stream()
              .map(fault -> fault.field() + " " + fault.kind())
              .toList());
    }

    BulkEditPlan plan(StoreLease lease) {
      return new BulkEditPlan(
          request, lease, frozen, unchanged, others, unreadable.tally(), invalid.tally(), samples);
    }
  }

  /**
   * Changes the sessions of {@code plan} that still are what they were. Ends early where it is
   * cancelled, the store fails, or what the next ones were cannot be kept.
   *
   * @param confirmation the number of the set and, in production, the profile's name
   * @param progress told of the sessions
   * @throws TransferException where it is not confirmed so; nothing was changed
   */
  public BulkReport run(BulkEditPlan plan, Confirmation confirmation, Progress progress) {
    confirmation.require(plan.size(), plan.request().profile());
    var count = new BulkCount(clock);
    var undoable =
        service.within(
            plan.lease(),
            () ->
                service
                    .undoing()
                    .keep(
                        Change.UPDATE,
                        () -> {
                          edit(plan, count, progress);
                          return true;
                        }));
    return count.report(plan.size(), undoable.batch(), progress.cancelled());
  }

  private void edit(BulkEditPlan plan, BulkCount count, Progress progress) {
    var edits = plan.request().edits();
    new StillSeen(plan.sessions(), count)
        .change(
            service,
            codec,
            new StillSeen.Change() {
              @Override
              public void temporary(StoredSession held) {
                switch (service.update(held, edited(held.session(), edits))) {
                  case UpdateResult.Saved _ -> count.done();
                  case UpdateResult.Gone _ -> count.gone();
                  case UpdateResult.Conflict _ -> count.changed(held.id());
                }
              }

              @Override
              public List<PutResult> stored(ByteStore store, List<SeenSessions.Seen> seen) {
                return store.putAll(seen.stream().map(one -> put(one, edits)).toList());
              }
            },
            progress);
  }

  private Put put(SeenSessions.Seen seen, List<SessionEdit> edits) {
    var bytes = seen.bytes();
    if (!(codec.decode(bytes.id(), bytes.value()) instanceof StoredSession stored)) {
      throw new IllegalStateException("only what could be read is edited");
    }
    var before = stored.session();
    var next = codec.splice(bytes.value(), before, edited(before, edits));
    return Put.keepingEnd(
        new StoredBytes(bytes.id(), next, StoredBytes.STRING, bytes.removedAt()), bytes.value());
  }
}
