package org.sessiondesk.session;

import java.util.List;

/** The voices that are known: suggestions, not limits (see {@link SessionRules#isVoiceName}). */
@FunctionalInterface
public interface VoiceNames {

  /** Short names of all known voices, in the order in which they are offered. */
  List<String> shortNames();
}
