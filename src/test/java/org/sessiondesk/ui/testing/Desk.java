package org.sessiondesk.ui.testing;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.ConnectionControl;
import org.sessiondesk.memory.MemorySessionStore;
import org.sessiondesk.service.SessionService;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.Sentence;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.ui.action.SessionActions;
import org.sessiondesk.ui.fx.Dialogs;
import org.sessiondesk.ui.fx.Formats;
import org.sessiondesk.ui.fx.FxBackground;
import org.sessiondesk.ui.fx.Messages;
import org.sessiondesk.ui.fx.Notices;
import org.sessiondesk.ui.fx.Problem;
import org.sessiondesk.ui.fx.Problems;
import org.sessiondesk.ui.fx.SecondClock;
import org.sessiondesk.ui.fx.Ui;

/**
 * What a part of the window needs to be tested: a real service over sessions in memory, a clock
 * that stands until it is moved, and dialogs that say yes. Made on the window's thread.
 */
public final class Desk {
  /** The time at the beginning. */
  public static final Instant NOON = Instant.parse("2026-03-05T04:00:00Z");

  public final AtomicReference<Instant> time = new AtomicReference<>(NOON);
  public final MemorySessionStore sessions = new MemorySessionStore(time::get);
  public final TestJournal journal = TestJournal.make(time::get);
  public final SessionService service;
  public final List<Problem> problems = new ArrayList<>();
  public final List<String> questions = new ArrayList<>();

  /** What had to be typed before something was done. */
  public final List<String> typed = new ArrayList<>();

  public final Notices notices = new Notices();
  public final Ui ui;
  public final SessionActions actions;
  private final List<Runnable> ticks = new ArrayList<>();

  /** With no store of persistent sessions. */
  public Desk(Locale locale) {
    this(locale, StillConnection.none());
  }

  /** With the store of {@code connection}. */
  public Desk(Locale locale, ConnectionControl connection) {
    service =
        new SessionService(
            sessions,
            connection,
            (text, _) -> List.of(new Sentence(text, List.of(text))),
            () -> Duration.ofHours(1),
            time::get,
            journal.journal());
    var messages = new Messages(locale);
    var texts = new Problems(messages);
    var background = new FxBackground(messages, failure -> problems.add(texts.of(failure)));
    var clock =
        new SecondClock(
            time::get,
            (_, action) -> {
              ticks.add(action);
              return () -> ticks.remove(action);
            });
    ui =
        new Ui(
            messages,
            new Formats(messages, ZoneId.of("Asia/Shanghai")),
            background,
            new YesDialogs(),
            notices,
            texts,
            clock);
    actions = new SessionActions(service, ui);
  }

  /** Lets time pass: what is due expires, and the window's clock ticks once. */
  public void pass(Duration duration) {
    time.updateAndGet(now -> now.plus(duration));
    sessions.expireDue();
    onFx(() -> List.copyOf(ticks).forEach(Runnable::run));
  }

  /** A temporary session that lives for {@code life}. */
  public Session temporary(String text, @Nullable String name, Duration life) {
    return session(text, name, "zh-CN-XiaoxiaoNeural", life, false, Json.EMPTY);
  }

  /** A session with everything. */
  public Session session(
      String text,
      @Nullable String name,
      String voice,
      Duration life,
      boolean fallback,
      Json.Obj metadata) {
    var now = time.get();
    return new Session(
        SessionId.random(),
        text,
        voice,
        name,
        false,
        now,
        now.plus(life),
        null,
        metadata,
        fallback);
  }

  /** Keeps {@code session}, as if somebody had created it, and returns its id. */
  public SessionId add(Session session) {
    sessions.insert(session);
    return session.id();
  }

  /** Runs {@code action} on the window's thread and waits for it. */
  public static void onFx(Runnable action) {
    fromFx(
        () -> {
          action.run();
          return true;
        });
  }

  /** What {@code supplier} gives on the window's thread. */
  public static <T> T fromFx(Supplier<T> supplier) {
    if (Platform.isFxApplicationThread()) {
      return supplier.get();
    }
    var result = new CompletableFuture<T>();
    Platform.runLater(
        () -> {
          try {
            result.complete(supplier.get());
          } catch (Throwable e) {
            result.completeExceptionally(e);
          }
        });
    return result.orTimeout(60, TimeUnit.SECONDS).join();
  }

  private final class YesDialogs implements Dialogs {
    @Override
    public boolean confirm(Confirmation confirmation) {
      questions.add(confirmation.title());
      if (confirmation.typed() != null) {
        typed.add(confirmation.typed());
      }
      return true;
    }

    @Override
    public void show(Problem problem) {
      problems.add(problem);
    }

    @Override
    public void open(Panel panel) {
      throw new AssertionError("no panel is expected");
    }

    @Override
    public Optional<Path> askWhichFile(String title) {
      return Optional.empty();
    }

    @Override
    public Optional<Path> askWhereToSave(String title, String suggestedName) {
      return Optional.empty();
    }
  }
}
