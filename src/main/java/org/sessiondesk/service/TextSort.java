package org.sessiondesk.service;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntBinaryOperator;

/**
 * Orders rows by a text of theirs: quicksort in three parts over the next eight bytes of each,
 * which lie side by side as numbers, so that a row itself is looked at only once for all of them
 * (Bentley and Sedgewick, "Fast algorithms for sorting and searching strings", 1997; with the bytes
 * at hand: Ng and Kakehi, "Cache efficient radix sort for string sorting", 2007). What the rows of
 * a part begin with alike is skipped.
 */
final class TextSort {
  private static final int FEWEST = 4;
  private static final int FEW = 16;
  private static final int MANY = 8_192;
  private static final int AHEAD = 64;
  private static final int SKIPPABLE = 1 << 20;

  /** Rows from one place up to another. */
  record Run(int from, int to) {}

  private final RowText text;
  private final boolean descending;
  private final Comparator<byte[]> ties;
  private final byte[][] rows;
  private final int[] places;
  private final long[] keys;
  private final Queue<Run> same = new ConcurrentLinkedQueue<>();

  @SuppressWarnings("unused")
  private int sink;

  private final Thread caller = Thread.currentThread();

  /**
   * Will order {@code rows} by {@code text}.
   *
   * @param ties the order of rows with the same text
   */
  TextSort(RowText text, boolean descending, Comparator<byte[]> ties, byte[][] rows) {
    this.text = text;
    this.descending = descending;
    this.ties = ties;
    this.rows = rows;
    places = new int[rows.length];
    keys = new long[rows.length];
    Arrays.setAll(places, i -> i);
  }

  /**
   * Orders the rows, but for long runs of those with the same text.
   *
   * @return these runs
   * @throws CancellationException where the calling thread is interrupted meanwhile
   */
  Iterable<Run> sort() {
    alike(0, rows.length, 0);
    var sorted = new byte[rows.length][];
    Parallel.run(
        rows.length,
        (_, from, to) -> {
          for (int i = from; i < to; i++) {
            sorted[i] = rows[places[i]];
          }
        });
    System.arraycopy(sorted, 0, rows, 0, rows.length);
    return same;
  }

  /** Orders a part whose texts are alike in their first {@code at} bytes. */
  private void alike(int from, int to, int at) {
    int begin = at;
    while (true) {
      if (caller.isInterrupted()) {
        throw new CancellationException("the query was cancelled");
      }
      if (to - from <= FEWEST) {
        insert(from, to, begin);
        return;
      }
      begin = load(from, to, begin);
      if (!allSame(from, to)) {
        parts(from, to, begin);
        return;
      }
      begin += Long.BYTES;
      if (RowText.mayHaveEnded(eight(keys[from]))) {
        ended(from, to, begin);
        return;
      }
    }
  }

  /** Orders a part by its keys, the bytes at {@code at}, then by what follows. */
  private void parts(int from, int to, int at) {
    if (to - from <= FEW) {
      insertKeys(from, to);
      for (int first = from, i = from + 1; i <= to; i++) {
        if (i == to || keys[i] != keys[first]) {
          behind(first, i, at);
          first = i;
        }
      }
      return;
    }
    long pivot = pivot(from, to);
    int less = from;
    int greater = to;
    for (int i = from; i < greater; ) {
      long key = keys[i];
      if (key < pivot) {
        swap(i++, less++);
      } else if (key > pivot) {
        swap(i, --greater);
      } else {
        i++;
      }
    }
    int left = less;
    int right = greater;
    if (to - from < MANY) {
      parts(from, left, at);
      behind(left, right, at);
      parts(right, to, at);
    } else {
      ForkJoinTask.invokeAll(
          action(() -> parts(from, left, at)),
          action(() -> behind(left, right, at)),
          action(() -> parts(right, to, at)));
    }
  }

  /** Orders a part whose keys, the bytes at {@code at}, are the same by what follows. */
  private void behind(int from, int to, int at) {
    if (to - from <= 1) {
      return;
    }
    if (RowText.mayHaveEnded(eight(keys[from]))) {
      ended(from, to, at + Long.BYTES);
    } else {
      alike(from, to, at + Long.BYTES);
    }
  }

  /** Orders a part of texts that are alike up to {@code at} or have ended before. */
  private void ended(int from, int to, int at) {
    int shortest = Integer.MAX_VALUE;
    int longest = 0;
    for (int i = from; i < to; ) {
      int next = Math.min(to, i + AHEAD);
      touch(i, next, 0);
      for (; i < next; i++) {
        int length = text.length(rows[places[i]]);
        shortest = Math.min(shortest, length);
        longest = Math.max(longest, length);
      }
    }
    if (shortest > at) {
      alike(from, to, at); // There are zeros in these texts.
    } else if (shortest < longest) {
      compareAll(from, to); // Some have zeros where others have ended.
    } else if (to - from > FEW) {
      same.add(new Run(from, to));
    } else {
      insert(from, to, (place, other) -> ties.compare(rows[place], rows[other]));
    }
  }

  /**
   * Takes the keys of texts that are alike in their first {@code at} bytes: from there on, or from
   * where some of them begin to differ.
   *
   * @return from where on
   */
  private int load(int from, int to, int at) {
    int begin = at + SKIPPABLE;
    int step = Math.max(1, (to - from) / 16);
    var first = rows[places[from]];
    for (int i = from + step; i < to && begin > at; i += step) {
      begin = text.alike(first, rows[places[i]], at, begin);
    }
    // What a few have in common all have, or else it begins anew.
    while (!load(from, to, at, begin)) {
      begin = at;
    }
    return begin;
  }

  private boolean load(int from, int to, int at, int begin) {
    var first = rows[places[from]];
    if (to - from < MANY) {
      return load(first, from, to, at, begin);
    }
    var alike = new AtomicBoolean(true);
    Parallel.run(
        to - from,
        (_, start, end) -> {
          if (!load(first, from + start, from + end, at, begin)) {
            alike.set(false);
          }
        });
    return alike.get();
  }

  private boolean load(byte[] first, int from, int to, int at, int begin) {
    for (int i = from; i < to; ) {
      int next = Math.min(to, i + AHEAD);
      touch(i, next, at);
      if (begin > at) {
        touch(i, next, begin + Long.BYTES);
      }
      for (; i < next; i++) {
        var row = rows[places[i]];
        if (begin > at && text.alike(first, row, at, begin) < begin) {
          return false;
        }
        keys[i] = key(text.eight(row, begin));
      }
    }
    return true;
  }

  /** Lets the processor fetch rows side by side: they lie all over the memory. */
  private void touch(int from, int to, int at) {
    int touched = 0;
    for (int i = from; i < to; i++) {
      var row = rows[places[i]];
      touched ^= row[Math.min(row.length - 1, PackedRow.TEXTS + at)];
    }
    sink = touched;
  }

  /** Ordered as a signed number. */
  private long key(long eight) {
    return (descending ? ~eight : eight) ^ Long.MIN_VALUE;
  }

  private long eight(long key) {
    return key(key ^ Long.MIN_VALUE) ^ Long.MIN_VALUE;
  }

  private boolean allSame(int from, int to) {
    for (int i = from + 1; i < to; i++) {
      if (keys[i] != keys[from]) {
        return false;
      }
    }
    return true;
  }

  private long pivot(int from, int to) {
    int step = (to - from) / 10;
    var nine = new long[9];
    for (int i = 0; i < nine.length; i++) {
      nine[i] = keys[from + (i + 1) * step];
    }
    Arrays.sort(nine);
    return nine[4];
  }

  private void swap(int a, int b) {
    long key = keys[a];
    keys[a] = keys[b];
    keys[b] = key;
    int place = places[a];
    places[a] = places[b];
    places[b] = place;
  }

  private int compare(int place, int other, int at) {
    int order = text.compare(rows[place], rows[other], at);
    if (order == 0) {
      return ties.compare(rows[place], rows[other]);
    }
    return descending ? -order : order;
  }

  private void insertKeys(int from, int to) {
    for (int i = from + 1; i < to; i++) {
      long key = keys[i];
      int place = places[i];
      int j = i;
      for (; j > from && keys[j - 1] > key; j--) {
        keys[j] = keys[j - 1];
        places[j] = places[j - 1];
      }
      keys[j] = key;
      places[j] = place;
    }
  }

  private void insert(int from, int to, int at) {
    touch(from, to, at);
    insert(from, to, (place, other) -> compare(place, other, at));
  }

  private void insert(int from, int to, IntBinaryOperator order) {
    for (int i = from + 1; i < to; i++) {
      int place = places[i];
      int j = i;
      for (; j > from && order.applyAsInt(place, places[j - 1]) < 0; j--) {
        places[j] = places[j - 1];
      }
      places[j] = place;
    }
  }

  private void compareAll(int from, int to) {
    var sorted =
        Arrays.stream(places, from, to)
            .boxed()
            .sorted((a, b) -> compare(a, b, 0))
            .mapToInt(Integer::intValue)
            .toArray();
    System.arraycopy(sorted, 0, places, from, sorted.length);
  }

  private static RecursiveAction action(Runnable work) {
    return new RecursiveAction() {
      @Override
      protected void compute() {
        work.run();
      }
    };
  }
}
