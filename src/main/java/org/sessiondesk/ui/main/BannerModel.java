package org.sessiondesk.ui.main;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.ConnectionFault;
import org.sessiondesk.connection.ConnectionState;
import org.sessiondesk.service.PictureState;
import org.sessiondesk.service.SessionQuery;
import org.sessiondesk.service.SessionQuery.View;
import org.sessiondesk.service.SessionRow;
import org.sessiondesk.service.SessionService;
import org.sessiondesk.session.Registration;
import org.sessiondesk.ui.action.SessionActions;
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
    SHOW_FALLBACKS,
    PROMOTE_FALLBACKS,
    PREFERENCES,
    SHOW_SOON,
    EXTEND_SOON,
    PROMOTE_SOON,
    DISMISS_SOON,
    SHOW_NOTES,
    DISMISS_UNCONFIRMED,
    STOP_LOADING,
    RESUME_LOADING
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

  /** A pass over the store that is done sooner is not worth a line that comes and goes. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final SessionService service;
  private final ObservableValue<ConnectionState> connection;
  private final ObservableValue<Number> fallbacks;
  private final ExpiryWatch expiry;
  private final UnconfirmedModel unconfirmed;
  private final Ui ui;
  private final ConnectionWords words;
  private final ReadOnlyObjectWrapper<@Nullable Banner> banner = new ReadOnlyObjectWrapper<>();
  private final Registration following;
  private final Subscription subscriptions;
  private @Nullable ConnectionFault lastFault;
  private @Nullable Instant lostAt;
  private @Nullable Instant loadingSince;

  /**
   * Makes the model.
   *
   * @param fallbacks how many sessions there are that were to be persistent
   * @param expiry says whether some are about to expire
   * @param unconfirmed the writes of which nobody knows whether they were done
   */
  public BannerModel(
      SessionService service,
      ObservableValue<ConnectionState> connection,
      ObservableValue<Number> fallbacks,
      ExpiryWatch expiry,
      UnconfirmedModel unconfirmed,
      Ui ui) {
    this.service = service;
    this.connection = connection;
    this.fallbacks = fallbacks;
    this.expiry = expiry;
    this.unconfirmed = unconfirmed;
    this.ui = ui;
    this.words = new ConnectionWords(ui);
    var batcher = new FrameBatcher(this::refresh);
    following = service.index().onChange(batcher::request);
    follow(connection.getValue());
    subscriptions =
        Subscription.combine(
            connection.subscribe((_, now) -> follow(now)),
            fallbacks.subscribe((_, _) -> refresh()),
            expiry.warnedProperty().subscribe((_, _) -> refresh()),
            unconfirmed.unknownProperty().subscribe((_, _) -> refresh()),
            unconfirmed.settledProperty().subscribe((_, _) -> refresh()),
            ui.messages().localeProperty().subscribe((_, _) -> refresh()),
            ui.clock().nowProperty().subscribe((_, _) -> refresh()));
  }

  /** What is to be known now, or null. */
  public ReadOnlyObjectProperty<@Nullable Banner> bannerProperty() {
    return banner.getReadOnlyProperty();
  }

  /** Makes all sessions persistent that were to be so. */
  public void promoteFallbacks(SessionActions actions) {
    ui.background()
        .task(
            () ->
                service.index().query(SessionQuery.ALL.withView(View.FALLBACK)).stream()
                    .map(SessionRow::id)
                    .toList())
        .onSuccess(actions::promote)
        .start();
  }

  private void follow(ConnectionState now) {
    switch (now) {
      case ConnectionState.Online _, ConnectionState.Off _ -> {
        lastFault = null;
        lostAt = null;
      }
      case ConnectionState.Retrying retrying -> failed(retrying.why());
      case ConnectionState.Refused refused -> failed(refused.why());
      // A first attempt follows no failure of this profile; a later one follows the last.
      case ConnectionState.Connecting connecting when connecting.attempt() <= 1 -> {
        lastFault = null;
        lostAt = null;
      }
      case ConnectionState.Connecting _ -> {}
    }
    refresh();
  }

  private void failed(ConnectionFault why) {
    lastFault = why;
    if (lostAt == null) {
      lostAt = ui.clock().now();
    }
  }

  /** Loads no further sessions until {@link #resumeLoading}; what is there stays up to date. */
  public void stopLoading() {
    service.stopLoading();
  }

  /** Goes on loading. */
  public void resumeLoading() {
    service.resumeLoading();
  }

  private void refresh() {
    var picture = service.index().state();
    boolean loading = picture.filling();
    loadingSince = !loading ? null : loadingSince == null ? ui.clock().now() : loadingSince;
    var pressing = choose(connection.getValue(), picture);
    var open = pressing == null ? unconfirmed() : pressing;
    banner.set(open == null ? soon() : open);
  }

  private @Nullable Banner choose(ConnectionState state, PictureState picture) {
    return switch (state) {
      case ConnectionState.Refused refused ->
          new Banner(
              Level.ERROR,
              message(
                      "main.banner.refused",
                      ui.problems().connection(refused.why()),
                      ui.problems().connectionAdvice(refused.why()))
                  + detail(refused.why()),
              List.of(Action.SETTINGS, Action.RETRY),
              NONE);
      case ConnectionState.Retrying retrying ->
          notConnected(
              picture, message("main.banner.nextattempt", words.seconds(retrying.nextAttempt())));
      case ConnectionState.Connecting _ ->
          lastFault == null ? null : notConnected(picture, message("main.banner.attempting"));
      case ConnectionState.Off _ -> fallbacks(false);
      case ConnectionState.Online _ -> picture.filling() ? loading(picture) : loaded(picture);
    };
  }

  private static String detail(ConnectionFault why) {
    return why.detail().isBlank() ? "" : " (" + why.detail() + ")";
  }

  /** The same actions whether it waits or tries: a button must not go while it is being pressed. */
  private @Nullable Banner notConnected(PictureState picture, String next) {
    if (lastFault == null || lostAt == null) {
      return null;
    }
    var why = ui.problems().connection(lastFault);
    int unknown = unconfirmed.unknownProperty().get();
    return new Banner(
        Level.WARNING,
        (picture.passed()
                ? message(
                    "main.banner.stale", ui.formats().moment(lostAt, ui.clock().now()), why, next)
                : message("main.banner.retrying", why, next))
            + (unknown == 0 ? "" : " " + message("main.banner.unknown", unknown)),
        List.of(Action.RETRY, Action.SETTINGS),
        NONE);
  }

  /** Writes of which nobody knows, or what became of them while nobody has taken notice. */
  private @Nullable Banner unconfirmed() {
    int unknown = unconfirmed.unknownProperty().get();
    if (unknown > 0) {
      return new Banner(
          Level.WARNING, message("main.banner.unknown", unknown), List.of(Action.SHOW_NOTES), NONE);
    }
    var settled = unconfirmed.settledProperty().get();
    int not = settled.notDone() + settled.otherwise() + settled.left();
    return settled.all() == 0
        ? null
        : new Banner(
            not == 0 ? Level.INFO : Level.WARNING,
            not == 0
                ? message("main.banner.alldone", settled.done())
                : message(
                    "main.banner.settled",
                    settled.all(),
                    settled.done(),
                    settled.notDone(),
                    settled.otherwise() + settled.left()),
            List.of(Action.SHOW_NOTES, Action.DISMISS_UNCONFIRMED),
            NONE);
  }

  /** Somebody has taken notice of what became of the writes. */
  public void dismissUnconfirmed() {
    unconfirmed.dismiss();
  }

  private @Nullable Banner loading(PictureState picture) {
    if (service.isLoadingStopped()) {
      return new Banner(
          Level.WARNING,
          picture.expected() > 0
              ? message("main.banner.stopped", picture.loaded(), picture.expected())
              : message("main.banner.stoppedsome", picture.loaded()),
          List.of(Action.RESUME_LOADING),
          NONE);
    }
    if (loadingSince == null || ui.clock().now().isBefore(loadingSince.plus(PATIENCE))) {
      return null;
    }
    boolean known = picture.expected() > 0;
    return new Banner(
        Level.INFO,
        known
            ? message("main.banner.loading", picture.loaded(), picture.expected())
            : message("main.banner.loadingsome", picture.loaded()),
        List.of(Action.STOP_LOADING),
        known ? Math.min(1.0, (double) picture.loaded() / picture.expected()) : UNKNOWN);
  }

  private @Nullable Banner loaded(PictureState picture) {
    var fallbacks = fallbacks(true);
    return fallbacks != null || picture.leftOut() == 0
        ? fallbacks
        : new Banner(
            Level.WARNING,
            message("main.banner.limited", picture.leftOut()),
            List.of(Action.PREFERENCES),
            NONE);
  }

  private @Nullable Banner soon() {
    long count = expiry.warnedProperty().get();
    if (count == 0) {
      return null;
    }
    boolean canStore = connection.getValue() instanceof ConnectionState.Online;
    return new Banner(
        Level.WARNING,
        message("main.banner.soon", count, expiry.minutes()),
        canStore
            ? List.of(
                Action.SHOW_SOON, Action.EXTEND_SOON, Action.PROMOTE_SOON, Action.DISMISS_SOON)
            : List.of(Action.SHOW_SOON, Action.EXTEND_SOON, Action.DISMISS_SOON),
        NONE);
  }

  private @Nullable Banner fallbacks(boolean promotable) {
    long waiting = fallbacks.getValue().longValue();
    return waiting == 0
        ? null
        : new Banner(
            Level.WARNING,
            message("main.banner.fallbacks", waiting),
            promotable
                ? List.of(Action.SHOW_FALLBACKS, Action.PROMOTE_FALLBACKS)
                : List.of(Action.SHOW_FALLBACKS),
            NONE);
  }

  private String message(String key, Object... arguments) {
    return ui.messages().get(key, arguments);
  }

  @Override
  public void close() {
    following.close();
    subscriptions.unsubscribe();
  }
}
