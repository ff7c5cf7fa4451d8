package org.sessiondesk.memory;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Entries in the order of their deadlines: which comes first, which comes next after a moment, and
 * how many are due by then. Not safe for use by several threads.
 *
 * <p>Every operation takes a bounded number of steps, however many entries there are and however
 * many of them share a deadline; none ever works through entries that it was not asked about. The
 * timeline has no clock of its own: a clock that jumps ahead by years or is set back changes
 * nothing in it.
 *
 * <p>Times are microseconds since 1970. An entry is due exactly when the time has reached its
 * deadline.
 *
 * @param <E> what is held
 */
final class ExpiryTimeline<E extends ExpiryTimeline.Entry<E>> {

  /*
   * A counted burst trie over the 64 bits of a deadline, four bits to a level (S. Heinz, J. Zobel
   * and H. E. Williams, "Burst Tries: A Fast, Efficient Data Structure for String Keys", ACM TOIS
   * 20(2), 2002). A leaf is a list of entries in no order; one that grows beyond LARGEST_LEAF bursts
   * into a branch of sixteen. Only leaves of level 0, whose entries all have the very same deadline,
   * grow without limit. Every node knows how many entries lie below it, so that those before a
   * moment are counted along one path from the root.
   *
   * Not a hierarchical timing wheel (G. Varghese and T. Lauck, "Hashed and Hierarchical Timing
   * Wheels", SOSP 1987): its insertion is as cheap, but when its clock enters a slot that holds a
   * million entries it has to move them all at once, which took up to 300 ms, and it has to be
   * built anew when the clock is set back. Here the greatest step is the bursting of one leaf.
   */
  private static final int BITS = 4;
  private static final int SLOTS = 1 << BITS;
  private static final int TOP_LEVEL = Long.SIZE / BITS;
  static final int LARGEST_LEAF = 64;

  /** A branch with as few entries as this becomes a leaf again. */
  private static final int SMALLEST_BRANCH = 16;

  /** Links that an entry carries, so that it can be taken out without being looked for. */
  abstract static class Entry<E extends Entry<E>> {
    @Nullable Leaf<E> leaf;
    @Nullable E previous;
    @Nullable E next;
    long deadline;

    /** The deadline under which it is held, or was held last. */
    final long deadline() {
      return deadline;
    }

    /** Whether a timeline holds it. */
    final boolean isHeld() {
      return leaf != null;
    }
  }

  /** A part of the timeline: 16^level microseconds. */
  abstract static sealed class Node<E extends Entry<E>> {
    final int level;
    @Nullable Branch<E> parent;
    int size;

    Node(int level) {
      this.level = level;
    }
  }

  /** A doubly linked list whose links lie in the entries. */
  static final class Leaf<E extends Entry<E>> extends Node<E> {
    @Nullable E first;
    @Nullable E last;

    Leaf(int level) {
      super(level);
    }

    void add(E entry) {
      entry.leaf = this;
      entry.previous = last;
      entry.next = null;
      if (last == null) {
        first = entry;
      } else {
        last.next = entry;
      }
      last = entry;
      size++;
    }

    void remove(E entry) {
      E before = entry.previous;
      E behind = entry.next;
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
      entry.leaf = null;
      entry.previous = null;
      entry.next = null;
      size--;
    }

    /** The one with the earliest deadline at or after {@code time}, of equal ones the oldest. */
    @Nullable E earliestFrom(long time) {
      if (level == 0) {
        return first != null && first.deadline >= time ? first : null;
      }
      E earliest = null;
      for (E entry = first; entry != null; entry = entry.next) {
        if (entry.deadline >= time && (earliest == null || entry.deadline < earliest.deadline)) {
          earliest = entry;
        }
      }
      return earliest;
    }

    int countUntil(long time) {
      if (level == 0) {
        return first != null && first.deadline <= time ? size : 0;
      }
      int count = 0;
      for (E entry = first; entry != null; entry = entry.next) {
        count += entry.deadline <= time ? 1 : 0;
      }
      return count;
    }
  }

  static final class Branch<E extends Entry<E>> extends Node<E> {
    private final @Nullable Node<E>[] children;

    /** A bit for each child that there is. */
    private int occupied;

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of generics cannot be made otherwise
    Branch(int level) {
      super(level);
      children = new Node[SLOTS];
    }

    int slot(long deadline) {
      // The sign bit turned over, so that times before 1970 come first.
      return (int) ((deadline ^ Long.MIN_VALUE) >>> (BITS * (level - 1))) & (SLOTS - 1);
    }

    @Nullable Node<E> child(int slot) {
      return children[slot];
    }

    void child(int slot, @Nullable Node<E> child) {
      children[slot] = child;
      if (child == null) {
        occupied &= ~(1 << slot);
      } else {
        child.parent = this;
        occupied |= 1 << slot;
      }
    }

    /** The first child behind {@code slot}. */
    @Nullable Node<E> childBehind(int slot) {
      int behind = occupied & (-2 << slot);
      return behind == 0 ? null : children[Integer.numberOfTrailingZeros(behind)];
    }

    int countBefore(int slot) {
      int count = 0;
      for (int i = 0; i < slot; i++) {
        var child = children[i];
        count += child == null ? 0 : child.size;
      }
      return count;
    }
  }

  private final Branch<E> root = new Branch<>(TOP_LEVEL);

  /** How many entries are held. */
  int size() {
    return root.size;
  }

  /** Holds {@code entry}, which no timeline must hold, under {@code deadline}. */
  void insert(E entry, long deadline) {
    if (entry.isHeld()) {
      throw new IllegalStateException("the entry is held already");
    }
    entry.deadline = deadline;
    var branch = root;
    branch.size++;
    while (branch.child(branch.slot(deadline)) instanceof Branch<E> inner) {
      branch = inner;
      branch.size++;
    }
    burst(add(branch, entry));
  }

  /** Takes {@code entry} out; does nothing where it is not held. */
  void remove(E entry) {
    var leaf = entry.leaf;
    if (leaf == null) {
      return;
    }
    leaf.remove(entry);
    Node<E> sparse = leaf.size == 0 ? leaf : null;
    for (var branch = leaf.parent; branch != null; branch = branch.parent) {
      branch.size--;
      if (branch.size <= SMALLEST_BRANCH && branch.parent != null) {
        sparse = branch;
      }
    }
    if (sparse != null) {
      fold(sparse, entry.deadline);
    }
  }

  /** How many entries have a deadline at or before {@code time}. */
  int countUntil(long time) {
    int count = 0;
    Node<E> node = root;
    while (node instanceof Branch<E> branch) {
      int slot = branch.slot(time);
      count += branch.countBefore(slot);
      node = branch.child(slot);
    }
    return node instanceof Leaf<E> leaf ? count + leaf.countUntil(time) : count;
  }

  /** The entry with the earliest deadline at or after {@code time}, or null. */
  @Nullable E firstFrom(long time) {
    Node<E> later = null;
    Node<E> node = root;
    while (node instanceof Branch<E> branch) {
      int slot = branch.slot(time);
      var behind = branch.childBehind(slot);
      later = behind == null ? later : behind;
      node = branch.child(slot);
    }
    E found = node instanceof Leaf<E> leaf ? leaf.earliestFrom(time) : null;
    return found != null || later == null ? found : earliest(later);
  }

  /** The entry with the earliest deadline, or null. */
  @Nullable E first() {
    return firstFrom(Long.MIN_VALUE);
  }

  private static <E extends Entry<E>> @Nullable E earliest(Node<E> node) {
    Node<E> inner = node;
    while (inner instanceof Branch<E> branch) {
      inner = branch.children[Integer.numberOfTrailingZeros(branch.occupied)];
    }
    return inner instanceof Leaf<E> leaf ? leaf.earliestFrom(Long.MIN_VALUE) : null;
  }

  /** Adds {@code entry} to its leaf right below {@code branch}, whose size counts it already. */
  private static <E extends Entry<E>> Leaf<E> add(Branch<E> branch, E entry) {
    int slot = branch.slot(entry.deadline);
    if (branch.child(slot) instanceof Leaf<E> leaf) {
      leaf.add(entry);
      return leaf;
    }
    var leaf = new Leaf<E>(branch.level - 1);
    branch.child(slot, leaf);
    leaf.add(entry);
    return leaf;
  }

  /** Makes a branch of {@code leaf} where it is too large, and of its largest part, and so on. */
  private void burst(Leaf<E> leaf) {
    var large = leaf;
    while (large.size > LARGEST_LEAF && large.level > 0) {
      var branch = new Branch<E>(large.level);
      var first = large.first;
      if (first == null || large.parent == null) {
        throw new IllegalStateException("a large leaf holds entries and has a parent");
      }
      large.parent.child(large.parent.slot(first.deadline), branch);
      branch.size = large.size;
      var largest = large;
      for (E entry = first; entry != null; ) {
        E behind = entry.next;
        var part = add(branch, entry);
        largest = largest.equals(large) || part.size > largest.size ? part : largest;
        entry = behind;
      }
      large = largest;
    }
  }

  /** Makes a leaf of {@code sparse}, or nothing where it is empty. */
  private void fold(Node<E> sparse, long deadlineWithin) {
    var parent = sparse.parent;
    if (parent == null) {
      return;
    }
    var leaf = new Leaf<E>(sparse.level);
    var entries = new ArrayList<E>(sparse.size);
    collect(sparse, entries);
    entries.forEach(leaf::add);
    parent.child(parent.slot(deadlineWithin), leaf.size == 0 ? null : leaf);
  }

  private static <E extends Entry<E>> void collect(Node<E> node, List<E> entries) {
    switch (node) {
      case Leaf<E> leaf -> {
        for (E entry = leaf.first; entry != null; entry = entry.next) {
          entries.add(entry);
        }
      }
      case Branch<E> branch -> {
        for (var child : branch.children) {
          if (child != null) {
            collect(child, entries);
          }
        }
      }
    }
  }

  @Override
  public String toString() {
    return "ExpiryTimeline[" + size() + " held]";
  }
}
