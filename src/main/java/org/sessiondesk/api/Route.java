package org.sessiondesk.api;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.Json;

/**
 * A call of the API: what it answers to, who answers, and how it is described.
 *
 * @param method the HTTP method
 * @param template its path; {@code {name}} stands for one segment
 * @param open whether it is answered without a token: it tells nothing about any session
 * @param handler who answers
 * @param summary what it does, in a sentence without a full stop
 * @param parameters the parameters of its query, and headers that it heeds
 * @param requestSchema the name of the schema of its body, or null where it takes none
 * @param answers what it answers: descriptions by status code
 * @param answerSchema the name of the schema of its good answer, or null where that is no JSON
 */
record Route(
    String method,
    String template,
    boolean open,
    Handler handler,
    String summary,
    List<Parameter> parameters,
    @Nullable String requestSchema,
    Map<Integer, String> answers,
    @Nullable String answerSchema) {

  /** Answers calls; may block. */
  @FunctionalInterface
  interface Handler {
    Reply handle(Call call);
  }

  /**
   * A parameter.
   *
   * @param in {@code query} or {@code header}
   * @param schema what it may be, as JSON Schema
   */
  record Parameter(String in, String name, String description, Json schema) {

    static Parameter query(String name, String description, String type) {
      return new Parameter("query", name, description, type(type));
    }

    static Parameter header(String name, String description) {
      return new Parameter("header", name, description, type("string"));
    }

    private static Json type(String type) {
      return new Json.Obj(Map.of("type", new Json.Str(type)));
    }
  }

  /** The start of a route: {@code method} and {@code template}. */
  static Builder of(String method, String template, String summary) {
    return new Builder(method, template, summary);
  }

  /** Collects what belongs to a route. */
  static final class Builder {
    private final String method;
    private final String template;
    private final String summary;
    private boolean open;
    private List<Parameter> parameters = List.of();
    private @Nullable String requestSchema;
    private final Map<Integer, String> answers = new HashMap<>();
    private @Nullable String answerSchema;

    private Builder(String method, String template, String summary) {
      this.method = method;
      this.template = template;
      this.summary = summary;
    }

    Builder open() {
      open = true;
      return this;
    }

    Builder takes(String schema) {
      requestSchema = schema;
      return this;
    }

    Builder parameters(Parameter... all) {
      parameters = List.of(all);
      return this;
    }

    Builder answers(int status, String description) {
      answers.put(status, description);
      return this;
    }

    Builder answers(int status, String description, String schema) {
      answerSchema = schema;
      return answers(status, description);
    }

    Route by(Handler handler) {
      return new Route(
          method,
          template,
          open,
          handler,
          summary,
          parameters,
          requestSchema,
          Map.copyOf(answers),
          answerSchema);
    }
  }
}
