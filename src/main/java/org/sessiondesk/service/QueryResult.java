package org.sessiondesk.service;

import java.util.AbstractList;
import java.util.RandomAccess;
import org.sessiondesk.session.SessionId;

/**
 * The sessions that matched a query when it was asked, in its order. Immutable: it does not change
 * while sessions come and go; ask again for that.
 */
public final class QueryResult extends AbstractList<SessionRow> implements RandomAccess {

  /** The result of nothing. */
  public static final QueryResult EMPTY = new QueryResult(new SessionRow[0]);

  private final SessionRow[] rows;

  QueryResult(SessionRow[] rows) {
    this.rows = rows;
  }

  @Override
  public SessionRow get(int index) {
    return rows[index];
  }

  @Override
  public int size() {
    return rows.length;
  }

  /** Where the session {@code id} stands, or -1. Linear in the size. */
  public int indexOf(SessionId id) {
    for (int i = 0; i < rows.length; i++) {
      if (rows[i].hasId(id)) {
        return i;
      }
    }
    return -1;
  }
}
