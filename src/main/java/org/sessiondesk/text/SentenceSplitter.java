package org.sessiondesk.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a text into sentences: at line ends; after {@code 。！？；} and runs of them; and after {@code .
 * ! ? …} where these really end a sentence: not in decimals, abbreviations, initials, addresses or
 * file names. Closing quotes and brackets stay with their sentence. Linear in the text's length.
 */
public final class SentenceSplitter {
  private static final String ALWAYS = "。！？；｡";
  private static final String SOMETIMES = ".!?…";
  private static final String CLOSERS = "”’」』）)】]》〉〕}»›";

  private final String text;
  private final Quotes quotes;
  private final List<String> sentences = new ArrayList<>();
  private int start;

  /** Behind the last web address that was met. */
  private int addressEnd;

  private SentenceSplitter(String text) {
    this.text = text;
    this.quotes = new Quotes(text);
  }

  /** The sentences of {@code text} in order, trimmed, none of them empty. */
  public static List<String> split(String text) {
    return new SentenceSplitter(text).split();
  }

  private List<String> split() {
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (Characters.isLineEnd(c)) {
        add(i);
        i++;
        start = i;
      } else if (isMark(c)) {
        int end = endOfMarks(i);
        if (ends(i, end)) {
          add(end);
          start = end;
        }
        i = end;
      } else {
        if (i >= addressEnd && WebAddresses.beginsAt(text, i)) {
          addressEnd = WebAddresses.end(text, i);
        }
        i++;
      }
    }
    add(text.length());
    return sentences;
  }

  private void add(int end) {
    int from = start;
    int to = end;
    while (from < to && Characters.isSpace(text.charAt(from))) {
      from++;
    }
    while (from < to && Characters.isSpace(text.charAt(to - 1))) {
      to--;
    }
    if (from < to) {
      sentences.add(text.substring(from, to));
    }
  }

  /** Behind the run of marks that begins at {@code from}, and behind the closers after it. */
  private int endOfMarks(int from) {
    int end = from;
    while (end < text.length() && isMark(text.charAt(end))) {
      end++;
    }
    while (end < text.length()
        && (CLOSERS.indexOf(text.charAt(end)) >= 0 || quotes.closesAt(end))) {
      end++;
    }
    return end;
  }

  /** Whether the marks in {@code [mark, end)} end the sentence that began at {@code start}. */
  private boolean ends(int mark, int end) {
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
    int next = skipSpaces(end);
    if (next == text.length() || Characters.isLineEnd(text.charAt(next))) {
      return true;
    }
    if (end < addressEnd) {
      return false;
    }
    boolean spaced = next > end;
    char following = text.charAt(next);
    if (spoken) {
      return spaced || Characters.beginsWideText(following);
    }
    if (text.charAt(mark) == '…' || marks > 1) {
      return spaced && (Character.isUpperCase(following) || Characters.beginsWideText(following));
    }
    return fullStopEnds(mark, spaced, next);
  }

  private boolean fullStopEnds(int mark, boolean spaced, int next) {
    var word = wordBefore(mark);
    if (!spaced) {
      // "end.下一句" ends; "3.14", "example.com", "e.g.", "U.S.的", "Dr.王" do not. Behind a digit a
      // wide character makes no difference: "第1.章" is no sentence.
      return Characters.beginsWideText(text.charAt(next))
          && mark > start
          && Character.isLetter(text.charAt(mark - 1))
          && !Abbreviations.mayBe(word);
    }
    if (word.isEmpty()) {
      return true;
    }
    return !isItemNumber(mark, word) && Abbreviations.mayEndSentence(word, text, next);
  }

  /** The letters, digits and inner full stops right before {@code mark}: at most 12 of them. */
  private String wordBefore(int mark) {
    int from = mark;
    while (from > start
        && mark - from < 12
        && (Character.isLetterOrDigit(text.charAt(from - 1)) || text.charAt(from - 1) == '.')
        && !Characters.isWide(text.charAt(from - 1))) {
      from--;
    }
    return text.substring(from, mark);
  }

  /** The number of an item in a list, as in "1. First": nothing stands before it. */
  private boolean isItemNumber(int mark, String word) {
    return mark - start < 24
        && word.chars().allMatch(Character::isDigit)
        && text.substring(start, mark).strip().equals(word);
  }

  private int skipSpaces(int from) {
    int i = from;
    while (i < text.length()
        && !Characters.isLineEnd(text.charAt(i))
        && Characters.isSpace(text.charAt(i))) {
      i++;
    }
    return i;
  }

  private static boolean isMark(char c) {
    return ALWAYS.indexOf(c) >= 0 || SOMETIMES.indexOf(c) >= 0;
  }
}
