package org.sessiondesk.text;

import java.util.Arrays;

/**
 * Words and how often each occurs, as a trie. The children of all nodes are in one table of open
 * addressing; a slot holds the parent (24 bits), the character (16) and the child (24), so that a
 * step costs about one read of memory and an entry about twenty bytes. Filled by one thread, then
 * read by many.
 */
final class Lexicon {
  static final int ROOT = 0;

  /** What {@link #step} gives where no word goes on so. */
  static final int NONE = -1;

  private static final int NODE_BITS = 24;
  private static final int MOST_NODES = 1 << NODE_BITS;
  private static final long NODE_MASK = MOST_NODES - 1L;

  private long[] slots;
  private int shift;

  /** By node, the logarithm of its count; negative where it is only the beginning of words. */
  private double[] logs;

  private int nodes = 1;
  private long total;

  /** One with room for {@code nodes} nodes, which grows where that is too little. */
  Lexicon(int nodes) {
    int bits = Math.max(4, Long.SIZE - Long.numberOfLeadingZeros(nodes * 2L - 1));
    slots = new long[1 << bits];
    shift = Long.SIZE - bits;
    logs = new double[Math.max(4, nodes)];
    logs[ROOT] = -1;
  }

  /** The node behind {@code node} by {@code c}, or {@link #NONE}. */
  int step(int node, char c) {
    long key = (long) node << Character.SIZE | c;
    for (int i = place(key); ; i = next(i)) {
      long slot = slots[i];
      if (slot == 0) {
        return NONE;
      }
      if (slot >>> NODE_BITS == key) {
        return (int) (slot & NODE_MASK);
      }
    }
  }

  /** Whether a word ends at {@code node}. */
  boolean isWord(int node) {
    return logs[node] >= 0;
  }

  /** The logarithm of the count of the word that ends at {@code node}. */
  double log(int node) {
    return logs[node];
  }

  /** The sum of all counts that were put in. */
  long total() {
    return total;
  }

  /** The node of {@code text} between {@code from} and {@code to}, or {@link #NONE}. */
  int find(CharSequence text, int from, int to) {
    int node = ROOT;
    for (int i = from; i < to && node != NONE; i++) {
      node = step(node, text.charAt(i));
    }
    return node;
  }

  /** Puts in {@code word}, which occurs {@code count} times; 0 makes it no word. */
  void put(String word, long count) {
    int node = ROOT;
    for (int i = 0; i < word.length(); i++) {
      int child = step(node, word.charAt(i));
      node = child == NONE ? add(node, word.charAt(i)) : child;
    }
    logs[node] = count > 0 ? Math.log((double) count) : -1;
    total += count;
  }

  private int add(int parent, char c) {
    if (nodes == MOST_NODES) {
      throw new IllegalStateException("a dictionary of more than %d nodes".formatted(MOST_NODES));
    }
    if (nodes * 2L > slots.length) {
      grow();
    }
    int node = nodes++;
    if (node == logs.length) {
      logs = Arrays.copyOf(logs, Math.min(MOST_NODES, logs.length * 2));
    }
    logs[node] = -1;
    insert(((long) parent << Character.SIZE | c) << NODE_BITS | node);
    return node;
  }

  private void insert(long slot) {
    int i = place(slot >>> NODE_BITS);
    while (slots[i] != 0) {
      i = next(i);
    }
    slots[i] = slot;
  }

  private void grow() {
    var old = slots;
    slots = new long[old.length * 2];
    shift--;
    for (long slot : old) {
      if (slot != 0) {
        insert(slot);
      }
    }
  }

  private int place(long key) {
    return (int) ((key * 0x9E3779B97F4A7C15L) >>> shift);
  }

  private int next(int place) {
    return (place + 1) & (slots.length - 1);
  }
}
