package org.sessiondesk.api;

import java.util.LinkedHashMap;
import java.util.Map;
import org.sessiondesk.session.Json;

/**
 * A voice as {@code GET /api/v1/voices} tells of it.
 *
 * @param shortName such as {@code zh-CN-XiaoxiaoNeural}
 * @param gender {@code Female} or {@code Male}
 * @param locale such as {@code zh-CN}
 */
public record VoiceInfo(String shortName, String gender, String locale) {

  /** Named as edge-tts names the fields. */
  Json.Obj toJson() {
    int dash = shortName.lastIndexOf('-');
    var fullName =
        "Microsoft Server Speech Text to Speech Voice (%s, %s)"
            .formatted(shortName.substring(0, Math.max(0, dash)), shortName.substring(dash + 1));
    Map<String, Json> fields = new LinkedHashMap<>();
    fields.put("Name", new Json.Str(fullName));
    fields.put("ShortName", new Json.Str(shortName));
    fields.put("Gender", new Json.Str(gender));
    fields.put("Locale", new Json.Str(locale));
    return new Json.Obj(fields);
  }
}
