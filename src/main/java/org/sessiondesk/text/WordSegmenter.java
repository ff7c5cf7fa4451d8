package org.sessiondesk.text;

import java.util.List;
import org.sessiondesk.session.Progress;

/** Cuts a sentence into words. Safe for use by several threads. */
@FunctionalInterface
public interface WordSegmenter {

  /**
   * The words of {@code sentence} in order; punctuation, symbols and white space are none.
   *
   * @param progress told of characters done, also within a long sentence; where it is cancelled a
   *     {@link java.util.concurrent.CancellationException} is thrown
   */
  List<String> words(String sentence, Progress progress);
}
