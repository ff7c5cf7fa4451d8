package org.sessiondesk.session;

import java.util.List;

/**
 * A follower that keeps sessions in a form of its own. It makes that of their fields while they are
 * read, by several threads at once, and so spares itself the objects of millions of sessions.
 */
public interface PackingFollower extends StoreFollower {

  /** Packs one session. Called by any thread, several at a time. */
  byte[] pack(SessionFields fields);

  /** As {@link #page}, which is not called for stores that pack. */
  void packedPage(List<PackedEntry> entries);
}
