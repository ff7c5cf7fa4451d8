package org.sessiondesk.service;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.Sentence;
import org.sessiondesk.session.Session;

/** Sessions as the HTTP API shows them, as a JSON value. */
public final class ApiJson {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private ApiJson() {}

  /**
   * The whole session as {@code GET /api/v1/sessions/{session_id}} answers it; {@code name} only
   * where it has one.
   */
  public static Json.Obj of(Session session) {
    Map<String, Json> fields = new LinkedHashMap<>();
    fields.put("session_id", new Json.Str(session.id().value()));
    fields.put("text", new Json.Str(session.text()));
    fields.put("voice", new Json.Str(session.voice()));
    fields.put("persistent", new Json.Bool(session.persistent()));
    fields.put("created_at", time(session.createdAt()));
    fields.put("expires_at", time(session.expiresAt()));
    fields.put("sentences", sentences(session.sentences()));
    fields.put("metadata", finite(session.metadata()));
    if (session.name() != null) {
      fields.put("name", new Json.Str(session.name()));
    }
    return new Json.Obj(fields);
  }

  private static Json time(@Nullable Instant time) {
    return time == null ? new Json.Null() : new Json.Str(TIME.format(time));
  }

  private static Json sentences(@Nullable List<Sentence> sentences) {
    return sentences == null
        ? new Json.Null()
        : new Json.Arr(sentences.stream().map(ApiJson::sentence).toList());
  }

  private static Json sentence(Sentence sentence) {
    Map<String, Json> fields = new LinkedHashMap<>();
    fields.put("sentence", new Json.Str(sentence.sentence()));
    fields.put("words", new Json.Arr(sentence.words().stream().<Json>map(Json.Str::new).toList()));
    return new Json.Obj(fields);
  }

  /** {@code NaN} and the infinities, for which JSON has no number, become {@code null}. */
  private static Json finite(Json value) {
    return switch (value) {
      case Json.Num num ->
          Character.isDigit(num.literal().charAt(num.literal().length() - 1))
              ? num
              : new Json.Null();
      case Json.Arr arr -> new Json.Arr(arr.items().stream().map(ApiJson::finite).toList());
      case Json.Obj obj -> {
        Map<String, Json> members = new LinkedHashMap<>();
        obj.members().forEach((key, member) -> members.put(key, finite(member)));
        yield new Json.Obj(members);
      }
      case Json.Str _, Json.Bool _, Json.Null _ -> value;
    };
  }
}
