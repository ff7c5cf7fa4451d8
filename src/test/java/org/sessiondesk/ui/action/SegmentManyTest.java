package org.sessiondesk.ui.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.sessiondesk.ui.testing.Desk.fromFx;
import static org.sessiondesk.ui.testing.Desk.onFx;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sessiondesk.memory.MemorySessionStore;
import org.sessiondesk.service.SessionService;
import org.sessiondesk.session.Progress;
import org.sessiondesk.session.Sentence;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.StoredSession;
import org.sessiondesk.testing.Sessions;
import org.sessiondesk.ui.fx.FxBackground;
import org.sessiondesk.ui.fx.Job;
import org.sessiondesk.ui.fx.Notices.Notice;
import org.sessiondesk.ui.testing.StillConnection;
import org.sessiondesk.ui.testing.TestUi;
import org.testfx.framework.junit5.ApplicationExtension;

@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // made before each test
class SegmentManyTest {
  /** A text is segmented once it gets a permit. */
  private final Semaphore permits = new Semaphore(0);

  private TestUi test;
  private SessionService service;
  private SessionActions actions;
  private List<SessionId> ids;

  @BeforeEach
  void make() {
    test = fromFx(() -> TestUi.window(Locale.ENGLISH));
    service =
        new SessionService(
            new MemorySessionStore(test.clock()),
            StillConnection.none(),
            this::segment,
            () -> Duration.ofHours(1),
            test.clock());
    actions = fromFx(() -> new SessionActions(service, test.ui()));
    ids =
        IntStream.range(0, 4)
            .mapToObj(i -> service.create(Sessions.asked("第" + i + "句。", false, null)))
            .map(creation -> creation.session().id())
            .toList();
  }

  @AfterEach
  void close() {
    permits.release(100);
    service.close();
  }

  private List<Sentence> segment(String text, Progress progress) {
    try {
      permits.acquire();
    } catch (InterruptedException e) {
      throw new CancellationException(e.toString());
    }
    return List.of(new Sentence(text, List.of(text)));
  }

  private ObservableList<Job> jobs() {
    return ((FxBackground) test.ui().background()).jobs();
  }

  private @Nullable List<Sentence> sentences(SessionId id) {
    return ((StoredSession) service.open(id).orElseThrow()).session().sentences();
  }

  private static void until(BooleanSupplier condition) {
    await()
        .atMost(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(10))
        .until(() -> fromFx(condition::getAsBoolean));
  }

  @Test
  void allSelectedAreSegmentedAnew_withProgress() {
    onFx(() -> actions.segment(ids));
    until(() -> !jobs().isEmpty());
    assertThat(fromFx(() -> jobs().getFirst().title().getValue()))
        .isEqualTo("Segmenting 4 sessions");
    permits.release(2);
    until(() -> jobs().getFirst().progressProperty().get() == 0.5);
    permits.release(2);
    until(() -> jobs().isEmpty());
    assertThat(ids).allSatisfy(id -> assertThat(sentences(id)).hasSize(1));
    assertThat(fromFx(() -> List.copyOf(test.ui().notices().shown())))
        .extracting(Notice::text)
        .anyMatch(text -> text.contains("4"));
  }

  @Test
  void whatIsCancelledKeepsWhatIsDone() {
    onFx(() -> actions.segment(ids));
    until(() -> !jobs().isEmpty());
    permits.release();
    until(() -> jobs().getFirst().progressProperty().get() == 0.25);
    onFx(() -> jobs().getFirst().cancel());
    until(() -> jobs().isEmpty());
    assertThat(sentences(ids.getFirst())).hasSize(1);
    assertThat(ids.subList(1, 4)).allSatisfy(id -> assertThat(sentences(id)).isNull());
    assertThat(test.dialogs().problems()).isEmpty();
  }
}
