package org.sessiondesk.ui.inspector;

import org.sessiondesk.service.SessionService;
import org.sessiondesk.session.JsonFormat;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.StoredSession;
import org.sessiondesk.session.UpdateResult;

/** Saves edits over what they were made on. Blocks; for background threads. */
final class SessionSaver {

  /** How often a save is tried again where others changed only what is not edited here. */
  private static final int ATTEMPTS = 8;

  /**
   * How a save ended.
   *
   * @param seen what it was tried on last
   * @param text what is stored now for people to read; empty unless it was saved
   */
  record Outcome(UpdateResult result, StoredSession seen, String text) {}

  private final SessionService service;
  private final JsonFormat format;

  SessionSaver(SessionService service, JsonFormat format) {
    this.service = service;
    this.format = format;
  }

  /**
   * Saves the editable parts of {@code changed} where those that are stored still are those of
   * {@code first}. What others did to anything else stays: a new deadline, sentences.
   */
  Outcome save(StoredSession first, Session changed) {
    var seen = first;
    for (int attempt = 1; ; attempt++) {
      var mine = seen.session();
      for (var part : Part.values()) {
        mine = part.copy(changed, mine);
      }
      var result = service.update(seen, mine);
      if (attempt < ATTEMPTS
          && result instanceof UpdateResult.Conflict(StoredSession theirs)
          && theirs.session().persistent() == seen.session().persistent()
          && Part.allSame(theirs.session(), seen.session())) {
        seen = theirs;
        continue;
      }
      var text =
          result instanceof UpdateResult.Saved(var now) ? StoredText.pretty(now, format) : "";
      return new Outcome(result, seen, text);
    }
  }
}
