package org.sessiondesk.redis;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The keys whose values may have changed since they were read. A key that changes many times before
 * it is read again is here once. Safe for use by many threads; adding never waits for long.
 */
final class DirtyKeys {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition added = lock.newCondition();
  private final Set<ByteBuffer> keys = new LinkedHashSet<>();
  private boolean everything;
  private boolean woken;

  /** Adds keys. The arrays must not change any more. */
  void add(Collection<byte[]> changed) {
    lock.lock();
    try {
      for (var key : changed) {
        keys.add(ByteBuffer.wrap(key));
      }
      added.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Everything may have changed: the database was emptied. */
  void addEverything() {
    lock.lock();
    try {
      everything = true;
      added.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Ends the wait of whoever waits, or the next one. */
  void wake() {
    lock.lock();
    try {
      woken = true;
      added.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Whether everything may have changed; forgets it. */
  boolean takeEverything() {
    lock.lock();
    try {
      boolean was = everything;
      everything = false;
      return was;
    } finally {
      lock.unlock();
    }
  }

  /** Whether everything may have changed. */
  boolean isEverything() {
    lock.lock();
    try {
      return everything;
    } finally {
      lock.unlock();
    }
  }

  /** Takes at most {@code most} keys, those first that were added first. */
  List<byte[]> take(int most) {
    lock.lock();
    try {
      var taken = new ArrayList<byte[]>(Math.min(most, keys.size()));
      var iterator = keys.iterator();
      while (taken.size() < most && iterator.hasNext()) {
        taken.add(iterator.next().array());
        iterator.remove();
      }
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until there is something, {@link #wake} is called or the time is over.
   *
   * @return whether the time is not over
   */
  boolean await(long nanos) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = nanos;
      while (keys.isEmpty() && !everything && !woken && left > 0) {
        left = added.awaitNanos(left);
      }
      woken = false;
      return left > 0;
    } finally {
      lock.unlock();
    }
  }
}
