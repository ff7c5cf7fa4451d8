package org.sessiondesk.service;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether packed rows match a search. Made for one query: what voices and keys hold is found out
 * once, not for every row. Safe for use by several threads.
 */
final class RowMatcher {
  private final RowNames names;
  private final List<RowFilter> filters = new ArrayList<>();
  private final List<Part> parts = new ArrayList<>();

  RowMatcher(QueryText text, RowNames names, Instant now) {
    this.names = names;
    for (var filter : text.filters()) {
      // A time such as 12:30, or an address: no session has metadata of that name.
      if (filter.field() == QueryText.Field.META && !names.keys.mayBeUsed(filter.key())) {
        parts.add(new Part(filter.plain(), names));
      } else {
        filters.add(new RowFilter(filter, names, now));
      }
    }
    for (var word : text.words()) {
      parts.add(new Part(word, names));
    }
  }

  /** One word, and where it is already known to stand. */
  private static final class Part {
    private final String folded;
    private final boolean unwanted;
    private final ByteSearch search;
    private final boolean[] voices;
    private final boolean[] keys;
    private final IdSearch id;
    private final boolean slowly;

    Part(QueryText.Word word, RowNames names) {
      folded = word.folded();
      unwanted = word.unwanted();
      search = new ByteSearch(folded.getBytes(StandardCharsets.UTF_8));
      voices = holding(names.voices.all());
      keys = holding(names.keys.all());
      id = new IdSearch(folded);
      // Across a key, its value and the next key, or with letters that match others by their case.
      slowly =
          folded.indexOf('=') >= 0 || folded.indexOf(' ') >= 0 || RowPacker.caseOf(folded) != 0;
    }

    private boolean[] holding(String[] all) {
      var holds = new boolean[all.length];
      for (int i = 1; i < all.length; i++) {
        holds[i] = contains(all[i], folded);
      }
      return holds;
    }
  }

  boolean matches(byte[] row) {
    for (var filter : filters) {
      if (!filter.passes(row)) {
        return false;
      }
    }
    for (var part : parts) {
      if (holds(row, part) == part.unwanted) {
        return false;
      }
    }
    return true;
  }

  private boolean holds(byte[] row, Part part) {
    int voice = PackedRow.voice(row);
    if (voice != 0 && part.voices.length > voice && part.voices[voice]) {
      return true;
    }
    if (PackedRow.has(row, PackedRow.CASED) || part.slowly) {
      return holdsSlowly(new SessionRow(row, names), part.folded);
    }
    if (voice == 0 && inText(row, PackedRow.voiceAt(row), part)) {
      return true;
    }
    int at = PackedRow.nameAt(row);
    if (PackedRow.has(row, PackedRow.NAMED)) {
      if (inText(row, at, part)) {
        return true;
      }
      at = PackedRow.behindText(row, at);
    }
    return inText(row, at, part)
        || inMetadata(row, PackedRow.behindText(row, at), part)
        || inId(row, part);
  }

  private static boolean inText(byte[] row, int at, Part part) {
    int from = PackedRow.behindNumber(row, at);
    return part.search.in(row, from, from + PackedRow.number(row, at));
  }

  private static boolean inMetadata(byte[] row, int from, Part part) {
    int at = from;
    while (at < row.length) {
      int number = PackedRow.number(row, at);
      at = PackedRow.behindNumber(row, at);
      if (number == PackedRow.INLINE_KEY) {
        if (inText(row, at, part)) {
          return true;
        }
        at = PackedRow.behindText(row, at);
      } else if (number != PackedRow.NO_KEY
          && number - PackedRow.FIRST_KEY < part.keys.length
          && part.keys[number - PackedRow.FIRST_KEY]) {
        return true;
      }
      if (inText(row, at, part)) {
        return true;
      }
      at = PackedRow.behindText(row, at);
    }
    return false;
  }

  private static boolean inId(byte[] row, Part part) {
    return PackedRow.has(row, PackedRow.ODD_ID)
        ? inText(row, PackedRow.TEXTS, part)
        : part.id.in(PackedRow.idHigh(row), PackedRow.idLow(row));
  }

  private static boolean holdsSlowly(SessionRow row, String folded) {
    var name = row.name();
    return contains(row.text(), folded)
        || (name != null && contains(name, folded))
        || contains(row.voice(), folded)
        || contains(row.metadata(), folded)
        || contains(row.id().value(), folded);
  }

  /** Whether {@code text} contains {@code folded} (which is in lower case), case ignored. */
  static boolean contains(String text, String folded) {
    int last = text.length() - folded.length();
    for (int i = 0; i <= last; i++) {
      if (text.regionMatches(true, i, folded, 0, folded.length())) {
        return true;
      }
    }
    return false;
  }
}
