package org.sessiondesk.ui.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.sessiondesk.ui.testing.Desk.fromFx;
import static org.sessiondesk.ui.testing.Desk.onFx;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.kordamp.ikonli.feather.Feather;
import org.sessiondesk.json.JacksonJson;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.settings.Environment;
import org.sessiondesk.settings.SettingsFile;
import org.sessiondesk.settings.SettingsService;
import org.sessiondesk.ui.testing.Desk;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init")
class PaletteModelTest {
  @TempDir Path folder;

  private final List<String> done = new ArrayList<>();
  private final List<SessionId> opened = new ArrayList<>();
  private final List<PaletteEntry> offers = new ArrayList<>();
  private Desk desk;
  private SettingsService settings;
  private PaletteModel model;

  @Start
  void start(Stage stage) {
    desk = new Desk(Locale.ENGLISH);
    settings =
        new SettingsService(
            new SettingsFile(
                List.of(folder.resolve("settings.json")),
                new JacksonJson(),
                "1",
                InstantSource.system(),
                Duration.ofDays(1)),
            Environment.of(java.util.Map.of(), folder));
    offer("new", "New session…", null);
    offer("delete", "Delete", "No session is selected.");
    offer("log", "Log", null);
    offer("goto", "Go to session…", null);
    model =
        new PaletteModel(
            () -> List.copyOf(offers),
            desk.service.index(),
            opened::add,
            new RecentlyUsed(settings),
            desk.ui);
    model.open();
  }

  @AfterEach
  void close() {
    settings.close();
    desk.service.close();
  }

  private void offer(String id, String title, @Nullable String whyNot) {
    offers.add(
        new PaletteEntry(
            id,
            PaletteEntry.Kind.ACTION,
            Feather.BOX,
            title,
            "",
            "",
            "",
            whyNot,
            () -> done.add(id)));
  }

  private List<String> shown() {
    return fromFx(() -> model.rows().stream().map(row -> row.entry().id()).toList());
  }

  private void type(String text) {
    onFx(() -> model.queryProperty().set(text));
  }

  private boolean take() {
    return fromFx(
        () -> {
          var run = model.take();
          run.ifPresent(Runnable::run);
          return run.isPresent();
        });
  }

  private static void until(java.util.concurrent.Callable<Boolean> condition) {
    await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(10)).until(condition);
  }

  @Test
  void withNothingTypedAllIsOffered_whatWasUsedLastFirst() {
    assertThat(shown()).containsExactly("new", "delete", "log", "goto");
    type("log");
    assertThat(take()).isTrue();
    onFx(model::open);
    assertThat(shown()).containsExactly("log", "new", "delete", "goto");
    assertThat(new RecentlyUsed(settings).ids()).containsExactly("log");
  }

  @Test
  void whatWasUsedLastComesFirstAmongThoseThatMatchAlike() {
    type("session");
    assertThat(shown()).containsExactly("new", "goto");
    onFx(() -> model.select(1));
    assertThat(take()).isTrue();
    onFx(model::open);
    type("session");
    assertThat(shown()).containsExactly("goto", "new");
  }

  @Test
  void whatCannotBeDoneIsShown_andNotDone() {
    type("dele");
    assertThat(shown()).containsExactly("delete");
    assertThat(take()).isFalse();
    assertThat(done).isEmpty();
    assertThat(new RecentlyUsed(settings).ids()).isEmpty();
  }

  @Test
  void theChoiceWalksAroundByOne_andStopsAtTheEndsByPages() {
    onFx(() -> model.move(-1));
    assertThat(fromFx(() -> model.selectedProperty().get())).isEqualTo(3);
    onFx(() -> model.move(1));
    assertThat(fromFx(() -> model.selectedProperty().get())).isZero();
    onFx(() -> model.move(8));
    assertThat(fromFx(() -> model.selectedProperty().get())).isEqualTo(3);
  }

  @Test
  void sessionsAreFoundByTextAndId_andOpened() {
    var train = desk.add(desk.temporary("The train leaves at 12:30", null, Duration.ofHours(1)));
    var other = desk.add(desk.temporary("你好，世界", "greeting", Duration.ofHours(1)));
    until(() -> desk.service.index().counts().total() == 2);

    type("leaves 12:30");
    until(() -> shown().contains("session:" + train.value()));
    assertThat(shown()).doesNotContain("session:" + other.value());
    var row = fromFx(() -> model.rows().getLast());
    assertThat(row.entry().title().substring(row.places().nextSetBit(0))).startsWith("leaves");

    type(other.value().substring(0, 8));
    until(() -> shown().contains("session:" + other.value()));
    type("世");
    until(() -> shown().equals(List.of("session:" + other.value())));
    assertThat(take()).isTrue();
    assertThat(opened).containsExactly(other);
    assertThat(new RecentlyUsed(settings).ids()).isEmpty();
  }

  @Test
  void theNextKeyEndsTheSearchBefore() {
    var first = desk.add(desk.temporary("alpha", null, Duration.ofHours(1)));
    var second = desk.add(desk.temporary("beta", null, Duration.ofHours(1)));
    until(() -> desk.service.index().counts().total() == 2);
    onFx(
        () -> {
          model.queryProperty().set("alpha");
          model.queryProperty().set("beta");
        });
    until(() -> !fromFx(() -> model.searchingProperty().get()));
    assertThat(shown()).containsExactly("session:" + second.value());
    onFx(model::close);
    assertThat(shown()).isEmpty();
    assertThat(first).isNotEqualTo(second);
  }

  @Test
  void controlCharactersAreShown_andTheFoundPlaceIsSeenInALongText() {
    desk.add(desk.temporary("x".repeat(500) + " needle\u0007 after", null, Duration.ofHours(1)));
    until(() -> desk.service.index().counts().total() == 1);
    type("needle");
    until(() -> !shown().isEmpty());
    assertThat(fromFx(() -> model.rows().getFirst().entry().title()))
        .startsWith("…")
        .contains("needle␇ after");
  }
}
