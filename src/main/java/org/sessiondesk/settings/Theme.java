package org.sessiondesk.settings;

/** The colours of the window. */
public enum Theme {
  /** Light or dark, as the operating system is. */
  SYSTEM,
  LIGHT,
  DARK
}
