package org.sessiondesk.ui.connection;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.ConnectionFault;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.ConnectionState;
import org.sessiondesk.connection.ProfileSecrets;
import org.sessiondesk.connection.Secret;
import org.sessiondesk.connection.SecretKind;
import org.sessiondesk.connection.SecretVault;
import org.sessiondesk.connection.SecretVault.Place;
import org.sessiondesk.settings.ProfilePasswords;
import org.sessiondesk.ui.action.ConnectionActions;
import org.sessiondesk.ui.fx.Ui;

/**
 * Asks for a secret where a connection was refused for want of it: once for each refusal. Window's
 * thread only.
 */
public final class SecretPromptModel implements AutoCloseable {

  /** What is missing. */
  record Question(ConnectionProfile profile, SecretKind kind, ConnectionFault why) {}

  private final ConnectionActions actions;
  private final SecretVault vault;
  private final ProfilePasswords passwords;
  private final Ui ui;
  private final StringProperty secret = new SimpleStringProperty("");
  private final BooleanProperty kept = new SimpleBooleanProperty(true);
  private final ReadOnlyObjectWrapper<@Nullable Question> question = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<Place> place = new ReadOnlyObjectWrapper<>(Place.THIS_RUN);
  private final Subscription following;
  private Consumer<SecretPromptModel> onQuestion = _ -> {};

  public SecretPromptModel(
      ConnectionActions actions, SecretVault vault, ProfilePasswords passwords, Ui ui) {
    this.actions = actions;
    this.vault = vault;
    this.passwords = passwords;
    this.ui = ui;
    following = actions.stateProperty().subscribe(this::follow);
  }

  /** Calls {@code shown} when there is a question to ask. */
  public void setOnQuestion(Consumer<SecretPromptModel> shown) {
    onQuestion = shown;
  }

  /** What is asked for; null while nothing is. */
  ReadOnlyObjectProperty<@Nullable Question> questionProperty() {
    return question.getReadOnlyProperty();
  }

  /** What was typed. */
  StringProperty secretProperty() {
    return secret;
  }

  /** Whether it is to be kept. */
  BooleanProperty keptProperty() {
    return kept;
  }

  /** Where it would be kept. */
  ReadOnlyObjectProperty<Place> placeProperty() {
    return place.getReadOnlyProperty();
  }

  /** What is asked, in a sentence. */
  String words(Question asked) {
    return ui.messages()
        .get("secrets.prompt." + word(asked.kind()), actions.nameOf(asked.profile()));
  }

  /** Why, in a sentence. */
  String reason(Question asked) {
    var detail = asked.why().detail();
    var why = ui.problems().connection(asked.why());
    return detail.isBlank() ? why : why + " (" + detail + ")";
  }

  /** Connects with what was typed, and keeps it where that is wanted. */
  void answer() {
    var asked = question.get();
    if (asked == null || secret.get().isEmpty()) {
      return;
    }
    var typed = ProfileSecrets.NONE.with(asked.kind(), Secret.of(secret.get()));
    boolean keep = kept.get() && isKeepable(asked.profile());
    dismiss();
    // What is wanted now may be another profile: its secret is nobody else's.
    if (actions.stateProperty().get().wanted().filter(asked.profile()::equals).isPresent()) {
      actions.switchTo(asked.profile(), typed);
    }
    if (keep) {
      ui.background()
          .task(
              () -> {
                typed.byKind().forEach((kind, s) -> vault.keep(asked.profile().id(), kind, s));
                return asked;
              })
          .start();
    }
  }

  /** The environment's profile may lead elsewhere in the next run. */
  static boolean isKeepable(ConnectionProfile profile) {
    return !profile.id().equals(ConnectionProfile.ENVIRONMENT_ID);
  }

  /** Asks no longer. */
  void dismiss() {
    question.set(null);
    secret.set("");
  }

  private void follow(ConnectionState state) {
    var asked = question.get();
    if (asked != null && state.wanted().filter(asked.profile()::equals).isEmpty()) {
      dismiss();
    }
    if (state instanceof ConnectionState.Refused(var profile, var why)) {
      ask(profile, why);
    }
  }

  private void ask(ConnectionProfile profile, ConnectionFault why) {
    var kind = why.kind().secret().filter(profile.secretKinds()::contains);
    if (kind.isEmpty()) {
      return;
    }
    ui.background()
        .task(
            () ->
                passwords.find(profile).find(kind.get()).isPresent()
                    ? Optional.<Place>empty()
                    : Optional.of(vault.place()))
        .onSuccess(
            missing ->
                missing.ifPresent(where -> ask(new Question(profile, kind.get(), why), where)))
        .start();
  }

  private void ask(Question fresh, Place where) {
    if (actions.stateProperty().get() instanceof ConnectionState.Refused(var now, _)
        && now.equals(fresh.profile())
        && question.get() == null) {
      place.set(where);
      secret.set("");
      question.set(fresh);
      onQuestion.accept(this);
    }
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace("_", "");
  }

  @Override
  public void close() {
    following.unsubscribe();
  }
}
