package org.sessiondesk.bench;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.redis.testing.RedisServer;
import org.sessiondesk.service.SessionQuery;

/**
 * What the picture of many sessions costs: to load beside the floor, to hold, to search, to sort,
 * and to keep true while others write. Prints medians and the aim of each.
 *
 * <p>Properties: {@code bench.sizes} (default {@code 10000,100000,1000000}), {@code bench.loads}
 * (how many warm loads, default 5), {@code bench.live} (seconds of changes, default 10).
 */
public final class LoadBench {
  private static final String ROW = "%-34s %12s %12s %8s  %s%n";

  private final int loads = Integer.getInteger("bench.loads", 5);
  private final int liveSeconds = Integer.getInteger("bench.live", 10);
  private final long size;

  private LoadBench(long size) {
    this.size = size;
  }

  /** Runs it for all sizes. */
  public static void main(String[] arguments) throws Exception {
    for (var size : System.getProperty("bench.sizes", "10000,100000,1000000").split(",", -1)) {
      new LoadBench(Long.parseLong(size.strip())).run();
    }
  }

  private void run() throws Exception {
    System.out.printf(
        Locale.ROOT, "%n%,d sessions%n" + ROW, size, "", "floor", "ours", "ratio", "aim");
    try (var redis = RedisServer.start()) {
      Seeds.fill(redis.port(), size, 7);
      loading(redis);
      held(redis);
    }
  }

  private void loading(RedisServer redis) throws Exception {
    var floors = new ArrayList<Double>();
    floors.add(floor(redis.port()));
    var cold = new ArrayList<Desk.Load>();
    for (int i = 0; i < 3; i++) {
      floors.add(floor(redis.port()));
      cold.add(cold(redis.port()));
    }
    redis.call("SLOWLOG", "RESET");
    redis.call("CONFIG", "SET", "slowlog-log-slower-than", "1000");
    var warm = new ArrayList<Desk.Load>();
    for (int i = 0; i < loads; i++) {
      try (var desk = new Desk()) {
        warm.add(desk.load(redis.port()));
      }
      floors.add(floor(redis.port()));
    }
    double floor = median(floors);
    beside(
        "load, cold", floor, median(cold.stream().map(Desk.Load::completeMillis).toList()), "1.5");
    beside(
        "load, warm", floor, median(warm.stream().map(Desk.Load::completeMillis).toList()), "1.2");
    plain(
        "first rows, cold",
        ms(median(cold.stream().map(Desk.Load::firstMillis).toList())),
        "200 ms");
    plain(
        "first rows, warm",
        ms(median(warm.stream().map(Desk.Load::firstMillis).toList())),
        "200 ms");
    plain("slowest command (SLOWLOG)", slowest(redis), "a few ms");
  }

  private static double floor(int port) throws IOException {
    long start = System.nanoTime();
    try (var raw = new RawRedis(port)) {
      raw.readAll(ConnectionProfile.DEFAULT_KEY_PREFIX);
    }
    return (System.nanoTime() - start) / 1e6;
  }

  /** A load by a program that has just been started, with the flags that this one has. */
  private static Desk.Load cold(int port) throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(System.getProperty("java.home") + "/bin/java");
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Desk.class.getName()));
    command.add(Integer.toString(port));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    var line =
        output
            .lines()
            .filter(l -> l.startsWith("COLD "))
            .findFirst()
            .orElseThrow(() -> new IOException(output));
    var words = line.split(" ", -1);
    return new Desk.Load(Double.parseDouble(words[1]), Double.parseDouble(words[2]));
  }

  private static String slowest(RedisServer redis) {
    // Each entry: number, time, microseconds, command with its arguments, and who sent it.
    long slowest = 0;
    try (var client = RedisClient.create(RedisURI.create("redis://127.0.0.1:" + redis.port()));
        var connection = client.connect()) {
      for (var entry : connection.sync().slowlogGet(128)) {
        if (entry instanceof List<?> parts && parts.get(2) instanceof Long micros) {
          slowest = Math.max(slowest, micros);
        }
      }
    }
    return slowest == 0 ? "under 1 ms" : ms(slowest / 1e3);
  }

  private void held(RedisServer redis) throws Exception {
    try (var desk = new Desk()) {
      long before = liveHeap();
      desk.load(redis.port());
      long held = liveHeap() - before;
      plain("live heap a session", held / size + " bytes", "300 bytes");
      queries(desk);
      for (var query :
          List.of(SessionQuery.ALL, SessionQuery.ALL.sortedBy(SessionQuery.Column.TITLE, false))) {
        refresh(desk, redis.port(), query);
        refresh(desk, redis.port(), query.withSearch("天气"));
      }
      new LiveBench(desk, redis.port(), size)
          .run(liveSeconds)
          .forEach(row -> plain(row.what(), row.figure(), row.aim()));
    }
  }

  private static void queries(Desk desk) {
    for (var search : List.of("天", "天气", "z", "train leaves", "12345", "zzzz", "-draft")) {
      time(desk, "search " + search, SessionQuery.ALL.withSearch(search), "100 ms");
    }
    for (var column : SessionQuery.Column.values()) {
      time(desk, "sort by " + column, SessionQuery.ALL.sortedBy(column, false), "300 ms");
    }
  }

  private static void time(Desk desk, String what, SessionQuery query, String aim) {
    var times = new ArrayList<Double>();
    for (int i = 0; i < 7; i++) {
      // Something else in between: nothing of the last answer can be used.
      desk.index().query(SessionQuery.ALL.withView(SessionQuery.View.TEMPORARY));
      long start = System.nanoTime();
      desk.index().query(query);
      times.add((System.nanoTime() - start) / 1e6);
    }
    plain(what, ms(median(times)), aim);
  }

  /** The same query again, after a hundred changes by another program. */
  private void refresh(Desk desk, int port, SessionQuery query) throws IOException {
    var ids = Seeds.ids(7, 1_000);
    var seeds = new Seeds(size + query.hashCode());
    var times = new ArrayList<Double>();
    desk.index().query(query);
    try (var redis = new RawRedis(port)) {
      for (int i = 0; i < 7; i++) {
        long version = desk.index().version();
        for (var id : ids.subList(100 * i, 100 * i + 100)) {
          redis.send(RawRedis.ascii("SET"), Seeds.key(id), seeds.value(id));
          redis.flush();
          redis.skipLine();
        }
        while (desk.index().version() < version + 100) {
          LockSupport.parkNanos(100_000);
        }
        long start = System.nanoTime();
        desk.index().query(query);
        times.add((System.nanoTime() - start) / 1e6);
      }
    }
    plain("100 changes, by " + query.column() + " " + query.search(), ms(median(times)), "100 ms");
  }

  static long liveHeap() throws InterruptedException {
    for (int i = 0; i < 4; i++) {
      System.gc();
      Thread.sleep(50);
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static void beside(String what, double floor, double ours, String aim) {
    System.out.printf(
        Locale.ROOT,
        ROW,
        what,
        ms(floor),
        ms(ours),
        String.format(Locale.ROOT, "%.2f", ours / floor),
        aim);
  }

  private static void plain(String what, String ours, String aim) {
    System.out.printf(Locale.ROOT, ROW, what, "", ours, "", aim);
  }

  static String ms(double millis) {
    return String.format(Locale.ROOT, "%.1f ms", millis);
  }

  static double median(List<Double> values) {
    var sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
