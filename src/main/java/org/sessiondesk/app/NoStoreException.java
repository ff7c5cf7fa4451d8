package org.sessiondesk.app;

/** A command needs the store of persistent sessions, and it cannot be reached. */
final class NoStoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NoStoreException(String message) {
    super(message);
  }
}
