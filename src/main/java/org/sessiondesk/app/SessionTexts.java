package org.sessiondesk.app;

import java.util.Locale;
import java.util.Objects;
import org.sessiondesk.service.ApiJson;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.StoredEntry;
import org.sessiondesk.session.StoredSession;
import org.sessiondesk.session.UnreadableEntry;

/** Sessions as commands print them. */
final class SessionTexts {
  private static final int TEXT = 60;

  private SessionTexts() {}

  /** As the HTTP API answers it; what cannot be read with its id and the reason. */
  static Json.Obj json(StoredEntry entry) {
    return switch (entry) {
      case StoredSession stored -> ApiJson.of(stored.session());
      case UnreadableEntry bad ->
          new CommandJson()
              .with("session_id", idText(bad.id()))
              .with("unreadable", bad.reason().name().toLowerCase(Locale.ROOT))
              .with("detail", bad.detail())
              .object();
    };
  }

  /** In one line. */
  static String line(StoredEntry entry) {
    var id = ImportTexts.printable(entry.id().value());
    return switch (entry) {
      case StoredSession stored -> {
        var session = stored.session();
        var title = Objects.requireNonNullElse(session.name(), session.text());
        yield id
            + "  "
            + session.createdAt()
            + "  "
            + ImportTexts.printable(session.voice())
            + "  "
            + ImportTexts.printable(shortened(title));
      }
      case UnreadableEntry bad -> id + "  unreadable: " + bad.detail();
    };
  }

  private static String shortened(String text) {
    return text.codePointCount(0, text.length()) <= TEXT
        ? text
        : text.substring(0, text.offsetByCodePoints(0, TEXT)) + "…";
  }

  /** An id, of which bytes that were no UTF-8 cannot be printed. */
  static String idText(SessionId id) {
    return id.value().replaceAll("\\p{Cs}", "?");
  }
}
