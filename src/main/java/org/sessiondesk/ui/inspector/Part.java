package org.sessiondesk.ui.inspector;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.Fault;
import org.sessiondesk.session.Session;

/** The parts of a session that can be edited here. */
enum Part {
  NAME(Fault.Field.NAME),
  VOICE(Fault.Field.VOICE),
  TEXT(Fault.Field.TEXT),
  METADATA(Fault.Field.METADATA);

  private final Fault.Field field;

  Part(Fault.Field field) {
    this.field = field;
  }

  /** The field that faults of this part name. */
  Fault.Field field() {
    return field;
  }

  /** The key that it has in JSON. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** This part of {@code session}; null only for a name that there is not. */
  @Nullable Object of(Session session) {
    return switch (this) {
      case NAME -> session.name();
      case VOICE -> session.voice();
      case TEXT -> session.text();
      case METADATA -> session.metadata();
    };
  }

  /** Whether this part is the same in both. */
  boolean isSame(Session one, Session other) {
    return Objects.equals(of(one), of(other));
  }

  /** {@code onto} with this part of {@code from}. */
  Session copy(Session from, Session onto) {
    if (isSame(from, onto)) {
      return onto;
    }
    return switch (this) {
      case NAME -> onto.withName(from.name());
      case VOICE -> onto.withVoice(from.voice());
      case TEXT -> onto.withText(from.text());
      case METADATA -> onto.withMetadata(from.metadata());
    };
  }

  /** Whether all parts are the same in both. */
  static boolean allSame(Session one, Session other) {
    for (var part : values()) {
      if (!part.isSame(one, other)) {
        return false;
      }
    }
    return true;
  }
}
