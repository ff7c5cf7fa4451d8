package org.sessiondesk.connection;

/** A text is no URL of a Redis. Its message holds neither the text nor any part of it. */
public final class RedisUrlException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What can be wrong with the URL of a Redis. */
  public enum Kind {
    /** It begins with none of the schemes that are understood. */
    BAD_SCHEME(
        "It must begin with redis://, rediss://, redis-sentinel://, redis-cluster:// or"
            + " redis-socket://."),
    /** It names no host. */
    NO_HOST("It names no host."),
    /** What stands for the host is no host's name or address. */
    BAD_HOST("Its host is neither a name nor an address."),
    /** What stands for the port is not a number from 1 to 65535. */
    BAD_PORT("Its port is not a number from 1 to 65535."),
    /** What stands for the database is not a number from 0 on. */
    BAD_DATABASE("Its database is not a number from 0 on."),
    /** It names a cluster and a database: a cluster has none but the first. */
    CLUSTER_DATABASE("A cluster has one database only, number 0."),
    /** It names sentinels, but not the master to ask them for. */
    NO_MASTER("It names no master: a URL of sentinels ends in # and the master's name."),
    /** It names no socket file, or none by its full path. */
    NO_PATH("It names no socket file by its full path, such as redis-socket:///run/redis.sock."),
    /** A {@code %} without two hexadecimal digits, or bytes that are not UTF-8. */
    BAD_ESCAPE("A % in it is not followed by two hexadecimal digits that make sense."),
    /** A character in the user or password ends that part too early. */
    UNESCAPED("A / ? # or @ in its user or password must be written as %2F, %3F, %23 or %40.");

    private final String sentence;

    Kind(String sentence) {
      this.sentence = sentence;
    }
  }

  private final Kind kind;

  RedisUrlException(Kind kind) {
    super(kind.sentence);
    this.kind = kind;
  }

  /** What is wrong. */
  public Kind kind() {
    return kind;
  }
}
