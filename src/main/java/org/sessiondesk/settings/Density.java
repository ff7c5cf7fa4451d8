package org.sessiondesk.settings;

/** How close together the window's rows and controls lie. */
public enum Density {
  COMFORTABLE,
  COMPACT
}
