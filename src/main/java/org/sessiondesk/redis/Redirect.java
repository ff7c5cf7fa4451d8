package org.sessiondesk.redis;

import io.lettuce.core.RedisCommandExecutionException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.StoreTarget.Address;

/**
 * A node's answer that another one has the slot: nothing was done.
 *
 * @param slot which one
 * @param to who has it
 * @param once whether for this one command only, while the slot is being moved
 */
record Redirect(int slot, Address to, boolean once) {

  /**
   * The redirection that {@code failure} is, or null where it is something else.
   *
   * @param from who answered: he may leave out his own host
   */
  static @Nullable Redirect of(Throwable failure, Address from) {
    if (!(failure instanceof RedisCommandExecutionException)) {
      return null;
    }
    var words = Objects.requireNonNullElse(failure.getMessage(), "").split(" ", -1);
    boolean once = words[0].equals("ASK");
    if (words.length < 3 || !(once || words[0].equals("MOVED"))) {
      return null;
    }
    try {
      return new Redirect(Integer.parseInt(words[1]), address(words[2], from.host()), once);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /**
   * A host and a port behind its last colon.
   *
   * @param host who is meant where no host is named
   */
  static Address address(String text, String host) {
    int colon = text.lastIndexOf(':');
    var named = text.substring(0, Math.max(0, colon));
    boolean unnamed = named.isEmpty() || named.equals("?");
    return new Address(unnamed ? host : named, Integer.parseInt(text.substring(colon + 1)));
  }
}
