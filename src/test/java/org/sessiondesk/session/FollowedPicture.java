package org.sessiondesk.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A follower that keeps a picture of the store, by the very rules of {@link StoreFollower}. */
public final class FollowedPicture implements StoreFollower {
  private final Map<SessionId, StoredEntry> entries = new HashMap<>();
  private final Set<SessionId> seen = new HashSet<>();
  private final List<Tracking> tracking = new ArrayList<>();
  private final AtomicInteger calls = new AtomicInteger();
  private volatile boolean held;
  private boolean inPass;
  private int passes;

  private synchronized void alone(Runnable news) {
    if (calls.getAndIncrement() != 0) {
      throw new IllegalStateException("two calls at a time");
    }
    news.run();
    calls.decrementAndGet();
  }

  /** Lets a pass wait from now on, or go on. */
  public void hold(boolean now) {
    held = now;
  }

  /** Whether passes wait. */
  public boolean isHeld() {
    return held;
  }

  @Override
  public boolean wantsPages() {
    return !held;
  }

  @Override
  public void passStarted(long expected) {
    alone(
        () -> {
          inPass = true;
          seen.clear();
        });
  }

  @Override
  public void page(List<StoredEntry> page) {
    alone(
        () -> {
          if (!inPass) {
            throw new IllegalStateException("a page outside a pass");
          }
          page.forEach(this::put);
        });
  }

  private void put(StoredEntry entry) {
    entries.put(entry.id(), entry);
    seen.add(entry.id());
  }

  @Override
  public void passCompleted() {
    alone(
        () -> {
          entries.keySet().retainAll(seen);
          inPass = false;
          passes++;
        });
  }

  @Override
  public void changed(List<StoredEntry> present, List<SessionId> gone) {
    alone(
        () -> {
          present.forEach(this::put);
          gone.forEach(entries::remove);
        });
  }

  @Override
  public void tracking(Tracking now) {
    alone(() -> tracking.add(now));
  }

  /** How many passes were completed. */
  public synchronized int passes() {
    return passes;
  }

  /** How many entries there are. */
  public synchronized int size() {
    return entries.size();
  }

  /** The entry of that id, or null. */
  public synchronized @Nullable StoredEntry entry(SessionId id) {
    return entries.get(id);
  }

  /** All entries. A copy. */
  public synchronized Map<SessionId, StoredEntry> entries() {
    return Map.copyOf(entries);
  }

  /** How changes are learned of now; {@code NONE} before that was told. */
  public synchronized StoreFollower.Tracking tracking() {
    return tracking.isEmpty() ? Tracking.NONE : tracking.getLast();
  }
}
