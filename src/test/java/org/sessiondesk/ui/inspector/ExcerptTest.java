package org.sessiondesk.ui.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExcerptTest {
  private static String marked(Excerpt excerpt) {
    return excerpt.shown().substring(excerpt.shownMarkFrom(), excerpt.shownMarkTo());
  }

  @Test
  void aShortTextIsShownAsAWhole() {
    var excerpt = Excerpt.of("一。\u0007二。").marking(2, 5);
    assertThat(excerpt.shown()).isEqualTo("一。␇二。");
    assertThat(marked(excerpt)).isEqualTo("␇二。");
    assertThat(excerpt.unmarked().isMarked()).isFalse();
  }

  @Test
  void ofALongTextThePartAroundTheSentenceIsShown_andStaysWhileItCan() {
    var text = "0123456789".repeat(10_000);
    var first = Excerpt.of(text).marking(50_000, 50_010);
    assertThat(marked(first)).isEqualTo("0123456789");
    assertThat(first.shown()).startsWith("…").endsWith("…").hasSize(Excerpt.WHOLE + 2);
    var near = first.marking(50_020, 50_025);
    assertThat(near.from()).isEqualTo(first.from());
    assertThat(marked(near)).isEqualTo("01234");
    var far = near.marking(99_990, 100_000);
    assertThat(far.shown()).endsWith("9");
    assertThat(marked(far)).isEqualTo("0123456789");
  }

  @Test
  void ofASentenceLongerThanThatTheBeginningIsShown() {
    var excerpt = Excerpt.of("字".repeat(100_000)).marking(40_000, 90_000);
    assertThat(excerpt.shown()).hasSize(Excerpt.WHOLE + 2);
    assertThat(marked(excerpt)).hasSize(Excerpt.WHOLE - 500);
  }

  @Test
  void noCharacterIsCutInTwo() {
    var text = "😀".repeat(10_000);
    for (int at = 4_000; at < 4_010; at += 2) {
      var shown = Excerpt.of("a" + text).marking(at + 1, at + 3).shown();
      assertThat(shown.replace("😀", "").replace("…", "")).isEmpty();
    }
  }
}
