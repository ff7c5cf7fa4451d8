package org.sessiondesk.settings;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Something about the settings file that the operator should know. Nothing was lost.
 *
 * @param kind what happened
 * @param file the settings file
 * @param keptAs what the file that could not be used was renamed or copied to
 * @param detail the same in technical words, in English: an error's text, the names of fields
 */
public record SettingsWarning(Kind kind, Path file, Optional<Path> keptAs, String detail) {

  /** What can happen. */
  public enum Kind {
    /** The file could not be read; the defaults hold. */
    UNREADABLE,
    /** The file is not what this program writes; the defaults hold. */
    NOT_SETTINGS,
    /** Some fields make no sense; for them the defaults hold. The detail names them. */
    FIELDS_IGNORED,
    /** The settings could not be written; they hold for this run. */
    NOT_SAVED
  }
}
