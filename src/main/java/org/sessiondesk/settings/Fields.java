package org.sessiondesk.settings;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Supplier;
import org.sessiondesk.session.Json;

/**
 * The fields of a JSON object that was read. One that is missing or {@code null} is empty; one that
 * makes no sense is empty too, and its path is noted.
 */
record Fields(Json.Obj object, String path, List<String> ignored) {

  /** The fields of the object below {@code key}. */
  Fields below(String key) {
    var inner = typed(key, Json.Obj.class).orElse(Json.EMPTY);
    return new Fields(inner, pathOf(key) + ".", ignored);
  }

  Optional<String> text(String key) {
    return typed(key, Json.Str.class).map(Json.Str::value);
  }

  Optional<Boolean> yesOrNo(String key) {
    return typed(key, Json.Bool.class).map(Json.Bool::value);
  }

  OptionalDouble number(String key) {
    var found = typed(key, Json.Num.class);
    if (found.isEmpty()) {
      return OptionalDouble.empty();
    }
    double number = Double.parseDouble(found.get().literal());
    if (!Double.isFinite(number)) {
      ignore(key);
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(number);
  }

  /** The text below {@code key}, made into something; {@code made} throws where it can't. */
  <T> Optional<T> text(String key, Function<String, T> made) {
    return text(key).flatMap(text -> attempt(key, () -> made.apply(text)));
  }

  /** Tries to make something of what is below {@code key}; notes it where that throws. */
  <T> Optional<T> attempt(String key, Supplier<T> made) {
    try {
      return Optional.of(made.get());
    } catch (RuntimeException _) {
      // Made of a file's values, by constructors and parsers that throw for values without sense.
      ignore(key);
      return Optional.empty();
    }
  }

  /** The items of the array below {@code key} that are of {@code type}. */
  <T extends Json> List<T> items(String key, Class<T> type) {
    var array = typed(key, Json.Arr.class).orElse(new Json.Arr(List.of()));
    var fitting = array.items().stream().filter(type::isInstance).map(type::cast).toList();
    if (fitting.size() != array.items().size()) {
      ignore(key);
    }
    return fitting;
  }

  <T extends Json> Optional<T> typed(String key, Class<T> type) {
    var value = object.members().get(key);
    if (value == null || value instanceof Json.Null) {
      return Optional.empty();
    }
    if (!type.isInstance(value)) {
      ignore(key);
      return Optional.empty();
    }
    return Optional.of(type.cast(value));
  }

  void ignore(String key) {
    ignored.add(pathOf(key));
  }

  private String pathOf(String key) {
    return path + key;
  }
}
