package org.sessiondesk.redis;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.StoreException;

/**
 * The keys that a pass over several servers may have missed: one that moves from a server that is
 * not read yet to one that is read already is met on neither. Both servers tell of it, as they tell
 * of every change; where this user may not ask them to, a pass during which slots move fails. For
 * use by one thread.
 */
final class MovedKeys {
  private static final int BATCH = 100;

  private final FeedReader reader;
  private final boolean cluster;
  private final DirtyKeys changed = new DirtyKeys();
  private final @Nullable ClusterLink unwatched;
  private final @Nullable ClusterView before;

  /** Begins to watch, before the pass begins. Of one server there is nothing to watch. */
  MovedKeys(StoreLink link, FeedReader reader) throws InterruptedException {
    this.reader = reader;
    cluster = link.split();
    boolean watched = !cluster || reader.track(changed);
    unwatched = !watched && link instanceof ClusterLink masters ? masters : null;
    before = unwatched == null ? null : view(unwatched);
  }

  /**
   * Some of those that have moved or changed since; none at the end.
   *
   * @throws StoreException.Unavailable where some may have moved and nobody could tell which
   */
  List<byte[]> next() throws InterruptedException {
    if (unwatched != null && before != null) {
      var now = view(unwatched);
      if (before.moving() || now.moving() || !now.sameOwners(before)) {
        throw new StoreException.Unavailable(
            "slots of the cluster were moved while everything was read, and this user may not"
                + " have the servers tell of changes");
      }
    }
    if (cluster) {
      reader.ping(); // What they had to tell came before the answer.
    }
    return changed.take(BATCH);
  }

  private static ClusterView view(ClusterLink masters) {
    try {
      return masters.refresh();
    } catch (ConnectFailedException e) {
      throw new StoreException.Unavailable("the cluster: " + e.getMessage(), e);
    }
  }
}
