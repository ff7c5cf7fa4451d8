package org.sessiondesk.text;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** English and German abbreviations, and whether a sentence can end with one. */
final class Abbreviations {

  /** A sentence never ends with them. */
  private static final Set<String> NEVER_LAST =
      Set.of(
          "mr", "mrs", "ms", "dr", "prof", "st", "mt", "gen", "col", "capt", "lt", "sgt", "rev",
          "hon", "sen", "rep", "gov", "pres", "messrs", "mme", "mlle", "vs", "cf", "e.g", "i.e",
          "eg", "ie", "viz", "approx", "ed", "eds", "al", "bzw", "z.b", "d.h");

  /** Abbreviations before a number only: else they are words, as in "I said no. Then I left." */
  private static final Set<String> BEFORE_NUMBER =
      Set.of("no", "nos", "vol", "pp", "fig", "figs", "eq", "sec", "ch");

  /** A sentence may end with them. */
  private static final Set<String> MAYBE_LAST =
      Set.of(
          "etc", "inc", "ltd", "co", "corp", "jr", "sr", "ph.d", "jan", "feb", "mar", "apr", "jun",
          "jul", "aug", "sep", "sept", "oct", "nov", "dec");

  /** Words that begin a sentence rather than go on with a name: "the U.S. Army", "Inc. We". */
  private static final Set<String> STARTERS =
      Set.of(
          "a",
          "after",
          "all",
          "also",
          "although",
          "an",
          "and",
          "are",
          "as",
          "at",
          "before",
          "both",
          "but",
          "by",
          "can",
          "did",
          "do",
          "does",
          "each",
          "even",
          "every",
          "for",
          "from",
          "he",
          "her",
          "here",
          "his",
          "how",
          "however",
          "i",
          "if",
          "in",
          "is",
          "it",
          "its",
          "last",
          "let",
          "many",
          "meanwhile",
          "most",
          "my",
          "next",
          "no",
          "not",
          "now",
          "of",
          "on",
          "once",
          "one",
          "or",
          "our",
          "please",
          "several",
          "she",
          "since",
          "so",
          "some",
          "still",
          "such",
          "that",
          "the",
          "their",
          "then",
          "there",
          "these",
          "they",
          "this",
          "those",
          "though",
          "to",
          "today",
          "was",
          "we",
          "were",
          "what",
          "when",
          "where",
          "whether",
          "which",
          "while",
          "who",
          "why",
          "will",
          "with",
          "yes",
          "yet",
          "you",
          "your");

  /** Single letters with full stops between: "U.S", "a.m". */
  private static final Pattern ACRONYM = Pattern.compile("\\p{L}(\\.\\p{L})+");

  private Abbreviations() {}

  /** Whether {@code word}, which a full stop follows, may be an abbreviation. */
  static boolean mayBe(String word) {
    var folded = word.toLowerCase(Locale.ROOT);
    return NEVER_LAST.contains(folded)
        || MAYBE_LAST.contains(folded)
        || isInitial(word)
        || ACRONYM.matcher(word).matches();
  }

  /**
   * Whether a sentence ends with {@code word} and its full stop.
   *
   * @param next where in {@code text} the next word begins, behind white space
   */
  static boolean mayEndSentence(String word, String text, int next) {
    var folded = word.toLowerCase(Locale.ROOT);
    char following = text.charAt(next);
    if (NEVER_LAST.contains(folded) || isInitial(word)) {
      return false;
    }
    if (BEFORE_NUMBER.contains(folded)) {
      return !Character.isDigit(following);
    }
    if (ACRONYM.matcher(word).matches()) {
      return isStarter(text, next);
    }
    return !MAYBE_LAST.contains(folded)
        || Characters.beginsWideText(following)
        || isStarter(text, next);
  }

  /** A single capital letter, as in "J. Smith". "I" is a word. */
  private static boolean isInitial(String word) {
    return word.length() == 1 && Character.isUpperCase(word.charAt(0)) && !word.equals("I");
  }

  private static boolean isStarter(String text, int from) {
    if (!Character.isUpperCase(text.charAt(from))) {
      return false;
    }
    int end = from;
    while (end < text.length() && end - from < 12 && Character.isLetter(text.charAt(end))) {
      end++;
    }
    return STARTERS.contains(text.substring(from, end).toLowerCase(Locale.ROOT));
  }
}
