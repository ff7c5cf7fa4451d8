package org.sessiondesk.session;

import java.util.List;

/**
 * Is told of events, in the order they happened, in batches. Called on whichever thread noticed
 * them: returns quickly, waits for nothing.
 */
@FunctionalInterface
public interface SessionListener {

  /** These events happened. */
  void onEvents(List<SessionEvent> events);
}
