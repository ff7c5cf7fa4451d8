package org.sessiondesk.ui.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.sessiondesk.ui.testing.Desk.fromFx;
import static org.sessiondesk.ui.testing.Desk.onFx;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sessiondesk.session.Json;
import org.sessiondesk.ui.testing.Desk;
import org.sessiondesk.ui.testing.Dressed;
import org.sessiondesk.ui.testing.Focus;
import org.sessiondesk.ui.testing.Mouse;
import org.sessiondesk.ui.testing.Screens;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init")
class SearchViewTest {
  private final AtomicInteger left = new AtomicInteger();
  private Button other;
  private Desk desk;
  private StringProperty text;
  private SearchModel model;
  private Scene scene;

  @Start
  void start(Stage stage) {
    Dressed.theme(false);
    desk = new Desk(Locale.ENGLISH);
    text = new SimpleStringProperty("");
    model = new SearchModel(desk.service.index(), text, desk.ui);
    var view = new SearchView(model, desk.ui);
    view.setOnLeave(left::incrementAndGet);
    other = new Button("other");
    other.setId("other");
    var root = new VBox(16, view.node(), other);
    root.setStyle("-fx-padding: 16px;");
    scene = Dressed.scene(root, 640, 420, "search");
    stage.setScene(scene);
    stage.show();
    for (var voice : List.of("zh-CN-XiaoxiaoNeural", "zh-HK-HiuMaanNeural", "en-US-JennyNeural")) {
      var metadata = new Json.Obj(Map.of("type", new Json.Str("important")));
      desk.add(desk.session("x", null, voice, Duration.ofHours(1), false, metadata));
    }
  }

  @AfterEach
  void close() {
    desk.service.close();
  }

  private static void until(Callable<Boolean> condition) {
    await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(10)).until(condition);
  }

  private TextField field() {
    return (TextField) scene.lookup("#search");
  }

  private static Optional<Node> shown(String id) {
    return fromFx(
        () ->
            Window.getWindows().stream()
                .filter(Window::isShowing)
                .map(window -> window.getScene().lookup(id))
                .filter(node -> node != null)
                .findFirst());
  }

  private void untilOffered(String... offers) {
    until(
        () ->
            shown("#search-offers").isPresent()
                && fromFx(() -> List.copyOf(model.offers())).equals(List.of(offers)));
  }

  private void untilNothingIsOffered() {
    until(() -> shown("#search-offers").isEmpty());
  }

  private void untilText(String expected) {
    until(() -> fromFx(text::get).equals(expected));
  }

  private void pictures(String id, String name) {
    for (var locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
      for (boolean dark : List.of(false, true)) {
        onFx(
            () -> {
              desk.ui.messages().localeProperty().set(locale);
              Dressed.theme(dark);
            });
        onFx(() -> {});
        onFx(() -> {});
        onFx(
            () ->
                Screens.save(
                    shown(id).orElseThrow().getScene(),
                    "search-%s-%s-%s"
                        .formatted(name, dark ? "dark" : "light", locale.getLanguage())));
      }
    }
    onFx(
        () -> {
          Dressed.theme(false);
          desk.ui.messages().localeProperty().set(Locale.ENGLISH);
        });
  }

  @Test
  void fieldsAndValuesAreTakenByKeys(FxRobot robot) {
    Focus.on(this::field);
    robot.write("t");
    untilOffered("text:", "type:");
    pictures("#search-offers", "offers");
    robot.type(KeyCode.DOWN, KeyCode.DOWN, KeyCode.ENTER);
    untilText("type:");
    untilNothingIsOffered();
    robot.write("important voi");
    untilOffered("voice:");
    robot.type(KeyCode.TAB);
    untilOffered(
        "voice:en-US-JennyNeural", "voice:zh-CN-XiaoxiaoNeural", "voice:zh-HK-HiuMaanNeural");
    robot.type(KeyCode.UP, KeyCode.ENTER);
    untilText("type:important voice:zh-HK-HiuMaanNeural ");
    untilNothingIsOffered();
    assertThat(fromFx(() -> field().getCaretPosition())).isEqualTo(41);
    robot.write("x");
    untilText("type:important voice:zh-HK-HiuMaanNeural x");
    assertThat(left).hasValue(0);
  }

  @Test
  void enterGoesOnWhereNothingIsHighlighted_andPlainTypingIsNeverTaken(FxRobot robot) {
    Focus.on(this::field);
    robot.write("sta");
    untilOffered("state:");
    robot.type(KeyCode.ENTER);
    until(() -> left.get() == 1);
    untilNothingIsOffered();
    assertThat(fromFx(text::get)).isEqualTo("sta");
    robot.write("r ");
    untilText("star ");
    robot.type(KeyCode.DOWN);
    until(() -> left.get() == 2);
  }

  @Test
  void escapeFirstClosesTheList_thenClears_thenLeaves(FxRobot robot) {
    Focus.on(this::field);
    robot.write("ki");
    untilOffered("kind:");
    robot.type(KeyCode.ESCAPE);
    untilNothingIsOffered();
    assertThat(fromFx(text::get)).isEqualTo("ki");
    robot.type(KeyCode.ESCAPE);
    untilText("");
    assertThat(left).hasValue(0);
    robot.type(KeyCode.ESCAPE);
    until(() -> left.get() == 1);
  }

  @Test
  void aClickTakesAnOffer(FxRobot robot) {
    Focus.on(this::field);
    robot.write("state:a");
    untilOffered("state:active");
    until(() -> cell("state:active").isPresent());
    robot.clickOn(cell("state:active").orElseThrow());
    untilText("state:active ");
    untilNothingIsOffered();
    until(() -> fromFx(() -> field().isFocused()));
  }

  private static Optional<Node> cell(String words) {
    return shown("#search-offers")
        .flatMap(
            list ->
                fromFx(
                    () ->
                        ((ListView<?>) list)
                            .lookupAll(".list-cell").stream()
                                .filter(node -> words.equals(((ListCell<?>) node).getItem()))
                                .findFirst()));
  }

  @Test
  void theListIsGoneWhenTheFieldLosesTheFocus(FxRobot robot) {
    Focus.on(this::field);
    robot.write("vo");
    untilOffered("voice:");
    onFx(other::requestFocus);
    untilNothingIsOffered();
    onFx(() -> text.set("vo from elsewhere vo"));
    onFx(() -> {});
    assertThat(shown("#search-offers")).isEmpty();
  }

  @Test
  void tabAndShiftTabWalkOnWhereNothingIsOffered(FxRobot robot) {
    Focus.on(this::field);
    robot.write("x");
    robot.type(KeyCode.TAB);
    until(() -> fromFx(() -> scene.lookup("#search-save").isFocused()));
    robot.push(KeyCode.SHIFT, KeyCode.TAB);
    until(() -> fromFx(() -> field().isFocused()));
  }

  private static boolean isDrawn(Node node) {
    return fromFx(
        () -> {
          boolean drawn = node.getLayoutBounds().getHeight() > 0;
          for (@Nullable Node n = node; n != null; n = n.getParent()) {
            drawn &= n.getOpacity() >= 1 && n.isVisible();
          }
          return drawn && node.getScene().getWindow().getOpacity() >= 1;
        });
  }

  @Test
  void helpShowsWhatMayBeWritten(FxRobot robot) {
    Mouse.clickOn(robot, "#search-help");
    until(() -> shown("#search-help-title").isPresent());
    until(() -> isDrawn(shown("#search-help-title").orElseThrow()));
    pictures("#search-help-title", "help");
    Mouse.clickOn(robot, "#search-help");
    until(() -> shown("#search-help-title").isEmpty());
    Focus.on(this::field);
    robot.type(KeyCode.F1);
    until(() -> shown("#search-help-title").isPresent());
    robot.type(KeyCode.ESCAPE);
    until(() -> shown("#search-help-title").isEmpty());
  }
}
