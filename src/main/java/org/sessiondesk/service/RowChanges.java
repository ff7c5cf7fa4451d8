package org.sessiondesk.service;

import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Rows that went and rows that came, told apart by identity; what came and went again is left out.
 */
final class RowChanges {
  private final Set<byte[]> gone = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<byte[]> come = Collections.newSetFromMap(new IdentityHashMap<>());

  void add(byte @Nullable [] before, byte @Nullable [] after) {
    if (before != null && !come.remove(before)) {
      gone.add(before);
    }
    if (after != null) {
      come.add(after);
    }
  }

  /**
   * The sorted {@code rows} after these changes, in the same order: what a new query would find.
   * O(d log n) comparisons for d changes, and one copy of the array.
   *
   * @param wanted what belongs among the rows, of which all that were there at the time do
   * @return empty where the rows are not what they should be
   */
  Optional<byte[][]> applyTo(byte[][] rows, RowOrder order, Predicate<byte[]> wanted) {
    var removed = new int[gone.size()];
    int removals = 0;
    for (var row : gone) {
      if (wanted.test(row)) {
        int place = place(rows, row, order);
        if (place < 0) {
          return Optional.empty();
        }
        removed[removals++] = place;
      }
    }
    Arrays.sort(removed, 0, removals);
    var added = come.stream().filter(wanted).toArray(byte[][]::new);
    Arrays.sort(added, order.comparator());
    return Optional.of(merged(rows, removed, removals, added, order));
  }

  /** How many more rows that are {@code wanted} have come than gone. */
  long balance(Predicate<byte[]> wanted) {
    return come.stream().filter(wanted).count() - gone.stream().filter(wanted).count();
  }

  /** Where that very row is, or a negative number. */
  @SuppressWarnings("ReferenceEquality") // one and no other: two may compare as equal
  private static int place(byte[][] rows, byte[] row, RowOrder order) {
    int near = Arrays.binarySearch(rows, row, order.comparator());
    for (int i = near; i >= 0 && order.comparator().compare(rows[i], row) == 0; i--) {
      if (rows[i] == row) {
        return i;
      }
    }
    for (int i = near + 1;
        near >= 0 && i < rows.length && order.comparator().compare(rows[i], row) == 0;
        i++) {
      if (rows[i] == row) {
        return i;
      }
    }
    return -1;
  }

  private static byte[][] merged(
      byte[][] rows, int[] removed, int removals, byte[][] added, RowOrder order) {
    var merged = new byte[rows.length - removals + added.length][];
    int from = 0;
    int to = 0;
    int next = 0;
    for (int i = 0; i <= added.length; i++) {
      int until = rows.length;
      if (i < added.length) {
        int place = Arrays.binarySearch(rows, from, rows.length, added[i], order.comparator());
        until = place < 0 ? -place - 1 : place;
      }
      while (next < removals && removed[next] < until) {
        to = copy(rows, from, removed[next], merged, to);
        from = removed[next++] + 1;
      }
      to = copy(rows, from, until, merged, to);
      from = until;
      if (i < added.length) {
        merged[to++] = added[i];
      }
    }
    return merged;
  }

  private static int copy(byte[][] rows, int from, int until, byte[][] merged, int to) {
    System.arraycopy(rows, from, merged, to, until - from);
    return to + until - from;
  }
}
