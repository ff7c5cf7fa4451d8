package org.sessiondesk.text;

import java.util.List;

/** Cuts a sentence into words. Safe for use by several threads. */
@FunctionalInterface
public interface WordSegmenter {

  /** The words of {@code sentence} in order; punctuation, symbols and white space are none. */
  List<String> words(String sentence);
}
