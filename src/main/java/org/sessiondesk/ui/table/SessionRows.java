package org.sessiondesk.ui.table;

import java.util.List;
import java.util.RandomAccess;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableListBase;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.service.QueryResult;
import org.sessiondesk.service.SessionRow;

/**
 * The rows that the table shows: a result that is swapped for a newer one as a whole. Swapping is
 * O(1), whatever the sizes: nothing is copied or compared, and what is told of is one range that
 * changed and one that came or went.
 */
final class SessionRows extends ObservableListBase<SessionRow> implements RandomAccess {
  private QueryResult rows = QueryResult.EMPTY;

  @Override
  public SessionRow get(int index) {
    return rows.get(index);
  }

  @Override
  public int size() {
    return rows.size();
  }

  @Override
  public int indexOf(@Nullable Object object) {
    if (object instanceof SessionRow row) {
      int place = rows.indexOfSession(row);
      return place >= 0 && rows.get(place).equals(row) ? place : -1;
    }
    return -1;
  }

  @Override
  public boolean contains(@Nullable Object object) {
    return indexOf(object) >= 0;
  }

  QueryResult result() {
    return rows;
  }

  void swap(QueryResult newer) {
    var before = rows;
    rows = newer;
    modCount++;
    if (hasListeners() && (!before.isEmpty() || !newer.isEmpty())) {
      fireChange(new Swap(this, before, newer));
    }
  }

  /** First the rows that may be others now, then those that came or went at the end. */
  private static final class Swap extends ListChangeListener.Change<SessionRow> {
    private final QueryResult before;
    private final int common;
    private final int newer;
    private int step = -1;

    Swap(SessionRows list, QueryResult before, QueryResult newer) {
      super(list);
      this.before = before;
      this.newer = newer.size();
      this.common = Math.min(before.size(), newer.size());
    }

    @Override
    public boolean next() {
      step++;
      if (step == 0 && common == 0) {
        step++;
      }
      return step == 0 || (step == 1 && before.size() != newer);
    }

    @Override
    public void reset() {
      step = -1;
    }

    @Override
    public boolean wasUpdated() {
      return step == 0;
    }

    @Override
    public int getFrom() {
      return step == 0 ? 0 : common;
    }

    @Override
    public int getTo() {
      return step == 0 ? common : newer;
    }

    @Override
    public List<SessionRow> getRemoved() {
      return step == 1 ? before.subList(common, before.size()) : List.of();
    }

    @Override
    protected int[] getPermutation() {
      return new int[0];
    }
  }
}
