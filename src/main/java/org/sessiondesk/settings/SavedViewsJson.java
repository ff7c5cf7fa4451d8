package org.sessiondesk.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.sessiondesk.session.Json;

/** The saved views as JSON, below {@code views}. Fields of others stay where they are. */
final class SavedViewsJson {
  private static final String KEY = "views";

  private SavedViewsJson() {}

  static List<SavedView> read(Fields all) {
    var views = new ArrayList<SavedView>();
    int i = 0;
    for (var item : all.items(KEY, Json.Obj.class)) {
      var fields = new Fields(item, KEY + "[" + i++ + "].", all.ignored());
      var id = fields.text("id");
      if (id.filter(text -> !text.isEmpty()).isEmpty()) {
        fields.ignore("id");
        continue;
      }
      var name = fields.text("name").filter(text -> !text.isBlank());
      if (name.isEmpty()) {
        fields.ignore("name");
        continue;
      }
      views.add(
          new SavedView(
              id.get(),
              name.get(),
              fields.text("kind").orElse("all"),
              fields.text("search").orElse(""),
              fields.text("column").orElse("created"),
              fields.yesOrNo("descending").orElse(true)));
    }
    return views;
  }

  /** Writes {@code views} over those of {@code old}, each over the one with its id. */
  static Json.Arr write(List<SavedView> views, Json.Obj old) {
    var before = new LinkedHashMap<Json, Json.Obj>();
    if (old.members().get(KEY) instanceof Json.Arr(var items)) {
      for (var item : items) {
        if (item instanceof Json.Obj view && view.members().get("id") instanceof Json.Str id) {
          before.putIfAbsent(id, view);
        }
      }
    }
    var written = new ArrayList<Json>();
    for (var view : views) {
      var id = new Json.Str(view.id());
      written.add(
          before
              .getOrDefault(id, Json.EMPTY)
              .with("id", id)
              .with("name", new Json.Str(view.name()))
              .with("kind", new Json.Str(view.kind()))
              .with("search", new Json.Str(view.search()))
              .with("column", new Json.Str(view.column()))
              .with("descending", new Json.Bool(view.descending())));
    }
    return new Json.Arr(written);
  }
}
