package org.sessiondesk.settings;

/**
 * A search that the operator gave a name, with the kind of sessions and the order it goes with.
 * Kinds and columns are named by ids of the window's own; those of a later version may be unknown.
 *
 * @param id names it for good, whatever it is called
 * @param name what it is called; not blank
 * @param kind which kind of sessions is searched
 * @param search what is searched for, as it was written
 * @param column what the sessions are ordered by
 * @param descending whether that order is reversed
 */
public record SavedView(
    String id, String name, String kind, String search, String column, boolean descending) {

  public SavedView {
    name = name.strip();
    if (id.isEmpty() || name.isEmpty()) {
      throw new IllegalArgumentException("a view has an id and a name");
    }
  }

  /** This view under another name. */
  public SavedView withName(String other) {
    return new SavedView(id, other, kind, search, column, descending);
  }
}
