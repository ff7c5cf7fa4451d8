package org.sessiondesk.ui.main;

import java.time.Duration;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.sessiondesk.connection.ConnectionControl;
import org.sessiondesk.service.PictureState;
import org.sessiondesk.service.SessionService;
import org.sessiondesk.session.SessionStats;
import org.sessiondesk.ui.fx.Ui;

/** What the status bar shows: sampled once a second, in the background. */
public final class StatusModel {

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
  private boolean sampling;

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
    ui.clock().nowProperty().subscribe(_ -> sample());
  }

  /** The latest moment. */
  public ReadOnlyObjectProperty<Snapshot> snapshotProperty() {
    return snapshot.getReadOnlyProperty();
  }

  private void sample() {
    if (sampling) {
      return;
    }
    sampling = true;
    ui.background()
        .task(() -> new Snapshot(service.stats(), service.index().state(), connection.latency()))
        .onSuccess(snapshot::set)
        .onEnd(() -> sampling = false)
        .start();
  }
}
