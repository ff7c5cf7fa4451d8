package org.sessiondesk.bench;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.sessiondesk.session.SessionEvent;
import org.sessiondesk.session.SessionId;

/** How far the picture is behind another program that writes to the same Redis. */
final class LiveBench {

  /** One line of the table. */
  record Row(String what, String figure, String aim) {}

  private final Desk desk;
  private final int port;
  private final List<UUID> ids;
  private final Map<SessionId, Long> acknowledged = new ConcurrentHashMap<>();
  private final Map<SessionId, Long> told = new ConcurrentHashMap<>();

  LiveBench(Desk desk, int port, long size) {
    this.desk = desk;
    this.port = port;
    ids = Seeds.ids(7, (int) Math.min(size, 100_000));
  }

  List<Row> run(int seconds) throws IOException {
    var rows = new ArrayList<Row>();
    try (var _ =
        desk.service.subscribe(
            events -> {
              long now = System.nanoTime();
              for (var event : events) {
                if (event instanceof SessionEvent.Updated updated) {
                  told.put(updated.session().id(), now);
                }
              }
            })) {
      rows.addAll(lag(seconds));
      rows.add(converge(seconds));
    }
    return rows;
  }

  /** A thousand a second, each session once at most while its change is awaited. */
  private List<Row> lag(int seconds) throws IOException {
    var lags = new ArrayList<Double>();
    var seeds = new Seeds(11);
    int sent = 0;
    try (var redis = new RawRedis(port)) {
      long start = System.nanoTime();
      while (sent < seconds * 1_000) {
        long due = start + sent * SECONDS.toNanos(1) / 1_000;
        long wait = due - System.nanoTime();
        if (wait > 0) {
          LockSupport.parkNanos(wait);
          continue;
        }
        var id = ids.get(sent % ids.size());
        redis.send(RawRedis.ascii("SET"), Seeds.key(id), seeds.value(id));
        redis.flush();
        redis.skipLine();
        note(id, lags);
        sent++;
      }
    }
    LockSupport.parkNanos(SECONDS.toNanos(1));
    for (var id : List.copyOf(acknowledged.keySet())) {
      take(id, lags);
    }
    var sorted = lags.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return List.of(
        new Row("lag p50 at 1,000 changes/s", LoadBench.ms(sorted[sorted.length / 2]), ""),
        new Row(
            "lag p99 at 1,000 changes/s", LoadBench.ms(sorted[sorted.length * 99 / 100]), "100 ms"),
        new Row("changes told of", lags.size() + " of " + sent, "all"));
  }

  private void note(UUID uuid, List<Double> lags) {
    long now = System.nanoTime();
    var id = new SessionId(uuid.toString());
    if (acknowledged.containsKey(id)) {
      take(id, lags); // Of this change the news may have come already: that stays.
    }
    acknowledged.put(id, now);
  }

  private void take(SessionId id, List<Double> lags) {
    var at = acknowledged.remove(id);
    var seen = told.remove(id);
    if (at != null && seen != null) {
      lags.add(Math.max(0, seen - at) / 1e6);
    }
  }

  /** Twenty thousand a second; then until the last of them is told of. */
  private Row converge(int seconds) throws IOException {
    var seeds = new Seeds(13);
    int sent = 0;
    long last;
    SessionId lastId;
    try (var redis = new RawRedis(port)) {
      long start = System.nanoTime();
      int batch = 200;
      while (sent < seconds * 20_000) {
        long wait = start + sent * SECONDS.toNanos(1) / 20_000 - System.nanoTime();
        if (wait > 0) {
          LockSupport.parkNanos(wait);
          continue;
        }
        for (int i = 0; i < batch; i++) {
          var id = ids.get((sent + i) % ids.size());
          redis.send(RawRedis.ascii("SET"), Seeds.key(id), seeds.value(id));
        }
        redis.flush();
        for (int i = 0; i < batch; i++) {
          redis.skipLine();
        }
        sent += batch;
      }
      told.clear();
      var id = ids.get(sent % ids.size());
      lastId = new SessionId(id.toString());
      told.remove(lastId);
      redis.send(RawRedis.ascii("SET"), Seeds.key(id), seeds.value(id));
      redis.flush();
      redis.skipLine();
      last = System.nanoTime();
      double rate = sent / ((last - start) / 1e9);
      while (!told.containsKey(lastId) && System.nanoTime() - last < SECONDS.toNanos(30)) {
        LockSupport.parkNanos(1_000_000);
      }
      var came = told.get(lastId);
      return new Row(
          String.format(Locale.ROOT, "behind after %,.0f changes/s", rate),
          came == null ? "over 30 s" : LoadBench.ms((came - last) / 1e6),
          "converges");
    }
  }
}
