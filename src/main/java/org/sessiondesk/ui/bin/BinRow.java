package org.sessiondesk.ui.bin;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.KeptItem;
import org.sessiondesk.session.StoredEntry;
import org.sessiondesk.session.StoredSession;

/**
 * A value of a batch, as the page lists it.
 *
 * @param item the value
 * @param text the session's text; empty where it is none
 * @param name the session's name, or null
 * @param readable whether it is a session
 */
record BinRow(KeptItem item, String text, @Nullable String name, boolean readable) {

  static BinRow of(KeptItem item, @Nullable StoredEntry entry) {
    return entry instanceof StoredSession stored
        ? new BinRow(item, stored.session().text(), stored.session().name(), true)
        : new BinRow(item, "", null, false);
  }

  /** Whether {@code wanted}, in lower case, occurs in it. */
  boolean contains(String wanted) {
    return wanted.isEmpty()
        || lower(item.kept().id().value()).contains(wanted)
        || lower(text).contains(wanted)
        || (name != null && lower(name).contains(wanted));
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
