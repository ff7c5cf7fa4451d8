package org.sessiondesk.ui.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.sessiondesk.ui.testing.Desk.fromFx;
import static org.sessiondesk.ui.testing.Desk.onFx;

import atlantafx.base.theme.PrimerLight;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.application.Application;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sessiondesk.json.JacksonJson;
import org.sessiondesk.service.SessionQuery.Column;
import org.sessiondesk.service.SessionRow;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.ui.action.ApiPlace;
import org.sessiondesk.ui.table.SessionTableModel.Sort;
import org.sessiondesk.ui.testing.Desk;
import org.sessiondesk.ui.testing.Focus;
import org.sessiondesk.ui.testing.Looks;
import org.sessiondesk.ui.testing.Mouse;
import org.sessiondesk.ui.testing.Screens;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init")
class SessionTableViewTest {
  private final AtomicInteger created = new AtomicInteger();
  private Desk desk;
  private SessionTableModel model;
  private Scene scene;

  @Start
  void start(Stage stage) {
    Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
    desk = new Desk(Locale.ENGLISH);
    model = new SessionTableModel(desk.service, desk.actions, new JacksonJson(), desk.ui);
    var view = new SessionTableView(model, desk.ui, created::incrementAndGet);
    scene = new Scene((javafx.scene.Parent) view.node(), 960, 480);
    for (var sheet : List.of("desk", "table")) {
      var url = SessionTableView.class.getResource("/org/sessiondesk/ui/css/" + sheet + ".css");
      if (url != null) {
        scene.getStylesheets().add(url.toExternalForm());
      }
    }
    stage.setScene(scene);
    stage.show();
    model.showingProperty().set(true);
  }

  @AfterEach
  void close() {
    onFx(model::close);
    desk.service.close();
  }

  private static void until(Callable<Boolean> condition) {
    await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(10)).until(condition);
  }

  @SuppressWarnings("unchecked")
  private TableView<SessionRow> table() {
    return (TableView<SessionRow>) scene.lookup("#table-sessions");
  }

  private void addMany(int count) {
    var sessions = new ArrayList<Session>();
    for (int i = 0; i < count; i++) {
      desk.time.updateAndGet(now -> now.plusMillis(1));
      sessions.add(desk.temporary("第 " + i + " 段：今天天气很好。", null, Duration.ofHours(2)));
    }
    sessions.forEach(desk.sessions::insert);
    until(() -> fromFx(() -> model.rows().size()) >= count);
  }

  private SessionId add(String text) {
    desk.time.updateAndGet(now -> now.plusMillis(1));
    var id = desk.add(desk.temporary(text, null, Duration.ofHours(1)));
    until(() -> fromFx(() -> model.rows().stream().anyMatch(row -> row.text().equals(text))));
    return id;
  }

  private List<TableRow<?>> shownRows() {
    return fromFx(
        () -> {
          var list = new ArrayList<TableRow<?>>();
          for (var node : table().lookupAll(".table-row-cell")) {
            if (node instanceof TableRow<?> row && !row.isEmpty() && row.isVisible()) {
              list.add(row);
            }
          }
          list.sort((a, b) -> Integer.compare(a.getIndex(), b.getIndex()));
          return list;
        });
  }

  private TableRow<?> rowOf(String text) {
    return await()
        .atMost(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(10))
        .until(
            () -> shownRows().stream().filter(row -> shows(row, text)).findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  private double yOf(String text) {
    var row = rowOf(text);
    return fromFx(() -> row.localToScene(0, 0).getY());
  }

  /**
   * A click with keys held down, which the headless platform's robot does not pass on; nor does it
   * make clicks that headers heed, for it says of each that it asks for a menu.
   */
  private void click(String text, boolean shift, boolean control) {
    var row = rowOf(text);
    click(fromFx(() -> row.lookup(".table-cell")), shift, control);
  }

  private void click(Node node, boolean shift, boolean control) {
    onFx(
        () -> {
          var at = node.localToScene(5, 5);
          for (var type : List.of(MouseEvent.MOUSE_PRESSED, MouseEvent.MOUSE_RELEASED)) {
            node.fireEvent(
                new MouseEvent(
                    type,
                    at.getX(),
                    at.getY(),
                    0,
                    0,
                    MouseButton.PRIMARY,
                    1,
                    shift,
                    control,
                    false,
                    false,
                    true,
                    false,
                    false,
                    false,
                    false,
                    true,
                    null));
          }
        });
  }

  private static boolean shows(TableRow<?> row, String text) {
    return ((SessionRow) Objects.requireNonNull(row.getItem())).text().equals(text);
  }

  private List<String> selected() {
    return fromFx(() -> model.selection().rows(_ -> true).stream().map(SessionRow::text).toList());
  }

  private String label(String id) {
    return fromFx(() -> ((Labeled) scene.lookup(id)).getText());
  }

  private void pictures(String what) {
    Looks.save(scene, desk.ui.messages(), "table-" + what);
  }

  @Test
  void emptyTableOffersToCreateASession(FxRobot robot) {
    until(() -> label("#table-empty-title").equals("No sessions yet"));
    pictures("empty");
    Mouse.clickOn(robot, "#table-empty-create");
    assertThat(created).hasValue(1);
  }

  @Test
  void searchWithoutMatchOffersToClearIt(FxRobot robot) {
    add("one");
    onFx(() -> model.searchProperty().set("nowhere"));
    until(() -> label("#table-empty-title").equals("Nothing matches"));
    pictures("nomatch");
    Mouse.clickOn(robot, "#table-empty-clear");
    until(() -> fromFx(() -> model.rows().size()) == 1);
    assertThat(label("#table-counts")).isEqualTo("1 session");
  }

  @Test
  void sessionsOfAllKindsAreShown(FxRobot robot) {
    var members = new LinkedHashMap<String, Json>();
    members.put("type", new Json.Str("important"));
    members.put("user_id", new Json.Num("12345"));
    var metadata = new Json.Obj(members);
    desk.add(
        desk.session(
            "你好，今天天气很好。", null, "zh-HK-HiuMaanNeural", Duration.ofMinutes(72), false, metadata));
    desk.add(
        desk.session(
            "这是一个重要的会话，需要永久保存。",
            "重要通知",
            "zh-CN-XiaoxiaoNeural",
            Duration.ofHours(1),
            true,
            metadata));
    desk.add(
        desk.session(
            "first line\nsecond line",
            "A name that is much too long for its column, " + "so that it is cut",
            "en-US-JennyNeural",
            Duration.ofMinutes(12),
            false,
            Json.EMPTY));
    desk.add(
        desk.session(
            "مرحبا بالعالم، كيف حالك؟",
            null,
            "ar-SA-ZariyahNeural",
            Duration.ofDays(3),
            false,
            Json.EMPTY));
    desk.add(
        desk.session(
            "👩‍👩‍👧 emoji 😀 and \u0000 control\u001b characters\u007f",
            null,
            "zh-CN-liaoning-XiaobeiNeural",
            Duration.ofSeconds(59),
            false,
            Json.EMPTY));
    desk.add(
        desk.session(
            "很长".repeat(2_000),
            null,
            "zh-CN-XiaoxiaoNeural",
            Duration.ofSeconds(1),
            false,
            Json.EMPTY));
    until(() -> fromFx(() -> model.rows().size()) == 6);
    desk.pass(Duration.ofSeconds(5));
    until(() -> rowOf("很长".repeat(2_000)).getPseudoClassStates().toString().contains("expired"));
    robot.clickOn(rowOf("你好，今天天气很好。"));
    pictures("kinds");
    robot.rightClickOn(rowOf("你好，今天天气很好。"));
    onFx(() -> Screens.save(menu(robot).getScene(), "table-menu-light-en"));
    robot.type(KeyCode.ESCAPE);
  }

  @Test
  void countdownRunsAndTheRowGreysAtTheDeadline() {
    var text = "counts down";
    desk.add(desk.temporary(text, null, Duration.ofMinutes(16)));
    until(() -> fromFx(() -> model.rows().size()) == 1);
    until(() -> cell(text, "expires").getText().equals("16:00"));
    desk.pass(Duration.ofSeconds(61));
    assertThat(cell(text, "expires").getText()).isEqualTo("14:59");
    assertThat(cell(text, "expires").getPseudoClassStates().toString()).contains("soon");
    desk.pass(Duration.ofMinutes(15));
    assertThat(cell(text, "expires").getText()).isEqualTo("expired");
    assertThat(rowOf(text).getPseudoClassStates().toString()).contains("expired");
  }

  private Labeled cell(String text, String column) {
    var row = rowOf(text);
    return fromFx(
        () ->
            (Labeled)
                row.lookupAll(".table-cell").stream()
                    .filter(
                        node ->
                            ("table-column-" + column)
                                .equals(
                                    ((javafx.scene.control.TableCell<?, ?>) node)
                                        .getTableColumn()
                                        .getId()))
                    .findFirst()
                    .orElseThrow());
  }

  @Test
  void keyboardSelectsCopiesOpensAndDeletes(FxRobot robot) {
    add("one");
    var two = add("two");
    add("three");
    var opened = new ArrayList<SessionId>();
    onFx(() -> model.setOnOpen(opened::add));
    Focus.on(this::table);
    robot.clickOn(rowOf("three")).type(KeyCode.DOWN);
    assertThat(selected()).containsExactly("two");
    robot.type(KeyCode.ENTER);
    assertThat(opened).containsExactly(two);
    robot.press(KeyCode.CONTROL, KeyCode.C).release(KeyCode.C, KeyCode.CONTROL);
    until(() -> two.value().equals(fromFx(() -> Clipboard.getSystemClipboard().getString())));
    robot.press(KeyCode.SHIFT).type(KeyCode.DOWN).release(KeyCode.SHIFT);
    assertThat(selected()).containsExactly("two", "one");
    robot.press(KeyCode.CONTROL, KeyCode.A).release(KeyCode.A, KeyCode.CONTROL);
    assertThat(selected()).containsExactly("three", "two", "one");
    assertThat(label("#table-counts")).isEqualTo("3 sessions  ·  3 selected");
    robot.press(KeyCode.SHIFT).type(KeyCode.UP).release(KeyCode.SHIFT);
    robot.type(KeyCode.HOME).type(KeyCode.DELETE);
    until(() -> fromFx(() -> model.rows().size()) == 2);
    assertThat(fromFx(() -> model.rows().getFirst().text())).isEqualTo("two");
  }

  @Test
  void mouseSelectsWithShiftAndControl(FxRobot robot) {
    for (var text : List.of("a", "b", "c", "d", "e")) {
      add(text);
    }
    robot.clickOn(rowOf("e"));
    click("c", true, false);
    assertThat(selected()).containsExactly("e", "d", "c");
    click("d", false, true);
    click("a", false, true);
    until(() -> selected().equals(List.of("e", "c", "a")));
    click("b", true, false);
    until(() -> selected().equals(List.of("b", "a")));
  }

  @Test
  void shiftSelectsFromTheSameSessionAfterOthersCame(FxRobot robot) {
    add("a");
    add("b");
    robot.clickOn(rowOf("b"));
    add("c");
    click("a", true, false);
    assertThat(selected()).containsExactly("b", "a");
  }

  @Test
  void contextMenuOffersOnlyWhatFits(FxRobot robot) {
    add("one");
    robot.rightClickOn(rowOf("one"));
    var items =
        fromFx(
            () -> {
              Map<String, Boolean> enabled = new LinkedHashMap<>();
              var menu = menu(robot);
              menu.getItems().stream()
                  .filter(item -> item.getId() != null)
                  .forEach(item -> enabled.put(item.getText(), !item.isDisable()));
              return enabled;
            });
    assertThat(items)
        .containsEntry("Make persistent", true)
        .containsEntry("Make temporary", false)
        .containsEntry("Extend by 1 hour", true)
        .containsEntry("Delete", true);
    robot.clickOn("Extend by 1 hour");
    until(
        () ->
            cell("one", "expires").getText().startsWith("1:59:5")
                || cell("one", "expires").getText().startsWith("2:00:0"));
  }

  @Test
  @DisplayName("Copy as curl on every session; a note says when the API is off")
  void copiesTheCallsThatGetTheSelectedSessions(FxRobot robot) {
    var one = add("one");
    var two = add("two");
    until(() -> shownRows().size() == 2 && yOf("two") < yOf("one"));
    robot.rightClickOn(rowOf("one"));
    Mouse.clickOn(robot, "#table-menu-copycurl");
    var base = "curl 'http://127.0.0.1:8000/api/v1/sessions/";
    until(() -> clipboard().equals(base + one.value() + "'"));
    until(() -> notes().contains("The HTTP API is off"));

    onFx(() -> desk.actions.apiProperty().set(new ApiPlace("http://127.0.0.1:9000", false, true)));
    Focus.on(this::table);
    robot.press(KeyCode.CONTROL, KeyCode.A).release(KeyCode.A, KeyCode.CONTROL);
    robot.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.U);
    robot.release(KeyCode.U, KeyCode.SHIFT, KeyCode.CONTROL);
    until(() -> notes().contains("2 curl commands copied"));
    assertThat(clipboard().lines())
        .containsExactlyInAnyOrder(
            "curl 'http://127.0.0.1:9000/api/v1/sessions/" + one.value() + "'",
            "curl 'http://127.0.0.1:9000/api/v1/sessions/" + two.value() + "'");
  }

  @Test
  @DisplayName("Selects all that match from the menu; copies them as JSON and CSV by keys")
  void selectsAllAndCopiesByKeys(FxRobot robot) {
    add("one");
    var two = add("two");
    robot.rightClickOn(rowOf("one"));
    Mouse.clickOn(robot, "#table-menu-selectall");
    until(() -> selected().size() == 2);
    Focus.on(this::table);
    robot.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.J);
    robot.release(KeyCode.J, KeyCode.SHIFT, KeyCode.CONTROL);
    until(() -> notes().contains("2 sessions copied as JSON"));
    assertThat(clipboard()).startsWith("[\n{\"session_id\"").contains(two.value());
    robot.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.V);
    robot.release(KeyCode.V, KeyCode.SHIFT, KeyCode.CONTROL);
    until(() -> notes().contains("2 sessions copied as CSV"));
    assertThat(clipboard()).startsWith("ID,State,");
  }

  private static String clipboard() {
    return fromFx(() -> Objects.requireNonNullElse(Clipboard.getSystemClipboard().getString(), ""));
  }

  private String notes() {
    return fromFx(
        () -> String.join(" ", desk.notices.shown().stream().map(n -> n.text()).toList()));
  }

  private static ContextMenu menu(FxRobot robot) {
    return robot.listWindows().stream()
        .filter(ContextMenu.class::isInstance)
        .map(ContextMenu.class::cast)
        .findFirst()
        .orElseThrow();
  }

  @Test
  @DisplayName("A search by fields; what is not understood is said and does not count")
  void searchesByFields() {
    desk.add(
        desk.session(
            "今天天气很好",
            null,
            "zh-CN-XiaoxiaoNeural",
            Duration.ofHours(1),
            false,
            new Json.Obj(Map.of("type", new Json.Str("important")))));
    add("something else");
    onFx(() -> model.searchProperty().set("voice:zh-CN* type:important 天气 -draft"));
    until(() -> fromFx(() -> model.rows().size()) == 1);
    onFx(() -> model.searchProperty().set("age:soon"));
    until(() -> fromFx(() -> model.rows().size()) == 2);
    assertThat(label("#table-search-fault")).contains("age:<1h");
    pictures("fault");
    onFx(() -> model.searchProperty().set("kind:x"));
    assertThat(label("#table-search-fault")).contains("fallback, persistent, temporary");
    onFx(() -> model.searchProperty().set("else"));
    until(() -> fromFx(() -> model.rows().size()) == 1);
    assertThat(label("#table-search-fault")).isEmpty();
  }

  @Test
  void headerClickSortsThroughTheModel() {
    add("b");
    add("a");
    add("c");
    click(scene.lookup("#table-column-title"), false, false);
    until(() -> fromFx(() -> model.rows().getFirst().text()).equals("a"));
    assertThat(fromFx(() -> model.sortProperty().get())).isEqualTo(new Sort(Column.TITLE, false));
    click(scene.lookup("#table-column-title"), false, false);
    until(() -> fromFx(() -> model.rows().getFirst().text()).equals("c"));
    click(scene.lookup("#table-column-title"), false, false);
    until(() -> fromFx(() -> model.sortProperty().get()).equals(Sort.NEWEST));
  }

  @Test
  void columnsAreChosenByTheFootersButtonAndRemembered(FxRobot robot) {
    add("one");
    Mouse.clickOn(robot, "#table-columns").clickOn("ID");
    assertThat(fromFx(() -> model.layoutProperty().get().columns()))
        .anyMatch(place -> place.column() == Column.ID && place.visible());
    assertThat(fromFx(() -> table().getVisibleLeafColumns().size())).isEqualTo(8);
  }

  @Test
  void scrollPositionSelectionAndFocusStayWhenSessionsCome(FxRobot robot) {
    addMany(100_000);
    onFx(() -> table().scrollTo(50_000));
    onFx(() -> {});
    var row = shownRows().get(5);
    robot.clickOn(row, MouseButton.PRIMARY);
    var text = selected().getFirst();
    double before = yOf(text);
    pictures("many");
    for (int i = 0; i < 20; i++) {
      desk.time.updateAndGet(now -> now.plusMillis(1));
      desk.add(desk.temporary("new " + i, null, Duration.ofHours(1)));
    }
    until(() -> fromFx(() -> model.rows().size()) == 100_020);
    onFx(() -> {});
    assertThat(selected()).containsExactly(text);
    assertThat(yOf(text)).isEqualTo(before);
    assertThat(fromFx(() -> table().getFocusModel().getFocusedItem().text())).isEqualTo(text);
    robot.type(KeyCode.DOWN);
    assertThat(selected()).hasSize(1).doesNotContain(text);
  }

  @Test
  void atTheTopNewSessionsAreSeenToCome() {
    addMany(1_000);
    add("brand new");
    until(() -> shows(shownRows().getFirst(), "brand new"));
  }
}
