package org.sessiondesk.service;

import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.SessionId;

/**
 * The rows of the persistent sessions, as far as there is room for them; which found none; and
 * which a pass over the store has not met yet. Not safe for several threads.
 */
final class PersistentRows {
  private final RowTable rows = new RowTable();
  private LeftOut leftOut = new LeftOut();
  private @Nullable RowTable unseen;
  private @Nullable LeftOut leftOutOfPass;
  private long unreadable;
  private long limit = Long.MAX_VALUE;

  int size() {
    return rows.size();
  }

  /** How many of them stand for what cannot be read. */
  long unreadable() {
    return unreadable;
  }

  /** How many found no room. */
  int leftOut() {
    return leftOut.size();
  }

  /** How much memory they may take, in bytes. */
  long limit() {
    return limit;
  }

  /** From now on there is so much room. What is here stays, also where it is more. */
  void limit(long bytes) {
    limit = bytes;
  }

  byte @Nullable [] get(SessionId id) {
    return rows.get(id);
  }

  int copyTo(byte[][] target, int offset) {
    return rows.copyTo(target, offset);
  }

  Set<byte[]> sample(int count, RandomGenerator random) {
    return rows.sample(count, random);
  }

  /** Makes ready for {@code more} to be put in. */
  void expect(List<byte[]> more) {
    rows.expect(more);
  }

  /** Whether {@code row} is left out: it is new, and there is no room. Takes note of it then. */
  boolean leavesOut(byte[] row) {
    if (rows.bytes() < limit || rows.holds(row)) {
      return false;
    }
    var id = SessionRow.id(row);
    leftOut.add(id);
    if (leftOutOfPass != null) {
      leftOutOfPass.add(id);
    }
    return true;
  }

  /** Puts {@code row} in and returns the one with the same id that it replaces, or null. */
  byte @Nullable [] put(byte[] row) {
    var before = rows.put(row);
    unreadable += one(row) - (before == null ? 0 : one(before));
    if (unseen != null) {
      unseen.remove(row);
    }
    if (leftOut.size() > 0) {
      noLongerLeftOut(SessionRow.id(row));
    }
    return before;
  }

  /** Takes out the row of {@code id} and returns it, or null. */
  byte @Nullable [] remove(SessionId id) {
    var before = rows.remove(id);
    unreadable -= before == null ? 0 : one(before);
    if (unseen != null) {
      unseen.remove(id);
    }
    noLongerLeftOut(id);
    return before;
  }

  private void noLongerLeftOut(SessionId id) {
    leftOut.remove(id);
    if (leftOutOfPass != null) {
      leftOutOfPass.remove(id);
    }
  }

  void startPass() {
    unseen = rows.copy();
    leftOutOfPass = new LeftOut();
  }

  /** The pass is complete: takes out the rows that it has not met, and returns them. */
  byte[][] endPass() {
    var gone = new byte[unseen == null ? 0 : unseen.size()][];
    if (unseen != null) {
      unseen.copyTo(gone, 0);
      unseen = null;
    }
    for (var row : gone) {
      rows.remove(row);
      unreadable -= one(row);
    }
    if (leftOutOfPass != null) {
      leftOut = leftOutOfPass;
      leftOutOfPass = null;
    }
    return gone;
  }

  void clear() {
    rows.clear();
    unreadable = 0;
    unseen = null;
    leftOut = new LeftOut();
    leftOutOfPass = null;
  }

  private static int one(byte[] row) {
    return row[PackedRow.UNREADABLE] != 0 ? 1 : 0;
  }
}
