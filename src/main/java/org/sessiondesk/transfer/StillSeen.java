package org.sessiondesk.transfer;

import java.util.ArrayList;
import java.util.List;
import org.sessiondesk.service.SessionService;
import org.sessiondesk.session.ByteStore;
import org.sessiondesk.session.ByteStore.PutResult;
import org.sessiondesk.session.Progress;
import org.sessiondesk.session.RecycleBinException;
import org.sessiondesk.session.SessionCodec;
import org.sessiondesk.session.StoreException;
import org.sessiondesk.session.StoredSession;

/**
 * Goes through a set that somebody has looked at, a batch at a time, and has changed what still is
 * as it was seen then. Ends early where it is cancelled or something fails. For one job.
 */
final class StillSeen {
  private final FrozenSessions sessions;
  private final BulkCount count;

  StillSeen(FrozenSessions sessions, BulkCount count) {
    this.sessions = sessions;
    this.count = count;
  }

  /** Makes the change. */
  interface Change {

    /** Changes a temporary session if it still is {@code held}, and counts it. */
    void temporary(StoredSession held);

    /** Changes what is stored, each if it still is that; says how each ended, in their order. */
    List<PutResult> stored(ByteStore store, List<SeenSessions.Seen> seen);
  }

  void change(SessionService service, SessionCodec codec, Change change, Progress progress) {
    try (var now = new SeenSessions(service, codec)) {
      var size = new BatchSize();
      int at = 0;
      while (at < sessions.size() && !count.hasFailed() && !progress.cancelled()) {
        int end = Math.min(sessions.size(), at + size.next());
        batch(at, end, now, size, change);
        at = end;
        progress.at(at, sessions.size());
      }
    } catch (StoreException | RecycleBinException e) {
      count.failed(e);
    }
  }

  private void batch(int at, int end, SeenSessions now, BatchSize size, Change change) {
    var seen = now.read(sessions.ids(at, end));
    size.took(seen.values().stream().map(SeenSessions.Seen::bytes).toList());
    var stored = new ArrayList<SeenSessions.Seen>();
    for (int i = at; i < end; i++) {
      var id = sessions.id(i);
      var one = seen.get(id);
      if (one == null) {
        count.gone();
      } else if (!sessions.wasSeen(i, one.digest())) {
        count.changed(id);
      } else if (one.held() != null) {
        change.temporary(one.held());
      } else {
        stored.add(one);
      }
    }
    if (!stored.isEmpty()) {
      var results = change.stored(now.store(), stored);
      for (int i = 0; i < results.size(); i++) {
        count.add(results.get(i), stored.get(i).id());
      }
    }
  }
}
