package org.sessiondesk.ui.table;

import org.sessiondesk.service.SessionRow;

/** What a cell shows of a text: one line, not too long, with nothing hidden in it. */
final class RowText {

  /** More than any column can show. */
  static final int LONGEST = 400;

  private RowText() {}

  /** The first line of {@code text} that is not blank, made visible by {@link #visible}. */
  static String firstLine(String text) {
    int start = 0;
    while (start < text.length() && isBlank(text.charAt(start))) {
      start++;
    }
    int end = start;
    while (end < text.length() && end - start < LONGEST && !isLineEnd(text.charAt(end))) {
      end++;
    }
    return visible(text, start, end);
  }

  /** {@code text} in one line, made visible. */
  static String visible(String text) {
    return visible(text, 0, Math.min(text.length(), LONGEST));
  }

  /** The name of a voice, made visible, without the {@code Neural} that all known ones end in. */
  static String voice(String shortName) {
    var known = "Neural";
    boolean shorter = shortName.endsWith(known) && shortName.length() > known.length();
    return visible(
        shorter ? shortName.substring(0, shortName.length() - known.length()) : shortName);
  }

  /** The name, or an empty string where there is none. */
  static String name(SessionRow row) {
    var name = row.name();
    return name == null || name.isBlank() ? "" : visible(name);
  }

  /**
   * Control characters become their pictures (␀ … ␡), and characters that turn the direction of
   * what stands around them are named, so that nobody is misled by what cannot be seen.
   */
  private static String visible(String text, int start, int end) {
    var line = new StringBuilder(end - start + 1);
    int i = start;
    while (i < end) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (c < 0x20) {
        line.appendCodePoint(0x2400 + c);
      } else if (c == 0x7F) {
        line.append('\u2421');
      } else if ((c >= 0x80 && c < 0xA0) || (c <= 0xFFFF && Character.isSurrogate((char) c))) {
        line.append('\uFFFD');
      } else if (isHidden(c)) {
        line.append('[').append("U+%04X".formatted(c)).append(']');
      } else {
        line.appendCodePoint(c);
      }
    }
    if (end - start >= LONGEST && end < text.length()) {
      line.append('\u2026');
    }
    return line.toString();
  }

  private static boolean isHidden(int c) {
    return (c >= 0x202A && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069)
        || c == 0x2028
        || c == 0x2029
        || c == 0xFEFF;
  }

  private static boolean isLineEnd(char c) {
    return c == '\n' || c == '\r';
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\u3000' || isLineEnd(c);
  }
}
