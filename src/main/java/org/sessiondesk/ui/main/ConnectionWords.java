package org.sessiondesk.ui.main;

import java.time.Duration;
import java.time.Instant;
import org.kordamp.ikonli.feather.Feather;
import org.sessiondesk.connection.ConnectionState;
import org.sessiondesk.ui.fx.DeskStyles;
import org.sessiondesk.ui.fx.Ui;

/** A connection's state in words, colour and shape. */
final class ConnectionWords {
  private final Ui ui;

  ConnectionWords(Ui ui) {
    this.ui = ui;
  }

  /** The state in one or two words. */
  String brief(ConnectionState state) {
    var messages = ui.messages();
    return switch (state) {
      case ConnectionState.Off off ->
          messages.get(
              off.why() == ConnectionState.Off.Why.DISABLED
                  ? "main.connection.disabled"
                  : "main.connection.off");
      case ConnectionState.Connecting _ -> messages.get("main.connection.connecting");
      case ConnectionState.Online _ -> messages.get("main.connection.online");
      case ConnectionState.Retrying retrying ->
          messages.get("main.connection.retrying", seconds(retrying.nextAttempt()));
      case ConnectionState.Refused _ -> messages.get("main.connection.refused");
    };
  }

  /** The state in a word, without what changes every second. */
  String word(ConnectionState state) {
    return state instanceof ConnectionState.Retrying
        ? ui.messages().get("main.connection.off")
        : brief(state);
  }

  long seconds(Instant moment) {
    var left = Duration.between(ui.clock().now(), moment).plusMillis(999).toSeconds();
    return Math.max(0, left);
  }

  Feather icon(ConnectionState state) {
    return switch (state) {
      case ConnectionState.Off _ -> Feather.SLASH;
      case ConnectionState.Connecting _ -> Feather.LOADER;
      case ConnectionState.Online _ -> Feather.CHECK_CIRCLE;
      case ConnectionState.Retrying _ -> Feather.REFRESH_CW;
      case ConnectionState.Refused _ -> Feather.X_CIRCLE;
    };
  }

  String style(ConnectionState state) {
    return switch (state) {
      case ConnectionState.Off _ -> DeskStyles.STATE_OFF;
      case ConnectionState.Connecting _, ConnectionState.Retrying _ -> DeskStyles.STATE_WARNING;
      case ConnectionState.Online _ -> DeskStyles.STATE_ACTIVE;
      case ConnectionState.Refused _ -> DeskStyles.STATE_ERROR;
    };
  }
}
