package org.sessiondesk.ui.main;

import java.time.Duration;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.util.Subscription;
import org.sessiondesk.connection.ConnectionControl;
import org.sessiondesk.service.PictureState;
import org.sessiondesk.service.SessionService;
import org.sessiondesk.session.SessionStats;
import org.sessiondesk.ui.fx.Ui;

/** What the status bar shows: sampled once a second in the background, while somebody sees it. */
public final class StatusModel implements AutoCloseable {

  /**
   * One moment.
   *
   * @param stats the numbers of {@code /sessions/stats}
   * @param picture how complete and fresh the picture is
   * @param latency the last measured round trip to Redis
   */
  public record Snapshot(SessionStats stats, PictureState picture, Optional<Duration> latency) {}

  private final SessionService service;
  private final ConnectionControl connection;
  private final Ui ui;
  private final ReadOnlyObjectWrapper<Snapshot> snapshot;
  private final BooleanProperty showing = new SimpleBooleanProperty(this, "showing");
  private final Subscription subscriptions;
  private boolean sampling;

  /** Makes the model; it begins to sample once it is {@link #showingProperty showing}. */
  public StatusModel(SessionService service, ConnectionControl connection, Ui ui) {
    this.service = service;
    this.connection = connection;
    this.ui = ui;
    this.snapshot =
        new ReadOnlyObjectWrapper<>(
            new Snapshot(
                new SessionStats(0, 0, 0, 0, Duration.ZERO, false),
                PictureState.OFF,
                Optional.empty()));
    subscriptions =
        Subscription.combine(
            ui.clock().nowProperty().subscribe((_, _) -> sample()),
            showing.subscribe((_, _) -> sample()));
  }

  /** Whether anybody sees it: nothing is sampled while nobody does. */
  public BooleanProperty showingProperty() {
    return showing;
  }

  /** The latest moment. */
  public ReadOnlyObjectProperty<Snapshot> snapshotProperty() {
    return snapshot.getReadOnlyProperty();
  }

  private void sample() {
    if (sampling || !showing.get()) {
      return;
    }
    sampling = true;
    ui.background()
        .task(() -> new Snapshot(stats(), service.index().state(), connection.latency()))
        .onSuccess(snapshot::set)
        .onEnd(() -> sampling = false)
        .start();
  }

  /** While the picture grows its own counts do: Redis is not counted again every second. */
  private SessionStats stats() {
    var state = service.index().state();
    if (!state.reachable() || state.passed()) {
      return service.stats();
    }
    var counts = service.index().counts();
    var temporary = service.temporaryCounts();
    return new SessionStats(
        temporary.total(),
        temporary.active(),
        temporary.expired(),
        counts.persistent() + counts.unreadable(),
        Duration.ZERO,
        true);
  }

  @Override
  public void close() {
    subscriptions.unsubscribe();
  }
}
