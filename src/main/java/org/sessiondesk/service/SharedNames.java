package org.sessiondesk.service;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Names that come again and again, such as voices and metadata's keys, each with a small number
 * that rows hold in its stead. Numbers are given from 1 on and never change; once there are as many
 * as may be, the others get 0 and rows hold them themselves. Safe for use by several threads.
 */
final class SharedNames {
  private final int most;
  private final Map<String, Integer> numbers = new HashMap<>();
  private String[] names = {""};

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
    return number;
  }

  /** The name of a number that {@link #number} has given. */
  synchronized String name(int number) {
    return names[number];
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
