package org.sessiondesk.ui.inspector;

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
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import javafx.css.PseudoClass;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TabPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sessiondesk.json.JacksonJson;
import org.sessiondesk.memory.MemorySessionStore;
import org.sessiondesk.service.SessionService;
import org.sessiondesk.session.DraftStore;
import org.sessiondesk.session.Progress;
import org.sessiondesk.session.Session;
import org.sessiondesk.speech.AudioOutput;
import org.sessiondesk.speech.SpeechEngine;
import org.sessiondesk.speech.StandIn;
import org.sessiondesk.testing.Sessions;
import org.sessiondesk.text.TextSegmenter;
import org.sessiondesk.text.VoiceCatalog;
import org.sessiondesk.ui.action.SessionActions;
import org.sessiondesk.ui.testing.Dressed;
import org.sessiondesk.ui.testing.Focus;
import org.sessiondesk.ui.testing.Looks;
import org.sessiondesk.ui.testing.Mouse;
import org.sessiondesk.ui.testing.StillConnection;
import org.sessiondesk.ui.testing.TestUi;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class SentencesTabTest {
  private static final String POEM =
      """
      你好，今天天气很好。我们去公园走走吧！
      Session Desk 支持中文与 English 混排，一句话里也可以有 numbers like 3.14。
      湖边的柳树已经发芽，孩子们在草地上放风筝。远处传来了悠扬的笛声，让人忘记了时间。
      太阳下山以前，我们沿着小路慢慢走回家；路灯一盏一盏地亮了起来。
      晚饭以后，大家坐在院子里聊天，直到月亮升得很高。明天还会是一个晴天吗？
      """;

  @TempDir private Path folder;

  private final AtomicReference<Optional<SpeechEngine>> engine =
      new AtomicReference<>(Optional.empty());
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final Semaphore permits = new Semaphore(0);
  private TestUi test;
  private MemorySessionStore store;
  private SessionService service;
  private InspectorModel model;
  private Scene scene;

  @Start
  void start(Stage stage) {
    Dressed.theme(false);
    test = TestUi.window(Locale.ENGLISH);
    store = new MemorySessionStore(test.clock());
    service =
        new SessionService(
            store,
            StillConnection.none(),
            new TextSegmenter(),
            () -> Duration.ofHours(1),
            test.clock());
    var format = new JacksonJson();
    var ui = test.ui();
    model =
        new InspectorModel(
            service,
            new SessionActions(service, ui),
            format,
            new VoiceCatalog(),
            new ListenModel(engine::get, this::hear, new VoiceCatalog(), ui),
            DraftStore.NONE,
            ui);
    var view = new InspectorView(model, format, ui);
    scene = Dressed.scene((Parent) view.node(), 400, 760, "inspector");
    stage.setScene(scene);
    stage.show();
  }

  @AfterEach
  void close() {
    onFx(model::close);
    service.close();
  }

  private void hear(Path wav, AudioOutput.Gate gate) throws IOException, InterruptedException {
    heard.add(Files.readString(wav));
    permits.acquire();
    gate.pass();
  }

  private void copying() throws IOException {
    engine.set(Optional.of(StandIn.in(folder, "cp \"$8\" \"$6\"")));
  }

  private Session open(String text) {
    var session = Sessions.temporary(test.clock().instant(), Duration.ofHours(1), text);
    store.insert(session);
    service.segment(session.id(), Progress.NONE);
    onFx(() -> model.show(session.id()));
    until(() -> model.contentProperty().get() instanceof Content.Open);
    until(
        () -> {
          var tabs = (TabPane) node("inspector-tabs");
          tabs.getSelectionModel().select(1);
          scene.getRoot().applyCss();
          scene.getRoot().layout();
          return cell(0) != null;
        });
    return session;
  }

  private void until(BooleanSupplier condition) {
    await()
        .atMost(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(10))
        .until(() -> fromFx(condition::getAsBoolean));
  }

  private Node node(String id) {
    var found = scene.lookup("#" + id);
    if (found == null) {
      throw new AssertionError(id);
    }
    return found;
  }

  private String text(String id) {
    return fromFx(() -> ((Labeled) node(id)).getText());
  }

  private ListView<?> list() {
    return (ListView<?>) node("inspector-sentences");
  }

  private @Nullable ListCell<?> cell(int index) {
    return list().lookupAll(".list-cell").stream()
        .map(ListCell.class::cast)
        .filter(cell -> !cell.isEmpty() && cell.getIndex() == index)
        .findFirst()
        .orElse(null);
  }

  private String marked() {
    return fromFx(
        () -> {
          var excerpt = model.reading().excerptProperty().get();
          return excerpt.shown().substring(excerpt.shownMarkFrom(), excerpt.shownMarkTo());
        });
  }

  /** The list may still move under the mouse: it is pointed at until it is under it. */
  private void pointAt(FxRobot robot, int index) {
    var x = new AtomicInteger(120);
    until(() -> cell(index) != null);
    await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () -> {
              robot.moveTo(placeOf(index, x.getAndIncrement()));
              return fromFx(() -> Objects.requireNonNull(cell(index)).isHover());
            });
  }

  private Point2D placeOf(int index, int x) {
    return fromFx(() -> Objects.requireNonNull(cell(index)).localToScreen(new Point2D(x, 12)));
  }

  private void picture(String what) {
    Looks.save(scene, test.ui().messages(), "inspector-" + what);
  }

  @Test
  void theSentenceUnderTheMouseIsMarkedInTheText(FxRobot robot) {
    open(POEM);
    until(() -> text("inspector-listen-reason").startsWith("This computer"));
    pointAt(robot, 1);
    until(() -> marked().equals("我们去公园走走吧！"));
    picture("noengine");
    assertThat(fromFx(() -> node("inspector-listen").isDisabled())).isTrue();
    assertThat(text("inspector-listen-reason")).startsWith("This computer has no speech engine");
    Mouse.moveTo(robot, "#inspector-title");
    until(() -> marked().isEmpty());
  }

  @Test
  void theSelectedSentenceIsMarkedAndScrolledTo_byKeyboard(FxRobot robot) {
    var session = open(POEM + POEM);
    Focus.on(this::list);
    robot.type(KeyCode.HOME).type(KeyCode.DOWN);
    until(() -> marked().equals("我们去公园走走吧！"));
    robot.type(KeyCode.END);
    until(() -> marked().equals("明天还会是一个晴天吗？"));
    until(() -> ((ScrollPane) node("inspector-reading")).getVvalue() > 0.5);
    picture("marked");
    assertThat(session.text()).endsWith("吗？\n");
  }

  @Test
  void aSentenceIsHeardByEnter_allOfThemByTheButton(FxRobot robot) throws IOException {
    copying();
    open(POEM);
    until(() -> !node("inspector-listen").isDisabled());
    Focus.on(this::list);
    robot.type(KeyCode.HOME).type(KeyCode.DOWN).type(KeyCode.ENTER);
    until(() -> heard.contains("我们去公园走走吧！"));
    permits.release();
    until(() -> model.listen().stateProperty().get() == ListenModel.State.SILENT);
    Mouse.clickOn(robot, "#inspector-listen");
    until(() -> isSpoken(0));
    permits.release(2);
    until(() -> isSpoken(2));
    assertThat(text("inspector-listen")).isEqualTo("Pause");
    assertThat(text("inspector-listen-place")).startsWith("Sentence 3 of ");
    until(() -> marked().startsWith("Session Desk"));
    picture("listening");
    Mouse.clickOn(robot, "#inspector-listen");
    until(() -> text("inspector-listen").equals("Go on"));
    Mouse.clickOn(robot, "#inspector-listen-stop");
    until(() -> text("inspector-listen").equals("Listen"));
    assertThat(fromFx(() -> node("inspector-listen-stop").isDisabled())).isTrue();
  }

  private boolean isSpoken(int index) {
    var cell = cell(index);
    return cell != null
        && cell.getPseudoClassStates().contains(PseudoClass.getPseudoClass("spoken"));
  }

  @Test
  void aSentenceCanBeHeardFromHereOn_andSaved_byItsMenu(FxRobot robot) throws IOException {
    engine.set(Optional.of(StandIn.humming(folder, 100)));
    open(POEM);
    until(() -> !node("inspector-listen-save").isDisabled());
    var file = folder.resolve("one.wav");
    test.dialogs().saveTo(file);
    pointAt(robot, 1);
    robot.clickOn(MouseButton.SECONDARY);
    until(() -> robot.lookup("#inspector-sentence-save").tryQuery().isPresent());
    Mouse.clickOn(robot, "#inspector-sentence-save");
    until(() -> Files.exists(file));
    Mouse.clickOn(robot, "#inspector-listen-save");
    until(() -> !model.listen().savingProperty().get() && file.toFile().length() > 244);
    assertThat(Files.size(file)).isEqualTo(44 + 200L * fromFx(() -> list().getItems().size()));
  }

  @Test
  void aLongSavingShowsItsProgress_andCanBeCancelled(FxRobot robot) throws IOException {
    engine.set(Optional.of(StandIn.in(folder, "exec sleep 600")));
    open(POEM);
    until(() -> !node("inspector-listen-save").isDisabled());
    test.dialogs().saveTo(folder.resolve("all.wav"));
    Mouse.clickOn(robot, "#inspector-listen-save");
    until(() -> node("inspector-listen-saving").getParent().isVisible());
    picture("saving");
    Mouse.clickOn(robot, "#inspector-listen-cancel");
    until(() -> !model.listen().savingProperty().get());
    assertThat(folder.resolve("all.wav")).doesNotExist();
  }

  @Test
  void aHundredThousandCharactersAreMarkedWhereTheyAre(FxRobot robot) {
    open("今天天气很好，我们去公园走走。".repeat(6_999) + "这是最后的一句！");
    Focus.on(this::list);
    robot.type(KeyCode.END);
    until(() -> marked().equals("这是最后的一句！"));
    assertThat(fromFx(() -> model.reading().excerptProperty().get().shown().length()))
        .isLessThanOrEqualTo(Excerpt.WHOLE + 2);
    picture("marked-long");
  }

  @Test
  void whatIsWrittenFromTheRightIsShown(FxRobot robot) {
    open("مرحبا بالعالم كيف حالك اليوم وماذا ستفعل غدا في المساء؟ ".repeat(20));
    pointAt(robot, 0);
    until(() -> !marked().isEmpty());
    picture("rtl");
  }
}
