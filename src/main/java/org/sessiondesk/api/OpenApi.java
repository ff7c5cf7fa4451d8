package org.sessiondesk.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.sessiondesk.session.Json;

/** Describes the API (OpenAPI 3.1) from the very routes that answer. */
final class OpenApi {
  private static final Pattern VARIABLE = Pattern.compile("\\{([a-z_]+)}");

  private OpenApi() {}

  static Json describe(List<Route> routes, String version, boolean withToken) {
    Map<String, Json> paths = new LinkedHashMap<>();
    for (var route : routes) {
      var before = paths.getOrDefault(route.template(), Json.EMPTY);
      var method = route.method().toLowerCase(Locale.ROOT);
      paths.put(route.template(), ((Json.Obj) before).with(method, operation(route, withToken)));
    }
    var components = obj("schemas", Schemas.all());
    if (withToken) {
      components =
          components.with(
              "securitySchemes", obj("token", obj("type", "http").with("scheme", str("bearer"))));
    }
    return obj("openapi", "3.1.0")
        .with("info", obj("title", "Session Desk").with("version", str(version)))
        .with("paths", new Json.Obj(paths))
        .with("components", components);
  }

  private static Json operation(Route route, boolean withToken) {
    var operation = obj("summary", route.summary());
    var parameters = parameters(route);
    if (!parameters.isEmpty()) {
      operation = operation.with("parameters", new Json.Arr(parameters));
    }
    var request = route.requestSchema();
    if (request != null) {
      operation =
          operation.with(
              "requestBody", obj("content", obj("application/json", obj("schema", ref(request)))));
    }
    operation = operation.with("responses", responses(route));
    return withToken && !route.open()
        ? operation.with("security", new Json.Arr(List.of(obj("token", new Json.Arr(List.of())))))
        : operation;
  }

  private static List<Json> parameters(Route route) {
    List<Json> parameters = new ArrayList<>();
    var variables = VARIABLE.matcher(route.template());
    while (variables.find()) {
      parameters.add(
          obj("name", variables.group(1))
              .with("in", str("path"))
              .with("required", new Json.Bool(true))
              .with("schema", obj("type", "string")));
    }
    for (var parameter : route.parameters()) {
      parameters.add(
          obj("name", parameter.name())
              .with("in", str(parameter.in()))
              .with("description", str(parameter.description()))
              .with("schema", parameter.schema()));
    }
    return parameters;
  }

  private static Json responses(Route route) {
    Map<String, Json> responses = new LinkedHashMap<>();
    new TreeMap<>(route.answers())
        .forEach(
            (status, description) -> {
              var schema = status < 300 ? route.answerSchema() : status == 422 ? "Faults" : "Error";
              var response = obj("description", description);
              if (schema != null) {
                response =
                    response.with("content", obj("application/json", obj("schema", ref(schema))));
              }
              responses.put(Integer.toString(status), response);
            });
    return new Json.Obj(responses);
  }

  private static Json ref(String schema) {
    return obj("$ref", "#/components/schemas/" + schema);
  }

  static Json.Obj obj(String name, Json value) {
    return new Json.Obj(Map.of(name, value));
  }

  static Json.Obj obj(String name, String value) {
    return obj(name, str(value));
  }

  static Json str(String value) {
    return new Json.Str(value);
  }
}
