package org.sessiondesk.transfer;

import java.util.EnumMap;
import java.util.Map;

/**
 * What a check before a copy found, and so what the copy would do. Nothing was changed. It keeps
 * about 33 bytes for each session that would be stored, and 24 to 48 for each that was read.
 */
public final class CopyPlan {
  private final CopyRequest request;
  private final FrozenSessions toStore;
  private final Map<Decision, Tally> tallies;
  private final long notFound;

  CopyPlan(
      CopyRequest request, FrozenSessions toStore, Map<Decision, Tally> tallies, long notFound) {
    this.request = request;
    this.toStore = toStore;
    this.tallies = new EnumMap<>(tallies);
    this.notFound = notFound;
  }

  /** What was asked for. */
  public CopyRequest request() {
    return request;
  }

  /** How many sessions are to be treated so, and the first of them. */
  public Tally of(Decision decision) {
    return tallies.getOrDefault(decision, Tally.NONE);
  }

  /** How many sessions there are of a group. */
  public long count(Decision.Finding finding) {
    return tallies.entrySet().stream()
        .filter(tally -> tally.getKey().finding() == finding)
        .mapToLong(tally -> tally.getValue().count())
        .sum();
  }

  /** How many sessions were found. */
  public long sessions() {
    return tallies.values().stream().mapToLong(Tally::count).sum();
  }

  /** How many that were asked for are not in the store that is copied from. */
  public long notFound() {
    return notFound;
  }

  /** How many values a copy would store. */
  public long writes() {
    return toStore.size();
  }

  /** What is to be stored, by its ids there, and the state in which what it replaces was seen. */
  FrozenSessions toStore() {
    return toStore;
  }
}
