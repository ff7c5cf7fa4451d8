package org.sessiondesk.ui.audit;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.AuditEntry;
import org.sessiondesk.session.Change;

/**
 * Which entries are looked for.
 *
 * @param words what must occur, each word somewhere: in the id, the profile, the name of who did
 *     it, or a digest; case ignored
 * @param change what must have been done, or null for anything
 * @param from the first day, or null
 * @param to the last day, or null
 */
record AuditFilter(
    String words,
    @Nullable Change change,
    @Nullable LocalDate from,
    @Nullable LocalDate to,
    ZoneId zone) {

  boolean passes(AuditEntry entry) {
    if (change != null && entry.change() != change) {
      return false;
    }
    var day = LocalDate.ofInstant(entry.at(), zone);
    if ((from != null && day.isBefore(from)) || (to != null && day.isAfter(to))) {
      return false;
    }
    var text = text(entry);
    for (var word : words.toLowerCase(Locale.ROOT).strip().split("\\s+", -1)) {
      if (!text.contains(word)) {
        return false;
      }
    }
    return true;
  }

  /** Whether older entries than this one cannot pass any more. */
  boolean isBefore(AuditEntry entry) {
    return from != null && LocalDate.ofInstant(entry.at(), zone).isBefore(from);
  }

  private static String text(AuditEntry entry) {
    return String.join(
            "\n",
            entry.id().value(),
            entry.store().id(),
            entry.store().name(),
            entry.store().place(),
            entry.actor().name(),
            entry.actor().face().name(),
            entry.change().name(),
            entry.before() == null ? "" : entry.before(),
            entry.after() == null ? "" : entry.after())
        .toLowerCase(Locale.ROOT);
  }
}
