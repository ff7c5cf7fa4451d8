package org.sessiondesk.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

class IdSearchProperties {

  @Property
  void everyPartOfAnIdIsFound(
      @ForAll long high,
      @ForAll long low,
      @ForAll @IntRange(max = 35) int from,
      @ForAll @IntRange(min = 1, max = 36) int length) {
    var part = new UUID(high, low).toString().substring(from, Math.min(36, from + length));
    assertThat(new IdSearch(part).in(high, low)).isTrue();
  }

  @Property
  void aWordIsFoundWhereTheIdAsItIsWrittenContainsIt(
      @ForAll long high,
      @ForAll long low,
      @ForAll
          @CharRange(from = '0', to = '9')
          @CharRange(from = 'a', to = 'g')
          @Chars({'-', 'x', '天', '٣'})
          @StringLength(min = 1, max = 14)
          String word) {
    assertThat(new IdSearch(word).in(high, low))
        .isEqualTo(new UUID(high, low).toString().contains(word));
  }

  @Property
  void shortWordsAreFoundWhereTheyStand(
      @ForAll long high,
      @ForAll long low,
      @ForAll
          @CharRange(from = '0', to = '9')
          @CharRange(from = 'a', to = 'f')
          @StringLength(min = 1, max = 3)
          String word) {
    assertThat(new IdSearch(word).in(high, low))
        .isEqualTo(new UUID(high, low).toString().contains(word));
  }
}
