package org.sessiondesk.api;

import static org.sessiondesk.api.OpenApi.obj;
import static org.sessiondesk.api.OpenApi.str;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.SessionRules;

/** The JSON Schemas of what the API takes and gives. */
final class Schemas {

  private Schemas() {}

  static Json.Obj all() {
    Map<String, Json> all = new LinkedHashMap<>();
    all.put("NewSession", required(newSession(), "text", "voice"));
    all.put("SessionPatch", object(patched()));
    all.put("Demotion", object(Map.of("ttl_hours", ttl())));
    all.put(
        "Session",
        required(
            session(),
            "session_id",
            "text",
            "voice",
            "persistent",
            "created_at",
            "expires_at",
            "sentences",
            "metadata"));
    all.put("Sentence", object(ordered("sentence", type("string"), "words", list(type("string")))));
    all.put("Segmented", segmented());
    all.put("Deleted", object(ordered("message", type("string"), "session_id", type("string"))));
    all.put("Stats", stats());
    all.put("SessionRow", object(row()));
    all.put("SessionList", page());
    all.put("Voices", list(voice()));
    all.put("Service", service());
    all.put("Health", health());
    all.put("Error", object(ordered("detail", type("string"))));
    all.put("Faults", object(ordered("detail", list(fault()))));
    return new Json.Obj(all);
  }

  private static Map<String, Json> newSession() {
    return ordered(
        "text", text(),
        "voice", text(),
        "name", orNull("string"),
        "ttl_hours", ttl(),
        "persistent", type("boolean").with("default", new Json.Bool(false)),
        "metadata", orNull("object"));
  }

  private static Map<String, Json> patched() {
    return ordered(
        "text", text(), "voice", text(), "name", orNull("string"), "metadata", orNull("object"));
  }

  private static Map<String, Json> session() {
    return ordered(
        "session_id", type("string"),
        "text", type("string"),
        "voice", type("string"),
        "persistent", type("boolean"),
        "created_at", time(),
        "expires_at", timeOrNull(),
        "sentences",
            new Json.Obj(
                Map.of("anyOf", new Json.Arr(List.of(list(ref("Sentence")), type("null"))))),
        "metadata", type("object"),
        "name", type("string"));
  }

  private static Json segmented() {
    return object(
        ordered(
            "session_id", type("string"),
            "sentences", list(ref("Sentence")),
            "sentence_count", type("integer")));
  }

  private static Json stats() {
    var temporary =
        object(
            ordered(
                "total", type("integer"), "active", type("integer"), "expired", type("integer")));
    return object(
        ordered(
            "temporary_sessions", temporary,
            "persistent_sessions", type("integer"),
            "total_sessions", type("integer"),
            "default_ttl_hours", type("number"),
            "persistent_store_enabled", type("boolean")));
  }

  private static Map<String, Json> row() {
    return ordered(
        "session_id", type("string"),
        "text", type("string"),
        "voice", type("string"),
        "persistent", type("boolean"),
        "created_at", timeOrNull(),
        "expires_at", timeOrNull(),
        "state", type("string"),
        "segmented", type("boolean"),
        "fallback", type("boolean"),
        "name", type("string"));
  }

  private static Json page() {
    return object(
        ordered(
            "sessions", list(ref("SessionRow")),
            "total", type("integer"),
            "next_cursor", orNull("string"),
            "complete", type("boolean")));
  }

  private static Json voice() {
    return object(
        ordered(
            "Name", type("string"),
            "ShortName", type("string"),
            "Gender", type("string"),
            "Locale", type("string")));
  }

  private static Json service() {
    return object(
        ordered("service", type("string"), "status", type("string"), "version", type("string")));
  }

  private static Json health() {
    var store =
        object(
            ordered(
                "state", type("string"),
                "loaded", type("integer"),
                "complete", type("boolean"),
                "tracking", type("string")));
    return object(
        ordered("status", type("string"), "reasons", list(type("string")), "store", store));
  }

  private static Json fault() {
    return object(
        ordered(
            "type", type("string"),
            "loc", list(new Json.Obj(Map.of("type", types("string", "integer")))),
            "msg", type("string"),
            "input", Json.EMPTY,
            "ctx", type("object")));
  }

  private static Json.Obj type(String type) {
    return obj("type", type);
  }

  private static Json orNull(String type) {
    return obj("type", types(type, "null"));
  }

  private static Json types(String... types) {
    return new Json.Arr(Arrays.stream(types).<Json>map(Json.Str::new).toList());
  }

  private static Json text() {
    return type("string").with("minLength", new Json.Num("1"));
  }

  private static Json time() {
    return type("string").with("format", str("date-time"));
  }

  private static Json timeOrNull() {
    return obj("type", types("string", "null")).with("format", str("date-time"));
  }

  private static Json ttl() {
    return obj("type", types("number", "null"))
        .with("exclusiveMinimum", new Json.Num("0"))
        .with("maximum", new Json.Num(Long.toString(SessionRules.LONGEST_TTL.toHours())));
  }

  private static Json list(Json items) {
    return type("array").with("items", items);
  }

  private static Json ref(String schema) {
    return obj("$ref", "#/components/schemas/" + schema);
  }

  private static Json.Obj object(Map<String, Json> properties) {
    return type("object").with("properties", new Json.Obj(properties));
  }

  private static Json required(Map<String, Json> properties, String... required) {
    return object(properties).with("required", types(required));
  }

  /** Names and their schemas by turns, in this order. */
  private static Map<String, Json> ordered(Object... namesAndSchemas) {
    Map<String, Json> ordered = new LinkedHashMap<>();
    for (int i = 0; i < namesAndSchemas.length; i += 2) {
      ordered.put((String) namesAndSchemas[i], (Json) namesAndSchemas[i + 1]);
    }
    return ordered;
  }
}
