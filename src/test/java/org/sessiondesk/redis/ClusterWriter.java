package org.sessiondesk.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.sessiondesk.redis.testing.RedisCluster;
import org.sessiondesk.session.FollowedPicture;
import org.sessiondesk.session.StoredEntry;
import org.sessiondesk.session.UnreadableEntry;
import org.sessiondesk.session.UnreadableReason;

/** Another program that uses a cluster, through Lettuce's own cluster client. */
final class ClusterWriter implements AutoCloseable {
  static final String PREFIX = "persistent_session:";

  private final RedisCluster cluster;
  private final RedisClusterClient client;
  private final StatefulRedisClusterConnection<String, String> connection;

  ClusterWriter(RedisCluster cluster) {
    this.cluster = cluster;
    client =
        RedisClusterClient.create(
            cluster.nodes().stream()
                .map(
                    node ->
                        RedisURI.builder()
                            .withHost("127.0.0.1")
                            .withPort(node.port())
                            .withTimeout(Duration.ofSeconds(2))
                            .build())
                .toList());
    connection = client.connect();
  }

  static String value(Object text) {
    return "{\"text\": \""
        + text
        + "\", \"voice\": \"v\", \"created_at\": \"2025-10-10T09:35:00\"}";
  }

  void set(String id, Object text) {
    connection.sync().set(PREFIX + id, value(text));
  }

  /** The same, as often as it takes: while a replica takes over. */
  void setAtLast(String id, Object text) {
    for (int attempt = 0; ; attempt++) {
      try {
        set(id, text);
        return;
      } catch (RedisException e) {
        if (attempt == 100) {
          throw e;
        }
        LockSupport.parkNanos(50_000_000);
      }
    }
  }

  void delete(String id) {
    connection.sync().del(PREFIX + id);
  }

  void push(String id) {
    connection.sync().lpush(PREFIX + id, "x");
  }

  void fill(int count) {
    var answers = new ArrayList<CompletionStage<String>>();
    for (int i = 0; i < count; i++) {
      answers.add(connection.async().set(PREFIX + i, value(i)));
    }
    answers.forEach(answer -> answer.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join());
  }

  /** What is stored under every key, asked of the very masters that hold them. */
  Map<String, String> stored() {
    var found = new TreeMap<String, String>();
    for (var master : cluster.masters()) {
      try (var direct = new Direct(client, master.port())) {
        direct
            .values(direct.keys())
            .forEach((key, value) -> found.put(key.substring(PREFIX.length()), value));
      }
    }
    return found;
  }

  /** A picture, as {@link #stored} tells it. */
  static Map<String, String> seen(FollowedPicture picture) {
    var seen = new TreeMap<String, String>();
    picture.entries().forEach((id, entry) -> seen.put(id.value(), text(entry)));
    return seen;
  }

  private static String text(StoredEntry entry) {
    return entry instanceof UnreadableEntry odd && odd.reason() == UnreadableReason.WRONG_REDIS_TYPE
        ? odd.detail().substring(2)
        : SessionSamples.text(entry.revision().token());
  }

  /** One node, asked without the client's help. */
  private static final class Direct implements AutoCloseable {
    private final RedisClient client;
    private final StatefulRedisConnection<String, String> connection;

    Direct(RedisClusterClient like, int port) {
      client = RedisClient.create(like.getResources());
      connection = client.connect(RedisURI.create("127.0.0.1", port));
    }

    List<String> keys() {
      return connection.sync().keys(PREFIX + "*");
    }

    /** What each key holds: the text, or the type of what is none. */
    Map<String, String> values(List<String> keys) {
      var types = keys.stream().map(key -> connection.async().type(key)).toList();
      var answers = new TreeMap<String, CompletionStage<String>>();
      for (int i = 0; i < keys.size(); i++) {
        var key = keys.get(i);
        var type = types.get(i).toCompletableFuture().join();
        answers.put(
            key,
            type.equals("string")
                ? connection.async().get(key)
                : CompletableFuture.completedFuture(type));
      }
      var values = new TreeMap<String, String>();
      answers.forEach((key, answer) -> values.put(key, answer.toCompletableFuture().join()));
      return values;
    }

    @Override
    public void close() {
      connection.close();
      client.shutdown(0, 0, TimeUnit.SECONDS);
    }
  }

  @Override
  public void close() {
    connection.close();
    client.shutdown(0, 1, TimeUnit.SECONDS);
  }
}
