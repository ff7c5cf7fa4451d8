package org.sessiondesk.ui.stats;

import org.sessiondesk.ui.fx.Ui;

/** Numbers of bytes for people: {@code 812 B}, {@code 1.4 GB} (of 1,024 to the next). */
record ByteWords(Ui ui) {
  private static final String[] UNITS = {"B", "KB", "MB", "GB", "TB"};

  String of(long bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= 1_024 && unit < UNITS.length - 1) {
      value /= 1_024;
      unit++;
    }
    boolean whole = unit == 0 || value >= 100 || value == Math.rint(value);
    return (whole ? ui.formats().number(Math.round(value)) : "%.1f".formatted(value))
        + " "
        + UNITS[unit];
  }
}
