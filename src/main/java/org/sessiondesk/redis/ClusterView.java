package org.sessiondesk.redis;

import io.lettuce.core.cluster.SlotHash;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.ConnectionFault.Kind;
import org.sessiondesk.connection.StoreTarget.Address;

/** What the nodes of a cluster say together of its masters and of who holds which slot. */
final class ClusterView {
  private static final Comparator<Address> BY_NAME = Comparator.comparing(Address::toString);

  private final List<ClusterNode> masters;
  private final @Nullable Address[] owners = new Address[SlotHash.SLOT_COUNT];
  private final Map<Address, Address> names = new HashMap<>();

  private ClusterView(Collection<ClusterNode> nodes, Collection<List<ClusterNode>> hearsay) {
    masters =
        nodes.stream()
            .filter(ClusterNode::isMaster)
            .sorted(Comparator.comparingLong(ClusterNode::epoch))
            .toList();
    // Of two that claim a slot the one of the later election is right, so it comes last.
    for (var node : masters) {
      for (var range : node.slots()) {
        for (int slot = range.first(); slot <= range.last(); slot++) {
          owners[slot] = node.address();
        }
      }
      node.names().forEach(name -> names.put(name, node.address()));
    }
    fillGaps(hearsay);
  }

  /**
   * A slot that moves between two answers may be claimed in neither: the new holder was asked
   * before it had it, the former after. The former says who has it now.
   */
  private void fillGaps(Collection<List<ClusterNode>> hearsay) {
    if (Arrays.stream(owners).allMatch(Objects::nonNull)) {
      return;
    }
    var holders = new HashMap<Integer, ClusterNode>();
    for (var answer : hearsay) {
      for (var node : answer) {
        for (var range : node.slots()) {
          for (int slot = range.first(); slot <= range.last(); slot++) {
            if (owners[slot] == null && names.containsKey(node.address())) {
              holders.merge(slot, node, (one, other) -> other.epoch() > one.epoch() ? other : one);
            }
          }
        }
      }
    }
    holders.forEach((slot, node) -> owners[slot] = node.address());
  }

  /**
   * Puts together what several nodes answered to {@code CLUSTER NODES}: of itself each knows best,
   * of others the one that knows of the later election. What nobody says of itself is taken from
   * what others say of it.
   *
   * @param answers their answers
   */
  static ClusterView of(Collection<List<ClusterNode>> answers) {
    var known = new HashMap<String, ClusterNode>();
    for (var answer : answers) {
      for (var node : answer) {
        known.merge(node.id(), node, ClusterView::better);
      }
    }
    return new ClusterView(known.values(), answers);
  }

  private static ClusterNode better(ClusterNode one, ClusterNode other) {
    if (one.myself() != other.myself()) {
      return one.myself() ? one : other;
    }
    return other.epoch() > one.epoch() ? other : one;
  }

  /** Where the masters are; one that the others have given up is not among them. */
  List<Address> masters() {
    return masters.stream().map(ClusterNode::address).sorted(BY_NAME).toList();
  }

  /** Who holds the slot; null where nobody does. */
  @Nullable Address owner(int slot) {
    return owners[slot];
  }

  /** How the master is called here that answers at {@code address}; null where it is unknown. */
  @Nullable Address name(Address address) {
    return names.get(address);
  }

  /**
   * Passes where each slot is held by a master.
   *
   * @throws ConnectFailedException where some are not: part of what is stored is out of reach
   */
  void requireWhole() throws ConnectFailedException {
    int count = 0;
    for (var owner : owners) {
      count += owner == null ? 1 : 0;
    }
    if (count > 0) {
      throw new ConnectFailedException(
          Kind.CLUSTER_DOWN, "no master serves " + count + " of the cluster's slots");
    }
  }

  /** A master cannot be reached where the others say that it is. */
  static ConnectFailedException unreachable(Address master, ConnectFailedException why) {
    var message = "the cluster names a master at " + master + ": " + why.fault().detail();
    return new ConnectFailedException(why.fault().kind(), message, why);
  }

  /** Whether slots are being moved just now. */
  boolean moving() {
    return masters.stream().anyMatch(ClusterNode::moving);
  }

  /** Whether each slot is held by the same as in {@code other}. */
  boolean sameOwners(ClusterView other) {
    for (int slot = 0; slot < owners.length; slot++) {
      if (!Objects.equals(owners[slot], other.owners[slot])) {
        return false;
      }
    }
    return true;
  }
}
