package org.sessiondesk.app;

/** What the program's exit codes mean. */
final class ExitCode {
  /** It ended as it was asked to. */
  static final int OK = 0;

  /** It failed in a way that nobody foresaw; the log says more. */
  static final int FAILED = 1;

  /** The command line makes no sense. */
  static final int USAGE = 2;

  /** A setting makes no sense: an environment value, a line of {@code .env}. */
  static final int BAD_SETTING = 3;

  /** A folder or the API's port cannot be used. */
  static final int UNUSABLE = 4;

  /** The store of persistent sessions cannot be reached, or was lost. */
  static final int NO_STORE = 5;

  /** It came to its end, but not all that was asked for is done; what is not was said. */
  static final int INCOMPLETE = 6;

  /** A file was refused: damaged, encrypted otherwise, or one that would be overwritten. */
  static final int REFUSED = 7;

  private ExitCode() {}
}
