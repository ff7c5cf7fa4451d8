package org.sessiondesk.api;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.sessiondesk.service.SessionService;
import org.sessiondesk.session.Registration;
import org.sessiondesk.session.SessionEvent;

/**
 * What Prometheus is told: requests and their times by route, sessions by kind and state,
 * expirations, fallbacks, whether the store is up. Counts begin at zero when it is made.
 */
final class ApiMetrics implements AutoCloseable {
  private static final double[] BOUNDS = {
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10
  };

  private record Key(String method, String route, int status) {}

  private static final class Times {
    private final LongAdder[] buckets = new LongAdder[BOUNDS.length + 1];
    private final LongAdder nanos = new LongAdder();

    Times() {
      for (int i = 0; i < buckets.length; i++) {
        buckets[i] = new LongAdder();
      }
    }

    void add(long took) {
      int i = 0;
      while (i < BOUNDS.length && took > BOUNDS[i] * 1e9) {
        i++;
      }
      buckets[i].increment();
      nanos.add(took);
    }
  }

  private final SessionService service;
  private final Map<Key, LongAdder> requests = new ConcurrentHashMap<>();
  private final Map<String, Times> times = new ConcurrentHashMap<>();
  private final LongAdder expirations = new LongAdder();
  private final LongAdder fallbacks = new LongAdder();
  private final Registration subscription;

  ApiMetrics(SessionService service) {
    this.service = service;
    this.subscription = service.subscribe(this::count);
  }

  private void count(List<SessionEvent> events) {
    for (var event : events) {
      if (event instanceof SessionEvent.Expired) {
        expirations.increment();
      } else if (event instanceof SessionEvent.Created created && created.session().fallback()) {
        fallbacks.increment();
      }
    }
  }

  /**
   * Counts a request.
   *
   * @param route the route's template: there must not be a series for every path that is tried
   * @param nanos how long it took
   */
  void record(String method, String route, int status, long nanos) {
    requests.computeIfAbsent(new Key(method, route, status), _ -> new LongAdder()).increment();
    times.computeIfAbsent(route, _ -> new Times()).add(nanos);
  }

  /** All of it in Prometheus' text format 0.0.4. */
  String text() {
    var out = new StringBuilder(4_096);
    family(out, "session_desk_http_requests_total", "counter", "Requests answered");
    requests.forEach(
        (key, count) ->
            line(
                out,
                "session_desk_http_requests_total{method=\"%s\",route=\"%s\",status=\"%d\"}"
                    .formatted(key.method(), key.route(), key.status()),
                count.sum()));
    histograms(out);
    sessions(out);
    family(out, "session_desk_expirations_total", "counter", "Temporary sessions that expired");
    line(out, "session_desk_expirations_total", expirations.sum());
    family(
        out,
        "session_desk_fallbacks_total",
        "counter",
        "Sessions made temporary for lack of a store");
    line(out, "session_desk_fallbacks_total", fallbacks.sum());
    family(
        out,
        "session_desk_store_up",
        "gauge",
        "Whether the store of persistent sessions is reachable");
    line(out, "session_desk_store_up", service.index().state().reachable() ? 1 : 0);
    return out.toString();
  }

  private void histograms(StringBuilder out) {
    var name = "session_desk_http_request_duration_seconds";
    family(out, name, "histogram", "Time from the request's head to the answer");
    new TreeMap<>(times)
        .forEach(
            (route, taken) -> {
              long upTo = 0;
              for (int i = 0; i <= BOUNDS.length; i++) {
                upTo += taken.buckets[i].sum();
                var bound = i == BOUNDS.length ? "+Inf" : Double.toString(BOUNDS[i]);
                line(out, "%s_bucket{route=\"%s\",le=\"%s\"}".formatted(name, route, bound), upTo);
              }
              out.append("%s_sum{route=\"%s\"} ".formatted(name, route))
                  .append(taken.nanos.sum() / 1e9)
                  .append('\n');
              line(out, "%s_count{route=\"%s\"}".formatted(name, route), upTo);
            });
  }

  private void sessions(StringBuilder out) {
    var stats = service.stats();
    var name = "session_desk_sessions";
    family(out, name, "gauge", "Sessions by kind and state");
    line(out, name + "{kind=\"temporary\",state=\"active\"}", stats.temporaryActive());
    line(out, name + "{kind=\"temporary\",state=\"expired\"}", stats.temporaryExpired());
    long unreadable = service.index().counts().unreadable();
    line(
        out,
        name + "{kind=\"persistent\",state=\"readable\"}",
        Math.max(0, stats.persistent() - unreadable));
    line(out, name + "{kind=\"persistent\",state=\"unreadable\"}", unreadable);
  }

  private static void family(StringBuilder out, String name, String type, String help) {
    out.append("# HELP ").append(name).append(' ').append(help).append('\n');
    out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }

  private static void line(StringBuilder out, String series, long value) {
    out.append(series).append(' ').append(value).append('\n');
  }

  @Override
  public void close() {
    subscription.close();
  }
}
