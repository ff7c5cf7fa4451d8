package org.sessiondesk.text;

/** The classes of characters that jieba goes by. */
final class HanRuns {
  /** The Chinese characters that jieba knows. */
  static final char FIRST = '\u4e00';

  static final char LAST = '\u9fd5';

  /** The last one of the block: jieba takes those behind {@link #LAST} one by one. */
  private static final char LAST_OF_BLOCK = '\u9fff';

  /** After so many characters of one run one looks whether to stop. */
  static final int CHECKED = 1 << 14;

  private HanRuns() {}

  /** Whether {@code c} is a Chinese character that jieba knows. */
  static boolean isHan(char c) {
    return c >= FIRST && c <= LAST;
  }

  /** Whether {@code c} is a Chinese character that a service keeps of a word. */
  static boolean isKept(char c) {
    return c >= FIRST && c <= LAST_OF_BLOCK;
  }

  /** Whether jieba looks for words in {@code c} and its neighbours together. */
  static boolean isInBlock(char c) {
    return isHan(c) || isLatinOrDigit(c) || "+#&._%-".indexOf(c) >= 0;
  }

  static boolean isLatinOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
}
