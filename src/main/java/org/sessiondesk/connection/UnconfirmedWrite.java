package org.sessiondesk.connection;

import java.time.Instant;
import org.sessiondesk.session.SessionId;

/**
 * A write that was sent and not answered: it may or may not have been done. It is never sent again;
 * what became of it is looked up once the connection is back.
 *
 * @param store what the profile is called whose store it was sent to
 * @param session whose value it was to change
 * @param deletion whether it was to delete it
 * @param at when it became clear that no answer comes
 * @param outcome what is known of it
 */
public record UnconfirmedWrite(
    String store, SessionId session, boolean deletion, Instant at, Outcome outcome) {

  /** What is known of a write. */
  public enum Outcome {
    /** Nothing yet. */
    UNKNOWN,
    /** It was done. */
    DONE,
    /** It was not done. */
    NOT_DONE,
    /** Something else is stored: it was not done, or somebody has changed it since. */
    OTHERWISE,
    /** It stays unknown: the profile was left before anybody could look. */
    LEFT
  }

  /** The same, of which that is known. */
  public UnconfirmedWrite with(Outcome known) {
    return new UnconfirmedWrite(store, session, deletion, at, known);
  }
}
