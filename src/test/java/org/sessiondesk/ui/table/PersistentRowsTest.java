package org.sessiondesk.ui.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.sessiondesk.ui.testing.Desk.fromFx;
import static org.sessiondesk.ui.testing.Desk.onFx;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import javafx.application.Application;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sessiondesk.json.JacksonJson;
import org.sessiondesk.service.SessionQuery.Column;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.Revision;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.StoredEntry;
import org.sessiondesk.session.StoredSession;
import org.sessiondesk.session.UnreadableEntry;
import org.sessiondesk.session.UnreadableReason;
import org.sessiondesk.ui.table.SessionTableModel.Emptiness;
import org.sessiondesk.ui.testing.Desk;
import org.sessiondesk.ui.testing.Screens;
import org.sessiondesk.ui.testing.ShownStore;
import org.sessiondesk.ui.testing.StillConnection;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** What others stored in Redis, readable or not, and a table that is still being filled. */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init")
class PersistentRowsTest {
  private Stage stage;
  private Desk desk;
  private SessionTableModel model;
  private Scene scene;
  private SessionTableView view;

  @Start
  void start(Stage shown) {
    stage = shown;
  }

  private void show(List<StoredEntry> entries, long stillToCome, double width) {
    onFx(
        () -> {
          Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
          desk = new Desk(Locale.ENGLISH, StillConnection.to(new ShownStore(entries, stillToCome)));
          model = new SessionTableModel(desk.service, desk.actions, new JacksonJson(), desk.ui);
          view = new SessionTableView(model, desk.ui, () -> {});
          scene = new Scene((Parent) view.node(), width, 320);
          for (var sheet : List.of("desk", "table")) {
            var url =
                SessionTableView.class.getResource("/org/sessiondesk/ui/css/" + sheet + ".css");
            scene.getStylesheets().add(Objects.requireNonNull(url).toExternalForm());
          }
          stage.setScene(scene);
          stage.show();
          model.showingProperty().set(true);
        });
  }

  @AfterEach
  void close() {
    onFx(model::close);
    desk.service.close();
  }

  private static StoredEntry stored(String text) {
    var base = new Desk(Locale.ENGLISH);
    var session =
        base.session(
            text,
            null,
            "zh-CN-XiaoxiaoNeural",
            Duration.ofHours(1),
            false,
            new Json.Obj(Map.of("type", new Json.Str("important"))));
    base.service.close();
    return new StoredSession(
        session.asPersistent(), Revision.of(text.getBytes(StandardCharsets.UTF_8)));
  }

  private String label(String id) {
    return fromFx(() -> ((Labeled) scene.lookup(id)).getText());
  }

  private void pictures(String what) {
    for (boolean dark : List.of(false, true)) {
      onFx(
          () -> {
            Application.setUserAgentStylesheet(
                dark
                    ? new PrimerDark().getUserAgentStylesheet()
                    : new PrimerLight().getUserAgentStylesheet());
            desk.ui
                .messages()
                .localeProperty()
                .set(dark ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH);
          });
      onFx(() -> {});
      onFx(() -> Screens.save(scene, "table-" + what + (dark ? "-dark-zh" : "-light-en")));
    }
    onFx(() -> Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet()));
  }

  @Test
  void whatCannotBeReadIsListedWithItsReasonAndOffersOnlyWhatFits() {
    var broken =
        new UnreadableEntry(
            new SessionId("not-json-1"),
            UnreadableReason.NOT_JSON,
            "unexpected end",
            Revision.of("{".getBytes(StandardCharsets.UTF_8)));
    show(List.of(stored("这是一个重要的会话，需要永久保存。"), stored("第二个"), broken), 0, 960);
    onFx(() -> desk.add(desk.temporary("临时的", null, Duration.ofMinutes(5))));
    await().until(() -> fromFx(() -> model.rows().size()) == 4);
    int place = fromFx(() -> model.shownRows().result().indexOf(broken.id()));
    onFx(() -> model.select(RowSelection.one(model.shownRows().result(), place)));
    assertThat(fromFx(model.commands()::canPromote)).isFalse();
    assertThat(fromFx(model.commands()::canDemote)).isFalse();
    assertThat(fromFx(model.commands()::canSegment)).isFalse();
    pictures("persistent");
  }

  @Test
  void persistentSessionCanBeMadeTemporaryAndSegmentedButNotExtended() {
    show(List.of(stored("重要")), 0, 620);
    await().until(() -> fromFx(() -> model.rows().size()) == 1);
    onFx(() -> model.select(RowSelection.all(model.shownRows().result())));
    assertThat(fromFx(model.commands()::canPromote)).isFalse();
    assertThat(fromFx(model.commands()::canDemote)).isTrue();
    assertThat(fromFx(model.commands()::canSegment)).isTrue();
    pictures("narrow");
    onFx(() -> stage.setWidth(960));
    await()
        .until(
            () ->
                fromFx(
                    () ->
                        model.layoutProperty().get().columns().stream()
                            .filter(place -> place.column() == Column.VOICE)
                            .allMatch(place -> place.width() == 160)));
    pictures("widened");
  }

  @Test
  void loadingIsShownUntilTheFirstPassIsOver() {
    show(List.of(), 1_204_311, 960);
    await().until(() -> fromFx(() -> model.pictureProperty().get().loading()));
    assertThat(fromFx(() -> model.emptinessProperty().get())).isEqualTo(Emptiness.LOADING);
    assertThat(label("#table-empty-title")).isEqualTo("Loading sessions");
    assertThat(label("#table-loading")).isEqualTo("Loading: 0 of 1,204,311");
    assertThat(fromFx(() -> scene.lookup("#table-skeleton").isVisible())).isTrue();
    onFx(() -> desk.service.stopLoading());
    await().until(() -> label("#table-loading").equals("Stopped: 0 loaded"));
    onFx(() -> desk.service.resumeLoading());
    await().until(() -> label("#table-loading").startsWith("Loading"));
    pictures("loading");
  }

  @Test
  @DisplayName("Columns are as much wider as the text is larger, and go back")
  void columnsGrowWithTheText() {
    show(List.of(stored("重要")), 0, 960);
    await().until(() -> fromFx(() -> model.rows().size()) == 1);
    var kind = column("kind");
    double usual = fromFx(kind::getWidth);
    var remembered = fromFx(() -> model.layoutProperty().get());
    onFx(() -> view.textScaleProperty().set(1.5));
    assertThat(fromFx(kind::getMinWidth)).isEqualTo(92 * 1.5);
    assertThat(fromFx(kind::getPrefWidth)).isEqualTo(usual * 1.5);
    assertThat(fromFx(() -> model.layoutProperty().get())).isEqualTo(remembered);
    onFx(() -> view.textScaleProperty().set(1));
    await().until(() -> fromFx(kind::getWidth) == usual);
  }

  private TableColumn<?, ?> column(String name) {
    return fromFx(
        () ->
            ((TableView<?>) scene.lookup("#table-sessions"))
                .getColumns().stream()
                    .filter(column -> column.getId().equals("table-column-" + name))
                    .findFirst()
                    .orElseThrow());
  }
}
