package org.sessiondesk.app;

import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * JavaFX warns at every start that it was loaded from the class path. It is there on purpose:
 * Lettuce and Reactor are automatic modules, Netty's are explicit, and the three do not go together
 * on the module path.
 */
final class JavaFxLog {
  /** Held for ever: java.util.logging forgets the level of a logger that nobody holds. */
  private static final Logger JAVAFX = Logger.getLogger("javafx");

  private JavaFxLog() {}

  static void silence() {
    JAVAFX.setLevel(Level.SEVERE);
  }
}
