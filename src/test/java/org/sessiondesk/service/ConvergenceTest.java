package org.sessiondesk.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.KillArgs;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.ProfileSecrets;
import org.sessiondesk.redis.testing.RedisServer;
import org.sessiondesk.session.SessionId;

/**
 * Several programs write at random while the connection is cut at random: afterwards the picture is
 * what Redis holds, row by row. {@code -Dsessiondesk.seeds=50} tries more.
 */
class ConvergenceTest {
  private static final String PREFIX = ConnectionProfile.DEFAULT_KEY_PREFIX;
  private static final int WRITERS = 3;
  private static final int STEPS = 400;

  static Stream<Integer> seeds() {
    return IntStream.range(0, Integer.getInteger("sessiondesk.seeds", 3)).boxed();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void picture_isWhatRedisHolds_afterEverything(int seed) throws Exception {
    try (var server = RedisServer.start();
        var bench = new ServiceBench();
        var client = RedisClient.create("redis://127.0.0.1:" + server.port());
        var writers = Executors.newFixedThreadPool(WRITERS + 1)) {
      fill(client.connect().sync(), seed);
      bench.connector.connect(server.profile(), ProfileSecrets.NONE);
      var work =
          IntStream.range(0, WRITERS)
              .<Future<?>>mapToObj(
                  w -> writers.submit(() -> write(client, new Random(seed * 31L + w))))
              .toList();
      var cutter = writers.submit(() -> cut(client, new Random(seed), work));
      for (var done : work) {
        done.get();
      }
      cutter.get();
      compare(bench, client.connect().sync());
    }
  }

  private static void fill(RedisCommands<String, String> redis, int seed) {
    var random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      redis.set(key(random), value(random));
    }
  }

  private static void write(RedisClient client, Random random) {
    var redis = client.connect().sync();
    for (int i = 0; i < STEPS; i++) {
      var key = key(random);
      switch (random.nextInt(12)) {
        case 0, 1 -> redis.del(key);
        case 2 -> rename(redis, key, key(random));
        case 3 -> redis.pexpire(key, random.nextInt(60) + 1L);
        case 4 -> redis.set(key, value(random), SetArgs.Builder.px(random.nextInt(60) + 1L));
        case 5 -> redis.set(key, "no session");
        case 6 -> {
          redis.del(key);
          redis.multi();
          redis.del(key);
          redis.hset(key, "a", "b");
          redis.exec();
        }
        default -> redis.set(key, value(random));
      }
      if (random.nextInt(STEPS) == 0) {
        redis.flushdb();
      }
    }
  }

  private static void rename(RedisCommands<String, String> redis, String from, String to) {
    try {
      redis.rename(from, to);
    } catch (RedisException e) {
      assertThat(e).hasMessageContaining("no such key");
    }
  }

  private static void cut(RedisClient client, Random random, List<Future<?>> until) {
    var redis = client.connect().sync();
    while (until.stream().anyMatch(writer -> !writer.isDone())) {
      for (var line : redis.clientList().split("\n", -1)) {
        if (line.contains("name=session-desk") && random.nextInt(100) == 0) {
          redis.clientKill(
              KillArgs.Builder.id(Long.parseLong(line.replaceAll("^id=(\\d+).*", "$1"))));
        }
      }
    }
  }

  private static void compare(ServiceBench bench, RedisCommands<String, String> redis) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              var held = new HashMap<String, String>();
              for (var key : redis.keys(PREFIX + "*")) {
                var stored = redis.type(key).equals("string") ? redis.get(key) : "";
                if (stored != null) {
                  held.put(key.substring(PREFIX.length()), stored);
                }
              }
              var index = bench.service.index();
              assertThat(index.state().complete() && index.state().reachable()).isTrue();
              assertThat(index.counts().total()).isEqualTo(held.size());
              held.forEach(
                  (id, stored) -> {
                    var row = index.find(new SessionId(id));
                    assertThat(row).as(id).isPresent();
                    assertThat(row.orElseThrow().unreadable() == null)
                        .isEqualTo(stored.startsWith("{"));
                    assertThat(stored).contains(row.orElseThrow().text());
                  });
            });
  }

  private static String key(Random random) {
    int n = random.nextInt(150);
    // Both kinds of ids: plain sessions take a shorter way into the picture.
    return PREFIX + (n % 2 == 0 ? "key-" + n : new UUID(n, n).toString());
  }

  private static String value(Random random) {
    return "{\"text\": \"text %08d\", \"voice\": \"v\", \"created_at\": \"2026-01-01T00:00:00\"}"
        .formatted(random.nextInt(100_000_000));
  }
}
