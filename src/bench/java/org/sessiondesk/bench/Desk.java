package org.sessiondesk.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.ProfileSecrets;
import org.sessiondesk.connection.StoreTarget;
import org.sessiondesk.memory.MemorySessionStore;
import org.sessiondesk.redis.BuiltInRedis;
import org.sessiondesk.redis.RedisConnector;
import org.sessiondesk.service.SessionIndex;
import org.sessiondesk.service.SessionService;
import org.sessiondesk.text.TextSegmenter;

/** The program without its window: real connection, real picture. */
final class Desk implements AutoCloseable {
  private final RedisConnector connector =
      new RedisConnector(new BuiltInRedis(Path.of("never-made")), InstantSource.system());
  final SessionService service =
      new SessionService(
          new MemorySessionStore(InstantSource.system()),
          connector,
          new TextSegmenter(),
          () -> Duration.ofHours(1),
          InstantSource.system());

  /**
   * How long a load took.
   *
   * @param firstMillis from connecting to the first rows
   * @param completeMillis from connecting to the complete picture
   */
  record Load(double firstMillis, double completeMillis) {}

  SessionIndex index() {
    return service.index();
  }

  /** Connects and waits for the complete picture. */
  Load load(int port) throws InterruptedException {
    long start = System.nanoTime();
    connector.connect(profile(port), ProfileSecrets.NONE);
    double first = -1;
    while (!index().state().complete()) {
      if (first < 0 && index().counts().total() > 0) {
        first = (System.nanoTime() - start) / 1e6;
      }
      Thread.sleep(1);
    }
    double complete = (System.nanoTime() - start) / 1e6;
    return new Load(first < 0 ? complete : first, complete);
  }

  private static ConnectionProfile profile(int port) {
    return new ConnectionProfile(
        "bench",
        "Bench",
        new StoreTarget.Standalone(new StoreTarget.Address("127.0.0.1", port), false, 0, null),
        ConnectionProfile.DEFAULT_KEY_PREFIX);
  }

  /** One load in a program of its own: prints its two times. */
  public static void main(String[] arguments) throws InterruptedException {
    try (var desk = new Desk()) {
      var load = desk.load(Integer.parseInt(arguments[0]));
      System.out.println("COLD " + load.firstMillis() + " " + load.completeMillis());
    }
  }

  @Override
  public void close() {
    service.close();
    connector.close();
  }
}
