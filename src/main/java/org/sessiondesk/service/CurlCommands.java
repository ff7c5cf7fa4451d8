package org.sessiondesk.service;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.JsonFormat;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.SessionId;

/**
 * Writes calls of the HTTP API as {@code curl} commands for a POSIX shell. A token is never part of
 * one: where it is needed the command takes it from the variable {@code API_TOKEN}.
 */
public final class CurlCommands {
  private static final String UNRESERVED = "-._~";

  private final String baseUrl;
  private final boolean withToken;

  /**
   * Commands that call the API at {@code baseUrl}.
   *
   * @param baseUrl such as {@code http://127.0.0.1:8000}
   * @param withToken whether the API asks for a token
   */
  public CurlCommands(String baseUrl, boolean withToken) {
    this.baseUrl = baseUrl;
    this.withToken = withToken;
  }

  /** Gets the session. */
  public String get(SessionId id) {
    return call("GET", sessionPath(id), null);
  }

  /** Segments the session. */
  public String segment(SessionId id) {
    return call("POST", sessionPath(id) + "/segment", null);
  }

  /** Deletes the session. */
  public String delete(SessionId id) {
    return call("DELETE", sessionPath(id), null);
  }

  /** Creates another session with the text, voice, name, kind and metadata of {@code session}. */
  public String create(Session session, JsonFormat format) {
    Map<String, Json> fields = new LinkedHashMap<>();
    fields.put("text", new Json.Str(session.text()));
    fields.put("voice", new Json.Str(session.voice()));
    if (session.name() != null) {
      fields.put("name", new Json.Str(session.name()));
    }
    if (session.persistent()) {
      fields.put("persistent", new Json.Bool(true));
    }
    if (session.metadata() instanceof Json.Obj object && !object.members().isEmpty()) {
      fields.put("metadata", object);
    }
    return call("POST", "/api/v1/sessions", format.printPretty(new Json.Obj(fields)));
  }

  /**
   * Any call.
   *
   * @param path the path and query, encoded
   * @param jsonBody the body, or null for none
   */
  public String call(String method, String path, @Nullable String jsonBody) {
    var command = new StringBuilder("curl");
    if (!method.equals("GET")) {
      command.append(" -X ").append(method);
    }
    command.append(' ').append(quote(baseUrl + path));
    if (withToken) {
      command.append(" \\\n  -H \"Authorization: Bearer $API_TOKEN\"");
    }
    if (jsonBody != null) {
      command.append(" \\\n  -H 'Content-Type: application/json'");
      // --data-raw, as -d would read a file where the body began with @.
      command.append(" \\\n  --data-raw ").append(quote(jsonBody));
    }
    return command.toString();
  }

  /** {@code text} as one word of a POSIX shell. */
  static String quote(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  private static String sessionPath(SessionId id) {
    return "/api/v1/sessions/" + encode(id.value());
  }

  /** Percent-encodes a path's segment; the unpaired surrogates of an id become their bytes. */
  private static String encode(String segment) {
    var encoded = new StringBuilder();
    for (int i = 0; i < segment.length(); ) {
      int c = segment.codePointAt(i);
      i += Character.charCount(c);
      if (c < 0x80 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0)) {
        encoded.append((char) c);
      } else if (c >= 0xDC80 && c <= 0xDCFF) {
        appendByte(encoded, (byte) c);
      } else {
        for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
          appendByte(encoded, b);
        }
      }
    }
    // A segment of dots alone would be taken for a step in the path.
    var text = encoded.toString();
    return text.equals(".") || text.equals("..") ? text.replace(".", "%2E") : text;
  }

  private static void appendByte(StringBuilder encoded, byte b) {
    encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
  }
}
