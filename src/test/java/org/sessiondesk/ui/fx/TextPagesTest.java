package org.sessiondesk.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextPagesTest {
  private final TextPages pages = new TextPages();

  @Test
  void aShortTextIsOnePage() {
    pages.show("你好");
    assertThat(pages.isPaged()).isFalse();
    assertThat(pages.page()).isEqualTo("你好");
  }

  @Test
  void pagesTogetherAreTheWholeText() {
    var text = "0123456789".repeat(10_000);
    pages.show(text);
    var together = new StringBuilder(pages.page());
    while (pages.to() < text.length()) {
      pages.next();
      together.append(pages.page());
    }
    assertThat(together.toString()).isEqualTo(text);
    while (pages.from() > 0) {
      pages.previous();
    }
    assertThat(pages.page()).isEqualTo(text.substring(0, TextPages.PAGE));
  }

  @Test
  void aPageNeverCutsAnEmojiInTwo() {
    pages.show("x" + "😀".repeat(30_000));
    pages.next();
    assertThat(Character.isHighSurrogate(pages.page().charAt(0))).isTrue();
    assertThat(Character.isLowSurrogate(pages.page().charAt(pages.page().length() - 1))).isTrue();
  }

  @Test
  void anEditOfOnePageChangesNoOther() {
    var text = "a".repeat(TextPages.PAGE) + "b".repeat(TextPages.PAGE) + "c".repeat(5);
    pages.show(text);
    pages.next();
    assertThat(pages.edit("B" + pages.page())).isFalse();
    assertThat(pages.text())
        .isEqualTo("a".repeat(TextPages.PAGE) + "B" + text.substring(TextPages.PAGE));
  }

  @Test
  void aHugePasteIsShownByItsBeginning() {
    pages.show("");
    assertThat(pages.edit("z".repeat(1_000_000))).isTrue();
    assertThat(pages.text()).hasSize(1_000_000);
    assertThat(pages.page()).hasSize(TextPages.PAGE);
  }
}
