package org.sessiondesk.transfer;

import org.jspecify.annotations.Nullable;

/**
 * A line that was read.
 *
 * @param place where it stands
 * @param entry what it holds, or null where it is broken
 * @param fault why it is broken, or null
 * @param unreadable why its entry is left out as no session, or null
 */
record Line(
    Place place,
    @Nullable ArchiveEntry entry,
    @Nullable LineFault fault,
    @Nullable String unreadable) {

  /** About how many bytes it takes. */
  int size() {
    return entry == null ? 0 : entry.stored().value().length;
  }
}
