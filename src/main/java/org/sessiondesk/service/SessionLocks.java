package org.sessiondesk.service;

import java.util.concurrent.locks.ReentrantLock;
import org.sessiondesk.session.Registration;
import org.sessiondesk.session.SessionId;

/**
 * Keeps changes that this program makes to one session from crossing each other, so that a session
 * on its way from memory to Redis is not edited behind. A fixed number of locks, shared by hash.
 */
final class SessionLocks {
  private final ReentrantLock[] locks = new ReentrantLock[256];

  SessionLocks() {
    for (int i = 0; i < locks.length; i++) {
      locks[i] = new ReentrantLock();
    }
  }

  /** Locks {@code id} until the registration is closed, by the same thread. */
  Registration lock(SessionId id) {
    var lock = locks[(SessionRow.idHash(id) >>> 8) & (locks.length - 1)];
    lock.lock();
    return lock::unlock;
  }
}
