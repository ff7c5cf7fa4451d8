package org.sessiondesk.transfer;

import java.util.Arrays;
import org.sessiondesk.session.StoredBytes;

/**
 * What was decided about the lines of a file, in their order, and by which digest that which is to
 * be replaced is known again. First written, then read from the beginning. Not for several threads.
 */
final class Decisions {
  private static final Decision[] ALL = Decision.values();
  private static final int DIGEST = 16;

  private byte[] codes = new byte[4_096];
  private byte[] digests = new byte[4_096];
  private int size;
  private int digestSize;

  /** Adds the next line's. */
  @SuppressWarnings("EnumOrdinal") // read again by this very process
  void add(Decision decision) {
    if (size == codes.length) {
      codes = Arrays.copyOf(codes, size * 2);
    }
    codes[size++] = (byte) decision.ordinal();
  }

  /** Adds that the next line's entry is to replace {@code stored}. */
  void addReplace(StoredBytes stored) {
    add(Decision.REPLACE);
    if (digestSize + DIGEST > digests.length) {
      digests = Arrays.copyOf(digests, Math.multiplyExact(digestSize, 2));
    }
    System.arraycopy(digest(stored), 0, digests, digestSize, DIGEST);
    digestSize += DIGEST;
  }

  private static byte[] digest(StoredBytes stored) {
    return Arrays.copyOf(Digests.sha256().digest(stored.value()), DIGEST);
  }

  /** Reads them from the beginning. */
  Reading read() {
    return new Reading();
  }

  /** One reading of them. */
  final class Reading {
    private int at;
    private int digestAt;

    /** Whether there is another one. */
    boolean hasNext() {
      return at < size;
    }

    /** The next line's. */
    Decision next() {
      return ALL[codes[at++]];
    }

    /** Where the digest lies of what the line read last is to replace; called once for each. */
    int replaced() {
      int place = digestAt;
      digestAt += DIGEST;
      return place;
    }
  }

  /** Whether {@code now} is what was seen when the digest at {@code place} was added. */
  boolean isUnchanged(int place, StoredBytes now) {
    return Arrays.equals(digest(now), 0, DIGEST, digests, place, place + DIGEST);
  }
}
