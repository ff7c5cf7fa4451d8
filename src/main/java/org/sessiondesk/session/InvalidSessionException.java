package org.sessiondesk.session;

import java.util.List;

/** What was asked for breaks the rules; nothing was changed. */
public final class InvalidSessionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Fault> faults;

  /** Makes the exception of at least one fault. */
  public InvalidSessionException(List<Fault> faults) {
    super("invalid session: " + faults);
    this.faults = List.copyOf(faults);
  }

  /** Every fault that was found, in the order of the fields. */
  public List<Fault> faults() {
    return faults;
  }
}
