package org.sessiondesk.settings;

/** The language of the window. */
public enum Language {
  /** That of the operating system, where it is one of the others; else English. */
  SYSTEM,
  ENGLISH,
  CHINESE
}
