package org.sessiondesk.ui.main;

import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.ConnectionState;
import org.sessiondesk.service.PictureState;
import org.sessiondesk.service.SessionService;
import org.sessiondesk.session.Registration;
import org.sessiondesk.ui.fx.FrameBatcher;
import org.sessiondesk.ui.fx.Ui;

/** The one thing that the operator should know now, above the table; the most pressing wins. */
public final class BannerModel implements AutoCloseable {

  /** How pressing it is. */
  public enum Level {
    INFO,
    WARNING,
    ERROR
  }

  /** What can be done about it. */
  public enum Action {
    RETRY,
    SETTINGS,
    SHOW_FALLBACKS
  }

  /**
   * What is to be known.
   *
   * @param progress how far something is, 0 to 1; negative where nothing is under way, 2 where it
   *     is not known how far
   */
  public record Banner(Level level, String text, List<Action> actions, double progress) {}

  private static final double NONE = -1;
  private static final double UNKNOWN = 2;

  private final SessionService service;
  private final ObservableValue<ConnectionState> connection;
  private final ObservableValue<Number> fallbacks;
  private final Ui ui;
  private final ConnectionWords words;
  private final ReadOnlyObjectWrapper<@Nullable Banner> banner = new ReadOnlyObjectWrapper<>();
  private final Registration following;

  public BannerModel(
      SessionService service,
      ObservableValue<ConnectionState> connection,
      ObservableValue<Number> fallbacks,
      Ui ui) {
    this.service = service;
    this.connection = connection;
    this.fallbacks = fallbacks;
    this.ui = ui;
    this.words = new ConnectionWords(ui);
    var batcher = new FrameBatcher(this::refresh);
    following = service.index().onChange(batcher::request);
    connection.subscribe(_ -> refresh());
    fallbacks.subscribe(_ -> refresh());
    ui.messages().localeProperty().subscribe(_ -> refresh());
    ui.clock().nowProperty().subscribe(_ -> refresh());
  }

  /** What is to be known now, or null. */
  public ReadOnlyObjectProperty<@Nullable Banner> bannerProperty() {
    return banner.getReadOnlyProperty();
  }

  private void refresh() {
    banner.set(choose(connection.getValue(), service.index().state()));
  }

  private @Nullable Banner choose(ConnectionState state, PictureState picture) {
    return switch (state) {
      case ConnectionState.Refused refused ->
          new Banner(
              Level.ERROR,
              message("main.banner.refused", ui.problems().connection(refused.why()))
                  + " "
                  + ui.problems().connectionAdvice(refused.why()),
              List.of(Action.SETTINGS, Action.RETRY),
              NONE);
      case ConnectionState.Retrying retrying ->
          new Banner(
              Level.WARNING,
              message(
                  picture.complete() ? "main.banner.stale" : "main.banner.retrying",
                  ui.problems().connection(retrying.why()),
                  words.seconds(retrying.nextAttempt())),
              List.of(Action.RETRY, Action.SETTINGS),
              NONE);
      case ConnectionState.Connecting connecting when connecting.attempt() > 1 ->
          new Banner(Level.WARNING, message("main.banner.connecting"), List.of(), UNKNOWN);
      case ConnectionState.Connecting _, ConnectionState.Off _ -> null;
      case ConnectionState.Online _ -> online(picture);
    };
  }

  private @Nullable Banner online(PictureState picture) {
    if (picture.loading() && !picture.complete()) {
      boolean known = picture.expected() > 0;
      return new Banner(
          Level.INFO,
          known
              ? message("main.banner.loading", picture.loaded(), picture.expected())
              : message("main.banner.loadingsome", picture.loaded()),
          List.of(),
          known ? Math.min(1.0, (double) picture.loaded() / picture.expected()) : UNKNOWN);
    }
    long waiting = fallbacks.getValue().longValue();
    return waiting == 0
        ? null
        : new Banner(
            Level.WARNING,
            message("main.banner.fallbacks", waiting),
            List.of(Action.SHOW_FALLBACKS),
            NONE);
  }

  private String message(String key, Object... arguments) {
    return ui.messages().get(key, arguments);
  }

  @Override
  public void close() {
    following.close();
  }
}
