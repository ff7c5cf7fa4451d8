package org.sessiondesk.ui.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.junit.jupiter.api.Test;

class FuzzyTest {

  private static int score(String typed, String text) {
    return Fuzzy.match(typed, text).orElseThrow().score();
  }

  private static BitSet places(String typed, String text) {
    return Fuzzy.match(typed, text).orElseThrow().places();
  }

  private static BitSet at(int... places) {
    var bits = new BitSet();
    for (int place : places) {
      bits.set(place);
    }
    return bits;
  }

  @Test
  void firstLettersOfWordsFind_andAreMarked() {
    assertThat(places("gts", "Go to session…")).isEqualTo(at(0, 3, 6));
    assertThat(places("CON", "Connection settings…")).isEqualTo(at(0, 1, 2));
  }

  @Test
  void lettersThatFollowEachOtherAreMarked_notEarlierOnesThatAreAlone() {
    assertThat(places("set", "Last settings")).isEqualTo(at(5, 6, 7));
  }

  @Test
  void everyWordMustOccur_inWhateverOrder() {
    assertThat(Fuzzy.match("session new", "New session…")).isPresent();
    assertThat(Fuzzy.match("session old", "New session…")).isEmpty();
  }

  @Test
  void lettersInAnotherOrderOrStrewnByChanceDontMatch() {
    assertThat(Fuzzy.match("wen", "New")).isEmpty();
    assertThat(Fuzzy.match("lnr", "Clean up expired sessions now")).isEmpty();
  }

  @Test
  void whatBeginsSoComesBeforeWhatContainsIt() {
    assertThat(score("log", "Log")).isGreaterThan(score("log", "Dialog"));
    assertThat(score("new", "New session…")).isGreaterThan(score("new", "Make it new"));
  }

  @Test
  void chineseIsFoundByAnyOfItsCharacters() {
    assertThat(places("会话", "新建会话…")).isEqualTo(at(2, 3));
    assertThat(places("建话", "新建会话…")).isEqualTo(at(1, 3));
  }

  @Test
  void nothingTypedMatchesAll_andLongTextsAreNoTrouble() {
    assertThat(Fuzzy.match("", "x")).isPresent();
    assertThat(Fuzzy.match("x", "")).isEmpty();
    assertThat(Fuzzy.match("a", "a".repeat(100_000))).isPresent();
  }
}
