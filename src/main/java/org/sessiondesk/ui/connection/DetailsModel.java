package org.sessiondesk.ui.connection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.ConnectionControl;
import org.sessiondesk.connection.ConnectionFigures;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.ConnectionState;
import org.sessiondesk.connection.SshTunnel;
import org.sessiondesk.ui.action.ConnectionActions;
import org.sessiondesk.ui.fx.Ui;

/**
 * How the connections of this run do, each profile's for itself: asked for once a second in the
 * background, while somebody sees it.
 */
public final class DetailsModel implements AutoCloseable {

  /**
   * One line.
   *
   * @param name the last part of its key
   * @param text what is to be said
   */
  record Line(String name, String text) {}

  private final ConnectionControl control;
  private final ConnectionActions actions;
  private final Ui ui;
  private final BooleanProperty showing = new SimpleBooleanProperty(this, "showing");
  private final ReadOnlyObjectWrapper<List<ConnectionFigures>> figures =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyObjectWrapper<List<Line>> lines = new ReadOnlyObjectWrapper<>(List.of());
  private final ObjectProperty<@Nullable String> chosen = new SimpleObjectProperty<>();
  private final Subscription subscriptions;
  private boolean asking;

  public DetailsModel(ConnectionControl control, ConnectionActions actions, Ui ui) {
    this.control = control;
    this.actions = actions;
    this.ui = ui;
    subscriptions =
        Subscription.combine(
            ui.clock().nowProperty().subscribe((_, _) -> ask()),
            showing.subscribe((_, _) -> ask()),
            actions.stateProperty().subscribe((_, _) -> ask()),
            chosen.subscribe((_, _) -> build()),
            ui.messages().localeProperty().subscribe((_, _) -> build()));
  }

  /** Whether anybody sees it: nothing is asked for while nobody does. */
  public BooleanProperty showingProperty() {
    return showing;
  }

  /** The profiles that were used in this run, the present one first. */
  ReadOnlyObjectProperty<List<ConnectionFigures>> figuresProperty() {
    return figures.getReadOnlyProperty();
  }

  /** The id of the profile that is looked at; null for the present one. */
  ObjectProperty<@Nullable String> chosenProperty() {
    return chosen;
  }

  /** What is to be said of it. */
  ReadOnlyObjectProperty<List<Line>> linesProperty() {
    return lines.getReadOnlyProperty();
  }

  /** What a profile is called. */
  String nameOf(ConnectionProfile profile) {
    return actions.nameOf(profile);
  }

  private void ask() {
    if (asking || !showing.get()) {
      return;
    }
    asking = true;
    ui.background()
        .task(control::history)
        .onSuccess(
            now -> {
              figures.set(now);
              build();
            })
        .onEnd(() -> asking = false)
        .start();
  }

  private void build() {
    var id = chosen.get();
    lines.set(
        figures.get().stream()
            .filter(each -> id == null || each.profile().id().equals(id))
            .findFirst()
            .map(this::linesOf)
            .orElse(List.of()));
  }

  private List<Line> linesOf(ConnectionFigures of) {
    var state = of.current() ? actions.stateProperty().get() : null;
    var found = new ArrayList<Line>();
    found.add(new Line("state", state(state, of)));
    found.add(new Line("way", way(of.profile())));
    found.add(new Line("encryption", encryption(of.profile())));
    found.add(
        new Line(
            "server",
            state instanceof ConnectionState.Online online
                ? message(
                    "details.serveris",
                    online.server().version(),
                    online.server().mode(),
                    online.server().role())
                : message("details.none")));
    found.add(new Line("latency", latency(of)));
    found.add(new Line("received", ui.formats().bytes(of.received())));
    found.add(new Line("sent", ui.formats().bytes(of.sent())));
    found.add(new Line("reconnects", ui.formats().number(of.reconnects())));
    found.add(new Line("trouble", trouble(of)));
    return found;
  }

  private String state(@Nullable ConnectionState state, ConnectionFigures of) {
    var word =
        state == null || state instanceof ConnectionState.Off
            ? "off"
            : state.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    return message(
        "details.since",
        message("details.state." + word),
        ui.formats().moment(of.since(), ui.clock().now()));
  }

  private String way(ConnectionProfile profile) {
    var target =
        profile.isBuiltIn() ? message("connection.list.builtin") : profile.target().display();
    return Optional.ofNullable(profile.way().ssh())
        .map(SshTunnel::display)
        .map(ssh -> message("details.through", target, ssh))
        .orElse(target);
  }

  private String encryption(ConnectionProfile profile) {
    if (!profile.target().encrypted()) {
      return message(profile.way().ssh() == null ? "details.plain" : "details.plainssh");
    }
    var verify = profile.way().tls().verify().name().toLowerCase(Locale.ROOT);
    var text = message("details.tls." + verify);
    return profile.way().tls().client() == null ? text : message("details.withclient", text);
  }

  private String latency(ConnectionFigures of) {
    var ping = of.ping().map(this::millis);
    if (ping.isEmpty()) {
      return message("details.none");
    }
    return of.lately()
        .map(
            last ->
                message(
                    "details.lately",
                    ping.get(),
                    millis(last.p50()),
                    millis(last.p99()),
                    last.calls()))
        .orElse(ping.get());
  }

  private String millis(Duration time) {
    return "%.1f ms".formatted(time.toNanos() / 1e6);
  }

  private String trouble(ConnectionFigures of) {
    return of.lastTrouble()
        .map(
            last -> {
              var why = ui.problems().connection(last.fault());
              var detail = last.fault().detail();
              return message(
                  "details.troublewas",
                  ui.formats().moment(last.at(), ui.clock().now()),
                  detail.isBlank() ? why : why + " (" + detail + ")");
            })
        .orElse(message("details.none"));
  }

  private String message(String key, Object... arguments) {
    return ui.messages().get(key, arguments);
  }

  @Override
  public void close() {
    subscriptions.unsubscribe();
  }
}
