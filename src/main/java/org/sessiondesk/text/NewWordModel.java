package org.sessiondesk.text;

import java.util.Arrays;
import java.util.function.IntConsumer;
import org.sessiondesk.session.Progress;

/**
 * Finds words that no dictionary has in a run of Chinese characters: a hidden Markov model whose
 * states are the places in a word (begin, end, middle, a word by itself), with the parameters of
 * jieba's model. Where two ways are equally likely it takes the one that jieba takes: the state
 * with the later letter.
 */
final class NewWordModel {
  /** In the order of their letters. */
  private static final int BEGIN = 0;

  private static final int END = 1;
  private static final int MIDDLE = 2;
  private static final int SINGLE = 3;
  private static final int STATES = 4;

  /** What jieba takes for "never". */
  private static final double NEVER = -3.14e100;

  private static final double START_BEGIN = -0.26268660809250016;
  private static final double START_SINGLE = -1.4652633398537678;
  private static final double BEGIN_END = -0.510825623765990;
  private static final double BEGIN_MIDDLE = -0.916290731874155;
  private static final double END_BEGIN = -0.5897149736854513;
  private static final double END_SINGLE = -0.8085250474669937;
  private static final double MIDDLE_END = -0.33344856811948514;
  private static final double MIDDLE_MIDDLE = -1.2603623820268226;
  private static final double SINGLE_BEGIN = -0.7211965654669841;
  private static final double SINGLE_SINGLE = -0.6658631448798212;

  /** The logarithm of the chance of a character in a state, by character and state. */
  private final double[] emissions = new double[(HanRuns.LAST - HanRuns.FIRST + 1) * STATES];

  NewWordModel() {
    Arrays.fill(emissions, NEVER);
  }

  /** Learns the chance of {@code c} in the state with the letter {@code state}: B, E, M or S. */
  void learn(char state, char c, double log) {
    int index = "BEMS".indexOf(state);
    if (index < 0) {
      throw new IllegalArgumentException("no state: " + state);
    }
    if (HanRuns.isHan(c)) {
      emissions[(c - HanRuns.FIRST) * STATES + index] = log;
    }
  }

  /**
   * Cuts the run of Chinese characters in {@code [from, to)}, which is not empty. Linear in its
   * length.
   *
   * @param ends told the end of each word, in order
   */
  void cut(CharSequence text, int from, int to, IntConsumer ends, Progress progress) {
    int length = to - from;
    var before = new byte[length * STATES];
    var now = new double[STATES];
    var next = new double[STATES];
    int at = (text.charAt(from) - HanRuns.FIRST) * STATES;
    now[BEGIN] = START_BEGIN + emissions[at + BEGIN];
    now[END] = NEVER + emissions[at + END];
    now[MIDDLE] = NEVER + emissions[at + MIDDLE];
    now[SINGLE] = START_SINGLE + emissions[at + SINGLE];
    for (int i = 1; i < length; i++) {
      at = (text.charAt(from + i) - HanRuns.FIRST) * STATES;
      int row = i * STATES;
      relax(now, next, BEGIN, END, END_BEGIN, SINGLE, SINGLE_BEGIN, at, before, row);
      relax(now, next, END, BEGIN, BEGIN_END, MIDDLE, MIDDLE_END, at, before, row);
      relax(now, next, MIDDLE, BEGIN, BEGIN_MIDDLE, MIDDLE, MIDDLE_MIDDLE, at, before, row);
      relax(now, next, SINGLE, END, END_SINGLE, SINGLE, SINGLE_SINGLE, at, before, row);
      var swapped = now;
      now = next;
      next = swapped;
      if (i % HanRuns.CHECKED == 0) {
        Cancelling.check(progress);
      }
    }
    tell(before, now[SINGLE] >= now[END] ? SINGLE : END, from, length, ends);
  }

  /** The better one of two ways into {@code state}; {@code later} has the later letter. */
  private void relax(
      double[] now,
      double[] next,
      int state,
      int earlier,
      double fromEarlier,
      int later,
      double fromLater,
      int at,
      byte[] before,
      int row) {
    double one = now[earlier] + fromEarlier + emissions[at + state];
    double other = now[later] + fromLater + emissions[at + state];
    boolean takeLater = other >= one;
    next[state] = takeLater ? other : one;
    before[row + state] = (byte) (takeLater ? later : earlier);
  }

  private static void tell(byte[] before, int last, int from, int length, IntConsumer ends) {
    var wordEnds = new boolean[length];
    int state = last;
    for (int i = length - 1; i >= 0; i--) {
      wordEnds[i] = state == END || state == SINGLE;
      state = before[i * STATES + state];
    }
    for (int i = 0; i < length; i++) {
      if (wordEnds[i]) {
        ends.accept(from + i + 1);
      }
    }
  }
}
