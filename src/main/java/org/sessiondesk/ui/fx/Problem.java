package org.sessiondesk.ui.fx;

/**
 * Something that went wrong, in the operator's words.
 *
 * @param what what happened, in one sentence
 * @param meaning what it means for their data
 * @param advice what to do next
 * @param code a short code to search for, such as {@code SD-201}
 * @param details the technical side, in English, without secrets; may be empty
 */
public record Problem(String what, String meaning, String advice, String code, String details) {

  /** The same with other details. */
  public Problem withDetails(String other) {
    return new Problem(what, meaning, advice, code, other);
  }
}
