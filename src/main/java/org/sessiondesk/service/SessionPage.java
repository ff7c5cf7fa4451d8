package org.sessiondesk.service;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list of sessions, newest first.
 *
 * @param rows the sessions of this page
 * @param next where the next page begins, or null where this is the last one
 * @param total how many sessions match on all pages together, at this moment
 */
public record SessionPage(List<SessionRow> rows, @Nullable Position next, long total) {
  public SessionPage {
    rows = List.copyOf(rows);
  }

  /**
   * A place in the list. It stays where it is while sessions come and go, its own included.
   *
   * @param createdAt when the session there was created; {@link Instant#MIN} where that is unknown
   * @param id its id
   * @param persistent whether it is the persistent one of that id
   */
  public record Position(Instant createdAt, String id, boolean persistent)
      implements Comparable<Position> {

    static Position of(SessionRow row) {
      var created = row.createdAt();
      return new Position(
          created == null ? Instant.MIN : created, row.id().value(), row.persistent());
    }

    /** Newest first; what was created at the same time by its id. */
    @Override
    public int compareTo(Position other) {
      int byTime = other.createdAt.compareTo(createdAt);
      if (byTime != 0) {
        return byTime;
      }
      int byId = id.compareTo(other.id);
      return byId != 0 ? byId : Boolean.compare(persistent, other.persistent);
    }
  }
}
