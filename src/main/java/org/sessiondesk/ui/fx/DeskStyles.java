package org.sessiondesk.ui.fx;

/** The style classes of the window's own style sheet, {@code css/desk.css}. */
public final class DeskStyles {
  /** Text that matters less. */
  public static final String MUTED = "desk-muted";

  /** Text in a fixed-width font: ids, JSON. */
  public static final String MONO = "desk-mono";

  /** Numbers whose digits are equally wide. */
  public static final String NUMBERS = "desk-numbers";

  /** A small heading over a group. */
  public static final String SECTION = "desk-section";

  /** A message under a field that says what is wrong with it. */
  public static final String FIELD_ERROR = "desk-field-error";

  /** A message under a field that helps. */
  public static final String FIELD_HINT = "desk-field-hint";

  /** The body of a part: its background and padding. */
  public static final String PANE = "desk-pane";

  /** A surface that stands out from the pane: a card. */
  public static final String CARD = "desk-card";

  /** What is shown where there is nothing to show. */
  public static final String EMPTY = "desk-empty";

  /** A coloured dot or mark: an active temporary session, a good connection. */
  public static final String STATE_ACTIVE = "desk-state-active";

  /** A mark: an expired session. */
  public static final String STATE_EXPIRED = "desk-state-expired";

  /** A mark: a persistent session. */
  public static final String STATE_PERSISTENT = "desk-state-persistent";

  /** A mark: something unreadable, a failure. */
  public static final String STATE_ERROR = "desk-state-error";

  /** A mark: a warning, a fallback, something under way. */
  public static final String STATE_WARNING = "desk-state-warning";

  /** A mark: off. */
  public static final String STATE_OFF = "desk-state-off";

  /** A large heading. */
  public static final String TITLE = "desk-title";

  private DeskStyles() {}
}
