package org.sessiondesk.text;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Words by the Unicode rules (UAX #29) and ICU's dictionaries for Chinese, Japanese, Thai, Lao,
 * Khmer and Burmese. Latin words and numbers in mixed text are words of their own. ICU is loaded at
 * the first use.
 */
public final class IcuWordSegmenter implements WordSegmenter {

  /** Break iterators have a state: each call works on a copy of this one. */
  private volatile @Nullable BreakIterator prototype;

  @Override
  public List<String> words(String sentence) {
    var breaks = prototype().clone();
    breaks.setText(sentence);
    var words = new ArrayList<String>();
    int start = breaks.first();
    for (int end = breaks.next(); end != BreakIterator.DONE; start = end, end = breaks.next()) {
      if (breaks.getRuleStatus() >= BreakIterator.WORD_NONE_LIMIT) {
        words.add(sentence.substring(start, end));
      }
    }
    return words;
  }

  private BreakIterator prototype() {
    var made = prototype;
    if (made == null) {
      made = BreakIterator.getWordInstance(ULocale.CHINESE);
      prototype = made;
    }
    return made;
  }
}
