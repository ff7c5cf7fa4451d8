package org.sessiondesk.service;

/** No store of persistent sessions is wanted just now, so there is none to do this with. */
public final class StoreOffException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoreOffException() {
    super("no store of persistent sessions is connected");
  }
}
