package org.sessiondesk.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import org.sessiondesk.session.Json;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonFactoryBuilder;
import tools.jackson.core.json.JsonReadFeature;

/** Carries {@link Json} over from Jackson's tokens and to them. */
public final class JsonTokens {

  /** How deep a text may nest. */
  public static final int DEEPEST = 1_000;

  private JsonTokens() {}

  /** A factory that accepts RFC 8259 only, of any length, nested up to {@link #DEEPEST} deep. */
  public static JsonFactory strictFactory() {
    return builder().build();
  }

  /** The same, but accepting {@code NaN} and {@code Infinity} as Python writes them. */
  public static JsonFactory storedFactory() {
    return builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();
  }

  private static JsonFactoryBuilder builder() {
    // Depth is what a reader dies of; lengths are bounded by what could be read into memory at all.
    var constraints =
        StreamReadConstraints.builder()
            .maxNestingDepth(DEEPEST)
            .maxNumberLength(Integer.MAX_VALUE)
            .maxStringLength(Integer.MAX_VALUE)
            .maxNameLength(Integer.MAX_VALUE)
            .build();
    return JsonFactory.builder()
        .streamReadConstraints(constraints)
        .disable(TokenStreamFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW);
  }

  /**
   * Reads the value whose first token {@code parser} stands on, and leaves it on the last one.
   *
   * @throws tools.jackson.core.JacksonException where the text is not JSON
   */
  public static Json read(JsonParser parser) {
    var token = parser.currentToken();
    if (token == null) {
      throw new IllegalStateException("the parser stands on no token");
    }
    return switch (token) {
      case START_OBJECT -> readObject(parser);
      case START_ARRAY -> readArray(parser);
      case VALUE_STRING -> new Json.Str(parser.getString());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Json.Num(parser.getString());
      case VALUE_TRUE -> new Json.Bool(true);
      case VALUE_FALSE -> new Json.Bool(false);
      case VALUE_NULL -> new Json.Null();
      default -> throw new IllegalStateException("no value begins with " + token);
    };
  }

  private static Json readObject(JsonParser parser) {
    var name = parser.nextName();
    if (name == null) {
      return Json.EMPTY;
    }
    var members = new LinkedHashMap<String, Json>();
    while (name != null) {
      parser.nextToken();
      members.put(name, read(parser));
      name = parser.nextName();
    }
    return new Json.Obj(members);
  }

  private static Json readArray(JsonParser parser) {
    var items = new ArrayList<Json>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(read(parser));
    }
    return new Json.Arr(items);
  }

  /**
   * Writes {@code value}. Numbers are written with their own digits; {@code NaN} and the
   * infinities, for which JSON has no number, become {@code null}.
   */
  public static void write(JsonGenerator generator, Json value) {
    switch (value) {
      case Json.Obj obj -> {
        generator.writeStartObject();
        obj.members()
            .forEach(
                (name, member) -> {
                  generator.writeName(name);
                  write(generator, member);
                });
        generator.writeEndObject();
      }
      case Json.Arr arr -> {
        generator.writeStartArray();
        arr.items().forEach(item -> write(generator, item));
        generator.writeEndArray();
      }
      case Json.Str str -> generator.writeString(str.value());
      case Json.Num num -> {
        if (Character.isDigit(num.literal().charAt(num.literal().length() - 1))) {
          generator.writeNumber(num.literal());
        } else {
          generator.writeNull();
        }
      }
      case Json.Bool bool -> generator.writeBoolean(bool.value());
      case Json.Null _ -> generator.writeNull();
    }
  }
}
