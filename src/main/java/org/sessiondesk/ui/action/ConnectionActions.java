package org.sessiondesk.ui.action;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.sessiondesk.connection.ConnectionControl;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.ConnectionState;
import org.sessiondesk.connection.Secret;
import org.sessiondesk.session.Registration;
import org.sessiondesk.settings.ProfilePasswords;
import org.sessiondesk.settings.SettingsService;
import org.sessiondesk.ui.fx.Ui;

/**
 * Which Redis is connected, as the window sees it, and how it is switched. Window's thread only.
 */
public final class ConnectionActions implements AutoCloseable {
  private final ConnectionControl connection;
  private final ProfilePasswords passwords;
  private final SettingsService settings;
  private final Ui ui;
  private final ReadOnlyObjectWrapper<ConnectionState> state;
  private final Registration watching;
  private BooleanSupplier mayLeave = () -> true;

  public ConnectionActions(
      ConnectionControl connection, ProfilePasswords passwords, SettingsService settings, Ui ui) {
    this.connection = connection;
    this.passwords = passwords;
    this.settings = settings;
    this.ui = ui;
    this.state = new ReadOnlyObjectWrapper<>(connection.state());
    this.watching = connection.watch(now -> Platform.runLater(() -> state.set(now)));
  }

  /** How the connection is doing. */
  public ReadOnlyObjectProperty<ConnectionState> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /** Asks {@code question} before the present store is left: false keeps it. */
  public void askBeforeLeaving(BooleanSupplier question) {
    mayLeave = question;
  }

  /** All profiles that can be connected to. */
  public List<ConnectionProfile> profiles() {
    return settings.profiles();
  }

  /** What the keys of the store begin with that is connected or wanted; empty where none is. */
  public Optional<String> keyPrefix() {
    return switch (state.get()) {
      case ConnectionState.Off _ -> Optional.empty();
      case ConnectionState.Connecting s -> Optional.of(s.profile().keyPrefix());
      case ConnectionState.Online s -> Optional.of(s.profile().keyPrefix());
      case ConnectionState.Retrying s -> Optional.of(s.profile().keyPrefix());
      case ConnectionState.Refused s -> Optional.of(s.profile().keyPrefix());
    };
  }

  /** What {@code profile} is called in the window's language. */
  public String nameOf(ConnectionProfile profile) {
    return profile.isBuiltIn() ? ui.messages().get("action.profile.builtin") : profile.name();
  }

  /** Leaves the present store and connects to {@code profile}, which is remembered. */
  public void switchTo(ConnectionProfile profile) {
    switchTo(profile, Optional.empty());
  }

  /** The same with a password that was typed just now and counts instead of the one kept. */
  public void switchTo(ConnectionProfile profile, Optional<Secret> typed) {
    if (!mayLeave.getAsBoolean()) {
      return;
    }
    if (!profile.id().equals(ConnectionProfile.ENVIRONMENT_ID)) {
      settings.update(s -> s.withActiveProfile(profile.id()));
    }
    ui.background()
        .task(
            () -> {
              connection.connect(profile, typed.or(() -> passwords.find(profile)).orElse(null));
              return profile;
            })
        .start();
  }

  /** Leaves the present store. */
  public void disconnect() {
    if (mayLeave.getAsBoolean()) {
      connection.disconnect(ConnectionState.Off.Why.DISCONNECTED);
    }
  }

  /** Tries again now. */
  public void retryNow() {
    connection.retryNow();
  }

  @Override
  public void close() {
    watching.close();
  }
}
