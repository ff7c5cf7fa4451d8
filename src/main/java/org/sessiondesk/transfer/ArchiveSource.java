package org.sessiondesk.transfer;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.session.Json;

/**
 * Where exported sessions come from. Holds no secret.
 *
 * @param program what wrote it, such as {@code Session Desk 0.1.0}
 * @param profile what the connection profile is called
 * @param target which Redis that reaches, without its password; empty where there is none
 * @param keyPrefix what keys begin with there
 */
public record ArchiveSource(String program, String profile, String target, String keyPrefix) {

  /** The store of {@code profile}, or memory alone where that is null. */
  public static ArchiveSource of(String program, @Nullable ConnectionProfile profile) {
    return profile == null
        ? new ArchiveSource(program, "", "", "")
        : new ArchiveSource(
            program,
            profile.name().isEmpty() ? profile.id() : profile.name(),
            profile.target().display(),
            profile.keyPrefix());
  }

  Json.Obj toJson() {
    Map<String, Json> fields = new LinkedHashMap<>();
    fields.put("program", new Json.Str(program));
    fields.put("profile", new Json.Str(profile));
    fields.put("target", new Json.Str(target));
    fields.put("key_prefix", new Json.Str(keyPrefix));
    return new Json.Obj(fields);
  }

  /** What {@code json} says; empty where it does not. */
  static ArchiveSource read(@Nullable Json json) {
    return new ArchiveSource(
        string(json, "program"),
        string(json, "profile"),
        string(json, "target"),
        string(json, "key_prefix"));
  }

  private static String string(@Nullable Json json, String name) {
    return json instanceof Json.Obj object && object.members().get(name) instanceof Json.Str string
        ? string.value()
        : "";
  }
}
