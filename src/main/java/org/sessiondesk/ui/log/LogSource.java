package org.sessiondesk.ui.log;

import java.util.function.Consumer;
import org.sessiondesk.session.Registration;

/** Where the lines of the log come from. */
@FunctionalInterface
public interface LogSource {

  /**
   * Gives {@code consumer} the lines that are remembered, then every new one, until the
   * registration is closed. The consumer is called on whichever thread writes the line, returns
   * quickly, and must not log.
   */
  Registration follow(Consumer<? super LogLine> consumer);
}
