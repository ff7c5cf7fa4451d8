package org.sessiondesk.service;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Names that come again and again, such as voices and metadata's keys, each with a small number
 * that rows hold in its stead. Numbers are given from 1 on and never change; once there are as many
 * as may be, the others get 0 and rows hold them themselves. Safe for use by several threads.
 */
final class SharedNames {
  private final int most;
  private final Map<String, Integer> numbers = new HashMap<>();
  private String[] names = {""};
  private volatile byte[][] encoded = {{}};
  private volatile ByBytes byBytes = ByBytes.of(encoded);

  SharedNames(int most) {
    this.most = most;
  }

  /** The number of {@code name}, or 0 where it gets none. */
  synchronized int number(String name) {
    var known = numbers.get(name);
    if (known != null) {
      return known;
    }
    int number = names.length;
    if (number > most) {
      return 0;
    }
    // Never changed in place: readers hold on to the array they took.
    names = Arrays.copyOf(names, number + 1);
    names[number] = name;
    numbers.put(name, number);
    var more = Arrays.copyOf(encoded, number + 1);
    more[number] = name.getBytes(StandardCharsets.UTF_8);
    encoded = more;
    byBytes = ByBytes.of(more);
    return number;
  }

  /** The number of the name that a part of {@code utf8} is, or 0 where it gets none. */
  int number(byte[] utf8, int from, int to) {
    int known = byBytes.find(utf8, from, to);
    return known > 0 ? known : number(new String(utf8, from, to - from, StandardCharsets.UTF_8));
  }

  /** Names by their bytes: open addressing, at most half full. */
  private static final class ByBytes {
    private final byte[] @Nullable [] names;
    private final int[] numbers;

    private ByBytes(int size) {
      names = new byte[size][];
      numbers = new int[size];
    }

    static ByBytes of(byte[][] all) {
      var table = new ByBytes(Math.max(2, Integer.highestOneBit(all.length) * 4));
      for (int number = 1; number < all.length; number++) {
        var name = all[number];
        int slot = table.slot(name, 0, name.length);
        table.names[slot] = name;
        table.numbers[slot] = number;
      }
      return table;
    }

    int find(byte[] utf8, int from, int to) {
      return numbers[slot(utf8, from, to)];
    }

    /** Of the length and the first and the last eight bytes; names are mostly longer than that. */
    private static int hash(byte[] utf8, int from, int to) {
      long mixed = (long) to - from;
      if (to - from >= Long.BYTES) {
        mixed ^= (long) PackedRow.LONG.get(utf8, from) * 0x9E3779B97F4A7C15L;
        mixed ^= Long.rotateLeft((long) PackedRow.LONG.get(utf8, to - Long.BYTES), 29);
      } else {
        for (int i = from; i < to; i++) {
          mixed = mixed << 8 | (utf8[i] & 0xFF);
        }
      }
      return (int) ((mixed * 0x9E3779B97F4A7C15L) >>> 32);
    }

    private int slot(byte[] utf8, int from, int to) {
      int slot = hash(utf8, from, to) & (names.length - 1);
      var name = names[slot];
      while (name != null && !Arrays.equals(name, 0, name.length, utf8, from, to)) {
        slot = (slot + 1) & (names.length - 1);
        name = names[slot];
      }
      return slot;
    }
  }

  /** The name of a number that {@link #number} has given. */
  synchronized String name(int number) {
    return names[number];
  }

  /** The name of a number that {@link #number} has given, in UTF-8. Not to be changed. */
  byte[] bytes(int number) {
    return encoded[number];
  }

  /** Whether some row may have {@code name}, case ignored. */
  synchronized boolean mayBeUsed(String name) {
    return names.length > most || Arrays.stream(names).skip(1).anyMatch(name::equalsIgnoreCase);
  }

  /** All names by their numbers; 0 has none. Not to be changed. */
  synchronized String[] all() {
    return names;
  }

  /** All names that have a number. */
  synchronized List<String> list() {
    return List.of(names).subList(1, names.length);
  }
}
