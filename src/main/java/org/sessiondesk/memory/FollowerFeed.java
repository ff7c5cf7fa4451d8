package org.sessiondesk.memory;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.StoreFollower;
import org.sessiondesk.session.StoredEntry;

/**
 * Tells one follower, on a thread of its own, so that a slow one keeps no writer waiting. Of what
 * changed only the ids are noted, each once: what is told is what is held when it is told, so a
 * flood of changes costs no more memory than there are sessions, and nothing old is ever told late.
 */
final class FollowerFeed {
  private final StoreFollower follower;
  private final Map<SessionId, Held> byId;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition noted = lock.newCondition();
  private final Set<SessionId> changed = new LinkedHashSet<>();
  private final Thread thread;
  private volatile boolean closed;

  FollowerFeed(StoreFollower follower, Map<SessionId, Held> byId) {
    this.follower = follower;
    this.byId = byId;
    this.thread = Thread.ofVirtual().name("memory-follower").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** The session {@code id} was made, changed or removed. Called under the store's lock. */
  void note(SessionId id) {
    lock.lock();
    try {
      changed.add(id);
      noted.signal();
    } finally {
      lock.unlock();
    }
  }

  void close() {
    closed = true;
    thread.interrupt();
  }

  private void run() {
    try {
      tellAll();
      while (!closed) {
        tell(take());
      }
    } catch (InterruptedException _) {
      // Closed: nobody is to be told any more.
      closed = true;
    }
  }

  private void tellAll() {
    follower.tracking(StoreFollower.Tracking.LIVE);
    follower.passStarted(byId.size());
    var page = new ArrayList<StoredEntry>(MemorySessionStore.PORTION);
    for (var held : byId.values()) {
      page.add(held.stored());
      if (page.size() == MemorySessionStore.PORTION) {
        if (closed) {
          return;
        }
        follower.page(List.copyOf(page));
        page.clear();
      }
    }
    if (!page.isEmpty()) {
      follower.page(List.copyOf(page));
    }
    follower.passCompleted();
  }

  private List<SessionId> take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (changed.isEmpty()) {
        noted.await();
      }
      var batch = new ArrayList<SessionId>();
      var all = changed.iterator();
      while (all.hasNext() && batch.size() < MemorySessionStore.PORTION) {
        batch.add(all.next());
        all.remove();
      }
      return batch;
    } finally {
      lock.unlock();
    }
  }

  private void tell(List<SessionId> ids) {
    var present = new ArrayList<StoredEntry>();
    var gone = new ArrayList<SessionId>();
    for (var id : ids) {
      var held = byId.get(id);
      if (held == null) {
        gone.add(id);
      } else {
        present.add(held.stored());
      }
    }
    if (!closed) {
      follower.changed(present, gone);
    }
  }
}
