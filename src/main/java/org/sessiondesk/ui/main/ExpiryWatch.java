package org.sessiondesk.ui.main;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.service.SessionQuery;
import org.sessiondesk.service.SessionQuery.View;
import org.sessiondesk.service.SessionRow;
import org.sessiondesk.service.SessionService;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.ui.action.SessionActions;
import org.sessiondesk.ui.fx.Ui;

/**
 * Looks ahead: how many temporary sessions expire within 5, 15 and 60 minutes, counted every second
 * in O(log n); and warns where some are about to. A warning that was put away is not repeated for a
 * quarter of an hour. Window's thread only.
 */
public final class ExpiryWatch implements AutoCloseable {
  /** By how much sessions are extended at a time. */
  static final Duration EXTENSION = Duration.ofHours(1);

  private static final Duration STEP = Duration.ofMinutes(1);
  private static final int STEPS = 60;
  private static final Duration QUIET = Duration.ofMinutes(15);
  private static final int MOST = 10_000;

  /**
   * How many expire.
   *
   * @param five within five minutes
   * @param fifteen within a quarter of an hour
   * @param sixty within an hour
   */
  public record Forecast(long five, long fifteen, long sixty) {
    static final Forecast NOTHING = new Forecast(0, 0, 0);
  }

  private final SessionService service;
  private final SessionActions actions;
  private final Supplier<Integer> warnMinutes;
  private final Ui ui;
  private final ReadOnlyObjectWrapper<Forecast> forecast =
      new ReadOnlyObjectWrapper<>(this, "forecast", Forecast.NOTHING);
  private final ReadOnlyLongWrapper warned = new ReadOnlyLongWrapper(this, "warned");
  private final Subscription subscription;
  private Consumer<Long> onWarning = _ -> {};
  private @Nullable Instant quietUntil;
  private boolean counting;

  /**
   * Begins to look ahead.
   *
   * @param warnMinutes how many minutes before the deadline to warn; 0 for never
   */
  public ExpiryWatch(
      SessionService service, SessionActions actions, Supplier<Integer> warnMinutes, Ui ui) {
    this.service = service;
    this.actions = actions;
    this.warnMinutes = warnMinutes;
    this.ui = ui;
    subscription = ui.clock().nowProperty().subscribe((_, _) -> count());
  }

  /** How many expire soon, a second ago at most. */
  ReadOnlyObjectProperty<Forecast> forecastProperty() {
    return forecast.getReadOnlyProperty();
  }

  /** How many the window is to warn of now; 0 where it is not to warn. */
  ReadOnlyLongProperty warnedProperty() {
    return warned.getReadOnlyProperty();
  }

  /** How many minutes before the deadline it warns. */
  int minutes() {
    return warnMinutes.get();
  }

  /** Calls {@code action} with how many there are when a warning begins. */
  public void setOnWarning(Consumer<Long> action) {
    onWarning = action;
  }

  /** Puts the warning away for a while. */
  void dismiss() {
    quietUntil = ui.clock().now().plus(QUIET);
    warned.set(0);
  }

  /** Lets those live an hour longer that are warned of. */
  void extend() {
    withSoon(ids -> actions.extend(ids, EXTENSION));
  }

  /** Makes those persistent that are warned of. */
  void promote() {
    withSoon(actions::promote);
  }

  private void withSoon(Consumer<List<SessionId>> action) {
    var until = ui.clock().now().plus(Duration.ofMinutes(minutes()));
    ui.background().task(() -> soon(until)).onSuccess(action).start();
  }

  private List<SessionId> soon(Instant until) {
    var view =
        minutes() * 60L <= SessionQuery.SOON.toSeconds() ? View.EXPIRING_SOON : View.TEMPORARY;
    var now = service.now();
    return service.index().query(SessionQuery.ALL.withView(view)).stream()
        .filter(row -> row.state(now) == SessionRow.State.ACTIVE)
        .filter(row -> row.expiresAt() != null && row.expiresAt().isBefore(until))
        .limit(MOST)
        .map(SessionRow::id)
        .toList();
  }

  private void count() {
    if (counting) {
      return;
    }
    counting = true;
    ui.background()
        .task(() -> service.deadlinesAhead(STEP, STEPS))
        .onSuccess(this::counted)
        .onEnd(() -> counting = false)
        .start();
  }

  private void counted(long[] minute) {
    forecast.set(new Forecast(sum(minute, 5), sum(minute, 15), sum(minute, 60)));
    long soon = sum(minute, minutes());
    var now = ui.clock().now();
    if (quietUntil != null && now.isBefore(quietUntil)) {
      return;
    }
    boolean begins = warned.get() == 0 && soon > 0;
    warned.set(soon);
    if (begins) {
      quietUntil = null;
      onWarning.accept(soon);
    }
  }

  private static long sum(long[] minute, int count) {
    long sum = 0;
    for (int i = 0; i < Math.min(count, minute.length); i++) {
      sum += minute[i];
    }
    return sum;
  }

  @Override
  public void close() {
    subscription.unsubscribe();
  }
}
