package org.sessiondesk.ui.command;

import java.util.ArrayList;
import java.util.List;
import org.sessiondesk.session.Json;
import org.sessiondesk.settings.SettingsService;

/** What was chosen in the palette last, the latest first; the settings keep it. */
public final class RecentlyUsed {
  static final int MOST = 20;

  private static final String KEY = "palette.recent";

  private final SettingsService settings;

  /** What {@code settings} hold. */
  public RecentlyUsed(SettingsService settings) {
    this.settings = settings;
  }

  /** The ids of what was chosen, the latest first. */
  List<String> ids() {
    if (settings.current().ui(KEY).orElse(null) instanceof Json.Arr(var items)) {
      return items.stream()
          .filter(Json.Str.class::isInstance)
          .map(item -> ((Json.Str) item).value())
          .limit(MOST)
          .toList();
    }
    return List.of();
  }

  /** Remembers that {@code id} was chosen. */
  void used(String id) {
    var changed = new ArrayList<>(ids());
    changed.remove(id);
    changed.addFirst(id);
    var kept = changed.stream().limit(MOST).map(each -> (Json) new Json.Str(each)).toList();
    settings.update(s -> s.withUi(KEY, new Json.Arr(kept)));
  }
}
