package org.sessiondesk.session;

import java.util.List;

/**
 * A sentence of a session's text.
 *
 * @param sentence the sentence, trimmed, with its closing punctuation
 * @param words its words in order; punctuation is none
 */
public record Sentence(String sentence, List<String> words) {
  public Sentence {
    words = List.copyOf(words);
  }
}
