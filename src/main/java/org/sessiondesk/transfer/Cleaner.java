package org.sessiondesk.transfer;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sessiondesk.service.SessionService;
import org.sessiondesk.session.ByteStore;
import org.sessiondesk.session.ByteStore.PutResult;
import org.sessiondesk.session.Change;
import org.sessiondesk.session.DeleteResult;
import org.sessiondesk.session.KeptBatch;
import org.sessiondesk.session.Progress;
import org.sessiondesk.session.SessionCodec;
import org.sessiondesk.session.StoreException;
import org.sessiondesk.session.StoredEntry;
import org.sessiondesk.session.StoredSession;

/**
 * Deletes many sessions that somebody has looked at: {@link #check} freezes the set, {@link #run}
 * deletes what still is as it was seen then, each by one command that compares and deletes, and
 * keeps it in the recycle bin first. What has changed since, or has come since, stays. Blocks; safe
 * for use by several threads.
 */
public final class Cleaner {
  private final SessionService service;
  private final SessionCodec codec;
  private final InstantSource clock;

  /** What remains of what is deleted. */
  public enum Undo {
    /** All of it is kept in the recycle bin first; what finds no room there stays. */
    KEPT,
    /** Nothing: it is deleted for ever. */
    NONE
  }

  /** Cleans up what {@code service} has. */
  public Cleaner(SessionService service, SessionCodec codec, InstantSource clock) {
    this.service = service;
    this.codec = codec;
    this.clock = clock;
  }

  /**
   * Looks at the sessions, all of them, and remembers in which state each is. Changes nothing.
   *
   * @param progress told of the sessions
   * @return the set; where it was cancelled only as far as it came
   * @throws StoreException where the store fails
   */
  public CleanupPlan check(CleanupRequest request, Progress progress) {
    var lease = service.lease();
    var look = new Look();
    service.within(
        lease,
        () -> {
          try (var now = new SeenSessions(service, codec)) {
            look.others =
                now.forEach(request.selection(), seen -> look.at(seen, now.entry(seen)), progress);
          }
          return true;
        });
    long binLimit = service.journal().bin().map(bin -> bin.limits().bytes()).orElse(Long.MAX_VALUE);
    return new CleanupPlan(
        request, lease, look.frozen, look.counts(binLimit), look.others.outdated(), look.samples);
  }

  /** One look at all sessions of a set. */
  private static final class Look {
    /** What the bin writes beside a value: its id, its number, a digest, what became of it. */
    private static final int BESIDE = 200;

    private final FrozenSessions frozen = new FrozenSessions();
    private final List<StoredEntry> samples = new ArrayList<>();
    private long persistent;
    private long temporary;
    private long unreadable;
    private SeenSessions.Others others = new SeenSessions.Others(0, Tally.NONE);
    private long bytes;
    private long binBytes;

    void at(SeenSessions.Seen seen, StoredEntry entry) {
      frozen.add(seen.id(), 0, seen.digest());
      if (seen.held() != null) {
        temporary++;
      } else if (seen.bytes().isString() && entry instanceof StoredSession) {
        persistent++;
      } else {
        unreadable++;
      }
      var value = seen.bytes().value();
      bytes += value.length;
      binBytes += BESIDE + value.length + escapes(value);
      if (samples.size() < Tally.MOST) {
        samples.add(entry);
      }
    }

    /** How much longer it is as a text in JSON. */
    private static int escapes(byte[] value) {
      int count = 0;
      for (var one : value) {
        count += one == '"' || one == '\\' ? 1 : 0;
      }
      return count;
    }

    CleanupPlan.Counts counts(long binLimit) {
      return new CleanupPlan.Counts(
          persistent, temporary, unreadable, others.notFound(), bytes, binBytes, binLimit);
    }
  }

  /**
   * Deletes the sessions of {@code plan} that still are what they were. Ends early where it is
   * cancelled, the store fails, or the next ones cannot be kept.
   *
   * @param confirmation the number of the set and, in production, the profile's name
   * @param undo whether it can be undone
   * @param progress told of the sessions
   * @throws TransferException where it is not confirmed so, or finds no room in the recycle bin;
   *     nothing was changed
   */
  public BulkReport run(CleanupPlan plan, Confirmation confirmation, Undo undo, Progress progress) {
    confirmation.require(plan.size(), plan.request().profile());
    if (undo == Undo.KEPT && !plan.fitsBin()) {
      throw new TransferException(
          TransferException.Reason.BIN_TOO_SMALL,
          "they would take about "
              + plan.counts().binBytes()
              + " bytes of the recycle bin, which may take "
              + plan.counts().binLimit());
    }
    var count = new BulkCount(clock);
    Optional<KeptBatch> kept =
        service.within(
            plan.lease(),
            () -> {
              if (undo == Undo.NONE) {
                delete(plan, count, progress);
                return Optional.<KeptBatch>empty();
              }
              return service
                  .undoing()
                  .keep(
                      Change.DELETE,
                      () -> {
                        delete(plan, count, progress);
                        return true;
                      })
                  .batch();
            });
    return count.report(plan.size(), kept, progress.cancelled());
  }

  private void delete(CleanupPlan plan, BulkCount count, Progress progress) {
    new StillSeen(plan.sessions(), count)
        .change(
            service,
            codec,
            new StillSeen.Change() {
              @Override
              public void temporary(StoredSession held) {
                switch (service.delete(held)) {
                  case DeleteResult.Deleted _ -> count.done();
                  case DeleteResult.Gone _ -> count.gone();
                  case DeleteResult.Changed _ -> count.changed(held.id());
                }
              }

              @Override
              public List<PutResult> stored(ByteStore store, List<SeenSessions.Seen> seen) {
                return store.deleteAll(seen.stream().map(SeenSessions.Seen::bytes).toList());
              }
            },
            progress);
  }
}
