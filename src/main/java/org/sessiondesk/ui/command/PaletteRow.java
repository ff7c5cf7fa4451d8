package org.sessiondesk.ui.command;

import java.util.BitSet;

/**
 * A line of the palette.
 *
 * @param places which characters of the title were typed
 */
record PaletteRow(PaletteEntry entry, BitSet places) {
  PaletteRow {
    places = (BitSet) places.clone();
  }

  @Override
  public BitSet places() {
    return (BitSet) places.clone();
  }
}
