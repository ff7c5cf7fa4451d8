package org.sessiondesk.app;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Libraries that log by java.util.logging, to the console, what no operator needs. JavaFX warns at
 * every start that it was loaded from the class path; it is there on purpose: Lettuce and Reactor
 * are automatic modules, Netty's are explicit, and the three do not go together on the module path.
 * Helidon tells of every socket.
 */
final class QuietLibraries {
  /** Held for ever: java.util.logging forgets the level of a logger that nobody holds. */
  private static final List<Logger> JAVAFX = List.of(Logger.getLogger("javafx"));

  private static final List<Logger> HELIDON = List.of(Logger.getLogger("io.helidon"));

  private QuietLibraries() {}

  static void hush() {
    JAVAFX.forEach(logger -> logger.setLevel(Level.SEVERE));
    HELIDON.forEach(logger -> logger.setLevel(Level.WARNING));
  }
}
