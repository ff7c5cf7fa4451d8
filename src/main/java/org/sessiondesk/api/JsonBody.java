package org.sessiondesk.api;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.sessiondesk.json.JsonTokens;
import org.sessiondesk.session.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads the JSON of a request's body. Safe for use by several threads. */
final class JsonBody {
  private static final Json.Arr BODY = Faults.at("body");

  private final JsonFactory strict = JsonTokens.strictFactory();
  private final JsonFactory tolerant = JsonTokens.storedFactory();

  /**
   * The object that a request carries; what is no object ends the request with a 422.
   *
   * @param contentType the request's content type; a body without one is taken as JSON
   */
  Json.Obj object(byte[] body, Optional<String> contentType) {
    var faults = new Faults();
    if (body.length == 0) {
      faults.missing(BODY, new Json.Null());
      faults.throwIfAny();
    }
    var value =
        contentType.isEmpty() || isJson(contentType.get())
            ? parse(body)
            // A body of another type reaches the model as it is, and is no object.
            : new Json.Str(new String(body, StandardCharsets.UTF_8));
    if (value instanceof Json.Obj object) {
      return object;
    }
    if (value instanceof Json.Null) {
      faults.missing(BODY, value);
    } else {
      faults.add(
          "model_attributes_type",
          BODY,
          "Input should be a valid dictionary or object to extract fields from",
          value);
    }
    faults.throwIfAny();
    throw new IllegalStateException("there is a fault");
  }

  private static boolean isJson(String contentType) {
    int end = contentType.indexOf(';');
    var type =
        (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    return type.equals("application/json")
        || (type.startsWith("application/") && type.endsWith("+json"));
  }

  private Json parse(byte[] body) {
    var text = decode(body);
    try {
      return read(strict, text);
    } catch (JacksonException refused) {
      var fault = JsonSyntax.check(text);
      if (fault.isPresent()) {
        throw invalid(fault.get().position(), fault.get().message());
      }
      return readAsPython(text);
    }
  }

  /** Python's reader, and so the TTS services, take {@code NaN} and {@code Infinity}. */
  private Json readAsPython(String text) {
    try {
      return read(tolerant, text);
    } catch (JacksonException _) {
      // What only Python takes besides: half of a surrogate pair in a name.
      throw invalid(0, "Invalid property name");
    }
  }

  private static Json read(JsonFactory factory, String text) {
    try (var parser = factory.createParser(ObjectReadContext.empty(), text)) {
      if (parser.nextToken() == null) {
        throw invalid(text.length(), "Expecting value");
      }
      var value = JsonTokens.read(parser);
      if (parser.nextToken() != null) {
        throw invalid(
            JsonSyntax.check(text).map(JsonSyntax.Fault::position).orElse(0), "Extra data");
      }
      return value;
    }
  }

  private static String decode(byte[] body) {
    var bytes = ByteBuffer.wrap(body);
    if (body.length >= 3
        && body[0] == (byte) 0xEF
        && body[1] == (byte) 0xBB
        && body[2] == (byte) 0xBF) {
      bytes.position(3);
    }
    var start = bytes.position();
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException _) {
      // The decoder stops at the first byte that it cannot take.
      var before = new String(body, start, bytes.position() - start, StandardCharsets.UTF_8);
      throw invalid(before.codePointCount(0, before.length()), "Invalid UTF-8");
    }
  }

  private static ApiException invalid(int position, String error) {
    Map<String, Json> entry = new LinkedHashMap<>();
    entry.put("type", new Json.Str("json_invalid"));
    entry.put(
        "loc",
        new Json.Arr(List.of(new Json.Str("body"), new Json.Num(Integer.toString(position)))));
    entry.put("msg", new Json.Str("JSON decode error"));
    entry.put("input", Json.EMPTY);
    entry.put("ctx", new Json.Obj(Map.of("error", new Json.Str(error))));
    var detail = new Json.Arr(List.of(new Json.Obj(entry)));
    return new ApiException(Reply.json(422, new Json.Obj(Map.of("detail", detail))));
  }
}
