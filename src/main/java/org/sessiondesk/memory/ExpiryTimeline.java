package org.sessiondesk.memory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Entries in the order of their deadlines: which comes next, and all that are due. Not safe for use
 * by several threads.
 *
 * <p>Inserting, moving and removing an entry are O(1); finding all that are due is O(due), with one
 * look at each entry whenever it comes down a level, of which there are few.
 *
 * <p>Times are microseconds since 1970. An entry is due exactly when the time has reached its
 * deadline. The clock may jump forward by years, and may be set back.
 *
 * @param <E> what is held
 */
final class ExpiryTimeline<E extends ExpiryTimeline.Entry<E>> {

  /*
   * A hierarchical timing wheel (G. Varghese and T. Lauck, "Hashed and Hierarchical Timing Wheels",
   * SOSP 1987, scheme 7). A slot of level 0 spans about a second, a slot of each further level as
   * much as the whole level below; 64 slots a level, with a bit each that says whether it is empty.
   * When the clock enters a slot of a higher level its entries move down. Entries that are due at
   * last wait in the list `due` until they are taken, so that a million that expire together can be
   * taken in portions.
   *
   * Level 0's own slot of the present holds entries a few milliseconds ahead. They are looked at one
   * by one on each advance: a slot spans a second, and so does a tick.
   */
  private static final int SLOT_BITS = 6;
  private static final int SLOTS = 1 << SLOT_BITS;

  /** 2^20 microseconds: 1.05 seconds. */
  private static final int FINEST_BITS = 20;

  /** Threads that read the clock one after the other may get here the other way round: 1 second. */
  private static final long TOLERATED = 1_000_000;

  /** 64^6 slots of a second: over two thousand years. */
  private static final int LEVELS = 6;

  /** Links that an entry carries, so that it can be taken out in O(1). */
  abstract static class Entry<E extends Entry<E>> {
    @Nullable Chain<E> list;
    @Nullable E previous;
    @Nullable E next;
    long deadline;

    /** The deadline under which it is held, or was held last. */
    final long deadline() {
      return deadline;
    }

    /** Whether it is held and its deadline has not been reached by an advance. */
    final boolean isAhead() {
      return list != null;
    }
  }

  /** A doubly linked list whose links lie in the entries. */
  static final class Chain<E extends Entry<E>> {
    private final int level;
    private final int slot;
    private @Nullable E first;
    private @Nullable E last;

    Chain(int level, int slot) {
      this.level = level;
      this.slot = slot;
    }

    void add(E entry) {
      entry.list = this;
      entry.previous = last;
      entry.next = null;
      if (last == null) {
        first = entry;
      } else {
        last.next = entry;
      }
      last = entry;
    }

    void remove(E entry) {
      var before = entry.previous;
      var behind = entry.next;
      if (before == null) {
        first = behind;
      } else {
        before.next = behind;
      }
      if (behind == null) {
        last = before;
      } else {
        behind.previous = before;
      }
      entry.list = null;
      entry.previous = null;
      entry.next = null;
    }
  }

  private final Chain<E>[][] wheel;
  private final long[] occupied = new long[LEVELS];
  private final Chain<E> due = new Chain<>(-1, -1);
  private long now;
  private long size;
  private long dueSize;

  /** An empty timeline that begins at {@code now}. */
  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of generic lists cannot be made otherwise
  ExpiryTimeline(long now) {
    this.now = now;
    wheel = new Chain[LEVELS][SLOTS];
    for (int level = 0; level < LEVELS; level++) {
      for (int slot = 0; slot < SLOTS; slot++) {
        wheel[level][slot] = new Chain<>(level, slot);
      }
    }
  }

  /** How many entries lie ahead, those that are due and not yet taken included. */
  long size() {
    return size;
  }

  /** Holds {@code entry}, which must not be held, until {@code deadline}. */
  void insert(E entry, long deadline) {
    if (entry.isAhead()) {
      throw new IllegalStateException("the entry is held already");
    }
    entry.deadline = deadline;
    size++;
    place(entry);
  }

  /** Takes {@code entry} out; does nothing where it is not held. */
  void remove(E entry) {
    if (entry.list != null) {
      unlink(entry);
      size--;
    }
  }

  /** How many entries have a deadline at or before {@code time}, which moves the clock there. */
  long countDue(long time) {
    moveTo(time);
    return dueSize;
  }

  /**
   * Takes out at most {@code most} of those that are due at {@code time}.
   *
   * @return how many more are due
   */
  long takeDue(long time, int most, Consumer<? super E> taker) {
    moveTo(time);
    for (int i = 0; i < most && due.first != null; i++) {
      E entry = due.first;
      remove(entry);
      taker.accept(entry);
    }
    return dueSize;
  }

  /**
   * The earliest deadline that had not been reached when the clock was last moved. Looks at the
   * first slot of each level that holds anything, and at the entries in it.
   */
  OptionalLong nextAhead() {
    long earliest = Long.MAX_VALUE;
    boolean found = false;
    for (int level = 0; level < LEVELS; level++) {
      var list = firstOccupied(level);
      for (var entry = list == null ? null : list.first; entry != null; entry = entry.next) {
        earliest = Math.min(earliest, entry.deadline);
        found = true;
      }
    }
    return found ? OptionalLong.of(earliest) : OptionalLong.empty();
  }

  /** Gives every deadline that is held to {@code consumer}, in no order. O(n). */
  void forEachDeadline(LongConsumer consumer) {
    for (var slots : wheel) {
      for (var list : slots) {
        for (var entry = list.first; entry != null; entry = entry.next) {
          consumer.accept(entry.deadline);
        }
      }
    }
    for (var entry = due.first; entry != null; entry = entry.next) {
      consumer.accept(entry.deadline);
    }
  }

  private @Nullable Chain<E> firstOccupied(int level) {
    if (occupied[level] == 0) {
      return null;
    }
    int present = slot(now, level);
    int distance = Long.numberOfTrailingZeros(Long.rotateRight(occupied[level], present));
    return wheel[level][(present + distance) & (SLOTS - 1)];
  }

  /** Puts an entry that is in no list where it belongs at the present time. */
  private void place(E entry) {
    long deadline = entry.deadline;
    if (deadline <= now) {
      due.add(entry);
      dueSize++;
      return;
    }
    for (int level = 0; level < LEVELS; level++) {
      int shift = FINEST_BITS + level * SLOT_BITS;
      if ((deadline >> shift) - (now >> shift) < SLOTS || level == LEVELS - 1) {
        int slot = slot(deadline, level);
        wheel[level][slot].add(entry);
        occupied[level] |= 1L << slot;
        return;
      }
    }
  }

  private void unlink(E entry) {
    var list = entry.list;
    if (list == null) {
      return;
    }
    list.remove(entry);
    if (list.level < 0) {
      dueSize--;
    } else if (list.first == null) {
      occupied[list.level] &= ~(1L << list.slot);
    }
  }

  /** Moves the clock to {@code time}, and what is due then to the list of those due. */
  private void moveTo(long time) {
    if (time < now) {
      if (now - time > TOLERATED) {
        turnBackTo(time);
      }
      return;
    }
    long before = now;
    now = time;
    // From the top down, so that what comes down a level is looked at there once more.
    for (int level = LEVELS - 1; level >= 0; level--) {
      int shift = FINEST_BITS + level * SLOT_BITS;
      long passed = (time >> shift) - (before >> shift);
      if (passed == 0 && level > 0) {
        continue;
      }
      int from = slot(before, level);
      for (long i = 0; i <= Math.min(passed, SLOTS - 1); i++) {
        int slot = (int) ((from + i) & (SLOTS - 1));
        if ((occupied[level] & (1L << slot)) != 0) {
          replace(wheel[level][slot]);
        }
      }
    }
  }

  /** The clock was set back: every entry is placed anew. O(n), and rare. */
  private void turnBackTo(long time) {
    now = time;
    var all = new ArrayList<E>();
    for (var slots : wheel) {
      for (var list : slots) {
        collect(list, all);
      }
    }
    collect(due, all);
    for (var entry : all) {
      unlink(entry);
    }
    for (var entry : all) {
      place(entry);
    }
  }

  private static <E extends Entry<E>> void collect(Chain<E> list, List<E> all) {
    for (var entry = list.first; entry != null; entry = entry.next) {
      all.add(entry);
    }
  }

  /** Places all entries of {@code list} anew. */
  private void replace(Chain<E> list) {
    E entry = list.first;
    E end = list.last;
    while (entry != null) {
      E behind = entry.equals(end) ? null : entry.next;
      if (entry.deadline <= now || list.level > 0) {
        unlink(entry);
        place(entry);
      }
      entry = behind;
    }
  }

  private static int slot(long time, int level) {
    return (int) (time >> (FINEST_BITS + level * SLOT_BITS)) & (SLOTS - 1);
  }

  @Override
  public String toString() {
    return "ExpiryTimeline[" + size + " ahead, levels " + Arrays.toString(occupied) + "]";
  }
}
