package org.sessiondesk.connection;

/** The OS keychain could not do what it was asked to. */
public final class VaultException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public VaultException(String message, Throwable cause) {
    super(message, cause);
  }
}
