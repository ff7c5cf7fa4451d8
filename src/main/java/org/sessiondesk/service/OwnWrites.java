package org.sessiondesk.service;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.Registration;
import org.sessiondesk.session.SessionEvent.Cause;
import org.sessiondesk.session.SessionId;

/**
 * Which sessions this program is writing just now, and why; several threads may write to the same
 * one. Also whether a store's follower has changed the picture of one meanwhile.
 */
final class OwnWrites {

  /** The writes to one session that have begun and not ended, oldest first, never empty. */
  private record Underway(List<Cause> causes, boolean told) {}

  private final Map<SessionId, Underway> underway = new ConcurrentHashMap<>();

  /** A write to all of {@code ids} is under way until the registration is closed. */
  Registration begin(Collection<SessionId> ids, Cause cause) {
    var written = List.copyOf(ids);
    for (var id : written) {
      underway.compute(id, (_, before) -> plus(before, cause));
    }
    return () ->
        written.forEach(id -> underway.computeIfPresent(id, (_, now) -> minus(now, cause)));
  }

  private static Underway plus(@Nullable Underway before, Cause cause) {
    if (before == null) {
      return new Underway(List.of(cause), false);
    }
    var causes = new ArrayList<>(before.causes());
    causes.add(cause);
    return new Underway(List.copyOf(causes), before.told());
  }

  private static @Nullable Underway minus(Underway now, Cause cause) {
    if (now.causes().size() <= 1) {
      return null;
    }
    var causes = new ArrayList<>(now.causes());
    causes.remove(causes.lastIndexOf(cause));
    return new Underway(List.copyOf(causes), now.told());
  }

  /** Whether this program is writing nothing. */
  boolean isEmpty() {
    return underway.isEmpty();
  }

  boolean isUnderway(SessionId id) {
    return underway.containsKey(id);
  }

  /** Why {@code id} is being written, by the latest who began; {@code otherwise} if by nobody. */
  Cause cause(SessionId id, Cause otherwise) {
    var now = underway.get(id);
    return now == null ? otherwise : now.causes().getLast();
  }

  /** A follower has changed the picture of {@code id}. */
  void told(SessionId id) {
    underway.computeIfPresent(id, (_, now) -> new Underway(now.causes(), true));
  }

  /** Whether it has since the writes that are under way began. */
  boolean wasTold(SessionId id) {
    var now = underway.get(id);
    return now != null && now.told();
  }
}
