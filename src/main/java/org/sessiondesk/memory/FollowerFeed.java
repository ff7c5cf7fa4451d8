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

  /** Ends the telling. A call that is under way is not interrupted. */
  void close() {
    lock.lock();
    try {
      closed = true;
      noted.signal();
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    guarded(this::tellAll);
    while (!closed) {
      var ids = take();
      guarded(() -> tell(ids));
    }
  }

  /** A follower that fails once is still told of what comes next. */
  private static void guarded(Runnable telling) {
    try {
      telling.run();
    } catch (RuntimeException e) {
      var thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
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

  /** The next ids that were noted; none once it is closed. */
  private List<SessionId> take() {
    lock.lock();
    try {
      while (changed.isEmpty() && !closed) {
        noted.awaitUninterruptibly();
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
