package org.sessiondesk.ui.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.sessiondesk.session.Progress;
import org.sessiondesk.session.Sentence;
import org.sessiondesk.text.TextSegmenter;

class SentencePlacesTest {
  // One for all tries: each reads the dictionary anew.
  private static final TextSegmenter SEGMENTER = new TextSegmenter();

  private static List<Sentence> sentences(String... all) {
    return Arrays.stream(all).map(text -> new Sentence(text, List.of())).toList();
  }

  @Test
  void sameSentencesAreFoundOneBehindTheOther() {
    var places = SentencePlaces.of("好。\n 好。 再见。", sentences("好。", "好。", "再见。"));
    assertThat(places.start(0)).isEqualTo(0);
    assertThat(places.start(1)).isEqualTo(4);
    assertThat(places.start(2)).isEqualTo(7);
    assertThat(places.end(2)).isEqualTo(10);
  }

  @Test
  void whatAnotherProgramMadeOfTheTextHasNoPlace_butTheRestHas() {
    var places = SentencePlaces.of("一。二。三。", sentences("一。", "另。", "", "三。"));
    assertThat(places.start(1)).isNegative();
    assertThat(places.start(2)).isNegative();
    assertThat(places.start(3)).isEqualTo(4);
    assertThat(places.start(4)).isNegative();
    assertThat(places.start(-1)).isNegative();
  }

  @Test
  void sentencesOfQuiteAnotherTextAreGivenUp() {
    var other = Collections.nCopies(1_000_000, new Sentence("别的。", List.of()));
    var places = SentencePlaces.of("很长的文本，没有换行。".repeat(10_000), other);
    assertThat(places.start(999_999)).isNegative();
  }

  @Property(tries = 300)
  void everySentenceOfOurOwnIsFoundWhereItIs(
      @ForAll @CharRange(from = 'a', to = 'c') @StringLength(max = 40) String letters) {
    var text = letters.replace("b", "。 ").replace("c", "\n字！");
    var cut = SEGMENTER.segment(text, Progress.NONE);
    var places = SentencePlaces.of(text, cut);
    int behind = 0;
    for (int i = 0; i < cut.size(); i++) {
      assertThat(places.start(i)).isGreaterThanOrEqualTo(behind);
      behind = places.end(i);
      assertThat(text.substring(places.start(i), behind)).isEqualTo(cut.get(i).sentence());
    }
  }
}
