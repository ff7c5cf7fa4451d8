package org.sessiondesk.journal;

import java.time.Instant;
import org.sessiondesk.session.AuditEntry;
import org.sessiondesk.session.AuditEntry.Outcome;
import org.sessiondesk.session.JsonFormat;

/** An entry of the audit log as a line of JSON. */
final class AuditLine {
  private static final String LOST = "lost";

  private AuditLine() {}

  static byte[] write(AuditEntry entry, JsonFormat json) {
    var fields =
        new Fields()
            .time("time", entry.at())
            .actor(entry.actor())
            .word("change", entry.change())
            .id(entry.id())
            .store(entry.store())
            .text("before", entry.before())
            .text("after", entry.after());
    if (entry.outcome() != Outcome.DONE) {
      fields.word("outcome", entry.outcome());
    }
    return fields.line(json);
  }

  /** Stands for entries that are missing, since they could not be written for too long. */
  static byte[] lost(long count, Instant at, JsonFormat json) {
    return new Fields().time("time", at).number(LOST, count).line(json);
  }

  /** How many entries are missing where {@code fields} stand; 0 where they are one themselves. */
  static long lost(Fields fields) {
    return fields.has(LOST) ? fields.number(LOST) : 0;
  }

  /**
   * Reads an entry.
   *
   * @throws RuntimeException where it makes no sense
   */
  static AuditEntry read(Fields fields) {
    return new AuditEntry(
        fields.time("time"),
        fields.actor(),
        fields.change(),
        fields.has("outcome") ? Outcome.UNKNOWN : Outcome.DONE,
        fields.id(),
        fields.store(),
        fields.optional("before"),
        fields.optional("after"));
  }
}
