package org.sessiondesk.service;

import java.time.Duration;
import java.time.Instant;

/**
 * Which sessions are wanted, and in which order.
 *
 * @param view which kind of them
 * @param search words that must all occur in id, name, text, voice or metadata, case ignored, and
 *     conditions on fields, as {@link QueryText} reads them
 * @param column what they are ordered by; those that are equal in it by creation, newest first
 * @param descending whether the order is reversed
 */
public record SessionQuery(View view, String search, Column column, boolean descending) {

  /** What counts as expiring soon. */
  public static final Duration SOON = Duration.ofMinutes(15);

  /** All sessions, newest first. */
  public static final SessionQuery ALL = new SessionQuery(View.ALL, "", Column.CREATED, true);

  /** The kinds of sessions that can be asked for. */
  public enum View {
    ALL,
    TEMPORARY,
    PERSISTENT,
    EXPIRING_SOON,
    EXPIRED,
    FALLBACK,
    UNREADABLE
  }

  /** What sessions can be ordered by. */
  public enum Column {
    STATE,
    TITLE,
    VOICE,
    KIND,
    CREATED,
    EXPIRES,
    METADATA,
    ID
  }

  /** This query with another search. */
  public SessionQuery withSearch(String newSearch) {
    return new SessionQuery(view, newSearch, column, descending);
  }

  /** This query over another kind. */
  public SessionQuery withView(View newView) {
    return new SessionQuery(newView, search, column, descending);
  }

  /** This query in another order. */
  public SessionQuery sortedBy(Column newColumn, boolean newDescending) {
    return new SessionQuery(view, search, newColumn, newDescending);
  }

  /** What the search asks for. */
  QueryText text() {
    return QueryText.parse(search);
  }

  /** Each character in lower case by itself, so that none becomes two, as Turkish İ would. */
  static String fold(String word) {
    var folded = new StringBuilder(word.length());
    word.codePoints().map(Character::toLowerCase).forEach(folded::appendCodePoint);
    return folded.toString();
  }

  /** Whether this one's sessions are among those of {@code other}, at whatever time. */
  boolean narrows(SessionQuery other) {
    if (view != other.view || column == Column.STATE || !other.isTimeless()) {
      return false;
    }
    var before = other.text();
    var mine = text();
    return mine.filters().containsAll(before.filters())
        && before.words().stream()
            .allMatch(
                theirs ->
                    mine.words().stream()
                        .anyMatch(
                            word ->
                                theirs.unwanted()
                                    ? word.equals(theirs)
                                    : !word.unwanted() && word.folded().contains(theirs.folded())));
  }

  /** Whether what it finds, and its order, changes with sessions only, and not with the time. */
  boolean isTimeless() {
    return column != Column.STATE && findsTimeless();
  }

  /** Whether what it finds changes with sessions only, and not with the time. */
  boolean findsTimeless() {
    return view != View.EXPIRED
        && view != View.EXPIRING_SOON
        && text().filters().stream().noneMatch(QueryText.Filter::timed);
  }

  boolean sameOrder(SessionQuery other) {
    return column == other.column && descending == other.descending;
  }

  static boolean inView(View view, byte[] row, Instant now) {
    return switch (view) {
      case ALL -> true;
      case TEMPORARY -> !PackedRow.has(row, PackedRow.PERSISTENT);
      case PERSISTENT -> PackedRow.has(row, PackedRow.PERSISTENT) && row[PackedRow.UNREADABLE] == 0;
      case EXPIRING_SOON ->
          SessionRow.state(row, SessionRow.micros(now)) == SessionRow.State.ACTIVE
              && PackedRow.expires(row) < SessionRow.micros(now.plus(SOON));
      case EXPIRED -> SessionRow.state(row, SessionRow.micros(now)) == SessionRow.State.EXPIRED;
      case FALLBACK -> PackedRow.has(row, PackedRow.FALLBACK);
      case UNREADABLE -> row[PackedRow.UNREADABLE] != 0;
    };
  }
}
