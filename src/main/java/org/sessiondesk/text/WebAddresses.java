package org.sessiondesk.text;

/** Where web addresses begin and end in a text, with Chinese characters in them or without. */
final class WebAddresses {

  /** What Chinese characters may follow within an address: behind a letter they are text again. */
  private static final String DELIMITERS = "/?=&#-_%+,:~";

  private static final String NEVER_WITHIN = "\"<>\\^`{}|";
  private static final String NEVER_LAST = ".,;:!?'";

  private WebAddresses() {}

  /** Whether {@code ://} behind a scheme, or {@code www.}, is at {@code at}. */
  static boolean beginsAt(String text, int at) {
    char c = text.charAt(at);
    if (c == ':') {
      return text.startsWith("://", at) && at > 0 && isAsciiLetter(text.charAt(at - 1));
    }
    return c == 'w'
        && text.startsWith("www.", at)
        && (at == 0 || !isAsciiLetter(text.charAt(at - 1)));
  }

  /** Behind the last character of the address that begins at {@code at}. Linear in its length. */
  static int end(String text, int at) {
    int end = text.charAt(at) == ':' ? at + 3 : at + 4;
    int floor = end;
    while (end < text.length() && continues(text, end)) {
      end++;
    }
    while (end > floor && NEVER_LAST.indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return end;
  }

  private static boolean continues(String text, int at) {
    char c = text.charAt(at);
    char before = text.charAt(at - 1);
    if (Characters.isWide(c)) {
      return Character.isLetterOrDigit(c) && wideMayFollow(text, at - 1);
    }
    if (c > '~' || c <= ' ' || NEVER_WITHIN.indexOf(c) >= 0) {
      return Character.isLetterOrDigit(c);
    }
    // "…/你好吗?我" is a question about the address; "…/你好?action=edit" is an address.
    boolean questionBehindWide = (c == '?' || c == '!') && Characters.isWide(before);
    return !questionBehindWide
        || (at + 1 < text.length() && !Characters.isWide(text.charAt(at + 1)));
  }

  /** Whether a Chinese character may follow the character at {@code at} of an address. */
  private static boolean wideMayFollow(String text, int at) {
    char c = text.charAt(at);
    if (c == '.') {
      // "https://例子.中国", but "https://example.com.下一句"
      return Characters.isWide(text.charAt(at - 1));
    }
    return Characters.isWide(c) || DELIMITERS.indexOf(c) >= 0;
  }

  private static boolean isAsciiLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
