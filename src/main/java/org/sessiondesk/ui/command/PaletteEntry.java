package org.sessiondesk.ui.command;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;

/**
 * Something that the palette offers.
 *
 * @param id tells it from all others and stays the same for ever: what was used last is remembered
 *     by it
 * @param title what it is called, in the window's language
 * @param otherTitle what else it may be looked for by, such as its English name; may be empty
 * @param detail what is said at its right, such as its keys or its kind; may be empty
 * @param keys its keys; empty where it has none
 * @param whyNot why it cannot be done now, or null where it can
 * @param run does it
 */
public record PaletteEntry(
    String id,
    Kind kind,
    Ikon icon,
    String title,
    String otherTitle,
    String detail,
    String keys,
    @Nullable String whyNot,
    Runnable run) {

  /** What can be offered. */
  public enum Kind {
    ACTION,
    PLACE,
    PROFILE,
    SESSION
  }
}
