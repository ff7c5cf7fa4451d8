package org.sessiondesk.service;

import java.util.AbstractList;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.SessionId;

/**
 * The sessions that matched a query when it was asked, in its order. Immutable: it does not change
 * while sessions come and go; ask again for that.
 */
public final class QueryResult extends AbstractList<SessionRow> implements RandomAccess {

  /** The result of nothing. */
  public static final QueryResult EMPTY = new QueryResult(new byte[0][], new RowNames());

  private final byte[][] rows;
  private final RowNames names;

  /**
   * Where rows stand, by the hash of their ids: open addressing with linear probing, at most half
   * full, each slot a position plus one. Made at the first look-up.
   */
  private volatile int @Nullable [] positions;

  QueryResult(byte[][] rows, RowNames names) {
    this.rows = rows;
    this.names = names;
  }

  @Override
  public SessionRow get(int index) {
    return new SessionRow(rows[index], names);
  }

  @Override
  public int size() {
    return rows.length;
  }

  /**
   * Where the session {@code id} stands, or -1; the first place where it stands twice, as temporary
   * and as persistent. O(1), once the first look-up, linear in the size, has made its table.
   */
  public int indexOf(SessionId id) {
    var slots = positions();
    int mask = slots.length - 1;
    int i = SessionRow.idHash(id) & mask;
    for (int slot = slots[i]; slot != 0; slot = slots[i]) {
      if (SessionRow.hasId(rows[slot - 1], id)) {
        return slot - 1;
      }
      i = (i + 1) & mask;
    }
    return -1;
  }

  /** Where the session that {@code row} shows stands, as {@link #indexOf(SessionId)} finds it. */
  public int indexOfSession(SessionRow row) {
    var slots = positions();
    int mask = slots.length - 1;
    int i = row.idHash() & mask;
    for (int slot = slots[i]; slot != 0; slot = slots[i]) {
      if (SessionRow.sameId(rows[slot - 1], row.packed())) {
        return slot - 1;
      }
      i = (i + 1) & mask;
    }
    return -1;
  }

  /** The rows themselves. Not to be changed. */
  byte[][] rows() {
    return rows;
  }

  private int[] positions() {
    var made = positions;
    if (made == null) {
      made = makePositions();
      positions = made;
    }
    return made;
  }

  private int[] makePositions() {
    var slots = new int[Math.max(2, Integer.highestOneBit(Math.max(1, rows.length)) * 4)];
    int mask = slots.length - 1;
    for (int position = 0; position < rows.length; position++) {
      int i = SessionRow.idHash(rows[position]) & mask;
      while (slots[i] != 0) {
        i = (i + 1) & mask;
      }
      slots[i] = position + 1;
    }
    return slots;
  }
}
