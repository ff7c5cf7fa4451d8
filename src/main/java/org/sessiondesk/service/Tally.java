package org.sessiondesk.service;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.service.Composition.VoiceCount;

/**
 * How many rows there are of each voice, and how many were created when, kept up as rows come and
 * go. Times are counted by quarters of an hour, since every time zone's days begin with one, from
 * the year 2000 to 2099; others are left out. O(1) a row; about 140 KB for each year with rows. Not
 * safe for several threads.
 */
final class Tally {
  private static final long FIRST = Instant.parse("2000-01-01T00:00:00Z").getEpochSecond() / 900;
  private static final long COUNT =
      Instant.parse("2100-01-01T00:00:00Z").getEpochSecond() / 900 - FIRST;
  private static final int CHUNK = 4_096;

  private int[] voices = new int[64];
  private final int[] @Nullable [] quarters = new int[(int) (COUNT / CHUNK) + 1][];

  /** A row has come ({@code by} is 1) or gone (-1). Unreadable ones have neither. */
  void add(byte @Nullable [] row, int by) {
    if (row == null || row[PackedRow.UNREADABLE] != 0) {
      return;
    }
    int voice = PackedRow.voice(row);
    if (voice >= voices.length) {
      voices = Arrays.copyOf(voices, Math.max(voice + 1, voices.length * 2));
    }
    voices[voice] += by;
    long quarter = Math.floorDiv(PackedRow.created(row), 900_000_000L) - FIRST;
    if (quarter >= 0 && quarter < COUNT) {
      int at = (int) quarter;
      var chunk = quarters[at / CHUNK];
      if (chunk == null) {
        chunk = new int[CHUNK];
        quarters[at / CHUNK] = chunk;
      }
      chunk[at % CHUNK] += by;
    }
  }

  void clear() {
    Arrays.fill(voices, 0);
    Arrays.fill(quarters, null);
  }

  /** What there is: voices by the names of their numbers, and days up to {@code today}. */
  Composition composition(SharedNames names, LocalDate today, int days, ZoneId zone) {
    var all = names.all();
    var counts =
        IntStream.range(0, voices.length)
            .filter(number -> voices[number] > 0)
            .mapToObj(number -> new VoiceCount(all[number], voices[number]))
            .sorted(
                Comparator.comparingLong(VoiceCount::sessions)
                    .reversed()
                    .thenComparing(VoiceCount::voice))
            .toList();
    var created =
        IntStream.range(0, days)
            .mapToObj(i -> today.minusDays(days - 1L - i))
            .map(day -> between(day, day.plusDays(1), zone))
            .toList();
    return new Composition(counts, created);
  }

  private long between(LocalDate from, LocalDate to, ZoneId zone) {
    long sum = 0;
    long end = Math.min(COUNT, from(to, zone));
    for (long at = Math.max(0, from(from, zone)); at < end; at++) {
      var chunk = quarters[(int) at / CHUNK];
      sum += chunk == null ? 0 : chunk[(int) at % CHUNK];
    }
    return sum;
  }

  private static long from(LocalDate day, ZoneId zone) {
    return Math.floorDiv(day.atStartOfDay(zone).toEpochSecond(), 900L) - FIRST;
  }
}
