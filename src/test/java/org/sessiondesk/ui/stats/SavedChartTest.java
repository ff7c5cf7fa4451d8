package org.sessiondesk.ui.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.sessiondesk.ui.testing.Desk.fromFx;
import static org.sessiondesk.ui.testing.Desk.onFx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.ScrollPane;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sessiondesk.ui.testing.Dressed;
import org.sessiondesk.ui.testing.Mouse;
import org.sessiondesk.ui.testing.TestUi;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init")
class SavedChartTest {
  @TempDir private Path folder;
  private TestUi test;
  private ChartCard card;

  @Start
  void start(Stage stage) {
    Dressed.theme(false);
    test = TestUi.window(Locale.ENGLISH);
    var chart = new BarsChart("stats-bar-stored", test.ui());
    chart.draw(
        List.of(3L, 5L), List.of("a", "b"), i -> "note " + i, "Day", i -> i == 0 ? "=1" : "2");
    card = new ChartCard("days", chart, new ChartStage(new ScrollPane()), test.ui());
    stage.setScene(Dressed.scene(card.node(), 480, 260, "stats"));
    stage.show();
  }

  private Path saved(FxRobot robot, String button, String file) {
    var path = folder.resolve(file);
    onFx(() -> test.dialogs().saveTo(path));
    Mouse.clickOn(robot, button);
    await().atMost(Duration.ofSeconds(10)).until(() -> !fromFx(this::notices).isEmpty());
    assertThat(fromFx(this::notices)).first().asString().contains(path.toString());
    return path;
  }

  private List<String> notices() {
    return test.ui().notices().shown().stream().map(Object::toString).toList();
  }

  @Test
  void asATable_thatASpreadsheetReadsAsText(FxRobot robot) throws IOException {
    var path = saved(robot, "#stats-days-csv", "days.csv");
    assertThat(Files.readString(path)).isEqualTo("Day,Sessions\r\n'=1,3\r\n2,5\r\n");
  }

  @Test
  void asAPicture_twiceAsFine_withoutItsButtons(FxRobot robot) throws IOException {
    var path = saved(robot, "#stats-days-png", "days.png");
    var image = ImageIO.read(path.toFile());
    assertThat(image.getWidth()).isEqualTo((int) Math.ceil(card.node().getWidth() * 2));
    assertThat(fromFx(() -> card.node().lookup("#stats-days-png").getParent().isVisible()))
        .isTrue();
  }

  @Test
  void nothingIsWritten_whereTheOperatorThinksBetterOfIt(FxRobot robot) {
    Mouse.clickOn(robot, "#stats-days-csv");
    assertThat(folder).isEmptyDirectory();
    assertThat(fromFx(this::notices)).isEmpty();
  }
}
