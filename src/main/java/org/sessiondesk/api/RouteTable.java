package org.sessiondesk.api;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All routes, and which of them a path leads to. A fixed path wins over one with variables. */
final class RouteTable {

  /** Where a request leads. */
  sealed interface Match {

    /** To a route. */
    record Found(Route route, Map<String, String> variables) implements Match {}

    /** There is such a path, but not with that method. */
    record WrongMethod(List<String> allowed) implements Match {}

    /** There is such a path without the slash at its end. */
    record WithoutSlash(String path) implements Match {}

    /** Nowhere. */
    record Nowhere() implements Match {}
  }

  /** A path and what it answers to, by method. */
  @SuppressWarnings("ArrayRecordComponent") // places are never compared
  private record Place(String[] segments, Map<String, Route> routes) {}

  private final List<Route> routes;
  private final Map<String, Place> fixed = new HashMap<>();
  private final Map<String, Place> withVariables = new LinkedHashMap<>();

  RouteTable(List<Route> routes) {
    this.routes = List.copyOf(routes);
    for (var route : routes) {
      var places = route.template().indexOf('{') < 0 ? fixed : withVariables;
      places
          .computeIfAbsent(
              route.template(), path -> new Place(path.split("/", -1), new LinkedHashMap<>()))
          .routes()
          .put(route.method(), route);
    }
  }

  /** All routes, in the order in which they were given. */
  List<Route> routes() {
    return routes;
  }

  /** Where {@code method} on {@code path} (encoded, without query) leads. */
  Match match(String method, String path) {
    var place = place(path);
    if (place == null) {
      boolean slash = path.length() > 1 && path.endsWith("/");
      var shorter = slash ? path.substring(0, path.length() - 1) : "";
      return slash && place(shorter) != null
          ? new Match.WithoutSlash(shorter)
          : new Match.Nowhere();
    }
    var route = place.routes().get(method);
    return route == null
        ? new Match.WrongMethod(List.copyOf(place.routes().keySet()))
        : new Match.Found(route, variables(place, path));
  }

  private @Nullable Place place(String path) {
    var exact = fixed.get(path);
    if (exact != null) {
      return exact;
    }
    var segments = path.split("/", -1);
    for (var place : withVariables.values()) {
      if (matches(place.segments(), segments)) {
        return place;
      }
    }
    return null;
  }

  private static boolean matches(String[] template, String[] segments) {
    if (template.length != segments.length) {
      return false;
    }
    for (int i = 0; i < template.length; i++) {
      boolean fits =
          isVariable(template[i]) ? !segments[i].isEmpty() : template[i].equals(segments[i]);
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  private static Map<String, String> variables(Place place, String path) {
    Map<String, String> variables = new HashMap<>();
    var segments = path.split("/", -1);
    for (int i = 0; i < place.segments().length; i++) {
      var name = place.segments()[i];
      if (isVariable(name)) {
        variables.put(name.substring(1, name.length() - 1), Percent.decode(segments[i]));
      }
    }
    return variables;
  }

  private static boolean isVariable(String segment) {
    return segment.startsWith("{");
  }
}
