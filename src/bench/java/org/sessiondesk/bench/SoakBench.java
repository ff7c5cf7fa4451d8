package org.sessiondesk.bench;

import static java.util.concurrent.TimeUnit.SECONDS;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.sessiondesk.redis.testing.RedisServer;

/**
 * What a long day costs: the processor's time of a program that nobody uses, then the live heap
 * before and after a soak of changes by another program.
 *
 * <p>Properties: {@code bench.size} (default 1000000 sessions), {@code bench.soak} (seconds of
 * changes, default 1800), {@code bench.rate} (changes a second, default 200).
 */
public final class SoakBench {
  private static final int IDLE_SECONDS = 60;

  private final int size = Integer.getInteger("bench.size", 1_000_000);
  private final int seconds = Integer.getInteger("bench.soak", 1_800);
  private final int rate = Integer.getInteger("bench.rate", 200);

  private final Seeds seeds = new Seeds(11);

  private SoakBench() {}

  /** Runs it. */
  public static void main(String[] arguments) throws Exception {
    new SoakBench().run();
  }

  private void run() throws Exception {
    try (var redis = RedisServer.start();
        var desk = new Desk()) {
      Seeds.fill(redis.port(), size, 7);
      desk.load(redis.port());
      LoadBench.liveHeap();
      print("sessions", String.format(Locale.ROOT, "%,d", size));
      print("processor idle, of one core", percent(IDLE_SECONDS, () -> rest(IDLE_SECONDS)));
      var told = new AtomicLong();
      try (var _ = desk.service.subscribe(events -> told.addAndGet(events.size()))) {
        soak(redis, 60); // Whatever is made once is there from now on.
        long before = LoadBench.liveHeap();
        told.set(0);
        var busy = percent(seconds, () -> soak(redis, seconds));
        rest(1);
        long changes = told.get();
        long after = LoadBench.liveHeap();
        print("processor while changes come", busy);
        print("changes sent", String.format(Locale.ROOT, "%,d", (long) seconds * rate));
        print("changes told of", String.format(Locale.ROOT, "%,d", changes));
        print("live heap before", mib(before));
        print("live heap after", mib(after));
      }
    }
  }

  private static void rest(int seconds) {
    long until = System.nanoTime() + SECONDS.toNanos(seconds);
    while (System.nanoTime() < until) {
      LockSupport.parkNanos(until - System.nanoTime());
    }
  }

  /** Overwrites one session after the other, evenly. */
  private void soak(RedisServer server, int howLong) throws IOException {
    var ids = Seeds.ids(7, Math.min(size, 100_000));
    try (var redis = new RawRedis(server.port())) {
      long start = System.nanoTime();
      for (long sent = 0; sent < (long) howLong * rate; sent++) {
        long due = start + sent * SECONDS.toNanos(1) / rate;
        while (System.nanoTime() < due) {
          LockSupport.parkNanos(due - System.nanoTime());
        }
        var id = ids.get((int) (sent % ids.size()));
        redis.send(RawRedis.ascii("SET"), Seeds.key(id), seeds.value(id));
        redis.flush();
        redis.skipLine();
      }
    }
  }

  private interface Work {
    void run() throws Exception;
  }

  /** The processor's time that this process takes meanwhile, the writer's share included. */
  private static String percent(int seconds, Work work) throws Exception {
    if (!(ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system)) {
      throw new IllegalStateException("this Java does not tell the processor's time");
    }
    long before = system.getProcessCpuTime();
    work.run();
    double took = (system.getProcessCpuTime() - before) / 1e9;
    return String.format(Locale.ROOT, "%.2f %%", 100 * took / seconds);
  }

  private static void print(String what, String figure) {
    System.out.printf(Locale.ROOT, "%-34s %16s%n", what, figure);
  }

  private static String mib(long bytes) {
    return String.format(Locale.ROOT, "%.1f MiB", bytes / 1024.0 / 1024.0);
  }
}
