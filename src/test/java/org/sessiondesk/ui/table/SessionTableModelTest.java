package org.sessiondesk.ui.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.sessiondesk.ui.testing.Desk.fromFx;
import static org.sessiondesk.ui.testing.Desk.onFx;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sessiondesk.json.JacksonJson;
import org.sessiondesk.service.SessionQuery.Column;
import org.sessiondesk.service.SessionQuery.View;
import org.sessiondesk.service.SessionRow;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.ui.table.SessionTableModel.Emptiness;
import org.sessiondesk.ui.table.SessionTableModel.Sort;
import org.sessiondesk.ui.testing.Desk;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init")
class SessionTableModelTest {
  private Desk desk;
  private SessionTableModel model;

  @Start
  void start(Stage stage) {
    desk = new Desk(Locale.ENGLISH);
    model = new SessionTableModel(desk.service, desk.actions, new JacksonJson(), desk.ui);
  }

  @AfterEach
  void close() {
    onFx(model::close);
    desk.service.close();
  }

  private void show() {
    onFx(() -> model.showingProperty().set(true));
  }

  private SessionId add(String text) {
    desk.time.updateAndGet(now -> now.plusMillis(1));
    return desk.add(desk.temporary(text, null, Duration.ofHours(1)));
  }

  private List<String> texts() {
    return fromFx(() -> model.rows().stream().map(SessionRow::text).toList());
  }

  private List<String> selectedTexts() {
    return fromFx(() -> model.selection().rows(_ -> true).stream().map(SessionRow::text).toList());
  }

  private void select(int... places) {
    onFx(
        () -> {
          var bits = new java.util.BitSet();
          IntStream.of(places).forEach(bits::set);
          model.select(
              RowSelection.of(model.shownRows().result(), bits, places[places.length - 1]));
        });
  }

  private static void until(Callable<Boolean> condition) {
    await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(5)).until(condition);
  }

  private void untilTexts(String... expected) {
    until(() -> texts().equals(List.of(expected)));
  }

  @Test
  void nothingIsAskedWhileNobodyLooks() {
    add("one");
    onFx(() -> model.searchProperty().set("one"));
    assertThat(texts()).isEmpty();
    show();
    untilTexts("one");
  }

  @Test
  void newestComesFirstAndSessionsEnterAndLeaveLive() {
    add("one");
    show();
    untilTexts("one");
    var two = add("two");
    untilTexts("two", "one");
    desk.service.delete(two);
    untilTexts("one");
    assertThat(fromFx(() -> model.totalProperty().get())).isEqualTo(1);
  }

  @Test
  void selectionStaysOnItsSessionsWhenOthersComeAndGo() {
    add("one");
    var two = add("two");
    add("three");
    show();
    untilTexts("three", "two", "one");
    select(1, 2);
    add("four");
    untilTexts("four", "three", "two", "one");
    assertThat(selectedTexts()).containsExactly("two", "one");
    desk.service.delete(two);
    untilTexts("four", "three", "one");
    assertThat(selectedTexts()).containsExactly("one");
  }

  @Test
  void selectionStaysOnItsSessionsWhenSortedAnew() {
    add("b");
    add("a");
    add("c");
    show();
    untilTexts("c", "a", "b");
    select(0);
    onFx(() -> model.sortProperty().set(new Sort(Column.TITLE, false)));
    untilTexts("a", "b", "c");
    assertThat(selectedTexts()).containsExactly("c");
  }

  @Test
  void allSelectedDoesNotTakeInThoseThatComeLater() {
    add("one");
    add("two");
    show();
    untilTexts("two", "one");
    onFx(() -> model.select(RowSelection.all(model.shownRows().result())));
    add("three");
    untilTexts("three", "two", "one");
    assertThat(selectedTexts()).containsExactly("two", "one");
  }

  @Test
  void searchFindsAsOneTypesAndTheLastKeyWins() {
    add("apple pie");
    add("apple");
    add("banana");
    show();
    untilTexts("banana", "apple", "apple pie");
    for (var typed : List.of("b", "ba", "a", "ap", "apple", "apple pi")) {
      onFx(() -> model.searchProperty().set(typed));
    }
    untilTexts("apple pie");
    assertThat(fromFx(() -> model.foundProperty().get())).isEqualTo(1);
    assertThat(fromFx(() -> model.totalProperty().get())).isEqualTo(3);
    until(() -> !fromFx(() -> model.busyProperty().get()));
  }

  @Test
  void emptinessSaysWhy() {
    show();
    until(() -> fromFx(() -> model.emptinessProperty().get()) == Emptiness.NO_SESSIONS);
    add("one");
    until(() -> fromFx(() -> model.emptinessProperty().get()) == Emptiness.NONE);
    onFx(() -> model.searchProperty().set("nowhere"));
    until(() -> fromFx(() -> model.emptinessProperty().get()) == Emptiness.NO_MATCH);
    onFx(
        () -> {
          model.searchProperty().set("");
          model.viewProperty().set(View.PERSISTENT);
        });
    until(() -> fromFx(() -> model.emptinessProperty().get()) == Emptiness.NONE_IN_VIEW);
  }

  @Test
  void sessionsEnterExpiringSoonAsTimePasses() {
    add("one");
    onFx(() -> model.viewProperty().set(View.EXPIRING_SOON));
    show();
    until(() -> fromFx(() -> model.emptinessProperty().get()) == Emptiness.NONE_IN_VIEW);
    desk.pass(Duration.ofMinutes(46));
    untilTexts("one");
    desk.pass(Duration.ofMinutes(15));
    until(() -> texts().isEmpty());
    onFx(() -> model.viewProperty().set(View.EXPIRED));
    untilTexts("one");
  }

  @Test
  void oneSelectedSessionIsOpenedAndStaysOpenWhenItIsFilteredOut() {
    var one = add("one");
    add("two");
    show();
    untilTexts("two", "one");
    select(1);
    assertThat(fromFx(() -> model.openedProperty().get())).isEqualTo(one);
    onFx(() -> model.searchProperty().set("two"));
    untilTexts("two");
    assertThat(selectedTexts()).isEmpty();
    assertThat(fromFx(() -> model.openedProperty().get())).isEqualTo(one);
  }

  @Test
  void revealSelectsASessionAsSoonAsItIsThere() {
    add("one");
    show();
    untilTexts("one");
    var later = desk.temporary("later", null, Duration.ofHours(1));
    onFx(() -> model.reveal(later.id()));
    assertThat(selectedTexts()).isEmpty();
    desk.add(later);
    until(() -> selectedTexts().equals(List.of("later")));
  }

  @Test
  void deleteTakesTheSelectedOnesAndCanBeUndone() {
    add("one");
    add("two");
    add("three");
    show();
    untilTexts("three", "two", "one");
    select(0, 2);
    onFx(model.commands()::delete);
    untilTexts("two");
    until(() -> fromFx(() -> !desk.notices.shown().isEmpty()));
    onFx(() -> Objects.requireNonNull(desk.notices.shown().getFirst().action()).run());
    untilTexts("three", "two", "one");
  }

  @Test
  void extendGivesAnHourMore() {
    var id = add("one");
    var deadline =
        ((org.sessiondesk.session.StoredSession) desk.service.open(id).orElseThrow())
            .session()
            .expiresAt();
    var later = Objects.requireNonNull(deadline).plus(Duration.ofHours(1));
    show();
    untilTexts("one");
    select(0);
    onFx(model.commands()::extend);
    until(() -> fromFx(() -> model.rows().getFirst().expiresAt()).equals(later));
    assertThat(selectedTexts()).containsExactly("one");
  }

  @Test
  void copyGivesIdsOneALineInTheOrderOfTheTable() {
    var one = add("one");
    var two = add("two");
    show();
    untilTexts("two", "one");
    select(0, 1);
    var copied = new ArrayList<String>();
    onFx(() -> model.commands().copyIds(copied::add));
    until(() -> fromFx(() -> !copied.isEmpty()));
    assertThat(copied).containsExactly(two + "\n" + one);
    onFx(() -> model.commands().copyTexts(copied::add));
    until(() -> fromFx(() -> copied.size() == 2));
    assertThat(copied.get(1)).isEqualTo("two\n\none");
  }

  @Test
  void thousandsOfChangesASecondAreAnsweredFewTimes() {
    show();
    until(() -> fromFx(() -> model.emptinessProperty().get()) == Emptiness.NO_SESSIONS);
    var swaps = new ArrayList<Long>();
    onFx(
        () ->
            model
                .shownRows()
                .addListener(
                    (javafx.collections.ListChangeListener<SessionRow>)
                        _ -> swaps.add(System.nanoTime())));
    for (int i = 0; i < 5_000; i++) {
      desk.add(desk.temporary("text " + i, null, Duration.ofHours(1)));
    }
    until(() -> fromFx(() -> model.rows().size()) == 5_000);
    long pairsTooClose =
        fromFx(
            () ->
                IntStream.range(1, swaps.size())
                    .filter(i -> swaps.get(i) - swaps.get(i - 1) < 80_000_000L)
                    .count());
    assertThat(pairsTooClose).isZero();
  }

  @Test
  void selectionMadeWhileAQueryRunsIsKept() {
    var sessions = new ArrayList<Session>();
    for (int i = 0; i < 20_000; i++) {
      sessions.add(desk.temporary("text " + i, null, Duration.ofHours(1)));
    }
    sessions.forEach(desk.sessions::insert);
    show();
    until(() -> fromFx(() -> model.rows().size()) == 20_000);
    onFx(() -> model.sortProperty().set(new Sort(Column.TITLE, true)));
    select(7);
    var chosen = selectedTexts();
    until(() -> !fromFx(() -> model.busyProperty().get()));
    until(() -> texts().getFirst().equals("text 9999"));
    assertThat(selectedTexts()).isEqualTo(chosen);
  }
}
