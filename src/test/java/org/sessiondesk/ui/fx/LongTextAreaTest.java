package org.sessiondesk.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sessiondesk.ui.testing.Desk.fromFx;
import static org.sessiondesk.ui.testing.Desk.onFx;

import java.util.Locale;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sessiondesk.ui.testing.Dressed;
import org.sessiondesk.ui.testing.Focus;
import org.sessiondesk.ui.testing.TestUi;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // made on the window's thread
class LongTextAreaTest {
  private static final String ARABIC = "مرحبا بالعالم كيف حالك اليوم ".repeat(30);

  private LongTextArea area;
  private Scene scene;

  @Start
  void start(Stage stage) {
    Dressed.theme(false);
    area = new LongTextArea(TestUi.window(Locale.ENGLISH).ui(), "long");
    scene = Dressed.scene((Parent) area.node(), 300, 300);
    stage.setScene(scene);
    stage.show();
  }

  private void set(String text) {
    onFx(
        () -> {
          area.textProperty().set(text);
          scene.getRoot().applyCss();
          scene.getRoot().layout();
          area.area().snapshot(null, null);
        });
  }

  private boolean wraps() {
    return fromFx(() -> area.area().isWrapText());
  }

  @Test
  void whatIsWrittenFromTheRightIsShownInLongLines_andOtherTextIsWrapped() {
    set("你好 world. ".repeat(100));
    assertThat(wraps()).isTrue();
    set(ARABIC);
    assertThat(wraps()).isFalse();
    set("你好 world. ".repeat(100));
    assertThat(wraps()).isTrue();
    set("你好 world. ".repeat(100) + ARABIC);
    assertThat(wraps()).isFalse();
  }

  @Test
  void itCanBePastedIntoOtherText(FxRobot robot) {
    set("你好 world. ".repeat(100));
    Focus.on(area::area);
    robot.interact(() -> area.area().replaceSelection(ARABIC));
    assertThat(wraps()).isFalse();
    robot.write("!");
    assertThat(fromFx(() -> area.textProperty().get())).startsWith(ARABIC + "!你好");
    robot.interact(() -> area.area().undo());
  }

  @Test
  void whatIsNeverToBeWrappedIsNot() {
    onFx(area::neverWrap);
    set("你好 world. ".repeat(100));
    assertThat(wraps()).isFalse();
  }
}
