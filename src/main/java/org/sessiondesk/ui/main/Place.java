package org.sessiondesk.ui.main;

import org.sessiondesk.service.SessionQuery.View;

/** Where in the window one can go. */
public sealed interface Place {

  /** The table, showing some kind of sessions. */
  record Sessions(View view) implements Place {}

  /**
   * The table, showing a saved view.
   *
   * @param id the view's
   */
  record Saved(String id) implements Place {}

  /** The statistics. */
  record Dashboard() implements Place {}

  /** What was deleted and changed, and can be put back. */
  record Bin() implements Place {}

  /** Every change that this program made. */
  record Audit() implements Place {}

  /** The log. */
  record Log() implements Place {}

  /** Whether the table is what one sees there. */
  default boolean showsTable() {
    return this instanceof Sessions || this instanceof Saved;
  }
}
