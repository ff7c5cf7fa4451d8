package org.sessiondesk.ui.action;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.util.Subscription;
import org.sessiondesk.connection.ConnectionControl;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.ConnectionState;
import org.sessiondesk.connection.Deployment;
import org.sessiondesk.connection.ProfileSecrets;
import org.sessiondesk.connection.WriteAccess;
import org.sessiondesk.session.Registration;
import org.sessiondesk.settings.ProfilePasswords;
import org.sessiondesk.settings.SettingsService;
import org.sessiondesk.ui.fx.Dialogs;
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
  private final ReadOnlyObjectWrapper<WriteAccess> writes =
      new ReadOnlyObjectWrapper<>(new WriteAccess.Open());
  private final Registration watching;
  private final Subscription asking;
  private BooleanSupplier mayLeave = () -> true;
  private BiConsumer<ConnectionProfile, Runnable> unlocker = (_, then) -> then.run();

  public ConnectionActions(
      ConnectionControl connection, ProfilePasswords passwords, SettingsService settings, Ui ui) {
    this.connection = connection;
    this.passwords = passwords;
    this.settings = settings;
    this.ui = ui;
    this.state = new ReadOnlyObjectWrapper<>(connection.state());
    this.watching = connection.watch(now -> Platform.runLater(() -> state.set(now)));
    this.asking =
        Subscription.combine(
            state.subscribe(this::askForWrites),
            ui.clock().nowProperty().subscribe((_, _) -> unlockedMayEnd()));
  }

  private void unlockedMayEnd() {
    if (writes.get() instanceof WriteAccess.Unlocked) {
      askForWrites();
    }
  }

  private void askForWrites() {
    ui.background().task(connection::writeAccess).onSuccess(writes::set).start();
  }

  /** Whether the store may be changed from here; {@code Unlocked} ends by itself. */
  public ReadOnlyObjectProperty<WriteAccess> writesProperty() {
    return writes.getReadOnlyProperty();
  }

  /** What has to be typed before what cannot be undone is done: a production profile's name. */
  public Optional<String> typedName() {
    return state
        .get()
        .wanted()
        .filter(profile -> profile.marks().deployment() == Deployment.PRODUCTION)
        .map(this::nameOf);
  }

  /** Lets a read-only store be changed for a while, on production after its name was typed. */
  public void unlockWrites(Duration time) {
    var name = typedName();
    var messages = ui.messages();
    if (name.isPresent()
        && !ui.dialogs()
            .confirm(
                new Dialogs.Confirmation(
                    messages.get("action.unlock.title", name.get()),
                    messages.get("action.unlock.text", time.toMinutes()),
                    messages.get("action.unlock.button"),
                    true,
                    name.get()))) {
      return;
    }
    guard(() -> connection.unlockWrites(time));
  }

  /** Ends that at once. */
  public void lockWrites() {
    guard(connection::lockWrites);
  }

  /** Guards the store that is connected as {@code profile} is marked now, where it is its own. */
  public void remark(ConnectionProfile profile) {
    guard(() -> connection.remark(profile));
  }

  private void guard(Runnable change) {
    ui.background()
        .task(
            () -> {
              change.run();
              return connection.writeAccess();
            })
        .onSuccess(writes::set)
        .start();
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
    return state.get().wanted().map(ConnectionProfile::keyPrefix);
  }

  /** What {@code profile} is called in the window's language. */
  public String nameOf(ConnectionProfile profile) {
    return profile.isBuiltIn() ? ui.messages().get("action.profile.builtin") : profile.name();
  }

  /** Leaves the present store and connects to {@code profile}, which is remembered. */
  public void switchTo(ConnectionProfile profile) {
    switchTo(profile, ProfileSecrets.NONE);
  }

  /** The same with secrets that were typed just now and count instead of those kept. */
  public void switchTo(ConnectionProfile profile, ProfileSecrets typed) {
    if (!mayLeave.getAsBoolean()) {
      return;
    }
    if (!profile.id().equals(ConnectionProfile.ENVIRONMENT_ID)) {
      settings.update(s -> s.withActiveProfile(profile.id()));
    }
    unlocker.accept(
        profile,
        () ->
            ui.background()
                .task(
                    () -> {
                      connection.connect(profile, passwords.find(profile, typed));
                      return profile;
                    })
                .start());
  }

  /** Before a profile is connected to, {@code unlock} opens what its secrets are kept in. */
  public void setUnlocker(BiConsumer<ConnectionProfile, Runnable> unlock) {
    unlocker = unlock;
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
    asking.unsubscribe();
  }
}
