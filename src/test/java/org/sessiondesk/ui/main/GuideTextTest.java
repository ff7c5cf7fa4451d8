package org.sessiondesk.ui.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sessiondesk.ui.main.GuideText.Block;
import org.sessiondesk.ui.main.GuideText.Heading;
import org.sessiondesk.ui.main.GuideText.Item;
import org.sessiondesk.ui.main.GuideText.Paragraph;
import org.sessiondesk.ui.main.GuideText.Picture;
import org.sessiondesk.ui.main.GuideText.Piece;
import org.sessiondesk.ui.main.GuideText.Style;

class GuideTextTest {

  @Test
  void headingsParagraphsListsAndPicturesAreToldApart() {
    var markdown =
        """
        # Title

        A **bold** word
        and `code`, see [here](x.md).

        - first
        - second, which
          goes on

        ![words](images/a.png)
        """;
    assertThat(GuideText.parse(markdown))
        .containsExactly(
            new Heading(1, "Title"),
            new Paragraph(
                List.of(
                    new Piece(Style.PLAIN, "A "),
                    new Piece(Style.BOLD, "bold"),
                    new Piece(Style.PLAIN, " word and "),
                    new Piece(Style.CODE, "code"),
                    new Piece(Style.PLAIN, ", see here."))),
            new Item(List.of(new Piece(Style.PLAIN, "first"))),
            new Item(List.of(new Piece(Style.PLAIN, "second, which goes on"))),
            new Picture("words", "images/a.png"));
  }

  @Test
  void chineseLinesAreJoinedWithoutASpace() {
    assertThat(GuideText.parse("会话\n到期"))
        .containsExactly(new Paragraph(List.of(new Piece(Style.PLAIN, "会话到期"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"docs/guide.md", "docs/guide.zh-CN.md"})
  @DisplayName("Every picture of the guide is there")
  void everyPictureIsThere(String guide) throws IOException {
    var blocks = GuideText.parse(Files.readString(Path.of(guide)));
    var pictures =
        blocks.stream().filter(Picture.class::isInstance).map(Picture.class::cast).toList();
    assertThat(pictures)
        .isNotEmpty()
        .allSatisfy(picture -> assertThat(Path.of("docs", picture.path())).exists());
    assertThat(blocks.stream().filter(Heading.class::isInstance).map(Block::toString))
        .hasSizeGreaterThan(6);
  }

  @Test
  @DisplayName("The program carries the guide: the build puts it among its resources")
  void theBuildCarriesTheGuide() throws IOException {
    assertThat(Files.readString(Path.of("pom.xml")))
        .contains("<targetPath>org/sessiondesk/guide</targetPath>", "<include>guide*.md</include>");
  }
}
