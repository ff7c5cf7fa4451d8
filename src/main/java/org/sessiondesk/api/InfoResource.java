package org.sessiondesk.api;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.sessiondesk.service.PictureState;
import org.sessiondesk.service.SessionService;
import org.sessiondesk.session.Json;

/** What the API tells about itself: that it runs, how it is, its metrics, the voices it knows. */
final class InfoResource {
  private final SessionService service;
  private final Supplier<List<VoiceInfo>> voices;
  private final ApiMetrics metrics;
  private final String version;

  InfoResource(
      SessionService service,
      Supplier<List<VoiceInfo>> voices,
      ApiMetrics metrics,
      String version) {
    this.service = service;
    this.voices = voices;
    this.metrics = metrics;
    this.version = version;
  }

  List<Route> routes() {
    return List.of(
        Route.of("GET", "/", "Tell that the service runs")
            .answers(200, "Its name and version", "Service")
            .by(_ -> root()),
        Route.of("GET", "/api/v1/voices", "List the known voices")
            .answers(200, "The voices, with the names of fields that edge-tts uses", "Voices")
            .by(_ -> voices()),
        Route.of("GET", "/health", "Tell how the service is")
            .open()
            .answers(200, "It is well", "Health")
            .answers(503, "It is not; the reasons are named")
            .by(_ -> health()),
        Route.of("GET", "/metrics", "Tell Prometheus the metrics")
            .answers(200, "The metrics in Prometheus' text format")
            .by(_ -> metrics()));
  }

  private Reply root() {
    return Reply.json(
        200,
        new JsonWriter()
            .raw("{\"service\":\"Session Desk\",\"status\":\"running\",\"version\":")
            .string(version)
            .raw("}"));
  }

  private Reply voices() {
    var all = voices.get().stream().<Json>map(VoiceInfo::toJson).toList();
    return Reply.json(200, new Json.Arr(all));
  }

  private Reply health() {
    var state = service.index().state();
    boolean well = !state.wanted() || state.reachable();
    var out =
        new JsonWriter()
            .raw(well ? "{\"status\":\"ok\",\"reasons\":[]" : "{\"status\":\"degraded\"")
            .raw(well ? "" : ",\"reasons\":[\"The store of persistent sessions is unreachable\"]")
            .raw(",\"store\":{\"state\":")
            .string(storeState(state))
            .raw(",\"loaded\":" + loaded(state))
            .raw(",\"complete\":" + state.complete())
            .raw(",\"tracking\":")
            .string(state.tracking().name().toLowerCase(Locale.ROOT))
            .raw("}}");
    return Reply.json(well ? 200 : 503, out);
  }

  private static String storeState(PictureState state) {
    if (!state.wanted()) {
      return "off";
    }
    if (!state.reachable()) {
      return "down";
    }
    return state.passed() && !state.loading() ? "up" : "loading";
  }

  /** While the first pass runs, what has come so far; later, what is there. */
  private long loaded(PictureState state) {
    var counts = service.index().counts();
    return state.passed() ? counts.persistent() + counts.unreadable() : state.loaded();
  }

  private Reply metrics() {
    return Reply.of(
        200,
        "text/plain; version=0.0.4; charset=utf-8",
        metrics.text().getBytes(StandardCharsets.UTF_8));
  }
}
