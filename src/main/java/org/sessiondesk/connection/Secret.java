package org.sessiondesk.connection;

import java.util.Arrays;

/** A password. Its text appears in no message, log or dump of a record. */
public final class Secret {
  private final char[] chars;

  private Secret(char[] chars) {
    this.chars = chars;
  }

  /** The secret whose text is {@code chars}; the array is copied. */
  public static Secret of(char[] chars) {
    return new Secret(chars.clone());
  }

  /** The secret whose text is {@code text}. */
  public static Secret of(String text) {
    return new Secret(text.toCharArray());
  }

  /** A copy of its characters. */
  public char[] reveal() {
    return chars.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret that && Arrays.equals(chars, that.chars);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(chars);
  }

  @Override
  public String toString() {
    return "Secret[***]";
  }
}
