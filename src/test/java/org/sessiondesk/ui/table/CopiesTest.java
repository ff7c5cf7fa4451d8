package org.sessiondesk.ui.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;
import static org.sessiondesk.ui.testing.Desk.fromFx;
import static org.sessiondesk.ui.testing.Desk.onFx;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sessiondesk.json.JacksonJson;
import org.sessiondesk.service.CsvCells;
import org.sessiondesk.service.QueryResult;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.Progress;
import org.sessiondesk.session.Revision;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.UnreadableEntry;
import org.sessiondesk.session.UnreadableReason;
import org.sessiondesk.ui.testing.Desk;
import org.sessiondesk.ui.testing.StillConnection;
import org.sessiondesk.ui.testing.StoredSessions;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** What is copied of the selected sessions. */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init")
class CopiesTest {
  private final StoredSessions stored = new StoredSessions();
  private final List<String> clipboard = new ArrayList<>();
  private Desk desk;
  private SessionTableModel model;

  @Start
  void start(Stage stage) {
    desk = new Desk(Locale.ENGLISH, StillConnection.to(stored));
    model = new SessionTableModel(desk.service, desk.actions, new JacksonJson(), desk.ui);
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

  private void selectAll(int expected) {
    until(() -> fromFx(() -> model.rows().size()) == expected);
    onFx(model::selectAll);
  }

  private String copied(Runnable command) {
    onFx(command);
    until(() -> fromFx(() -> !clipboard.isEmpty()));
    return fromFx(clipboard::removeLast);
  }

  private List<String> notes() {
    return fromFx(() -> desk.notices.shown().stream().map(n -> n.text()).toList());
  }

  private static Session named(Desk desk, String text, String name, Json.Obj metadata) {
    return desk.session(text, name, "zh-CN-XiaoxiaoNeural", Duration.ofHours(1), false, metadata);
  }

  @Test
  @DisplayName(
      "JSON holds whole sessions, read anew, each on a line; what is no session is left out")
  void json() {
    var metadata = new Json.Obj(Map.of("list", new Json.Arr(List.of(new Json.Num("1.0")))));
    var session = named(desk, "天气 \"x\"", "n", metadata);
    stored.insert(session.asPersistent());
    stored.restore(
        new UnreadableEntry(
            new SessionId("odd"), UnreadableReason.NOT_JSON, "x", Revision.of(new byte[] {1})));
    var temporary = desk.add(desk.temporary("t", null, Duration.ofHours(1)));
    selectAll(3);
    var text = copied(() -> model.commands().copyJson(clipboard::add));
    var array = ((Json.Arr) new JacksonJson().parse(text)).items();
    assertThat(text.lines()).hasSize(4);
    assertThat(array)
        .extracting(item -> ((Json.Obj) item).members().get("session_id"))
        .containsExactlyInAnyOrder(
            new Json.Str(session.id().value()), new Json.Str(temporary.value()));
    var persistent =
        array.stream()
            .map(Json.Obj.class::cast)
            .filter(item -> new Json.Bool(true).equals(item.members().get("persistent")))
            .findFirst()
            .orElseThrow();
    assertThat(persistent.members().keySet())
        .containsExactly(
            "session_id",
            "text",
            "voice",
            "persistent",
            "created_at",
            "expires_at",
            "sentences",
            "metadata",
            "name");
    assertThat(persistent.members().get("metadata")).isEqualTo(metadata);
    assertThat(notes())
        .contains("2 sessions copied as JSON")
        .anyMatch(note -> note.startsWith("One session was left out"));
  }

  @Test
  void csvIsATableForPeople() {
    stored.insert(named(desk, "a, \"b\"\nc", "=1+1", Json.EMPTY).asPersistent());
    var metadata = new Json.Obj(Map.of("type", new Json.Str("news")));
    desk.add(named(desk, "-x", "n", metadata));
    selectAll(2);
    var lines = copied(() -> model.commands().copyCsv(clipboard::add));
    assertThat(lines).startsWith("ID,State,Name,Text,Voice,Created,Expires,Metadata\r\n");
    assertThat(lines)
        .contains(
            ",active,n,'-x,zh-CN-XiaoxiaoNeural,2026-03-05 12:00:00,2026-03-05 13:00:00,type=news\r\n")
        .contains(
            ",persistent,'=1+1,\"a, \"\"b\"\"\nc\",zh-CN-XiaoxiaoNeural,2026-03-05 12:00:00,,\r\n");
    onFx(() -> desk.ui.messages().localeProperty().set(Locale.SIMPLIFIED_CHINESE));
    assertThat(copied(() -> model.commands().copyCsv(clipboard::add))).startsWith("ID,状态,名称,文本");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "plain|plain",
        "=1|'=1",
        "+1|'+1",
        "-1|'-1",
        "@x|'@x",
        "1-1|1-1",
        "`a,b`|`\"a,b\"`",
        "`say \"x\"`|`\"say \"\"x\"\"\"`",
        "` x`|`\" x\"`",
        "`=a,b`|`\"'=a,b\"`"
      })
  @DisplayName("Cells are quoted where they must be, and no cell is a formula")
  void cells(String text, String cell) {
    assertThat(CsvCells.cell(text)).isEqualTo(cell);
  }

  @Test
  void tabsReturnsAndLinesToo() {
    assertThat(CsvCells.cell("\tx")).isEqualTo("'\tx");
    assertThat(CsvCells.cell("\rx")).isEqualTo("\"'\rx\"");
    assertThat(CsvCells.cell("a\nb")).isEqualTo("\"a\nb\"");
    assertThat(CsvCells.cell("")).isEmpty();
  }

  @Test
  void noMoreIsCopiedThanAClipboardShouldHold() {
    for (int i = 0; i <= SelectionCommands.MOST_COPIED; i++) {
      desk.add(desk.temporary("x", null, Duration.ofHours(1)));
    }
    selectAll(SelectionCommands.MOST_COPIED + 1);
    onFx(() -> model.commands().copyJson(clipboard::add));
    onFx(() -> model.commands().copyCsv(clipboard::add));
    assertThat(notes())
        .filteredOn("Too many to copy: 10,000 sessions at the most"::equals)
        .hasSize(2);

    var part = "天".repeat(5_000_000);
    var text = new CopyText().add(part).add(part).add(part);
    assertThatExceptionOfType(CopyTooLargeException.class).isThrownBy(() -> text.add(part));
  }

  @Test
  void copyingCanBeCancelled() {
    var id = desk.add(desk.temporary("x", null, Duration.ofHours(1)));
    var progress =
        new Progress() {
          @Override
          public void at(long done, long total) {}

          @Override
          public boolean cancelled() {
            return true;
          }
        };
    assertThatExceptionOfType(CancellationException.class)
        .isThrownBy(() -> new JsonCopy(desk.service, new JacksonJson()).of(List.of(id), progress));
  }

  @Test
  @DisplayName("All is selected in no time and takes no room; it is all that matches, and no more")
  void allIsSelected() {
    for (var text : List.of("train 1", "train 2", "plane")) {
      desk.add(desk.temporary(text, null, Duration.ofHours(1)));
    }
    until(() -> fromFx(() -> model.rows().size()) == 3);
    onFx(() -> model.searchProperty().set("train"));
    selectAll(2);
    var all = fromFx(model::selection);
    assertThat(all.size()).isEqualTo(2);
    assertThat(all.contains(1)).isTrue();
    assertThat(all.contains(2)).isFalse();
    assertThat(all.next(1)).isEqualTo(1);
    assertThat(all.next(2)).isEqualTo(-1);
    assertThat(all.last()).isEqualTo(1);
    assertThat(all.bits().cardinality()).isEqualTo(2);
    onFx(() -> model.searchProperty().set(""));
    until(() -> fromFx(() -> model.rows().size()) == 3);
    assertThat(fromFx(() -> model.selection().size())).isEqualTo(2);
    assertThat(RowSelection.all(QueryResult.EMPTY).isEmpty()).isTrue();
    assertThat(RowSelection.all(QueryResult.EMPTY).lead()).isEqualTo(-1);
  }
}
