package org.sessiondesk.api;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sessiondesk.session.Json;

/** What is answered. */
sealed interface Reply {

  /** The status code. */
  int status();

  /** The headers, besides those that every answer has. */
  Map<String, String> headers();

  /** An answer that is complete. */
  @SuppressWarnings("ArrayRecordComponent") // answers are never compared
  record Full(int status, Map<String, String> headers, byte[] body) implements Reply {}

  /** An answer that goes on as long as {@code body} writes. */
  record Streamed(Map<String, String> headers, Body body) implements Reply {
    @Override
    public int status() {
      return 200;
    }
  }

  /** Writes the body of an answer that goes on. */
  @FunctionalInterface
  interface Body {
    void writeTo(OutputStream out) throws IOException;
  }

  /** An answer of that type. */
  static Full of(int status, String contentType, byte[] body) {
    return new Full(status, Map.of("Content-Type", contentType), body);
  }

  /** An answer of that type, as UTF-8. */
  static Full text(String contentType, String body) {
    return of(200, contentType, body.getBytes(StandardCharsets.UTF_8));
  }

  /** A JSON answer. */
  static Full json(int status, JsonWriter body) {
    return of(status, "application/json", body.bytes());
  }

  /** A JSON answer. */
  static Full json(int status, Json body) {
    return of(status, "application/json", JsonWriter.bytes(body));
  }

  /** An error with one sentence. */
  static Full detail(int status, String detail) {
    return json(status, new JsonWriter().raw("{\"detail\":").string(detail).raw("}"));
  }

  /** {@code reply} with a further header. */
  static Full with(Full reply, String name, String value) {
    var headers = new LinkedHashMap<>(reply.headers());
    headers.put(name, value);
    return new Full(reply.status(), headers, reply.body());
  }
}
