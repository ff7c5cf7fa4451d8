package org.sessiondesk.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.session.Json;

/**
 * What the operator chose in the window; the settings file holds it. Holds no password.
 *
 * @param defaultTtl the life of a temporary session that asks for none
 * @param cleanupInterval the time between two clean-ups
 * @param pictureMegabytes the most memory that the picture of the persistent sessions may take, in
 *     units of 2<sup>20</sup> bytes; 0 for a part of what the program may have at all
 * @param dailyBackup whether the built-in store is copied once a day by itself
 * @param journal how much of its own changes the program keeps on disk
 * @param profiles the built-in store first, then those of the operator; ids are unique
 * @param activeProfileId which of the profiles is connected to at the start
 * @param window where the window stood; null before it was first closed
 * @param views the searches that were given names, in their order; ids are unique
 * @param panes the positions of dividers, from 0 to 1, by names of the window's own
 * @param ui small things that rooms of the window keep, each under a key of its own
 */
public record Settings(
    Duration defaultTtl,
    Duration cleanupInterval,
    int pictureMegabytes,
    boolean dailyBackup,
    JournalSettings journal,
    Language language,
    Theme theme,
    List<ConnectionProfile> profiles,
    String activeProfileId,
    ApiSettings api,
    @Nullable WindowPlacement window,
    TableColumns columns,
    List<SavedView> views,
    Map<String, Double> panes,
    Json.Obj ui) {

  /** What holds before anybody chose anything. */
  public static final Settings DEFAULT =
      new Settings(
          Duration.ofHours(1),
          Duration.ofMinutes(5),
          0,
          true,
          JournalSettings.DEFAULT,
          Language.SYSTEM,
          Theme.SYSTEM,
          List.of(),
          ConnectionProfile.BUILT_IN.id(),
          ApiSettings.DEFAULT,
          null,
          TableColumns.DEFAULT,
          List.of(),
          Map.of(),
          Json.EMPTY);

  /**
   * Makes settings. The built-in store is put first whether it is among {@code profiles} or not,
   * the environment's profile is left out, and an active profile that is not there is replaced by
   * the built-in store.
   *
   * @throws IllegalArgumentException where a duration is against {@link SettingRules}
   */
  public Settings {
    if (SettingRules.ttlFault(defaultTtl).isPresent()) {
      throw new IllegalArgumentException("no life of a session: " + defaultTtl);
    }
    if (SettingRules.intervalFault(cleanupInterval).isPresent()) {
      throw new IllegalArgumentException("no time between clean-ups: " + cleanupInterval);
    }
    if (SettingRules.pictureFault(pictureMegabytes).isPresent()) {
      throw new IllegalArgumentException("no memory for the picture: " + pictureMegabytes);
    }
    profiles = tidy(profiles);
    var active = activeProfileId;
    if (profiles.stream().noneMatch(profile -> profile.id().equals(active))) {
      activeProfileId = ConnectionProfile.BUILT_IN.id();
    }
    var ids = new HashSet<String>();
    views = views.stream().filter(saved -> ids.add(saved.id())).toList();
    panes = Collections.unmodifiableMap(new LinkedHashMap<>(panes));
  }

  private static List<ConnectionProfile> tidy(List<ConnectionProfile> profiles) {
    var ids = new HashSet<String>();
    var kept = new ArrayList<ConnectionProfile>();
    kept.add(ConnectionProfile.BUILT_IN);
    ids.add(ConnectionProfile.BUILT_IN.id());
    ids.add(ConnectionProfile.ENVIRONMENT_ID);
    for (var profile : profiles) {
      if (ids.add(profile.id())) {
        kept.add(profile);
      }
    }
    return List.copyOf(kept);
  }

  /** The profile with that id. */
  public Optional<ConnectionProfile> profile(String id) {
    return profiles.stream().filter(profile -> profile.id().equals(id)).findFirst();
  }

  /** The profile that is connected to at the start. */
  public ConnectionProfile activeProfile() {
    return profile(activeProfileId).orElse(ConnectionProfile.BUILT_IN);
  }

  /** What was kept under {@code key}; empty where nothing was. */
  public Optional<Json> ui(String key) {
    return Optional.ofNullable(ui.members().get(key));
  }

  private Settings with(Consumer<SettingsDraft> change) {
    var draft = new SettingsDraft(this);
    change.accept(draft);
    return draft.settings();
  }

  /** These with another life of sessions. */
  public Settings withDefaultTtl(Duration ttl) {
    return with(draft -> draft.defaultTtl = ttl);
  }

  /** These with another time between clean-ups. */
  public Settings withCleanupInterval(Duration interval) {
    return with(draft -> draft.cleanupInterval = interval);
  }

  /** These with another bound for the picture; 0 for the automatic one. */
  public Settings withPictureMegabytes(int megabytes) {
    return with(draft -> draft.pictureMegabytes = megabytes);
  }

  /** These with the daily copy of the built-in store switched on or off. */
  public Settings withDailyBackup(boolean on) {
    return with(draft -> draft.dailyBackup = on);
  }

  /** These with other limits of what is kept of changes. */
  public Settings withJournal(JournalSettings other) {
    return with(draft -> draft.journal = other);
  }

  /** These with another language. */
  public Settings withLanguage(Language other) {
    return with(draft -> draft.language = other);
  }

  /** These with another theme. */
  public Settings withTheme(Theme other) {
    return with(draft -> draft.theme = other);
  }

  /** These with other profiles, in their order. */
  public Settings withProfiles(List<ConnectionProfile> others) {
    return with(draft -> draft.profiles = others);
  }

  /**
   * These with {@code profile} in place of the one with its id, or at the end. The built-in store
   * stays as it is.
   */
  public Settings withProfile(ConnectionProfile profile) {
    var changed = new ArrayList<>(profiles);
    int place = -1;
    for (int i = 0; i < changed.size(); i++) {
      if (changed.get(i).id().equals(profile.id())) {
        place = i;
      }
    }
    if (place < 0) {
      changed.add(profile);
    } else {
      changed.set(place, profile);
    }
    return withProfiles(changed);
  }

  /** These without the profile of that id. The built-in store stays. */
  public Settings withoutProfile(String id) {
    return withProfiles(profiles.stream().filter(profile -> !profile.id().equals(id)).toList());
  }

  /** These with another profile to connect to at the start. */
  public Settings withActiveProfile(String id) {
    return with(draft -> draft.activeProfileId = id);
  }

  /** These with another HTTP API. */
  public Settings withApi(ApiSettings other) {
    return with(draft -> draft.api = other);
  }

  /** These with the window elsewhere. */
  public Settings withWindow(@Nullable WindowPlacement placement) {
    return with(draft -> draft.window = placement);
  }

  /** These with the table arranged otherwise. */
  public Settings withColumns(TableColumns arranged) {
    return with(draft -> draft.columns = arranged);
  }

  /** These with other saved views, in their order. */
  public Settings withViews(List<SavedView> others) {
    return with(draft -> draft.views = others);
  }

  /** These with the divider of that name at {@code position}. */
  public Settings withPane(String name, double position) {
    var changed = new LinkedHashMap<>(panes);
    changed.put(name, position);
    return with(draft -> draft.panes = changed);
  }

  /** These with {@code value} kept under {@code key}. */
  public Settings withUi(String key, Json value) {
    return with(draft -> draft.ui = ui.with(key, value));
  }

  /** These with nothing kept under {@code key}. */
  public Settings withoutUi(String key) {
    return with(draft -> draft.ui = ui.without(key));
  }
}
