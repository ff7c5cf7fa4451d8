package org.sessiondesk.redis;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.ConnectionFault.Kind;
import org.sessiondesk.connection.ConnectionTest.Notice;
import org.sessiondesk.connection.ProfileSecrets;
import org.sessiondesk.connection.Secret;
import org.sessiondesk.connection.SecretKind;
import org.sessiondesk.connection.StoreTarget;
import org.sessiondesk.connection.StoreTarget.Address;
import org.sessiondesk.redis.StepLog.Outcome;

/**
 * Asks sentinels, one after the other, which server is the master now. They are told their own
 * password only, never that of the master.
 */
final class SentinelQuery {
  private final Route route;

  SentinelQuery(Route route) {
    this.route = route;
  }

  /** A question to one sentinel. */
  private interface Question<T> {
    T ask(RespSocket redis, Address sentinel) throws IOException, ConnectFailedException;
  }

  /** The master's address, from the first sentinel that knows it. */
  Address master(StoreTarget.Sentinel target, ProfileSecrets secrets)
      throws ConnectFailedException {
    return first(
        target,
        secrets,
        (redis, sentinel) ->
            address(
                redis.call("SENTINEL", "GET-MASTER-ADDR-BY-NAME", target.masterName()),
                sentinel,
                target.masterName()));
  }

  /** Tries every sentinel and replica that the sentinels tell of, and notes what is not reached. */
  Outcome<String> others(StoreTarget.Sentinel target, ProfileSecrets secrets, StepLog log)
      throws ConnectFailedException {
    var told =
        first(
            target,
            secrets,
            (redis, _) -> {
              var all = new ArrayList<Address>();
              for (var kind : List.of("SENTINELS", "REPLICAS")) {
                addAll(redis.call("SENTINEL", kind, target.masterName()), all);
              }
              return all;
            });
    var tried = new ArrayList<>(target.sentinels());
    told.stream().filter(address -> !tried.contains(address)).forEach(tried::add);
    int reached = 0;
    for (var address : tried) {
      if (route.answers(address.host(), address.port())) {
        reached++;
      } else {
        log.notice(Notice.Kind.ANNOUNCED_UNREACHABLE, address.toString());
      }
    }
    return new Outcome<>("", reached + " of " + tried.size() + " sentinels and replicas answer");
  }

  /** Each of the list is a list of names and values. */
  private static void addAll(@Nullable Object answer, List<Address> all) {
    if (answer instanceof List<?> servers) {
      for (var server : servers) {
        if (server instanceof List<?> fields
            && value(fields, "ip") instanceof String host
            && value(fields, "port") instanceof String port
            && !host.isBlank()) {
          all.add(new Address(host, Integer.parseInt(port)));
        }
      }
    }
  }

  private static @Nullable Object value(List<?> fields, String name) {
    int at = fields.indexOf(name);
    return at >= 0 && at + 1 < fields.size() ? fields.get(at + 1) : null;
  }

  private <T> T first(StoreTarget.Sentinel target, ProfileSecrets secrets, Question<T> question)
      throws ConnectFailedException {
    ConnectFailedException last = null;
    for (var sentinel : target.sentinels()) {
      try {
        return ask(sentinel, target, secrets, question);
      } catch (ConnectFailedException e) {
        // Of several, one that answers something says more than one that is not there.
        last = last == null || e.fault().kind() != Kind.UNREACHABLE ? e : last;
      }
    }
    throw last != null
        ? last
        : new ConnectFailedException(Kind.NAME_UNKNOWN, "the profile names no sentinel");
  }

  private <T> T ask(
      Address sentinel, StoreTarget.Sentinel target, ProfileSecrets secrets, Question<T> question)
      throws ConnectFailedException {
    var reached = route.reach(sentinel.host(), sentinel.port(), new StepLog(_ -> {}));
    try (var redis = reached.redis()) {
      var password = secrets.get(SecretKind.SENTINEL_PASSWORD);
      if (password != null || target.sentinelUser() != null) {
        logIn(redis, sentinel, target.sentinelUser(), password);
      }
      return question.ask(redis, sentinel);
    } catch (IOException e) {
      throw SocketOpener.fault(e, "sentinel " + sentinel);
    }
  }

  private static void logIn(
      RespSocket redis, Address sentinel, @Nullable String user, @Nullable Secret password)
      throws IOException, ConnectFailedException {
    var word = password == null ? "" : new String(password.reveal());
    var answer = user == null ? redis.call("AUTH", word) : redis.call("AUTH", user, word);
    if (answer instanceof RespError error) {
      throw new ConnectFailedException(
          Kind.SENTINEL_PASSWORD_WRONG, "sentinel " + sentinel + ": " + error.message());
    }
  }

  private static Address address(@Nullable Object answer, Address sentinel, String masterName)
      throws ConnectFailedException {
    if (answer instanceof List<?> parts
        && parts.size() == 2
        && parts.getFirst() instanceof String host
        && parts.getLast() instanceof String port) {
      return new Address(host, Integer.parseInt(port));
    }
    if (answer instanceof RespError error) {
      var kind =
          switch (error.code()) {
            case "NOAUTH" -> Kind.SENTINEL_PASSWORD_REQUIRED;
            case "NOPERM" -> Kind.SENTINEL_PASSWORD_WRONG;
            default -> Kind.OTHER;
          };
      throw new ConnectFailedException(kind, "sentinel " + sentinel + ": " + error.message());
    }
    throw new ConnectFailedException(
        Kind.NO_SUCH_MASTER, "sentinel " + sentinel + " knows no master " + masterName);
  }
}
