package org.sessiondesk.transfer;

/** A line cannot be read. Without a stack trace: there may be a million such lines. */
final class BadLineException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final LineFault fault;

  BadLineException(LineFault fault) {
    super(fault.name(), null, false, false);
    this.fault = fault;
  }

  LineFault fault() {
    return fault;
  }
}
