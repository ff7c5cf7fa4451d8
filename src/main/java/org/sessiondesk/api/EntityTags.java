package org.sessiondesk.api;

import java.util.Arrays;
import java.util.List;

/** The value of an {@code If-Match} header (RFC 9110, section 13.1.1): tags, or {@code *}. */
record EntityTags(List<String> tags) {

  EntityTags(String header) {
    this(Arrays.stream(header.split(",", -1)).map(String::strip).toList());
  }

  /** Whether {@code tag} is among them. A weak tag never is: the comparison is the strong one. */
  boolean matches(String tag) {
    return tags.contains("*") || tags.contains(tag);
  }
}
