package org.sessiondesk.session;

import java.util.List;

/** Cuts a text into sentences and words. Safe for use by several threads. */
@FunctionalInterface
public interface Segmenter {

  /**
   * The sentences of {@code text} in order, none of them empty.
   *
   * @param progress told of characters done; where it is cancelled a {@link
   *     java.util.concurrent.CancellationException} is thrown
   */
  List<Sentence> segment(String text, Progress progress);
}
