package org.sessiondesk.service;

import java.time.Instant;
import java.util.Locale;

/** Whether packed rows pass one filter of a query, at one moment. */
final class RowFilter {
  private final QueryText.Filter filter;
  private final RowNames names;
  private final long now;
  private final long born;
  private final boolean[] voices;
  private final boolean[] keys;

  RowFilter(QueryText.Filter filter, RowNames names, Instant now) {
    this.filter = filter;
    this.names = names;
    this.now = SessionRow.micros(now);
    born = filter.field() == QueryText.Field.AGE ? SessionRow.micros(now.minus(filter.age())) : 0;
    var allVoices = names.voices.all();
    voices = new boolean[allVoices.length];
    for (int i = 1; i < voices.length; i++) {
      voices[i] = glob(allVoices[i], filter.value());
    }
    var allKeys = names.keys.all();
    keys = new boolean[allKeys.length];
    for (int i = 1; i < keys.length; i++) {
      keys[i] = allKeys[i].equalsIgnoreCase(filter.key());
    }
  }

  boolean passes(byte[] row) {
    return holds(row) != filter.unwanted();
  }

  private boolean holds(byte[] row) {
    var value = filter.value();
    return switch (filter.field()) {
      case VOICE -> voice(row);
      case NAME ->
          PackedRow.has(row, PackedRow.NAMED)
              && glob(PackedRow.text(row, PackedRow.nameAt(row)), "*" + value + "*");
      case TEXT -> glob(PackedRow.text(row, PackedRow.textAt(row)), "*" + value + "*");
      case ID -> glob(SessionRow.id(row).value(), value + "*");
      case KIND ->
          switch (value) {
            case "fallback" -> PackedRow.has(row, PackedRow.FALLBACK);
            case "temporary" -> !PackedRow.has(row, PackedRow.PERSISTENT);
            default -> PackedRow.has(row, PackedRow.PERSISTENT);
          };
      case STATE -> SessionRow.state(row, now).name().toLowerCase(Locale.ROOT).equals(value);
      case AGE -> {
        long created = PackedRow.created(row);
        yield created != SessionRow.NO_TIME
            && (value.charAt(0) == '<' ? created > born : created < born);
      }
      case META -> metadata(row);
    };
  }

  private boolean voice(byte[] row) {
    int voice = PackedRow.voice(row);
    return (voice > 0 && voice < voices.length)
        ? voices[voice]
        : glob(new SessionRow(row, names).voice(), filter.value());
  }

  private boolean metadata(byte[] row) {
    int at = PackedRow.metadataAt(row);
    while (at < row.length) {
      int number = PackedRow.number(row, at);
      at = PackedRow.behindNumber(row, at);
      boolean mine;
      if (number == PackedRow.INLINE_KEY) {
        mine = PackedRow.text(row, at).equalsIgnoreCase(filter.key());
        at = PackedRow.behindText(row, at);
      } else {
        int key = number - PackedRow.FIRST_KEY;
        mine = number != PackedRow.NO_KEY && key < keys.length && keys[key];
      }
      if (mine && glob(PackedRow.text(row, at), filter.value())) {
        return true;
      }
      at = PackedRow.behindText(row, at);
    }
    return false;
  }

  /** Whether {@code text} is {@code pattern}, case ignored; {@code *} stands for anything. */
  static boolean glob(String text, String pattern) {
    int t = 0;
    int p = 0;
    int star = -1;
    int retry = 0;
    while (t < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        retry = t;
      } else if (p < pattern.length() && text.regionMatches(true, t, pattern, p, 1)) {
        t++;
        p++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++retry;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }
}
