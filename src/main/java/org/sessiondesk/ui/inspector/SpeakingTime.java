package org.sessiondesk.ui.inspector;

import java.lang.Character.UnicodeScript;
import java.time.Duration;

/**
 * About how long a sentence takes to be spoken at a voice's usual speed: by the scripts that it is
 * written in, at rates that are common for reading aloud.
 */
final class SpeakingTime {
  private static final double HAN = 1 / 4.3;
  private static final double KANA = 1 / 7.5;
  private static final double HANGUL = 1 / 5.5;
  private static final double DIGIT = 1 / 3.3;

  /** A letter of an alphabet: 150 words a minute of some six letters and a space. */
  private static final double LETTER = 1 / 15.0;

  private static final double END_OF_SENTENCE = 0.4;

  private SpeakingTime() {}

  /** The estimate for {@code sentence}, to the tenth of a second. Linear in its length. */
  static Duration of(String sentence) {
    double seconds = sentence.codePoints().mapToDouble(SpeakingTime::seconds).sum();
    return seconds == 0
        ? Duration.ZERO
        : Duration.ofMillis(Math.round((seconds + END_OF_SENTENCE) * 10) * 100);
  }

  private static double seconds(int character) {
    if (Character.isDigit(character)) {
      return DIGIT;
    }
    if (!Character.isLetter(character)) {
      return 0;
    }
    return switch (UnicodeScript.of(character)) {
      case HAN -> HAN;
      case HIRAGANA, KATAKANA -> KANA;
      case HANGUL -> HANGUL;
      default -> LETTER;
    };
  }
}
