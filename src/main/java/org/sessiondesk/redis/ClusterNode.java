package org.sessiondesk.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.sessiondesk.connection.StoreTarget.Address;

/**
 * A node of a cluster, as a line of {@code CLUSTER NODES} tells of it.
 *
 * @param id its name among the nodes
 * @param address where it is reached
 * @param names what redirections may call it: by its number, by its host's name
 * @param flags such as {@code master}, {@code fail}
 * @param epoch of the election that it was made what it is by
 * @param slots what it holds
 * @param moving whether slots are being moved from or to it; each node tells that of itself only
 * @see <a href="https://redis.io/docs/latest/commands/cluster-nodes/">CLUSTER NODES</a>
 */
record ClusterNode(
    String id,
    Address address,
    Set<Address> names,
    Set<String> flags,
    long epoch,
    List<Slots> slots,
    boolean moving) {

  private static final int FIRST_SLOTS = 8;

  /** The slots from the first to the last, both included. */
  record Slots(int first, int last) {}

  ClusterNode {
    names = Set.copyOf(names);
    flags = Set.copyOf(flags);
    slots = List.copyOf(slots);
  }

  /** Whether it was this node that answered. */
  boolean myself() {
    return flags.contains("myself");
  }

  /** Whether it is a master that the others have not given up. */
  boolean isMaster() {
    return flags.contains("master")
        && !flags.contains("fail")
        && !flags.contains("handshake")
        && !flags.contains("noaddr");
  }

  /**
   * Reads an answer to {@code CLUSTER NODES}.
   *
   * @param text the answer
   * @param from who answered: it may not know its own host
   * @param tls whether nodes are called by their host names, as certificates do
   * @throws IllegalArgumentException where it is no such answer
   */
  static List<ClusterNode> parse(String text, Address from, boolean tls) {
    var nodes = new ArrayList<ClusterNode>();
    for (var line : text.lines().toList()) {
      var words = line.split(" ", -1);
      if (words.length < FIRST_SLOTS) {
        throw new IllegalArgumentException("no line of CLUSTER NODES: " + line);
      }
      if (!words[2].contains("noaddr")) {
        nodes.add(node(words, from, tls));
      }
    }
    return nodes;
  }

  /** {@code id host:port@bus,name flags master ping pong epoch link slots…}. */
  private static ClusterNode node(String[] words, Address from, boolean tls) {
    var places = words[1].split(",", -1);
    int bus = places[0].lastIndexOf('@');
    var byNumber = Redirect.address(bus < 0 ? places[0] : places[0].substring(0, bus), from.host());
    var byName =
        places.length > 1 && !places[1].isEmpty() && !places[1].contains("=")
            ? new Address(places[1], byNumber.port())
            : byNumber;
    var slots = new ArrayList<Slots>();
    boolean moving = false;
    for (int i = FIRST_SLOTS; i < words.length; i++) {
      if (words[i].startsWith("[")) {
        moving = true;
      } else if (!words[i].isEmpty()) {
        slots.add(slots(words[i]));
      }
    }
    return new ClusterNode(
        words[0],
        tls ? byName : byNumber,
        byName.equals(byNumber) ? Set.of(byNumber) : Set.of(byNumber, byName),
        Set.of(words[2].split(",", -1)),
        Long.parseLong(words[6]),
        slots,
        moving);
  }

  private static Slots slots(String word) {
    int dash = word.indexOf('-');
    return dash < 0
        ? new Slots(Integer.parseInt(word), Integer.parseInt(word))
        : new Slots(
            Integer.parseInt(word.substring(0, dash)), Integer.parseInt(word.substring(dash + 1)));
  }
}
