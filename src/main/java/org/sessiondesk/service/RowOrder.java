package org.sessiondesk.service;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Puts packed rows in a query's order: by its column, then newest first, then by id. Texts are
 * ordered by {@link TextSort}, all else goes by numbers: of what rows are ordered by, as much as
 * fits is put into 63 bits together with the row's place, and those are sorted; rows that are still
 * equal are ordered by what follows. So a million rows are compared a few times each, not twenty.
 */
final class RowOrder {
  private static final int FEW = 48;

  // In the stead of no time, just beyond the years 1 to 9999: farther away, what is left of the
  // real times in 63 bits would be coarse.
  private static final long EARLIEST = -62_135_596_800_000_001L;
  private static final long LATEST = 253_402_300_800_000_000L;

  private final SessionQuery.Column column;
  private final boolean descending;
  private final long nowMicros;
  private final int[] voiceRanks;
  private final @Nullable RowText text;
  private final Comparator<byte[]> ties =
      Comparator.<byte[]>comparingLong(PackedRow::created)
          .reversed()
          .thenComparingInt(SessionRow::idHash);
  private final Comparator<byte[]> comparator;

  RowOrder(SessionQuery query, long nowMicros, RowNames names) {
    this.column = query.column();
    this.descending = query.descending();
    this.nowMicros = nowMicros;
    text =
        switch (column) {
          case TITLE -> new RowText.Title();
          case METADATA -> new RowText.Metadata(names);
          case STATE, VOICE, KIND, CREATED, EXPIRES, ID -> null;
        };
    voiceRanks = column == SessionQuery.Column.VOICE ? ranks(names.voices.all()) : new int[0];
    var byText = text;
    Comparator<byte[]> byColumn =
        byText == null ? (a, b) -> Long.compare(key(a), key(b)) : (a, b) -> byText.compare(a, b, 0);
    if (column == SessionQuery.Column.ID) {
      byColumn = Comparator.comparing(row -> SessionRow.id(row).value());
    } else if (column == SessionQuery.Column.VOICE) {
      byColumn = byColumn.thenComparing(row -> new SessionRow(row, names).voice());
    }
    comparator = (descending ? byColumn.reversed() : byColumn).thenComparing(ties);
  }

  /** The same order, by comparing. */
  Comparator<byte[]> comparator() {
    return comparator;
  }

  /** Orders {@code rows} in place. */
  void sort(byte[][] rows) {
    if (rows.length <= FEW) {
      Arrays.sort(rows, comparator);
    } else if (text != null) {
      for (var run : new TextSort(text, descending, ties, rows).sort()) {
        numbers(rows, run.from(), run.to(), true);
      }
    } else {
      numbers(rows, 0, rows.length, false);
    }
  }

  private static int[] ranks(String[] all) {
    var order =
        IntStream.range(0, all.length).boxed().sorted(Comparator.comparing(i -> all[i])).toList();
    var ranks = new int[all.length];
    for (int rank = 0; rank < ranks.length; rank++) {
      ranks[order.get(rank)] = rank;
    }
    return ranks;
  }

  /** What a row is ordered by first, as a number; not more than that where it is a text. */
  @SuppressWarnings("EnumOrdinal") // states are ordered as they are declared
  private long key(byte[] row) {
    return switch (column) {
      case STATE -> SessionRow.state(row, nowMicros).ordinal();
      case KIND -> row[PackedRow.FLAGS] & PackedRow.PERSISTENT;
      case CREATED -> Math.max(EARLIEST, PackedRow.created(row));
      case EXPIRES ->
          PackedRow.has(row, PackedRow.PERSISTENT)
              ? LATEST
              : Math.max(EARLIEST, PackedRow.expires(row));
      case VOICE -> {
        int voice = PackedRow.voice(row);
        yield voice > 0 && voice < voiceRanks.length ? voiceRanks[voice] : -1;
      }
      case ID -> idKey(row);
      case TITLE, METADATA -> 0;
    };
  }

  /** The first eight characters of an id, five bits each, as far as they are a UUID's. */
  private static long idKey(byte[] row) {
    long key = 0;
    if (!PackedRow.has(row, PackedRow.ODD_ID)) {
      long high = PackedRow.idHigh(row);
      for (int shift = 60; shift > 28; shift -= 4) {
        long digit = (high >>> shift) & 0xF;
        key = key << 5 | (digit < 10 ? digit + 2 : digit + 3);
      }
      return key;
    }
    var id = SessionRow.id(row).value();
    int i = 0;
    boolean plain = true;
    for (; i < Math.min(8, id.length()) && plain; i++) {
      int c = id.charAt(i);
      boolean digit = c >= '0' && c <= '9';
      plain = digit || (c >= 'a' && c <= 'f');
      int other = c < '0' ? 1 : c < 'a' ? 12 : 19;
      key = key << 5 | (digit ? c - '0' + 2 : plain ? c - 'a' + 13 : other);
    }
    return key << (5 * (8 - i));
  }

  /** By numbers: by those of the column, or else by the time of creation, newest first. */
  private void numbers(byte[][] rows, int from, int to, boolean byCreation) {
    int count = to - from;
    var keys = new long[count];
    Parallel.run(
        count,
        (_, first, end) -> {
          for (int i = first; i < end; i++) {
            long key =
                byCreation
                    ? Math.max(EARLIEST, PackedRow.created(rows[from + i]))
                    : key(rows[from + i]);
            keys[i] = byCreation || descending ? ~key : key;
          }
        });
    long least = Long.MAX_VALUE;
    long greatest = Long.MIN_VALUE;
    for (long key : keys) {
      least = Math.min(least, key);
      greatest = Math.max(greatest, key);
    }
    if (least == greatest) {
      if (byCreation || unnumberedVoice(rows[from])) {
        Arrays.sort(rows, from, to, comparator);
      } else {
        numbers(rows, from, to, true);
      }
      return;
    }
    int placeBits = placeBits(count);
    // The range may be wider than a long holds as a positive number.
    int shift = Math.max(0, 64 - Long.numberOfLeadingZeros(greatest - least) - (63 - placeBits));
    for (int i = 0; i < count; i++) {
      keys[i] = (((keys[i] - least) >>> shift) << placeBits) | i;
    }
    gather(rows, from, keys, placeBits);
    runs(
        keys,
        placeBits,
        (first, end) -> {
          if (end - first <= FEW
              || shift > 0
              || byCreation
              || column == SessionQuery.Column.ID
              || unnumberedVoice(rows[from + first])) {
            Arrays.sort(rows, from + first, from + end, comparator);
          } else {
            numbers(rows, from + first, from + end, true);
          }
        });
  }

  private boolean unnumberedVoice(byte[] row) {
    return column == SessionQuery.Column.VOICE && PackedRow.voice(row) == 0;
  }

  private static int placeBits(int count) {
    return 32 - Integer.numberOfLeadingZeros(count - 1);
  }

  /** Orders rows as the sorted keys, each with the place of its row in its lowest bits. */
  private static void gather(byte[][] rows, int from, long[] keys, int placeBits) {
    Arrays.parallelSort(keys);
    var sorted = new byte[keys.length][];
    long mask = (1L << placeBits) - 1;
    for (int i = 0; i < keys.length; i++) {
      sorted[i] = rows[from + (int) (keys[i] & mask)];
    }
    System.arraycopy(sorted, 0, rows, from, keys.length);
  }

  /** A run of rows whose keys are the same. */
  private interface Run {
    void order(int first, int end);
  }

  private static void runs(long[] keys, int placeBits, Run run) {
    var starts = IntStream.builder();
    int first = 0;
    for (int i = 1; i <= keys.length; i++) {
      if (i == keys.length || keys[i] >>> placeBits != keys[first] >>> placeBits) {
        if (i - first > 1) {
          starts.add(first).add(i);
        }
        first = i;
      }
    }
    var all = starts.build().toArray();
    // Small runs by the portion: one at a time would cost more to hand out than to order.
    int portion = all.length / 2 > 512 ? 64 : 1;
    Parallel.each(
        (all.length / 2 + portion - 1) / portion,
        n -> {
          for (int r = n * portion; r < Math.min(all.length / 2, (n + 1) * portion); r++) {
            run.order(all[2 * r], all[2 * r + 1]);
          }
        });
  }
}
