package org.sessiondesk.session;

import java.util.List;

/** The voices that are known: suggestions, not limits (see {@link SessionRules#isVoiceName}). */
@FunctionalInterface
public interface VoiceNames {

  /** Short names of all known voices, in the order in which they are offered. */
  List<String> shortNames();

  /** All known voices, in that order. May read a file. */
  default List<Voice> voices() {
    return shortNames().stream().map(Voice::named).toList();
  }

  /** Short names that were used lately, the last one first. May read a file. */
  default List<String> recent() {
    return List.of();
  }

  /** Remembers that {@code shortName} was used. May write a file. */
  default void used(String shortName) {}
}
