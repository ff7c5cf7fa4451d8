package org.sessiondesk.connection;

import java.util.Optional;

/**
 * Why a Redis cannot be used.
 *
 * @param kind what went wrong
 * @param detail the same in technical words, in English, without secrets: a host, an error's text
 * @param offer what the profile may take over so that it works: the fingerprint of an SSH server's
 *     key, the names of masters with commas between them; empty where there is nothing
 */
public record ConnectionFault(Kind kind, String detail, String offer) {

  /** One that offers nothing. */
  public ConnectionFault(Kind kind, String detail) {
    this(kind, detail, "");
  }

  /** What can go wrong, by the step at which it does. */
  public enum Kind {
    /** The host's name is unknown. */
    NAME_UNKNOWN(ConnectionStep.NAME),
    /** Nobody listens there, or the network does not lead there. */
    UNREACHABLE(ConnectionStep.TCP),
    /** No answer in time. */
    TIMED_OUT(ConnectionStep.TCP),
    /** An address that sentinels or cluster nodes tell of cannot be reached from here. */
    ANNOUNCED_UNREACHABLE(ConnectionStep.TCP),
    /** The SSH server's key is unknown, and nobody has vouched for it; the offer names it. */
    SSH_HOST_UNKNOWN(ConnectionStep.SSH),
    /** The SSH server has another key than the one that is known, or one that was revoked. */
    SSH_HOST_CHANGED(ConnectionStep.SSH),
    /** The SSH server refused the user, the password or the key. */
    SSH_LOGIN_REFUSED(ConnectionStep.SSH),
    /** The key for SSH or the file of known hosts cannot be read here, or there is no agent. */
    SSH_KEY_UNREADABLE(ConnectionStep.SSH),
    /** The SSH server does not let us through to the Redis, or cannot reach it. */
    SSH_NO_WAY(ConnectionStep.SSH),
    /** The SSH connection failed otherwise. */
    SSH_FAILED(ConnectionStep.SSH),
    /** The server's certificate, or one that it rests on, is out of its dates. */
    CERTIFICATE_EXPIRED(ConnectionStep.TLS),
    /** Nobody trusted has signed the server's certificate. */
    CERTIFICATE_UNTRUSTED(ConnectionStep.TLS),
    /** The server's certificate names other hosts. */
    CERTIFICATE_NAME(ConnectionStep.TLS),
    /** The server wants a certificate of ours and we showed none. */
    CLIENT_CERTIFICATE_REQUIRED(ConnectionStep.TLS),
    /** The server refused the certificate that we showed. */
    CLIENT_CERTIFICATE_REFUSED(ConnectionStep.TLS),
    /** A certificate or key of our own cannot be read here: file, format or pass-phrase. */
    KEY_UNREADABLE(ConnectionStep.TLS),
    /** The encrypted connection could not be made otherwise: no TLS there, no common protocol. */
    TLS_FAILED(ConnectionStep.TLS),
    /** What answers there does not speak Redis' protocol. */
    NOT_REDIS(ConnectionStep.AUTHENTICATION),
    /** The server wants a password and none was given. */
    PASSWORD_REQUIRED(ConnectionStep.AUTHENTICATION),
    /** The server refused the user or the password. */
    PASSWORD_WRONG(ConnectionStep.AUTHENTICATION),
    /** The sentinels want a password of their own and none was given. */
    SENTINEL_PASSWORD_REQUIRED(ConnectionStep.NAME),
    /** No sentinel knows a master of that name. */
    NO_SUCH_MASTER(ConnectionStep.NAME),
    /** What answers is a sentinel, not the Redis itself; the offer names the masters it knows. */
    IS_SENTINEL(ConnectionStep.AUTHENTICATION),
    /** What answers is a node of a cluster, and the profile says that it stands alone. */
    IS_CLUSTER(ConnectionStep.AUTHENTICATION),
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
    /** What answers stands alone, and the profile says that it is a cluster's node. */
    NO_CLUSTER(ConnectionStep.AUTHENTICATION),
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

    /** The secret that is missing or wrong where it goes wrong so; empty where it is none. */
    public Optional<SecretKind> secret() {
      return switch (this) {
        case PASSWORD_REQUIRED, PASSWORD_WRONG -> Optional.of(SecretKind.PASSWORD);
        case SENTINEL_PASSWORD_REQUIRED, SENTINEL_PASSWORD_WRONG ->
            Optional.of(SecretKind.SENTINEL_PASSWORD);
        case KEY_UNREADABLE -> Optional.of(SecretKind.KEY_PASSPHRASE);
        case SSH_LOGIN_REFUSED -> Optional.of(SecretKind.SSH_PASSWORD);
        case SSH_KEY_UNREADABLE -> Optional.of(SecretKind.SSH_KEY_PASSPHRASE);
        default -> Optional.empty();
      };
    }

    /** Whether trying again by itself makes sense: the network may heal, a wrong password won't. */
    public boolean passing() {
      return switch (this) {
        // Certificates are renewed and servers mended while nobody watches; no password was sent.
        case NAME_UNKNOWN,
            UNREACHABLE,
            TIMED_OUT,
            ANNOUNCED_UNREACHABLE,
            SSH_NO_WAY,
            SSH_FAILED,
            CERTIFICATE_EXPIRED,
            CERTIFICATE_UNTRUSTED,
            CERTIFICATE_NAME,
            TLS_FAILED,
            NO_SUCH_MASTER,
            LOADING,
            CLUSTER_DOWN,
            LOST,
            OTHER ->
            true;
        case SSH_HOST_UNKNOWN,
            SSH_HOST_CHANGED,
            SSH_LOGIN_REFUSED,
            SSH_KEY_UNREADABLE,
            CLIENT_CERTIFICATE_REQUIRED,
            CLIENT_CERTIFICATE_REFUSED,
            KEY_UNREADABLE,
            NOT_REDIS,
            PASSWORD_REQUIRED,
            PASSWORD_WRONG,
            SENTINEL_PASSWORD_REQUIRED,
            SENTINEL_PASSWORD_WRONG,
            IS_SENTINEL,
            IS_CLUSTER,
            NO_SUCH_DATABASE,
            NOT_PERMITTED,
            NO_CLUSTER,
            TOO_OLD,
            NO_SUCH_WAY,
            BUILT_IN_FAILED ->
            false;
      };
    }
  }
}
