package org.sessiondesk.connection;

/**
 * Why a Redis cannot be used.
 *
 * @param kind what went wrong
 * @param detail the same in technical words, in English, without secrets: a host, an error's text
 */
public record ConnectionFault(Kind kind, String detail) {

  /** What can go wrong, by the step at which it does. */
  public enum Kind {
    /** The host's name is unknown. */
    NAME_UNKNOWN(ConnectionStep.NAME),
    /** Nobody listens there, or the network does not lead there. */
    UNREACHABLE(ConnectionStep.TCP),
    /** No answer in time. */
    TIMED_OUT(ConnectionStep.TCP),
    /** The encrypted connection could not be made: certificate, host name, protocol. */
    TLS_FAILED(ConnectionStep.TLS),
    /** What answers there does not speak Redis' protocol. */
    NOT_REDIS(ConnectionStep.AUTHENTICATION),
    /** The server wants a password and none was given. */
    PASSWORD_REQUIRED(ConnectionStep.AUTHENTICATION),
    /** The server refused the user or the password. */
    PASSWORD_WRONG(ConnectionStep.AUTHENTICATION),
    /** The sentinels want a password of their own and none was given. */
    SENTINEL_PASSWORD_REQUIRED(ConnectionStep.NAME),
    /** The sentinels refused their user or password. */
    SENTINEL_PASSWORD_WRONG(ConnectionStep.NAME),
    /** The server has no database of that number. */
    NO_SUCH_DATABASE(ConnectionStep.AUTHENTICATION),
    /** The user may not run the commands that this program needs; the detail names them. */
    NOT_PERMITTED(ConnectionStep.PERMISSION),
    /** The server is still loading its data. */
    LOADING(ConnectionStep.PING),
    /**
     * Some of a cluster's slots are served by nobody: until it has helped itself, or been helped.
     */
    CLUSTER_DOWN(ConnectionStep.PING),
    /** The server is part of a cluster, and the profile is for a single one. */
    IS_CLUSTER(ConnectionStep.PING),
    /** The server is a single one, and the profile is for a cluster. */
    NO_CLUSTER(ConnectionStep.PING),
    /** The server is older than 6.0. */
    TOO_OLD(ConnectionStep.PING),
    /** The connection was lost. */
    LOST(ConnectionStep.PING),
    /** This program does not go this way: such as a cluster through an SSH tunnel. */
    NO_SUCH_WAY(ConnectionStep.START),
    /** The built-in store could not be started here. */
    BUILT_IN_FAILED(ConnectionStep.START),
    /** Anything else. */
    OTHER(ConnectionStep.PING);

    private final ConnectionStep step;

    Kind(ConnectionStep step) {
      this.step = step;
    }

    /** The step at which it goes wrong. */
    public ConnectionStep step() {
      return step;
    }

    /** Whether trying again by itself makes sense: the network may heal, a wrong password won't. */
    public boolean passing() {
      return switch (this) {
        case NAME_UNKNOWN, UNREACHABLE, TIMED_OUT, LOADING, CLUSTER_DOWN, LOST, OTHER -> true;
        case TLS_FAILED,
            NOT_REDIS,
            PASSWORD_REQUIRED,
            PASSWORD_WRONG,
            SENTINEL_PASSWORD_REQUIRED,
            SENTINEL_PASSWORD_WRONG,
            NO_SUCH_DATABASE,
            NOT_PERMITTED,
            IS_CLUSTER,
            NO_CLUSTER,
            TOO_OLD,
            NO_SUCH_WAY,
            BUILT_IN_FAILED ->
            false;
      };
    }
  }
}
