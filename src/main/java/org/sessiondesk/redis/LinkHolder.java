package org.sessiondesk.redis;

import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.StoreException;

/**
 * The link of one profile as it comes and goes. Once it is closed no link ever comes again: what
 * was handed out for one profile never reaches another. Safe for use by many threads.
 */
final class LinkHolder implements AutoCloseable {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private volatile @Nullable StoreLink link;
  private volatile boolean closed;

  /**
   * The link.
   *
   * @throws StoreException.Unavailable where there is none
   */
  StoreLink require() {
    var now = link;
    if (now == null) {
      throw new StoreException.Unavailable(
          closed ? "this profile was left" : "not connected to Redis");
    }
    return now;
  }

  /** The link, where there is one. */
  Optional<StoreLink> current() {
    return Optional.ofNullable(link);
  }

  /** Waits for a link that is not {@code old}; null once the holder is closed. */
  @Nullable StoreLink await(@Nullable StoreLink old) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while ((link == null || link == old) && !closed) {
        changed.await();
      }
      return link;
    } finally {
      lock.unlock();
    }
  }

  /** Offers a new link. Where the holder is closed, the link is closed at once. */
  void set(StoreLink made) {
    lock.lock();
    try {
      if (closed) {
        made.close();
      } else {
        link = made;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Takes the link away and closes it. */
  void clear() {
    lock.lock();
    try {
      var old = link;
      link = null;
      if (old != null) {
        old.close();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      clear();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
