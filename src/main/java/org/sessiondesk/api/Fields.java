package org.sessiondesk.api;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.Fault;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.NewSession;
import org.sessiondesk.session.SessionRules;

/** Reads the fields of a body as Pydantic reads a model, and collects what is wrong with them. */
final class Fields {
  private static final Set<String> TRUE = Set.of("1", "on", "t", "true", "y", "yes");
  private static final Set<String> FALSE = Set.of("0", "off", "f", "false", "n", "no");

  private final Json.Obj body;
  private final Faults faults;

  Fields(Json.Obj body, Faults faults) {
    this.body = body;
    this.faults = faults;
  }

  boolean has(String field) {
    return body.members().containsKey(field);
  }

  private @Nullable Json get(String field) {
    return body.members().get(field);
  }

  /** A text of at least one character that must be there; empty where it is at fault. */
  String required(String field) {
    var value = get(field);
    if (value == null) {
      faults.missing(Faults.at("body", field), body);
      return "";
    }
    var text = string(field, value);
    if (text != null && text.isEmpty()) {
      faults.add(
          "string_too_short",
          Faults.at("body", field),
          "String should have at least 1 character",
          value,
          new Json.Obj(Map.of("min_length", new Json.Num("1"))));
    }
    return text == null ? "" : text;
  }

  /** A text that may be missing or null. */
  @Nullable String optional(String field) {
    var value = get(field);
    return value == null || value instanceof Json.Null ? null : string(field, value);
  }

  private @Nullable String string(String field, Json value) {
    if (!(value instanceof Json.Str(var text))) {
      faults.add("string_type", Faults.at("body", field), "Input should be a valid string", value);
      return null;
    }
    if (SessionRules.hasLoneSurrogate(text)) {
      loneSurrogate(field, value);
      return null;
    }
    return text;
  }

  private void loneSurrogate(String field, Json value) {
    faults.add(
        "string_unicode",
        Faults.at("body", field),
        "Input should be a valid string, unable to parse raw data as a unicode string",
        value);
  }

  /** A truth value, as Pydantic's lax mode knows them; {@code otherwise} where it is missing. */
  boolean truth(String field, boolean otherwise) {
    var value = get(field);
    if (value == null) {
      return otherwise;
    }
    var text =
        switch (value) {
          case Json.Bool bool -> bool.value() ? "1" : "0";
          case Json.Str str -> str.value().toLowerCase(Locale.ROOT);
          case Json.Num num -> whole(num);
          case Json.Null _, Json.Arr _, Json.Obj _ -> null;
        };
    if (text == null) {
      faults.add("bool_type", Faults.at("body", field), "Input should be a valid boolean", value);
    } else if (!TRUE.contains(text) && !FALSE.contains(text)) {
      faults.add(
          "bool_parsing",
          Faults.at("body", field),
          "Input should be a valid boolean, unable to interpret input",
          value);
    }
    return text != null && TRUE.contains(text);
  }

  /** {@code 1.0} is one, {@code 0.5} is no whole number: then null. */
  private static @Nullable String whole(Json.Num num) {
    var literal = num.literal();
    if (!JsonWriter.isFinite(num)) {
      return null;
    }
    if (literal.length() > 40) {
      return literal;
    }
    try {
      var value = new BigDecimal(literal).stripTrailingZeros();
      return value.scale() > 0 ? null : value.signum() == 0 ? "0" : value.toString();
    } catch (NumberFormatException _) {
      return literal;
    }
  }

  /** An object; empty where it is missing or null. Numbers that JSON does not know become null. */
  Json.Obj metadata() {
    var value = get("metadata");
    if (value == null || value instanceof Json.Null) {
      return Json.EMPTY;
    }
    if (!(value instanceof Json.Obj object)) {
      faults.add(
          "dict_type", Faults.at("body", "metadata"), "Input should be a valid dictionary", value);
      return Json.EMPTY;
    }
    var known = (Json.Obj) withoutUnknownNumbers(object);
    var asked = new NewSession("a", "zh-CN-XiaoxiaoNeural", null, true, null, known);
    for (var fault : SessionRules.check(asked)) {
      if (fault.kind() == Fault.Kind.TOO_DEEP) {
        faults.add(
            "too_deep",
            Faults.at("body", "metadata"),
            "Input should nest at most " + SessionRules.DEEPEST_METADATA + " deep",
            value);
      } else {
        loneSurrogate("metadata", value);
      }
    }
    return known;
  }

  private static Json withoutUnknownNumbers(Json value) {
    return switch (value) {
      case Json.Num num -> JsonWriter.isFinite(num) ? num : new Json.Null();
      case Json.Arr arr -> {
        // A loop, as streams need more stack for every level.
        var items = new ArrayList<Json>();
        for (var item : arr.items()) {
          items.add(withoutUnknownNumbers(item));
        }
        yield new Json.Arr(items);
      }
      case Json.Obj obj -> {
        var members = new LinkedHashMap<String, Json>();
        for (var member : obj.members().entrySet()) {
          members.put(member.getKey(), withoutUnknownNumbers(member.getValue()));
        }
        yield new Json.Obj(members);
      }
      case Json.Str _, Json.Bool _, Json.Null _ -> value;
    };
  }

  /** The time to live; see {@link TtlHours}. */
  @Nullable Duration ttl(boolean ranged) {
    return TtlHours.read(get("ttl_hours"), Faults.at("body", "ttl_hours"), ranged, faults);
  }
}
