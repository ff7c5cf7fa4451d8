package org.sessiondesk.redis;

import java.util.regex.Pattern;

/**
 * An error that Redis answered.
 *
 * @param code its code, such as {@code NOPERM}: what decisions are made on
 * @param message the whole answer
 */
record RespError(String code, String message) {
  private static final Pattern WITHIN_SCRIPT = Pattern.compile("@user_script: ?\\d+: -?");

  /** The error whose answer, without its leading minus, is {@code message}. */
  static RespError of(String message) {
    return new RespError(codeOf(message), message);
  }

  /**
   * The code of an error's text: its first word or, where a script of ours met the error and Redis
   * before 7 put a text of its own around it, the word behind the last {@code @user_script:1:}.
   */
  static String codeOf(String message) {
    int start = 0;
    if (message.startsWith("ERR ")) {
      var matcher = WITHIN_SCRIPT.matcher(message);
      while (matcher.find()) {
        start = matcher.end();
      }
    }
    int end = start;
    while (end < message.length() && Character.isUpperCase(message.charAt(end))) {
      end++;
    }
    return end == start ? "ERR" : message.substring(start, end);
  }
}
