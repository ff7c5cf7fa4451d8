package org.sessiondesk.service;

import java.util.List;

/**
 * What the sessions of a picture are made of.
 *
 * @param voices how many sessions each voice has, the most used first
 * @param createdByDay how many were created on each of the last days, today at the end
 */
public record Composition(List<VoiceCount> voices, List<Long> createdByDay) {

  /**
   * A voice and how many sessions have it.
   *
   * @param voice its short name; empty for those of voices beyond the 4,000 first
   */
  public record VoiceCount(String voice, long sessions) {}
}
