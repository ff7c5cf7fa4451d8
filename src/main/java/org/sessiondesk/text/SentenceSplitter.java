package org.sessiondesk.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Cuts a text into sentences: at line ends; after {@code 。！？；} and runs of them; and after {@code .
 * ! ? …} where these really end a sentence: not in decimals, abbreviations, initials, host names or
 * file names. Closing quotes and brackets stay with their sentence. Linear in the text's length.
 */
public final class SentenceSplitter {
  private static final String ALWAYS = "。！？；｡";
  private static final String SOMETIMES = ".!?…";
  private static final String CLOSERS = "\"'”’」』）)】]》〉〕}»›";

  /** Abbreviations that a sentence never ends with. */
  private static final Set<String> NEVER_LAST =
      Set.of(
          "mr", "mrs", "ms", "dr", "prof", "st", "mt", "gen", "col", "capt", "lt", "sgt", "rev",
          "hon", "sen", "rep", "gov", "pres", "messrs", "mme", "mlle", "vs", "cf", "e.g", "i.e",
          "eg", "ie", "viz", "approx", "no", "nos", "vol", "pp", "fig", "figs", "eq", "sec", "ch",
          "ed", "eds", "al", "bzw", "z.b", "d.h");

  /** Abbreviations that may end a sentence: they do where a capital letter follows. */
  private static final Set<String> MAYBE_LAST =
      Set.of(
          "etc", "inc", "ltd", "co", "corp", "jr", "sr", "a.m", "p.m", "u.s", "u.k", "u.n", "ph.d",
          "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec");

  private SentenceSplitter() {}

  /** The sentences of {@code text} in order, trimmed, none of them empty. */
  public static List<String> split(String text) {
    var sentences = new ArrayList<String>();
    int start = 0;
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (isLineEnd(c)) {
        add(text, start, i, sentences);
        i++;
        start = i;
      } else if (ALWAYS.indexOf(c) >= 0 || SOMETIMES.indexOf(c) >= 0) {
        int end = endOfMarks(text, i);
        if (ends(text, start, i, end)) {
          add(text, start, end, sentences);
          start = end;
        }
        i = end;
      } else {
        i++;
      }
    }
    add(text, start, text.length(), sentences);
    return sentences;
  }

  private static void add(String text, int start, int end, List<String> sentences) {
    var sentence = text.substring(start, end).strip();
    if (!sentence.isEmpty()) {
      sentences.add(sentence);
    }
  }

  /** Behind the run of marks that begins at {@code from}, and behind the closers after it. */
  private static int endOfMarks(String text, int from) {
    int end = from;
    while (end < text.length() && isMark(text.charAt(end))) {
      end++;
    }
    int closed = end;
    while (closed < text.length() && isCloser(text, closed)) {
      closed++;
    }
    return closed;
  }

  /** Whether the marks in {@code [mark, end)} end the sentence that began at {@code start}. */
  private static boolean ends(String text, int start, int mark, int end) {
    boolean sure = false;
    boolean spoken = false;
    int marks = 0;
    for (int i = mark; i < end && isMark(text.charAt(i)); i++) {
      char c = text.charAt(i);
      sure |= ALWAYS.indexOf(c) >= 0;
      spoken |= c == '!' || c == '?';
      marks++;
    }
    if (sure) {
      return true;
    }
    int next = skipSpaces(text, end);
    boolean atLineEnd = next == text.length() || isLineEnd(text.charAt(next));
    if (atLineEnd) {
      return true;
    }
    boolean spaced = next > end;
    char following = text.charAt(next);
    if (spoken) {
      return spaced || isWide(following);
    }
    if (text.charAt(mark) == '…' || marks > 1) {
      return spaced && (Character.isUpperCase(following) || isWide(following));
    }
    return fullStopEnds(text, start, mark, spaced, following);
  }

  private static boolean fullStopEnds(
      String text, int start, int mark, boolean spaced, char following) {
    if (!spaced) {
      // "end.下一句" ends; "3.14", "example.com", "e.g." do not. Behind a digit a wide character
      // makes no difference: "3.5折" holds a digit on the other side, "第1.章" is no sentence.
      return isWide(following) && mark > start && Character.isLetter(text.charAt(mark - 1));
    }
    var word = wordBefore(text, start, mark);
    if (word.isEmpty()) {
      return true;
    }
    var folded = word.toLowerCase(Locale.ROOT);
    if (NEVER_LAST.contains(folded) || isInitial(word) || isItemNumber(text, start, mark, word)) {
      return false;
    }
    return !MAYBE_LAST.contains(folded) || Character.isUpperCase(following) || isWide(following);
  }

  /** The letters, digits and inner full stops right before {@code mark}: at most 12 of them. */
  private static String wordBefore(String text, int start, int mark) {
    int from = mark;
    while (from > start
        && mark - from < 12
        && (Character.isLetterOrDigit(text.charAt(from - 1)) || text.charAt(from - 1) == '.')
        && !isWide(text.charAt(from - 1))) {
      from--;
    }
    return text.substring(from, mark);
  }

  /** A single capital letter, as in "J. Smith". "I" is a word. */
  private static boolean isInitial(String word) {
    return word.length() == 1 && Character.isUpperCase(word.charAt(0)) && !word.equals("I");
  }

  /** The number of an item in a list, as in "1. First": nothing stands before it. */
  private static boolean isItemNumber(String text, int start, int mark, String word) {
    return mark - start < 24
        && word.chars().allMatch(Character::isDigit)
        && text.substring(start, mark).strip().equals(word);
  }

  private static int skipSpaces(String text, int from) {
    int i = from;
    while (i < text.length()
        && !isLineEnd(text.charAt(i))
        && (Character.isWhitespace(text.charAt(i)) || text.charAt(i) == '\u00a0')) {
      i++;
    }
    return i;
  }

  private static boolean isMark(char c) {
    return ALWAYS.indexOf(c) >= 0 || SOMETIMES.indexOf(c) >= 0;
  }

  /** A straight quote closes only where no letter follows it: else it opens the next sentence. */
  private static boolean isCloser(String text, int at) {
    char c = text.charAt(at);
    if (CLOSERS.indexOf(c) < 0) {
      return false;
    }
    boolean straight = c == '"' || c == '\'';
    return !straight || at + 1 == text.length() || !Character.isLetterOrDigit(text.charAt(at + 1));
  }

  private static boolean isLineEnd(char c) {
    return c == '\n' || c == '\r' || c == '\u2028' || c == '\u2029';
  }

  /** Chinese, Japanese, Korean and their punctuation: written without spaces between sentences. */
  private static boolean isWide(char c) {
    return (c >= '\u2e80' && c <= '\ud7ff') || (c >= '\uf900' && c <= '\ufaff') || c >= '\uff00';
  }
}
