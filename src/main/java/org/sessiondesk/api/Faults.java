package org.sessiondesk.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sessiondesk.session.Json;

/** Collects what is wrong with a request, in FastAPI's shape: one entry per fault. */
final class Faults {
  private final List<Json> entries = new ArrayList<>();

  /** Where a fault is: {@code body}, then a field. */
  static Json.Arr at(String... path) {
    return new Json.Arr(List.<Json>copyOf(List.of(path).stream().map(Json.Str::new).toList()));
  }

  void add(String type, Json.Arr loc, String message, Json input) {
    add(type, loc, message, input, Json.EMPTY);
  }

  void add(String type, Json.Arr loc, String message, Json input, Json.Obj context) {
    Map<String, Json> entry = new LinkedHashMap<>();
    entry.put("type", new Json.Str(type));
    entry.put("loc", loc);
    entry.put("msg", new Json.Str(message));
    entry.put("input", input);
    if (!context.members().isEmpty()) {
      entry.put("ctx", context);
    }
    entries.add(new Json.Obj(entry));
  }

  void missing(Json.Arr loc, Json input) {
    add("missing", loc, "Field required", input);
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  /** The answer that tells all of them. */
  Reply.Full reply() {
    return Reply.json(422, new Json.Obj(Map.of("detail", new Json.Arr(entries))));
  }

  /** Ends the request where there is any fault. */
  void throwIfAny() {
    if (!entries.isEmpty()) {
      throw new ApiException(reply());
    }
  }
}
