package org.sessiondesk.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.Deployment;
import org.sessiondesk.connection.ProfileMarks;
import org.sessiondesk.connection.RedisUrl;
import org.sessiondesk.session.Json;

/** Connection profiles as JSON, without secrets. Fields of others stay where they are. */
final class ProfilesJson {
  private static final String KEY = "profiles";

  private ProfilesJson() {}

  static List<ConnectionProfile> read(Fields all) {
    var profiles = new ArrayList<ConnectionProfile>();
    int i = 0;
    for (var item : all.items(KEY, Json.Obj.class)) {
      var fields = new Fields(item, KEY + "[" + i++ + "].", all.ignored());
      var id = fields.text("id");
      if (id.isEmpty()) {
        fields.ignore("id");
      } else if (!id.get().equals(ConnectionProfile.BUILT_IN.id())) {
        profile(id.get(), fields).ifPresent(profiles::add);
      }
    }
    return profiles;
  }

  /** The profile that {@code fields} describe; empty where they don't, which is then noted. */
  static Optional<ConnectionProfile> profile(String id, Fields fields) {
    var target = fields.text("url", url -> RedisUrl.parse(url).target());
    var way = WayInJson.read(fields);
    if (target.isEmpty() || way.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ConnectionProfile(
            id,
            fields.text("name").orElse(id),
            target.get(),
            fields.text("keyPrefix").orElse(ConnectionProfile.DEFAULT_KEY_PREFIX),
            marks(fields),
            way.get()));
  }

  /** One that cannot be read is guarded rather than not: so may have been what was meant. */
  private static ProfileMarks marks(Fields fields) {
    var base = ProfileMarks.NONE;
    boolean given = fields.object().members().containsKey("readOnly");
    return new ProfileMarks(
        fields
            .text("deployment", text -> Deployment.valueOf(upper(text)))
            .orElse(base.deployment()),
        fields
            .text("colour", text -> ProfileMarks.Colour.valueOf(upper(text)))
            .orElse(base.colour()),
        fields.yesOrNo("readOnly").orElse(given));
  }

  /** Without the built-in store, which needs no entry. */
  static Json.Arr write(List<ConnectionProfile> profiles, Json.Obj old) {
    var before = new LinkedHashMap<Json, Json.Obj>();
    if (old.members().get(KEY) instanceof Json.Arr(var items)) {
      for (var item : items) {
        if (item instanceof Json.Obj profile
            && profile.members().get("id") instanceof Json.Str id) {
          before.put(id, profile);
        }
      }
    }
    var written = new ArrayList<Json>();
    for (var profile : profiles) {
      if (!profile.isBuiltIn()) {
        written.add(write(profile, before.getOrDefault(new Json.Str(profile.id()), Json.EMPTY)));
      }
    }
    return new Json.Arr(written);
  }

  /** One profile written over {@code old}. The URL has no password in it, by type. */
  static Json.Obj write(ConnectionProfile profile, Json.Obj old) {
    var marks = profile.marks();
    var written =
        old.with("id", new Json.Str(profile.id()))
            .with("name", new Json.Str(profile.name()))
            .with("url", new Json.Str(profile.target().display()))
            .with("keyPrefix", new Json.Str(profile.keyPrefix()))
            .with("deployment", new Json.Str(lower(marks.deployment())))
            .with("colour", new Json.Str(lower(marks.colour())))
            .with("readOnly", new Json.Bool(marks.readOnly()));
    return WayInJson.write(profile.way(), written);
  }

  private static String upper(String text) {
    return text.toUpperCase(Locale.ROOT);
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
