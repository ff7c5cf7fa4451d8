package org.sessiondesk.session;

/**
 * One thing that is wrong with what was asked for.
 *
 * @param field where it is wrong
 * @param kind what is wrong there
 */
public record Fault(Field field, Kind kind) {

  /** The parts of a session that can be wrong. */
  public enum Field {
    TEXT,
    VOICE,
    NAME,
    TTL,
    METADATA
  }

  /** What can be wrong with them. */
  public enum Kind {
    /** Nothing was given where something must be. */
    EMPTY,
    /** Holds half of a surrogate pair, which no UTF-8 can carry. */
    LONE_SURROGATE,
    /** Does not have the shape of a voice's name. */
    NOT_A_VOICE,
    /** Zero, negative or not a number. */
    NOT_POSITIVE,
    /** Over {@link SessionRules#LONGEST_TTL}. */
    TOO_LONG,
    /** Not a JSON object, or not JSON at all. */
    NOT_AN_OBJECT,
    /** Holds a number that JSON does not know: {@code NaN} or an infinity. */
    NOT_A_JSON_NUMBER,
    /** Nests deeper than {@link SessionRules#DEEPEST_METADATA}. */
    TOO_DEEP
  }
}
