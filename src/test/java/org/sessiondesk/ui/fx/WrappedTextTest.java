package org.sessiondesk.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sessiondesk.ui.testing.Desk.fromFx;
import static org.sessiondesk.ui.testing.Desk.onFx;

import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.framework.junit5.ApplicationExtension;

@ExtendWith(ApplicationExtension.class)
class WrappedTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "مرحبا بالعالم كيف حالك اليوم ",
        "שלום עולם היום ",
        "好。مرحبا بالعالم hello. 😀",
        "مرحبابالعالمكيفحالكاليوم",
        "𞤀𞤣𞤤𞤢𞤥 𞤆𞤵𞤤𞤢𞤪 "
      })
  void whatIsWrittenFromTheRightIsWrappedAtAnyWidth(String words) {
    var text = words.repeat(20);
    onFx(
        () -> {
          for (int width = (int) WrappedText.LEAST_WIDTH; width < 400; width += 3) {
            var flow = new TextFlow();
            flow.getChildren().setAll(WrappedText.nodes(text, "any"));
            flow.resize(width, flow.prefHeight(width));
            flow.layout();
            flow.getChildren().forEach(Node::getBoundsInLocal);
            assertThat(flow.getHeight()).isGreaterThan(20);
          }
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "你好 world\n", "שלום  עולם\n ", "مرحبابالعالمكيفحالكاليوم😀😀"})
  void theNodesTogetherAreTheText(String text) {
    var joined =
        fromFx(
            () ->
                WrappedText.nodes(text, "any").stream()
                    .map(Text::getText)
                    .collect(Collectors.joining()));
    assertThat(joined).isEqualTo(text);
  }

  @Test
  void otherTextIsOneNode() {
    assertThat(fromFx(() -> WrappedText.nodes("你好 world, ".repeat(100), "any").size())).isOne();
  }
}
