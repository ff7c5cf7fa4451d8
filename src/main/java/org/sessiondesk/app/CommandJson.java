package org.sessiondesk.app;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sessiondesk.session.Json;

/** Builds the JSON objects that commands print. */
final class CommandJson {
  private final Map<String, Json> members = new LinkedHashMap<>();

  CommandJson with(String name, String text) {
    return with(name, new Json.Str(text));
  }

  CommandJson with(String name, long number) {
    return with(name, new Json.Num(Long.toString(number)));
  }

  CommandJson with(String name, boolean value) {
    return with(name, new Json.Bool(value));
  }

  CommandJson with(String name, List<? extends Json> items) {
    return with(name, new Json.Arr(List.copyOf(items)));
  }

  CommandJson with(String name, Json value) {
    members.put(name, value);
    return this;
  }

  Json.Obj object() {
    return new Json.Obj(members);
  }
}
