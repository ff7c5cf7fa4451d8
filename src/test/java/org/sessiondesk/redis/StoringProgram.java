package org.sessiondesk.redis;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.ConnectionState;
import org.sessiondesk.connection.ProfileSecrets;
import org.sessiondesk.session.StoreException;

/**
 * A program of its own for tests: stores sessions in the built-in store of a data folder, prints
 * the id of each once it is confirmed, and ends in order when its input does.
 */
final class StoringProgram {
  private StoringProgram() {}

  public static void main(String[] args) throws IOException {
    var stop = Thread.ofVirtual().start(StoringProgram::awaitEndOfInput);
    try (var connector =
        new RedisConnector(new BuiltInRedis(Path.of(args[0])), InstantSource.system())) {
      connector.connect(ConnectionProfile.BUILT_IN, ProfileSecrets.NONE);
      while (stop.isAlive()) {
        store(connector);
      }
    }
  }

  private static void awaitEndOfInput() {
    try {
      while (System.in.read() >= 0) {
        Thread.onSpinWait();
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void store(RedisConnector connector) {
    if (!(connector.state() instanceof ConnectionState.Online)) {
      Thread.onSpinWait();
      return;
    }
    try {
      var stored = connector.store().orElseThrow().insert(SessionSamples.session("从程序"));
      System.out.println(stored.id());
      System.out.flush();
    } catch (StoreException e) {
      Thread.onSpinWait(); // Not confirmed, so not printed.
    }
  }
}
