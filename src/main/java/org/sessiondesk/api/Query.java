package org.sessiondesk.api;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.sessiondesk.session.Json;

/** The parameters of a request's query; of one that is given twice the last value counts. */
final class Query {
  private final Map<String, String> values = new LinkedHashMap<>();
  private final Faults faults = new Faults();

  /** The parameters in {@code raw}, what follows the question mark. */
  Query(String raw) {
    for (var pair : raw.split("&", -1)) {
      int equals = pair.indexOf('=');
      var name = equals < 0 ? pair : pair.substring(0, equals);
      var value = equals < 0 ? "" : pair.substring(equals + 1);
      values.put(form(name), form(value));
    }
  }

  private static String form(String encoded) {
    return Percent.decode(encoded.replace('+', ' '));
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** A truth value; a faulty one is noted. */
  Optional<Boolean> truth(String name) {
    var value = values.get(name);
    if (value == null) {
      return Optional.empty();
    }
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "1", "on", "t", "true", "y", "yes" -> Optional.of(true);
      case "0", "off", "f", "false", "n", "no" -> Optional.of(false);
      default -> {
        add(name, "bool_parsing", "Input should be a valid boolean, unable to interpret input");
        yield Optional.empty();
      }
    };
  }

  /** A whole number within bounds; a faulty one is noted. */
  int number(String name, int least, int most, int otherwise) {
    var value = values.get(name);
    if (value == null) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(value.strip());
      if (number >= least && number <= most) {
        return number;
      }
      add(name, "int_range", "Input should be " + least + " to " + most);
    } catch (NumberFormatException _) {
      add(
          name,
          "int_parsing",
          "Input should be a valid integer, unable to parse string as an integer");
    }
    return otherwise;
  }

  /** A time (ISO 8601; without a zone it is UTC); a faulty one is noted. */
  Optional<Instant> time(String name) {
    var value = values.get(name);
    if (value == null) {
      return Optional.empty();
    }
    // A plus that was not encoded has come as a space.
    var text = value.strip().replace(' ', '+');
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeParseException _) {
      try {
        return Optional.of(LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
      } catch (DateTimeParseException _) {
        add(name, "datetime_from_date_parsing", "Input should be a valid datetime");
        return Optional.empty();
      }
    }
  }

  /** One of the constants of an enum, in lower case; a faulty one is noted. */
  <E extends Enum<E>> Optional<E> choice(String name, Class<E> type) {
    var value = values.get(name);
    if (value == null) {
      return Optional.empty();
    }
    var found =
        Arrays.stream(type.getEnumConstants())
            .filter(constant -> constant.name().equalsIgnoreCase(value))
            .findFirst();
    if (found.isEmpty()) {
      var names =
          Arrays.stream(type.getEnumConstants())
              .map(constant -> "'" + constant.name().toLowerCase(Locale.ROOT) + "'")
              .toList();
      add(name, "enum", "Input should be one of " + String.join(", ", names));
    }
    return found;
  }

  void add(String name, String type, String message) {
    faults.add(
        type, Faults.at("query", name), message, new Json.Str(values.getOrDefault(name, "")));
  }

  /** Ends the request with a 422 where any parameter that was asked for is at fault. */
  void throwIfFaulty() {
    faults.throwIfAny();
  }
}
