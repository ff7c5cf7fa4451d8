package org.sessiondesk.ui.inspector;

import org.sessiondesk.ui.fx.FaithfulText;

/**
 * The part of a text that is shown around a sentence: all of a short one, so much of a long one as
 * is laid out in no time.
 *
 * @param from where the part begins in the text
 * @param to where it ends
 * @param markFrom where the marked sentence begins in the text
 * @param markTo where it ends; where it begins, if none is marked
 */
record Excerpt(String text, int from, int to, int markFrom, int markTo) {
  /** Up to this length a text is shown as a whole. */
  static final int WHOLE = 3_000;

  private static final int BEFORE = 500;
  private static final String MORE = "…";

  /** Nothing. */
  static final Excerpt EMPTY = new Excerpt("", 0, 0, 0, 0);

  /** The beginning of {@code text}, with nothing marked. */
  static Excerpt of(String text) {
    return around(text, 0, 0, 0);
  }

  /** The same text, with the part from {@code start} to {@code end} marked, and not moved if so. */
  Excerpt marking(int start, int end) {
    return start >= from && end <= to
        ? new Excerpt(text, from, to, start, end)
        : around(text, start - BEFORE, start, Math.min(end, start + WHOLE - BEFORE));
  }

  /** The same text with nothing marked. */
  Excerpt unmarked() {
    return new Excerpt(text, from, to, 0, 0);
  }

  private static Excerpt around(String text, int wanted, int markFrom, int markTo) {
    int from = text.length() <= WHOLE ? 0 : Math.clamp(wanted, 0, text.length() - WHOLE);
    int to = Math.min(text.length(), from + WHOLE);
    return new Excerpt(text, whole(text, from), whole(text, to), markFrom, markTo);
  }

  private static int whole(String text, int offset) {
    return offset > 0 && offset < text.length() && Character.isLowSurrogate(text.charAt(offset))
        ? offset - 1
        : offset;
  }

  /** What is shown: the part, with an ellipsis where there is more. */
  String shown() {
    return (from > 0 ? MORE : "")
        + FaithfulText.displayed(text.substring(from, to), true)
        + (to < text.length() ? MORE : "");
  }

  /** Where the mark begins in what is shown. */
  int shownMarkFrom() {
    return isMarked() ? markFrom - from + before() : 0;
  }

  /** Where the mark ends in what is shown. */
  int shownMarkTo() {
    return isMarked() ? Math.min(markTo, to) - from + before() : 0;
  }

  /** Whether anything is marked. */
  boolean isMarked() {
    return markTo > markFrom;
  }

  private int before() {
    return from > 0 ? MORE.length() : 0;
  }
}
