package org.sessiondesk.ui.table;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.service.QueryResult;
import org.sessiondesk.service.SessionRow;
import org.sessiondesk.session.SessionId;

/**
 * Which rows of a result are selected. Immutable; a selection of a million rows takes 125 kB.
 *
 * <p>It is a selection of sessions, not of places: {@link #in} finds the same sessions again in a
 * newer result.
 */
public final class RowSelection {

  /** Nothing is selected in nothing. */
  public static final RowSelection NONE = new RowSelection(QueryResult.EMPTY, new BitSet(), -1);

  /** How many rows are looked at, at most, where an answer must come at once. */
  private static final int GLANCE = 10_000;

  private final QueryResult rows;

  /** The selected places; null where all are. */
  private final @Nullable BitSet bits;

  private final int size;
  private final int lead;

  private RowSelection(QueryResult rows, BitSet bits, int lead) {
    this.rows = rows;
    this.bits = bits;
    this.size = bits.cardinality();
    this.lead = size == 0 ? -1 : lead >= 0 && bits.get(lead) ? lead : bits.length() - 1;
  }

  private RowSelection(QueryResult all) {
    this.rows = all;
    this.bits = null;
    this.size = all.size();
    this.lead = size - 1;
  }

  /**
   * Selects the places of {@code bits} in {@code rows}.
   *
   * @param lead the place that was selected last, or -1
   */
  static RowSelection of(QueryResult rows, BitSet bits, int lead) {
    var copy = (BitSet) bits.clone();
    copy.clear(rows.size(), Math.max(rows.size(), copy.length()));
    return new RowSelection(rows, copy, lead);
  }

  /** Selects one place of {@code rows}. */
  static RowSelection one(QueryResult rows, int index) {
    var bits = new BitSet();
    bits.set(index);
    return new RowSelection(rows, bits, index);
  }

  /** Selects everything in {@code rows}. O(1), and takes no room. */
  static RowSelection all(QueryResult rows) {
    return new RowSelection(rows);
  }

  /** How many rows are selected. */
  public int size() {
    return size;
  }

  /** Whether none is selected. */
  public boolean isEmpty() {
    return size == 0;
  }

  /** The place that was selected last, or -1 where nothing is selected. */
  public int lead() {
    return lead;
  }

  /** Whether the row at {@code index} is selected. */
  public boolean contains(int index) {
    return index >= 0 && (bits == null ? index < size : bits.get(index));
  }

  /** The selected places; a copy. */
  BitSet bits() {
    if (bits != null) {
      return (BitSet) bits.clone();
    }
    var all = new BitSet(size);
    all.set(0, size);
    return all;
  }

  /** The result whose rows these are. */
  QueryResult rows() {
    return rows;
  }

  /** The first selected place at or after {@code from}, or -1. */
  int next(int from) {
    if (bits == null) {
      return from < size ? from : -1;
    }
    return bits.nextSetBit(from);
  }

  /** The last selected place, or -1. */
  int last() {
    return bits == null ? size - 1 : bits.length() - 1;
  }

  /**
   * The same sessions in {@code newer}; those that are not there any more are left out. O(size),
   * and linear in {@code newer} where nobody looked anything up in it before.
   */
  @SuppressWarnings("ReferenceEquality") // comparing a million rows is what this avoids
  RowSelection in(QueryResult newer) {
    if (newer == rows) {
      return this;
    }
    if (size == 0) {
      return new RowSelection(newer, new BitSet(), -1);
    }
    var found = new BitSet();
    int newLead = -1;
    for (int i = next(0); i >= 0; i = next(i + 1)) {
      int place = newer.indexOfSession(rows.get(i));
      if (place >= 0) {
        found.set(place);
        newLead = i == lead ? place : newLead;
      }
    }
    return new RowSelection(newer, found, newLead);
  }

  /**
   * Whether a selected row may be one of {@code wanted}: true also where that could not be told by
   * a look at many of them. O(1).
   */
  boolean mayHave(Predicate<SessionRow> wanted) {
    int looked = 0;
    for (int i = next(0); i >= 0; i = next(i + 1)) {
      if (looked++ == GLANCE || wanted.test(rows.get(i))) {
        return true;
      }
    }
    return false;
  }

  /** The selected rows that are {@code wanted}, in the order of the table. O(size). */
  public List<SessionRow> rows(Predicate<SessionRow> wanted) {
    var list = new ArrayList<SessionRow>();
    for (int i = next(0); i >= 0; i = next(i + 1)) {
      if (wanted.test(rows.get(i))) {
        list.add(rows.get(i));
      }
    }
    return list;
  }

  /** The ids of the selected sessions, in the order of the table. O(size). */
  public List<SessionId> ids() {
    return ids(_ -> true);
  }

  /** The ids of those selected sessions that are {@code wanted}. O(size). */
  List<SessionId> ids(Predicate<SessionRow> wanted) {
    var ids = new ArrayList<SessionId>();
    for (int i = next(0); i >= 0; i = next(i + 1)) {
      if (wanted.test(rows.get(i))) {
        ids.add(rows.get(i).id());
      }
    }
    return List.copyOf(ids);
  }
}
