package org.sessiondesk.transfer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.ByteStore;
import org.sessiondesk.session.SessionCodec;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.StoredBytes;
import org.sessiondesk.session.UnreadableEntry;

/**
 * Compares what one store holds with another one, page by page. Changes nothing. For one thread.
 */
final class CopyCheck {
  private final CopyRequest request;
  private final SessionCodec codec;
  private final ByteStore to;
  private final Instant now;
  private final IdSet seen = new IdSet();
  private final FrozenSessions toStore = new FrozenSessions();
  private final Map<Decision, Tally.Counter> counters = new EnumMap<>(Decision.class);

  CopyCheck(CopyRequest request, SessionCodec codec, ByteStore to, Instant now) {
    this.request = request;
    this.codec = codec;
    this.to = to;
    this.now = now;
  }

  /** What is to be stored, as far as was checked. */
  FrozenSessions toStore() {
    return toStore;
  }

  /** How many sessions were found. */
  long found() {
    return seen.size();
  }

  /** How many times each was decided. */
  Map<Decision, Tally> tallies() {
    var tallies = new EnumMap<Decision, Tally>(Decision.class);
    counters.forEach((decision, counter) -> tallies.put(decision, counter.tally()));
    return tallies;
  }

  /** Decides about what a page holds. A scan of Redis may find a key twice. */
  void page(List<StoredBytes> page) {
    var wanted = new ArrayList<StoredBytes>();
    for (var mine : page) {
      if (!seen.add(mine.id())) {
        continue;
      }
      var end = mine.removedAt();
      var unreadable = unreadable(mine);
      if (end != null && !end.isAfter(now)) {
        note(mine, Decision.LEAVE_EXPIRED, end.toString());
      } else if (unreadable != null) {
        note(mine, Decision.LEAVE_UNREADABLE, unreadable);
      } else {
        wanted.add(mine);
      }
    }
    compare(wanted);
  }

  private @Nullable String unreadable(StoredBytes mine) {
    if (request.unreadable()) {
      return null;
    }
    if (!mine.isString()) {
      return "a " + mine.type();
    }
    return codec.decode(mine.id(), mine.value()) instanceof UnreadableEntry bad
        ? bad.detail()
        : null;
  }

  private void compare(List<StoredBytes> wanted) {
    var there = Copier.read(to, wanted.stream().map(StoredBytes::id).toList());
    var beside = new LinkedHashMap<SessionId, StoredBytes>();
    for (var mine : wanted) {
      var theirs = there.get(mine.id());
      var decision = Policies.decide(request.policy(), mine, theirs, codec);
      if (decision == Decision.BESIDE) {
        beside.put(NewIds.of(mine), mine);
      } else {
        if (decision.writes()) {
          var digest = theirs == null ? FrozenSessions.NOTHING : Digests.of(theirs);
          freeze(mine, decision, digest);
        }
        note(mine, decision, "");
      }
    }
    var done = Copier.read(to, List.copyOf(beside.keySet()));
    beside.forEach(
        (id, mine) -> {
          if (done.containsKey(id)) {
            note(mine, Decision.BESIDE_SAME, "");
          } else {
            freeze(mine, Decision.BESIDE, FrozenSessions.NOTHING);
            note(mine, Decision.BESIDE, "");
          }
        });
  }

  @SuppressWarnings("EnumOrdinal") // read again by this very process
  private void freeze(StoredBytes mine, Decision decision, byte[] digest) {
    toStore.add(mine.id(), decision.ordinal(), digest);
  }

  private void note(StoredBytes mine, Decision decision, String detail) {
    counters
        .computeIfAbsent(decision, _ -> new Tally.Counter())
        .add(Place.NONE, mine.id().value(), detail);
  }
}
