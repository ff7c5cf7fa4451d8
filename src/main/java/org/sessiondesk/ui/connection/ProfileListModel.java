package org.sessiondesk.ui.connection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.ConnectionState;
import org.sessiondesk.connection.SecretVault;
import org.sessiondesk.connection.StoreTarget;
import org.sessiondesk.settings.ProfileImport;
import org.sessiondesk.settings.ProfilePasswords;
import org.sessiondesk.settings.SettingsService;
import org.sessiondesk.ui.action.ConnectionActions;
import org.sessiondesk.ui.fx.Dialogs;
import org.sessiondesk.ui.fx.Notices;
import org.sessiondesk.ui.fx.Ui;

/** The profiles in their order, and the one that is looked at. Window's thread only. */
final class ProfileListModel {
  private final ConnectionActions actions;
  private final SecretVault vault;
  private final ProfilePasswords passwords;
  private final SettingsService settings;
  private final Ui ui;
  private final ObservableList<ConnectionProfile> profiles = FXCollections.observableArrayList();
  private final ObservableList<ConnectionProfile> readOnly =
      FXCollections.unmodifiableObservableList(profiles);
  private final ObjectProperty<@Nullable ConnectionProfile> selected = new SimpleObjectProperty<>();
  private boolean moving;

  ProfileListModel(
      ConnectionActions actions,
      SecretVault vault,
      ProfilePasswords passwords,
      SettingsService settings,
      Ui ui) {
    this.actions = actions;
    this.vault = vault;
    this.passwords = passwords;
    this.settings = settings;
    this.ui = ui;
    profiles.setAll(settings.profiles());
    selected.set(connectedOrFirst());
  }

  // ---- properties
  // --------------------------------------------------------------------------------

  /** All profiles, those that are not saved yet too. */
  ObservableList<ConnectionProfile> profiles() {
    return readOnly;
  }

  /** The profile that is being looked at. */
  ObjectProperty<@Nullable ConnectionProfile> selectedProperty() {
    return selected;
  }

  /** Whether the list is being put in another order: what it selects then is nobody's choice. */
  boolean isMoving() {
    return moving;
  }

  /** What a profile is called. */
  String nameOf(ConnectionProfile profile) {
    return profile.id().equals(ConnectionProfile.ENVIRONMENT_ID) || profile.isBuiltIn()
        ? actions.nameOf(profile)
        : profile.name().isBlank() ? ui.messages().get("connection.list.unnamed") : profile.name();
  }

  /** Whether the profile can be changed: the built-in store and the environment's cannot. */
  boolean isEditable(@Nullable ConnectionProfile profile) {
    return profile != null
        && !profile.isBuiltIn()
        && !profile.id().equals(ConnectionProfile.ENVIRONMENT_ID);
  }

  /** Whether {@code profile} is the one that is connected, or being connected to. */
  boolean isConnected(ConnectionProfile profile) {
    return state().wanted().filter(p -> p.id().equals(profile.id())).isPresent();
  }

  private ConnectionState state() {
    return actions.stateProperty().get();
  }

  // ---- commands
  // ----------------------------------------------------------------------------------

  /** Adds a profile of a server and shows it. It is saved with the form. */
  void add() {
    show(
        new ConnectionProfile(
            UUID.randomUUID().toString(),
            ui.messages().get("connection.list.new"),
            new StoreTarget.Standalone(new StoreTarget.Address("localhost", 6379), false, 0, null),
            ConnectionProfile.DEFAULT_KEY_PREFIX));
  }

  private void show(ConnectionProfile fresh) {
    profiles.add(fresh);
    selected.set(fresh);
  }

  /**
   * Saves a copy of the profile that is shown, with the secrets that are kept for it, since it
   * leads to the same server; says afterwards whether there were any.
   */
  void duplicate() {
    var like = selected.get();
    if (like == null || like.isBuiltIn()) {
      return;
    }
    var copy =
        like.copy(
            UUID.randomUUID().toString(),
            freeName(ui.messages().get("connection.list.copy", nameOf(like)), names()));
    settings.update(s -> s.withProfile(copy));
    profiles.add(profiles.indexOf(like) + 1, copy);
    saveOrder();
    ui.background()
        .task(
            () -> {
              var kept = passwords.find(like);
              kept.byKind().forEach((kind, secret) -> vault.keep(copy.id(), kind, secret));
              return kept;
            })
        .onSuccess(
            kept ->
                ui.notices()
                    .show(
                        Notices.Level.SUCCESS,
                        ui.messages()
                            .get(
                                kept.byKind().isEmpty()
                                    ? "profiles.duplicated"
                                    : "profiles.duplicatedsecrets",
                                copy.name(),
                                kept.byKind().size())))
        // Only now: what the form says of its secrets is then true.
        .onEnd(() -> selected.set(copy))
        .start();
  }

  /** Removes the profile that is shown, and its secrets, after a question. */
  void remove() {
    var gone = selected.get();
    if (gone == null || !isEditable(gone)) {
      return;
    }
    var messages = ui.messages();
    if (!ui.dialogs()
        .confirm(
            new Dialogs.Confirmation(
                messages.get("connection.remove.title", nameOf(gone)),
                messages.get("connection.remove.text"),
                messages.get("connection.remove.button"),
                true))) {
      return;
    }
    if (isConnected(gone)) {
      actions.disconnect();
    }
    profiles.remove(gone);
    settings.update(s -> s.withoutProfile(gone.id()));
    ui.background()
        .task(
            () -> {
              vault.forget(gone.id());
              return gone;
            })
        .start();
    selected.set(connectedOrFirst());
  }

  /** Whether the profile that is shown can be moved by {@code steps}, up where negative. */
  boolean canMove(int steps) {
    var moved = selected.get();
    int to = moved == null ? -1 : profiles.indexOf(moved) + steps;
    return isEditable(moved) && to >= 0 && to < profiles.size() && isEditable(profiles.get(to));
  }

  /** Moves the profile that is shown, up where {@code steps} is negative. */
  void move(int steps) {
    var moved = selected.get();
    if (moved != null && canMove(steps)) {
      moveTo(moved, profiles.indexOf(moved) + steps);
    }
  }

  /** Moves {@code moved} to the place of {@code there}; the fixed ones keep the first places. */
  void moveTo(ConnectionProfile moved, ConnectionProfile there) {
    if (isEditable(moved) && !moved.equals(there)) {
      long fixed = profiles.stream().filter(profile -> !isEditable(profile)).count();
      moveTo(moved, Math.max((int) fixed, profiles.indexOf(there)));
    }
  }

  private void moveTo(ConnectionProfile moved, int place) {
    var order = new ArrayList<>(profiles);
    order.remove(moved);
    order.add(place, moved);
    moving = true;
    profiles.setAll(order);
    moving = false;
    selected.set(moved);
    saveOrder();
  }

  /** Adds what was imported, with its secrets; shows the first of it. */
  void addAll(List<ProfileImport.Found> imported) {
    var names = names();
    var added = new ArrayList<ConnectionProfile>();
    for (var each : imported) {
      var profile = each.profile();
      var name = freeName(profile.name(), names);
      names.add(name.toLowerCase(Locale.ROOT));
      added.add(profile.copy(profile.id(), name));
    }
    settings.update(
        s -> {
          var changed = s;
          for (var profile : added) {
            changed = changed.withProfile(profile);
          }
          return changed;
        });
    profiles.addAll(added);
    saveOrder();
    keep(imported, added);
  }

  private void keep(List<ProfileImport.Found> imported, List<ConnectionProfile> added) {
    ui.background()
        .task(
            () -> {
              int secrets = 0;
              for (var each : imported) {
                for (var secret : each.secrets().byKind().entrySet()) {
                  vault.keep(each.profile().id(), secret.getKey(), secret.getValue());
                  secrets++;
                }
              }
              return secrets;
            })
        .onSuccess(
            secrets ->
                ui.notices()
                    .show(
                        Notices.Level.SUCCESS,
                        ui.messages().get("profiles.imported", added.size(), secrets)))
        .onEnd(() -> selected.set(added.getFirst()))
        .start();
  }

  /** Puts {@code profile}, which was saved, in the place of the one with its id. */
  void put(ConnectionProfile profile) {
    for (int i = 0; i < profiles.size(); i++) {
      if (profiles.get(i).id().equals(profile.id()) && !profiles.get(i).equals(profile)) {
        profiles.set(i, profile);
      }
    }
    selected.set(profile);
    saveOrder();
  }

  /** What is not saved yet has a place in the list, but none in the settings. */
  private void saveOrder() {
    var order = profiles.stream().map(ConnectionProfile::id).toList();
    settings.update(
        s -> {
          var sorted = new ArrayList<>(s.profiles());
          sorted.sort(
              Comparator.comparingInt(
                  profile ->
                      order.contains(profile.id()) ? order.indexOf(profile.id()) : order.size()));
          return s.withProfiles(sorted);
        });
  }

  // ---- inside
  // ------------------------------------------------------------------------------------

  private Set<String> names() {
    return profiles.stream()
        .map(profile -> nameOf(profile).toLowerCase(Locale.ROOT))
        .collect(Collectors.toCollection(HashSet::new));
  }

  /** Commands find a profile by its name: two of one name would be one too many. */
  private static String freeName(String wanted, Set<String> taken) {
    var name = wanted;
    for (int i = 2; taken.contains(name.toLowerCase(Locale.ROOT)); i++) {
      name = wanted + " (" + i + ")";
    }
    return name;
  }

  private ConnectionProfile connectedOrFirst() {
    return state()
        .wanted()
        .flatMap(p -> profiles.stream().filter(q -> q.id().equals(p.id())).findFirst())
        .orElse(profiles.getFirst());
  }

  /** Whether a profile like that is there already, whatever its id. */
  boolean has(ConnectionProfile like) {
    return profiles.stream().anyMatch(profile -> profile.copy(like.id(), like.name()).equals(like));
  }
}
