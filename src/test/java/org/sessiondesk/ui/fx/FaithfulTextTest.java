package org.sessiondesk.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class FaithfulTextTest {

  @Test
  void showsEachControlCharacterAsItsPicture() {
    assertThat(FaithfulText.displayed("a\0b\r\n\tc\u007F\u001B", true)).isEqualTo("a␀b␍\n\tc␡␛");
    assertThat(FaithfulText.displayed("a\n\tb", false)).isEqualTo("a␊␉b");
  }

  @Test
  void keepsControlCharactersThatAreNotTouched() {
    assertThat(FaithfulText.merged("a\0b\rc", "a␀bX␍c", true)).isEqualTo("a\0bX\rc");
    assertThat(FaithfulText.merged("a\0b\rc", "ab␍c", true)).isEqualTo("ab\rc");
  }

  @Property
  void anUneditedTextIsItself(@ForAll("texts") String text, @ForAll boolean lines) {
    assertThat(FaithfulText.merged(text, FaithfulText.displayed(text, lines), lines))
        .isEqualTo(text);
  }

  @Property
  void anInsertionChangesNothingElse(
      @ForAll("texts") String head, @ForAll("texts") String tail, @ForAll boolean lines) {
    var text = head + tail;
    var edited = FaithfulText.displayed(head, lines) + "新" + FaithfulText.displayed(tail, lines);
    assertThat(FaithfulText.merged(text, edited, lines)).isEqualTo(head + "新" + tail);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings()
        .withChars('a', 'b', '\0', '\n', '\r', '\t', '\u007F', '\u2400', '字')
        .ofMaxLength(12);
  }
}
