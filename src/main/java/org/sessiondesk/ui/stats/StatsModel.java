package org.sessiondesk.ui.stats;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.util.Subscription;
import org.sessiondesk.service.SessionService;
import org.sessiondesk.session.Registration;
import org.sessiondesk.session.SessionEvent;
import org.sessiondesk.session.SessionEvent.Cause;
import org.sessiondesk.session.SessionStats;
import org.sessiondesk.ui.fx.Ui;

/**
 * The dashboard without its window. Once a second it takes the statistics, in the background; the
 * deadlines ahead only while somebody looks. Window's thread only.
 */
public final class StatsModel implements AutoCloseable {

  /** How many samples the history holds: a quarter of an hour. */
  static final int SAMPLES = 900;

  /** How far ahead the deadlines are looked at. */
  public enum Horizon {
    QUARTER(Duration.ofSeconds(15), 60),
    HOUR(Duration.ofMinutes(1), 60),
    DAY(Duration.ofMinutes(30), 48);

    private final Duration step;
    private final int steps;

    Horizon(Duration step, int steps) {
      this.step = step;
      this.steps = steps;
    }

    /** What one bar stands for. */
    public Duration step() {
      return step;
    }

    /** How many bars there are. */
    public int steps() {
      return steps;
    }
  }

  /**
   * The deadlines that lie ahead.
   *
   * @param from the moment from which on they are counted
   * @param horizon how far
   * @param counts how many there are in each step
   */
  public record Deadlines(Instant from, Horizon horizon, List<Long> counts) {}

  /**
   * What has happened since the start of the program.
   *
   * @param created sessions that were created here or by others
   * @param expired temporary sessions whose deadline came
   * @param deleted sessions that somebody deleted
   * @param cleanedUp expired sessions that the clean-up removed
   * @param fallbacks sessions that were to be persistent and were created as temporary
   */
  public record Happened(long created, long expired, long deleted, long cleanedUp, long fallbacks) {

    /** Nothing yet. */
    static final Happened NOTHING = new Happened(0, 0, 0, 0, 0);
  }

  /** All that one second's look gives. */
  private record Look(SessionStats stats, List<Long> ahead, Horizon horizon, Instant at) {}

  private final SessionService service;
  private final Ui ui;
  private final Registration events;
  private final Subscription seconds;
  private final AtomicLong created = new AtomicLong();
  private final AtomicLong expired = new AtomicLong();
  private final AtomicLong deleted = new AtomicLong();
  private final AtomicLong cleanedUp = new AtomicLong();
  private final AtomicLong fallbacks = new AtomicLong();
  private final History history = new History(SAMPLES);
  private final ReadOnlyObjectWrapper<SessionStats> stats =
      new ReadOnlyObjectWrapper<>(
          this, "stats", new SessionStats(0, 0, 0, 0, Duration.ofHours(1), false));
  private final ReadOnlyObjectWrapper<Happened> happened =
      new ReadOnlyObjectWrapper<>(this, "happened", Happened.NOTHING);
  private final ReadOnlyObjectWrapper<Deadlines> deadlines =
      new ReadOnlyObjectWrapper<>(
          this, "deadlines", new Deadlines(Instant.EPOCH, Horizon.HOUR, List.of()));
  private final ObjectProperty<Horizon> horizon =
      new SimpleObjectProperty<>(this, "horizon", Horizon.HOUR);
  private final BooleanProperty showing = new SimpleBooleanProperty(this, "showing");
  private boolean looking;
  private boolean lookAgain;

  /** Makes the model and begins to count and to take samples. */
  public StatsModel(SessionService service, Ui ui) {
    this.service = service;
    this.ui = ui;
    events = service.subscribe(this::count);
    seconds = ui.clock().nowProperty().subscribe((before, now) -> look());
    horizon.subscribe((before, now) -> look());
    showing.subscribe((before, now) -> look());
    look();
  }

  // ---- properties

  /** The very numbers of {@code GET /api/v1/sessions/stats}. */
  public ReadOnlyObjectProperty<SessionStats> statsProperty() {
    return stats.getReadOnlyProperty();
  }

  /** What has happened since the start. */
  public ReadOnlyObjectProperty<Happened> happenedProperty() {
    return happened.getReadOnlyProperty();
  }

  /** The deadlines that lie ahead; taken only while showing. */
  public ReadOnlyObjectProperty<Deadlines> deadlinesProperty() {
    return deadlines.getReadOnlyProperty();
  }

  /** How far ahead the deadlines are looked at. */
  public ObjectProperty<Horizon> horizonProperty() {
    return horizon;
  }

  /** Whether anybody sees the dashboard. */
  public BooleanProperty showingProperty() {
    return showing;
  }

  /** The samples of the last quarter of an hour; a new one with each change of the statistics. */
  public History history() {
    return history;
  }

  // ---- counting

  private void count(List<SessionEvent> batch) {
    for (var event : batch) {
      switch (event) {
        case SessionEvent.Created made -> {
          created.incrementAndGet();
          if (made.session().fallback()) {
            fallbacks.incrementAndGet();
          }
        }
        case SessionEvent.Expired _ -> expired.incrementAndGet();
        case SessionEvent.Removed removed when removed.cause() == Cause.DELETED ->
            deleted.incrementAndGet();
        case SessionEvent.Removed removed when removed.cause() == Cause.CLEANED_UP ->
            cleanedUp.incrementAndGet();
        case SessionEvent.Removed _, SessionEvent.Updated _, SessionEvent.StoreReachable _ -> {}
      }
    }
  }

  /** The statistics may ask Redis, so they are taken in the background, one look at a time. */
  private void look() {
    if (looking) {
      lookAgain = true; // What is under way may have seen the second before this one.
      return;
    }
    looking = true;
    lookAgain = false;
    var asked = horizon.get();
    boolean ahead = showing.get();
    ui.background()
        .task(
            () ->
                new Look(
                    service.stats(), ahead ? deadlines(asked) : List.of(), asked, service.now()))
        .onSuccess(look -> show(look, ahead))
        .onEnd(() -> ended(asked, ahead))
        .start();
  }

  private List<Long> deadlines(Horizon ahead) {
    return Arrays.stream(service.deadlinesAhead(ahead.step(), ahead.steps())).boxed().toList();
  }

  private void ended(Horizon asked, boolean ahead) {
    looking = false;
    if (lookAgain || asked != horizon.get() || ahead != showing.get()) {
      look();
    }
  }

  private void show(Look look, boolean ahead) {
    var now = look.stats();
    boolean sameSecond =
        history.size() > 0
            && Duration.between(history.get(history.size() - 1).at(), look.at()).toMillis() < 500;
    var soFar =
        new Happened(created.get(), expired.get(), deleted.get(), cleanedUp.get(), fallbacks.get());
    if (!sameSecond) {
      history.add(
          new History.Sample(
              look.at(), now.temporaryActive(), now.temporaryExpired(), now.persistent(), soFar));
    }
    happened.set(soFar);
    if (ahead) {
      deadlines.set(new Deadlines(look.at(), look.horizon(), look.ahead()));
    }
    stats.set(now);
  }

  /** Stops counting and taking samples. */
  @Override
  public void close() {
    events.close();
    seconds.unsubscribe();
  }
}
