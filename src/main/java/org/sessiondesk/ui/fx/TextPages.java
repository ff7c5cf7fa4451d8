package org.sessiondesk.ui.fx;

/**
 * A text of any length, seen through a window that a text control can bear: it is edited page by
 * page. Offsets count UTF-16 units; no page begins or ends within a surrogate pair.
 */
final class TextPages {

  /** Up to this length a text is shown as a whole. */
  static final int WHOLE = 30_000;

  /** The length of a page of a longer one. */
  static final int PAGE = 20_000;

  private String text = "";
  private int from;
  private int to;

  /** The whole text. */
  String text() {
    return text;
  }

  /** Where the page begins. */
  int from() {
    return from;
  }

  /** Where the page ends. */
  int to() {
    return to;
  }

  /** The page. */
  String page() {
    return text.substring(from, to);
  }

  /** Whether it takes more than one page. */
  boolean isPaged() {
    return from > 0 || to < text.length();
  }

  /** Shows the beginning of another text. */
  void show(String other) {
    text = other;
    goTo(0);
  }

  /** Shows the page that holds {@code offset}. */
  void goTo(int offset) {
    if (text.length() <= WHOLE) {
      from = 0;
      to = text.length();
      return;
    }
    int inside = Math.clamp(offset, 0, text.length() - 1);
    from = whole(inside / PAGE * PAGE);
    to = whole(Math.min(text.length(), from + PAGE));
  }

  /** Shows the page after this one. */
  void next() {
    if (to < text.length()) {
      from = to;
      to = whole(Math.min(text.length(), from + PAGE));
    }
  }

  /** Shows the page before this one. */
  void previous() {
    to = from == 0 ? to : from;
    from = whole(Math.max(0, to - PAGE));
  }

  /**
   * Takes over what the page looks like after an edit.
   *
   * @return whether the page has become too long to be shown on, so that it is another one now
   */
  boolean edit(String shown) {
    var page = FaithfulText.merged(page(), shown, true);
    text = text.substring(0, from) + page + text.substring(to);
    to = from + page.length();
    if (page.length() > WHOLE) {
      to = whole(from + PAGE);
      return true;
    }
    return false;
  }

  private int whole(int offset) {
    return offset > 0 && offset < text.length() && Character.isLowSurrogate(text.charAt(offset))
        ? offset - 1
        : offset;
  }
}
