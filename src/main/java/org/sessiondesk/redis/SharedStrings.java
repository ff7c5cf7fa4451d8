package org.sessiondesk.redis;

import org.jspecify.annotations.Nullable;

/**
 * Lets equal strings that come again and again, such as voices, be one object. Remembers a fixed
 * number of them. Safe for use by many threads: a race costs a second copy at most.
 */
final class SharedStrings {
  private final @Nullable String[] slots = new @Nullable String[512];

  /** The remembered string that equals {@code text}, or {@code text}, which is now remembered. */
  String of(String text) {
    int hash = text.hashCode();
    int slot = (hash ^ hash >>> 16) & (slots.length - 1);
    var known = slots[slot];
    if (known != null && known.equals(text)) {
      return known;
    }
    slots[slot] = text;
    return text;
  }
}
