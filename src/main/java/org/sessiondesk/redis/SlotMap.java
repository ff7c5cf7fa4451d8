package org.sessiondesk.redis;

import io.lettuce.core.cluster.SlotHash;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.StoreTarget.Address;

/** Which master holds which slot of a cluster, as far as is known. Safe for use by many threads. */
final class SlotMap {
  private final AtomicReferenceArray<@Nullable Address> owners =
      new AtomicReferenceArray<>(SlotHash.SLOT_COUNT);
  private final Runnable onStale;

  /** Nothing is known; {@code onStale} is called where that does. */
  SlotMap(Runnable onStale) {
    this.onStale = onStale;
  }

  /** Who holds the key's slot; null where nobody is known to. */
  @Nullable Address owner(ByteBuffer key) {
    return owners.get(SlotHash.getSlot(key));
  }

  /** A node has told that the slot is there. */
  void moved(int slot, Address to) {
    if (slot >= 0 && slot < owners.length()) {
      owners.set(slot, to);
    }
  }

  /** Takes over what all nodes say together. */
  void set(ClusterView view) {
    for (int slot = 0; slot < owners.length(); slot++) {
      owners.set(slot, view.owner(slot));
    }
  }

  /** Something was looked for and not found: the nodes are to be asked again. */
  void stale() {
    onStale.run();
  }
}
