package org.sessiondesk.session;

import java.time.Duration;

/** Calls something again and again. Which thread it is called on is the ticker's own. */
@FunctionalInterface
public interface Ticker {

  /** Calls {@code action} every {@code period} until the registration is closed. */
  Registration every(Duration period, Runnable action);
}
