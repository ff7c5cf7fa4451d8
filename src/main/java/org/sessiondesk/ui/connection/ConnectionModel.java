package org.sessiondesk.ui.connection;

import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.ConnectionControl;
import org.sessiondesk.connection.ConnectionFault;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.ConnectionState;
import org.sessiondesk.connection.ConnectionTest;
import org.sessiondesk.connection.SecretKind;
import org.sessiondesk.connection.SecretVault;
import org.sessiondesk.connection.SecretVault.Place;
import org.sessiondesk.settings.ProfileExchange;
import org.sessiondesk.settings.ProfilePasswords;
import org.sessiondesk.settings.SettingsService;
import org.sessiondesk.ui.action.ConnectionActions;
import org.sessiondesk.ui.fx.Background;
import org.sessiondesk.ui.fx.Notices;
import org.sessiondesk.ui.fx.Ui;

/** The profiles, the one that is being edited, and the test of it. */
public final class ConnectionModel {
  private final ConnectionControl control;
  private final ConnectionActions actions;
  private final SecretVault vault;
  private final ProfilePasswords passwords;
  private final SettingsService settings;
  private final ProfileExchange exchange;
  private final Supplier<SecretsModel> secrets;
  private final Ui ui;

  private final ProfileListModel list;
  private final ObjectProperty<@Nullable ConnectionProfile> selected;
  private final ReadOnlyObjectWrapper<Place> place = new ReadOnlyObjectWrapper<>(Place.KEYCHAIN);
  private final ReadOnlyObjectWrapper<Set<SecretKind>> kept = new ReadOnlyObjectWrapper<>(Set.of());
  private final ReadOnlyBooleanWrapper testing = new ReadOnlyBooleanWrapper();
  private final ObservableList<ConnectionTest.Step> steps = FXCollections.observableArrayList();
  private final ReadOnlyObjectWrapper<@Nullable ConnectionTest> result =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable ConnectionProfile> tested =
      new ReadOnlyObjectWrapper<>();
  private final ProfileForm form = new ProfileForm();
  private Background.@Nullable Handle test;
  private int runs;

  public ConnectionModel(
      ConnectionControl control,
      ConnectionActions actions,
      SecretVault vault,
      ProfilePasswords passwords,
      SettingsService settings,
      ProfileExchange exchange,
      Supplier<SecretsModel> secrets,
      Ui ui) {
    this.exchange = exchange;
    this.secrets = secrets;
    this.control = control;
    this.actions = actions;
    this.vault = vault;
    this.passwords = passwords;
    this.settings = settings;
    this.ui = ui;
    list = new ProfileListModel(actions, vault, passwords, settings, ui);
    selected = list.selectedProperty();
    selected.subscribe(this::edit);
    lookWhere();
  }

  // ---- properties
  // --------------------------------------------------------------------------------

  ProfileListModel list() {
    return list;
  }

  /** The profile that is being looked at. */
  public ObjectProperty<@Nullable ConnectionProfile> selectedProperty() {
    return selected;
  }

  ProfileForm form() {
    return form;
  }

  /** Where secrets are kept that are typed now. */
  public ReadOnlyObjectProperty<Place> placeProperty() {
    return place.getReadOnlyProperty();
  }

  /** The choice where secrets are kept. */
  SecretsModel secrets() {
    var made = secrets.get();
    made.stateProperty().subscribe((_, _) -> lookWhere());
    return made;
  }

  private void lookWhere() {
    ui.background().task(vault::place).onSuccess(place::set).start();
  }

  /** The secrets that are kept for the profile: an empty field keeps that one. */
  public ReadOnlyObjectProperty<Set<SecretKind>> keptProperty() {
    return kept.getReadOnlyProperty();
  }

  /** Whether a test is under way. */
  public ReadOnlyBooleanProperty testingProperty() {
    return testing.getReadOnlyProperty();
  }

  /** The steps of the test so far. */
  public ObservableList<ConnectionTest.Step> steps() {
    return FXCollections.unmodifiableObservableList(steps);
  }

  /** How the last test ended, or null while there is none. */
  public ReadOnlyObjectProperty<@Nullable ConnectionTest> resultProperty() {
    return result.getReadOnlyProperty();
  }

  /** What the last test was of, or null while there is none. */
  public ReadOnlyObjectProperty<@Nullable ConnectionProfile> testedProperty() {
    return tested.getReadOnlyProperty();
  }

  /** The key of what can be done about {@code fault} with one click; empty where nothing can. */
  public Optional<String> offerOf(ConnectionFault fault) {
    var profile = selected.get();
    if (profile == null || !isEditable(profile)) {
      return Optional.empty();
    }
    return switch (fault.kind()) {
      case SSH_HOST_UNKNOWN -> Optional.of("connection.offer.trust");
      case IS_CLUSTER -> Optional.of("connection.offer.cluster");
      case IS_SENTINEL -> Optional.of("connection.offer.sentinel");
      default -> Optional.empty();
    };
  }

  /** Takes over what {@code fault} offers, and tries again. Nothing is saved by that. */
  public void takeOffer(ConnectionFault fault) {
    switch (fault.kind()) {
      case SSH_HOST_UNKNOWN -> form.ssh.hostKey.set(fault.offer());
      case IS_CLUSTER -> form.switchToCluster();
      case IS_SENTINEL -> form.switchToSentinels(fault.offer());
      default -> throw new IllegalArgumentException("nothing is offered: " + fault.kind());
    }
    test();
  }

  /** How the connection is doing. */
  public ReadOnlyObjectProperty<ConnectionState> stateProperty() {
    return actions.stateProperty();
  }

  /** What a profile is called. */
  public String nameOf(ConnectionProfile profile) {
    return list.nameOf(profile);
  }

  /** Whether the profile can be changed: the built-in store and the environment's cannot. */
  public boolean isEditable(ConnectionProfile profile) {
    return list.isEditable(profile);
  }

  /** Whether {@code profile} is the one that is connected, or being connected to. */
  public boolean isConnected(ConnectionProfile profile) {
    return list.isConnected(profile);
  }

  /** What the environment has to say about connections; empty where nothing. */
  public Optional<String> environmentNote() {
    return settings
        .environment()
        .redisEnabled()
        .map(
            enabled ->
                ui.messages()
                    .get(enabled.value() ? "connection.env.url" : "connection.env.disabled"));
  }

  // ---- commands
  // ----------------------------------------------------------------------------------

  /** What adds profiles from elsewhere. */
  ProfileImportModel importing() {
    return new ProfileImportModel(list, exchange, ui);
  }

  /** What writes profiles for elsewhere. */
  ProfileExportModel exporting() {
    return new ProfileExportModel(list, exchange, ui);
  }

  /** Fills the form from the URL that was pasted. */
  public void applyUrl() {
    boolean _ = form.applyUrl();
  }

  /** Tries what the form says, without touching what is connected. */
  public void test() {
    cancelTest();
    read()
        .ifPresent(
            profile -> {
              steps.clear();
              result.set(null);
              tested.set(profile);
              testing.set(true);
              var typed = form.typedSecrets();
              int run = ++runs;
              test =
                  ui.background()
                      .task(
                          () ->
                              control.test(
                                  profile,
                                  passwords.find(profile, typed),
                                  step -> Platform.runLater(() -> showStep(run, step))))
                      .onSuccess(result::set)
                      .onEnd(() -> testing.set(false))
                      .start();
            });
  }

  /** A step of a test that was cancelled may arrive late: it is none of the next one's. */
  private void showStep(int run, ConnectionTest.Step step) {
    if (run == runs && testing.get()) {
      steps.add(step);
    }
  }

  /** Ends the test that is under way. */
  public void cancelTest() {
    if (test != null) {
      test.cancel();
      test = null;
    }
  }

  /** Keeps what the form says. Says at the fields what is wrong where something is. */
  public boolean save() {
    var read = read();
    if (read.isEmpty()) {
      return false;
    }
    var profile = read.get();
    if (isEditable(profile)) {
      keep(profile);
    }
    return true;
  }

  private void keep(ConnectionProfile profile) {
    settings.update(s -> s.withProfile(profile));
    actions.remark(profile);
    var typed = form.typedSecrets();
    list.put(profile);
    if (!typed.byKind().isEmpty()) {
      ui.background()
          .task(
              () -> {
                typed.byKind().forEach((kind, secret) -> vault.keep(profile.id(), kind, secret));
                return passwords.find(profile).byKind().keySet();
              })
          .onSuccess(kinds -> showKept(profile, kinds))
          .start();
    }
    ui.notices()
        .show(Notices.Level.SUCCESS, ui.messages().get("connection.saved", nameOf(profile)));
  }

  /** Keeps what the form says and connects to it. */
  public boolean connect() {
    var typed = form.typedSecrets();
    if (!save()) {
      return false;
    }
    var profile = selected.get();
    if (profile != null) {
      // The secrets are handed over as typed: keeping them may take longer than connecting.
      actions.switchTo(profile, typed);
    }
    return true;
  }

  /** Leaves the store that is connected. */
  public void disconnect() {
    actions.disconnect();
  }

  // ---- inside
  // ------------------------------------------------------------------------------------

  private Optional<ConnectionProfile> read() {
    var now = selected.get();
    if (now == null) {
      return Optional.empty();
    }
    return isEditable(now) ? form.read(now.id()) : Optional.of(now);
  }

  private void edit(@Nullable ConnectionProfile profile) {
    cancelTest();
    steps.clear();
    result.set(null);
    if (profile == null) {
      return;
    }
    form.show(profile);
    kept.set(Set.of());
    ui.background()
        .task(() -> passwords.find(profile).byKind().keySet())
        .onSuccess(kinds -> showKept(profile, kinds))
        .onFailure(_ -> showKept(profile, Set.of()))
        .start();
  }

  private void showKept(ConnectionProfile profile, Set<SecretKind> kinds) {
    if (profile.equals(selected.get())) {
      kept.set(kinds);
    }
  }
}
