package org.sessiondesk.ui.connection;

import java.util.Locale;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.Secret;
import org.sessiondesk.connection.SecretVault.Place;
import org.sessiondesk.settings.DeskVault;
import org.sessiondesk.settings.SecretFileException;
import org.sessiondesk.settings.SettingsService;
import org.sessiondesk.ui.fx.Dialogs;
import org.sessiondesk.ui.fx.Notices;
import org.sessiondesk.ui.fx.Ui;

/** Where secrets are kept: what there is to choose, and the pass-phrase of the encrypted file. */
public final class SecretsModel {

  /**
   * How it is.
   *
   * @param place where secrets go now; null until that is known
   * @param file whether there is an encrypted file
   */
  record State(@Nullable Place place, boolean file) {

    /** Whether the operating system keeps them: then there is nothing to choose. */
    boolean keychain() {
      return place == Place.KEYCHAIN;
    }
  }

  private final DeskVault vault;
  private final Ui ui;
  private final ReadOnlyObjectWrapper<State> state =
      new ReadOnlyObjectWrapper<>(new State(null, false));
  private final BooleanProperty inFile = new SimpleBooleanProperty();
  private final StringProperty old = new SimpleStringProperty("");
  private final StringProperty fresh = new SimpleStringProperty("");
  private final StringProperty again = new SimpleStringProperty("");
  private final ReadOnlyStringWrapper fault = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();

  public SecretsModel(DeskVault vault, SettingsService settings, Ui ui) {
    this.vault = vault;
    this.ui = ui;
    inFile.set(DeskVault.wantsFile(settings.current()));
    inFile.subscribe(
        (_, wanted) -> {
          settings.update(s -> DeskVault.withFile(s, wanted));
          clear();
          look();
        });
    look();
  }

  // ---- properties
  // --------------------------------------------------------------------------------

  ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /** Whether the encrypted file is wanted, instead of being asked once in every run. */
  BooleanProperty inFileProperty() {
    return inFile;
  }

  /** The pass-phrase that the file has. */
  StringProperty oldProperty() {
    return old;
  }

  /** The one that it shall have. */
  StringProperty freshProperty() {
    return fresh;
  }

  /** The same once more. */
  StringProperty againProperty() {
    return again;
  }

  /** The key of what is wrong; empty where nothing is. */
  ReadOnlyStringProperty faultProperty() {
    return fault.getReadOnlyProperty();
  }

  /** Whether a key is being made, which takes a moment on purpose. */
  ReadOnlyBooleanProperty busyProperty() {
    return busy.getReadOnlyProperty();
  }

  /** Where the file lies. */
  String path() {
    return vault.file().path().toString();
  }

  // ---- commands
  // ----------------------------------------------------------------------------------

  /** Makes the file, under the pass-phrase that was typed twice. */
  void create() {
    if (isNewRight()) {
      var passphrase = Secret.of(fresh.get());
      run(() -> vault.file().create(passphrase), "secrets.created", () -> {});
    }
  }

  /** Opens the file for this run; calls {@code then} where the pass-phrase is right. */
  void unlock(Runnable then) {
    var passphrase = Secret.of(old.get());
    run(() -> vault.file().unlock(passphrase), "secrets.unlocked", then);
  }

  /** Gives the file another pass-phrase. */
  void change() {
    if (isNewRight()) {
      var passphrase = Secret.of(old.get());
      var other = Secret.of(fresh.get());
      run(() -> vault.file().change(passphrase, other), "secrets.changed", () -> {});
    }
  }

  /** Lays the file aside, after a question, so that a new one can be made. */
  void setAside() {
    var messages = ui.messages();
    if (!ui.dialogs()
        .confirm(
            new Dialogs.Confirmation(
                messages.get("secrets.aside.title"),
                messages.get("secrets.aside.text"),
                messages.get("secrets.aside.button"),
                true))) {
      return;
    }
    busy.set(true);
    ui.background()
        .task(() -> vault.file().setAside())
        .onSuccess(
            aside ->
                ui.notices()
                    .show(Notices.Level.INFO, messages.get("secrets.aside.done", aside.toString())))
        .onFailure(this::failed)
        .onEnd(this::ended)
        .start();
  }

  // ---- inside
  // ------------------------------------------------------------------------------------

  private boolean isNewRight() {
    var wrong =
        fresh.get().isEmpty()
            ? "secrets.fault.empty"
            : fresh.get().equals(again.get()) ? "" : "secrets.fault.notthesame";
    fault.set(wrong);
    return wrong.isEmpty();
  }

  private void run(Runnable work, String done, Runnable then) {
    if (busy.get()) {
      return;
    }
    busy.set(true);
    fault.set("");
    ui.background()
        .task(
            () -> {
              work.run();
              vault.fileWhatIsOnlyHeld();
              return done;
            })
        .onSuccess(
            key -> {
              clear();
              ui.notices().show(Notices.Level.SUCCESS, ui.messages().get(key));
              then.run();
            })
        .onFailure(this::failed)
        .onEnd(this::ended)
        .start();
  }

  private void failed(Exception failure) {
    if (failure instanceof SecretFileException wrong) {
      var word = wrong.reason().name().toLowerCase(Locale.ROOT).replace("_", "");
      fault.set("secrets.fault." + word);
    } else {
      ui.dialogs().show(ui.problems().of(failure));
    }
  }

  private void ended() {
    busy.set(false);
    look();
  }

  private void clear() {
    old.set("");
    fresh.set("");
    again.set("");
    fault.set("");
  }

  private void look() {
    ui.background()
        .task(() -> new State(vault.place(), vault.file().exists()))
        .onSuccess(state::set)
        .start();
  }
}
