package org.sessiondesk.redis.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.StoreTarget;

/**
 * A real master with a replica and two sentinels that watch over them, for a test. The replica
 * takes over some two seconds after the master died.
 */
public final class RedisSentinels implements AutoCloseable {
  private static final String NAME = "mymaster";

  private final RedisServer master;
  private final RedisServer replica;
  private final List<RedisServer> sentinels = new ArrayList<>();

  private RedisSentinels(RedisServer master, RedisServer replica) {
    this.master = master;
    this.replica = replica;
  }

  /** Starts all, and waits until the sentinels know the replica and each other. */
  public static RedisSentinels start() {
    var master = RedisServer.start("--repl-diskless-sync-delay", "0");
    var replica = RedisServer.start("--replicaof", "127.0.0.1", Integer.toString(master.port()));
    var all = new RedisSentinels(master, replica);
    try {
      for (int i = 0; i < 2; i++) {
        all.sentinels.add(sentinel(master));
      }
      Awaitility.await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(all::isComplete);
      return all;
    } catch (RuntimeException e) {
      all.close();
      throw e;
    }
  }

  private static RedisServer sentinel(RedisServer master) {
    return RedisServer.startSentinel(
        """
        sentinel monitor %1$s 127.0.0.1 %2$d 2
        sentinel down-after-milliseconds %1$s 1000
        sentinel failover-timeout %1$s 3000
        """
            .formatted(NAME, master.port()));
  }

  private boolean isComplete() {
    return replica.call("INFO", "replication").contains("master_link_status:up")
        && sentinels.stream()
            .map(sentinel -> sentinel.call("INFO", "sentinel"))
            .allMatch(info -> info.contains("slaves=1,sentinels=2"));
  }

  /** The one that is master at first. */
  public RedisServer master() {
    return master;
  }

  /** The one that takes over. */
  public RedisServer replica() {
    return replica;
  }

  /** The profile that asks the sentinels. */
  public ConnectionProfile profile() {
    return new ConnectionProfile(
        "sentinels-" + master.port(),
        "Sentinels",
        new StoreTarget.Sentinel(
            sentinels.stream()
                .map(sentinel -> new StoreTarget.Address("127.0.0.1", sentinel.port()))
                .toList(),
            NAME,
            false,
            0,
            null),
        ConnectionProfile.DEFAULT_KEY_PREFIX);
  }

  @Override
  public void close() {
    sentinels.forEach(RedisServer::close);
    replica.close();
    master.close();
  }
}
