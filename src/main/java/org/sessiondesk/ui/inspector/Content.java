package org.sessiondesk.ui.inspector;

import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.StoredSession;
import org.sessiondesk.session.UnreadableEntry;
import org.sessiondesk.ui.fx.Problem;

/** What the inspector shows. */
public sealed interface Content {

  /** Nothing is selected. */
  record Nothing() implements Content {}

  /** Several sessions are selected. */
  record Many(int count) implements Content {}

  /** A session is being read. */
  record Loading(SessionId id) implements Content {}

  /** It could not be read. */
  record Failed(SessionId id, Problem problem) implements Content {}

  /** There is no such session, or no more. */
  record Missing(SessionId id) implements Content {}

  /** A session, as it was last read. */
  record Open(StoredSession stored) implements Content {}

  /** Something that is no session. */
  record Unreadable(UnreadableEntry entry) implements Content {}
}
