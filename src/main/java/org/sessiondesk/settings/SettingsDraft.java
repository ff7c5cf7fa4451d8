package org.sessiondesk.settings;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.session.Json;

/** Settings while one of their values is changed. */
final class SettingsDraft {
  Duration defaultTtl;
  Duration cleanupInterval;
  int pictureMegabytes;
  boolean dailyBackup;
  JournalSettings journal;
  Language language;
  Theme theme;
  List<ConnectionProfile> profiles;
  String activeProfileId;
  ApiSettings api;
  @Nullable WindowPlacement window;
  TableColumns columns;
  List<SavedView> views;
  Map<String, Double> panes;
  Json.Obj ui;

  SettingsDraft(Settings settings) {
    defaultTtl = settings.defaultTtl();
    cleanupInterval = settings.cleanupInterval();
    pictureMegabytes = settings.pictureMegabytes();
    dailyBackup = settings.dailyBackup();
    journal = settings.journal();
    language = settings.language();
    theme = settings.theme();
    profiles = settings.profiles();
    activeProfileId = settings.activeProfileId();
    api = settings.api();
    window = settings.window();
    columns = settings.columns();
    views = settings.views();
    panes = settings.panes();
    ui = settings.ui();
  }

  Settings settings() {
    return new Settings(
        defaultTtl,
        cleanupInterval,
        pictureMegabytes,
        dailyBackup,
        journal,
        language,
        theme,
        profiles,
        activeProfileId,
        api,
        window,
        columns,
        views,
        panes,
        ui);
  }
}
