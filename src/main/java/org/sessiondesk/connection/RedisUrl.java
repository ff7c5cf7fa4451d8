package org.sessiondesk.connection;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.RedisUrlException.Kind;
import org.sessiondesk.connection.StoreTarget.Address;

/**
 * What the URL of a Redis says.
 *
 * <p>Understood are, as Lettuce and redis-py do, {@code redis://}, {@code rediss://} (TLS), {@code
 * redis-sentinel://}, {@code rediss-sentinel://}, {@code redis-cluster://}, {@code
 * rediss-cluster://} and {@code redis-socket://}; user and password, percent-encoded; one host, or
 * several nodes of a cluster, or several sentinels with {@code #master} or {@code
 * ?sentinelMasterId=}, whose own user and password are {@code ?sentinelUsername=} and {@code
 * ?sentinelPassword=}; the database as the path or as {@code ?database=} or {@code ?db=}. Whatever
 * else the query holds is left alone.
 *
 * @param target which Redis it names
 * @param secrets the passwords in it, if any
 */
public record RedisUrl(StoreTarget target, ProfileSecrets secrets) {
  private static final int REDIS_PORT = 6379;
  private static final int SENTINEL_PORT = 26_379;

  /** The password of the Redis in it, if any. */
  public Optional<Secret> password() {
    return secrets.find(SecretKind.PASSWORD);
  }

  /**
   * Reads {@code url}. Space around it is ignored.
   *
   * @throws RedisUrlException where it is no such URL
   */
  public static RedisUrl parse(String url) {
    var text = url.strip();
    int end = text.indexOf("://");
    var scheme = end < 0 ? "" : text.substring(0, end).toLowerCase(Locale.ROOT);
    var rest = text.substring(end < 0 ? 0 : end + 3);
    return switch (scheme) {
      case "redis" -> standalone(Parts.of(rest), false);
      case "rediss" -> standalone(Parts.of(rest), true);
      case "redis-sentinel" -> sentinel(Parts.of(rest), false);
      case "rediss-sentinel" -> sentinel(Parts.of(rest), true);
      case "redis-cluster" -> cluster(Parts.of(rest), false);
      case "rediss-cluster" -> cluster(Parts.of(rest), true);
      case "redis-socket" -> socket(rest);
      default -> throw new RedisUrlException(Kind.BAD_SCHEME);
    };
  }

  private static RedisUrl standalone(Parts parts, boolean tls) {
    var login = Login.of(parts.login(), parts.query());
    var address = address(parts.hosts(), REDIS_PORT);
    int database = database(parts.path(), parts.query());
    return new RedisUrl(
        new StoreTarget.Standalone(address, tls, database, login.user()), login.secrets());
  }

  private static RedisUrl sentinel(Parts parts, boolean tls) {
    var login = Login.of(parts.login(), parts.query());
    var sentinels = addresses(parts.hosts(), SENTINEL_PORT);
    int database = database(parts.path(), parts.query());
    var master =
        parts.fragment().isEmpty()
            ? PercentCode.queryValue(parts.query(), "sentinelMasterId").orElse("")
            : PercentCode.decode(parts.fragment());
    if (master.isBlank()) {
      throw new RedisUrlException(Kind.NO_MASTER);
    }
    var sentinelUser = PercentCode.queryValue(parts.query(), "sentinelUsername").orElse("");
    var sentinelPassword = PercentCode.queryValue(parts.query(), "sentinelPassword").orElse("");
    return new RedisUrl(
        new StoreTarget.Sentinel(
            sentinels,
            master,
            tls,
            database,
            login.user(),
            sentinelUser.isEmpty() ? null : sentinelUser),
        sentinelPassword.isEmpty()
            ? login.secrets()
            : login.secrets().with(SecretKind.SENTINEL_PASSWORD, Secret.of(sentinelPassword)));
  }

  private static RedisUrl cluster(Parts parts, boolean tls) {
    var login = Login.of(parts.login(), parts.query());
    if (database(parts.path(), parts.query()) != 0) {
      throw new RedisUrlException(Kind.CLUSTER_DATABASE);
    }
    return new RedisUrl(
        new StoreTarget.Cluster(addresses(parts.hosts(), REDIS_PORT), tls, login.user()),
        login.secrets());
  }

  private static RedisUrl socket(String rest) {
    int slash = rest.indexOf('/');
    int at = slash < 0 ? -1 : rest.lastIndexOf('@', slash);
    if (slash < 0 || slash != at + 1) {
      throw new RedisUrlException(Kind.NO_PATH);
    }
    int question = rest.indexOf('?', slash);
    var query = question < 0 ? "" : rest.substring(question + 1);
    var path = PercentCode.decode(rest.substring(slash, question < 0 ? rest.length() : question));
    if (path.length() == 1) {
      throw new RedisUrlException(Kind.NO_PATH);
    }
    var login = Login.of(at < 0 ? "" : rest.substring(0, at), query);
    return new RedisUrl(
        new StoreTarget.Socket(path, database("", query), login.user()), login.secrets());
  }

  private static List<Address> addresses(String hosts, int defaultPort) {
    var addresses = new ArrayList<Address>();
    for (var host : hosts.split(",", -1)) {
      addresses.add(address(host, defaultPort));
    }
    return addresses;
  }

  private static Address address(String text, int defaultPort) {
    int bracket = text.startsWith("[") ? text.indexOf(']') : 0;
    if (bracket < 0) {
      throw new RedisUrlException(Kind.BAD_HOST);
    }
    int colon = text.indexOf(':', bracket);
    var host = colon < 0 ? text : text.substring(0, colon);
    if (host.isEmpty() || host.equals("[]")) {
      throw new RedisUrlException(Kind.NO_HOST);
    }
    // Only the kind of fault is told, never the text: half of a password may have ended up here.
    int port =
        colon < 0 ? defaultPort : number(text.substring(colon + 1), 1, 65_535, Kind.BAD_PORT);
    return new Address(host(host), port);
  }

  private static String host(String text) {
    boolean v6 = text.startsWith("[");
    if (v6 && (!text.endsWith("]") || text.indexOf(':') < 0)) {
      throw new RedisUrlException(Kind.BAD_HOST);
    }
    // A zone follows the address, after a % that RFC 6874 wants encoded and most people don't.
    var host = v6 ? text.substring(1, text.length() - 1).replace("%25", "%") : text;
    var punctuation = v6 ? ".:%-_" : ".-_";
    if (!host.codePoints()
        .allMatch(c -> Character.isLetterOrDigit(c) || punctuation.indexOf(c) >= 0)) {
      throw new RedisUrlException(Kind.BAD_HOST);
    }
    return host;
  }

  private static int database(String path, String query) {
    var named =
        PercentCode.queryValue(query, "database").or(() -> PercentCode.queryValue(query, "db"));
    if (named.isPresent()) {
      return number(named.get(), 0, Integer.MAX_VALUE, Kind.BAD_DATABASE);
    }
    var inPath = PercentCode.decode(path);
    inPath = inPath.endsWith("/") ? inPath.substring(0, inPath.length() - 1) : inPath;
    return inPath.isEmpty() ? 0 : number(inPath, 0, Integer.MAX_VALUE, Kind.BAD_DATABASE);
  }

  private static int number(String text, int least, int most, Kind otherwise) {
    if (!text.isEmpty()
        && text.length() <= 10
        && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      long number = Long.parseLong(text);
      if (number >= least && number <= most) {
        return (int) number;
      }
    }
    throw new RedisUrlException(otherwise);
  }

  /** The parts of what follows {@code ://}, still encoded. The path lacks its leading slash. */
  private record Parts(String login, String hosts, String path, String query, String fragment) {

    static Parts of(String rest) {
      int hash = rest.indexOf('#');
      var fragment = hash < 0 ? "" : rest.substring(hash + 1);
      var beforeHash = hash < 0 ? rest : rest.substring(0, hash);
      int question = beforeHash.indexOf('?');
      var query = question < 0 ? "" : beforeHash.substring(question + 1);
      var beforeQuery = question < 0 ? beforeHash : beforeHash.substring(0, question);
      int slash = beforeQuery.indexOf('/');
      var path = slash < 0 ? "" : beforeQuery.substring(slash + 1);
      var authority = slash < 0 ? beforeQuery : beforeQuery.substring(0, slash);
      // An @ this late means that the password was cut: reading on would name the wrong host.
      if (List.of(path, query, fragment).stream().anyMatch(part -> part.indexOf('@') >= 0)) {
        throw new RedisUrlException(Kind.UNESCAPED);
      }
      int at = authority.lastIndexOf('@');
      var login = at < 0 ? "" : authority.substring(0, at);
      return new Parts(login, authority.substring(at + 1), path, query, fragment);
    }
  }

  private record Login(@Nullable String user, ProfileSecrets secrets) {

    /** What stands before the {@code @}, else what redis-py reads from the query. */
    static Login of(String text, String query) {
      int colon = text.indexOf(':');
      var user = PercentCode.decode(colon < 0 ? text : text.substring(0, colon));
      var password = colon < 0 ? "" : PercentCode.decode(text.substring(colon + 1));
      if (user.isEmpty()) {
        user = PercentCode.queryValue(query, "username").orElse("");
      }
      if (password.isEmpty()) {
        password = PercentCode.queryValue(query, "password").orElse("");
      }
      return new Login(
          user.isEmpty() ? null : user,
          password.isEmpty()
              ? ProfileSecrets.NONE
              : ProfileSecrets.ofPassword(Secret.of(password)));
    }
  }
}
