package org.sessiondesk.settings;

/** What can be wrong with the value of a setting. */
public enum SettingFault {
  /** It is set, but to nothing. */
  EMPTY("is set to nothing: give it a value or remove it"),
  /** Not a number. */
  NOT_A_NUMBER("is not a number"),
  /** Not a whole number. */
  NOT_A_WHOLE_NUMBER("is not a whole number"),
  /** Zero or less. */
  NOT_POSITIVE("must be more than 0"),
  /** Over zero, but under what makes sense. */
  TOO_SMALL("is too small"),
  /** Over what makes sense. */
  TOO_LARGE("is too large"),
  /** Neither yes nor no. */
  NOT_A_SWITCH("is neither true nor false"),
  /** None of the deployments. */
  NOT_A_DEPLOYMENT("is none of test, staging and production"),
  /** No URL of a Redis; the detail says why. */
  NOT_A_REDIS_URL("is not the URL of a Redis"),
  /** No name or address of this machine. */
  NOT_A_HOST("is not the name or address of a host"),
  /** No origin of web pages; the detail says how one looks. */
  NOT_AN_ORIGIN("holds something that is no origin such as https://desk.example.com"),
  /** A character that cannot be sent in an HTTP header. */
  NOT_A_TOKEN("holds a space or another character that a token cannot have"),
  /** A line of the {@code .env} file that is neither a comment nor {@code NAME=value}. */
  BAD_LINE("is not understood"),
  /** The {@code .env} file is there but cannot be read; the detail says why. */
  FILE_UNREADABLE("cannot be read");

  private final String words;

  SettingFault(String words) {
    this.words = words;
  }

  /** What is wrong, in English, as the rest of a sentence. */
  String words() {
    return words;
  }
}
