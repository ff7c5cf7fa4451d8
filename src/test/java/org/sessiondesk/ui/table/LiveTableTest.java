package org.sessiondesk.ui.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.sessiondesk.ui.testing.Desk.fromFx;
import static org.sessiondesk.ui.testing.Desk.onFx;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sessiondesk.json.JacksonJson;
import org.sessiondesk.service.SessionQuery;
import org.sessiondesk.service.SessionQuery.Column;
import org.sessiondesk.service.SessionRow;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.ui.testing.Desk;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** When the table shows what has changed, and how it hints at that. */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init")
class LiveTableTest {
  private Desk desk;
  private SessionTableModel model;

  @Start
  void start(Stage stage) {
    desk = new Desk(Locale.ENGLISH);
    model = new SessionTableModel(desk.service, desk.actions, new JacksonJson(), desk.ui);
    model.showingProperty().set(true);
  }

  @AfterEach
  void close() {
    onFx(model::close);
    desk.service.close();
  }

  private SessionId add(String text) {
    desk.time.updateAndGet(now -> now.plusMillis(1));
    return desk.add(desk.temporary(text, null, Duration.ofHours(1)));
  }

  private List<String> texts() {
    return fromFx(() -> model.rows().stream().map(SessionRow::text).toList());
  }

  private long waiting() {
    return fromFx(() -> model.live().waitingProperty().get());
  }

  private static void until(Callable<Boolean> condition) {
    await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(5)).until(condition);
  }

  @Test
  void pausedNothingMoves_changesAreCounted_andAllAppearsWhenItGoesOn() {
    add("one");
    until(() -> texts().size() == 1);
    onFx(() -> model.live().pausedProperty().set(true));
    add("two");
    until(() -> waiting() > 0);
    assertThat(texts()).containsExactly("one");
    onFx(() -> model.live().pausedProperty().set(false));
    until(() -> texts().equals(List.of("two", "one")));
    assertThat(waiting()).isZero();
  }

  @Test
  void whatTheOperatorAsksForIsAnsweredAlsoWhilePaused() {
    add("one");
    add("two");
    until(() -> texts().size() == 2);
    onFx(() -> model.live().pausedProperty().set(true));
    onFx(() -> model.searchProperty().set("two"));
    await().untilAsserted(() -> assertThat(texts()).containsExactly("two"));
  }

  @Test
  void heldForAMomentItWaits_andThenShowsAllByItself() {
    add("one");
    until(() -> texts().size() == 1);
    onFx(() -> model.live().heldProperty().set(true));
    add("two");
    until(() -> waiting() > 0);
    assertThat(texts()).containsExactly("one");
    onFx(() -> model.live().heldProperty().set(false));
    until(() -> texts().size() == 2);
  }

  // ---- hints

  private List<SessionRow> rows() {
    return List.copyOf(desk.service.index().query(SessionQuery.ALL));
  }

  private static List<Column> changed(FreshRows fresh, SessionRow row) {
    return Arrays.stream(Column.values()).filter(column -> fresh.isChanged(row, column)).toList();
  }

  @Test
  void whatHasJustComeOrChangedIsHintedAt_andNothingElse() {
    add("old");
    var changing = add("changing");
    until(() -> desk.service.index().counts().total() == 2);
    var before = rows();
    add("new");
    desk.service.extend(changing, desk.time.get().plus(Duration.ofHours(3)));
    until(() -> desk.service.index().counts().total() == 3);
    until(() -> !rows().get(1).equals(before.get(0)));
    var after = rows();
    onFx(
        () -> {
          var fresh = new FreshRows();
          fresh.compare(before, after, desk.time.get());
          assertThat(fresh.isNew(after.get(0))).isTrue();
          assertThat(changed(fresh, after.get(0))).isEmpty();
          assertThat(fresh.isNew(after.get(1))).isFalse();
          assertThat(changed(fresh, after.get(1))).containsExactly(Column.EXPIRES);
          assertThat(fresh.isNew(after.get(2))).isFalse();
          assertThat(changed(fresh, after.get(2))).isEmpty();
          fresh.wantedProperty().set(false);
          assertThat(fresh.isNew(after.get(0))).isFalse();
          fresh.compare(before, after, desk.time.get());
          assertThat(fresh.isNew(after.get(0))).isFalse();
        });
  }

  @Test
  void whatWasOnlyOutOfSightIsNotNew() {
    add("above");
    add("below");
    until(() -> desk.service.index().counts().total() == 2);
    var all = rows();
    onFx(
        () -> {
          var fresh = new FreshRows();
          var later = desk.time.get().plus(Duration.ofMinutes(5));
          fresh.compare(all.subList(0, 1), all.subList(1, 2), later);
          assertThat(fresh.isNew(all.get(1))).isFalse();
        });
  }
}
