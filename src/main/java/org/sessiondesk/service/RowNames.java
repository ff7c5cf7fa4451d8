package org.sessiondesk.service;

/** What all rows of a picture share. */
final class RowNames {
  private static final int MOST = 4_000;

  /** The voices. */
  final SharedNames voices;

  /** The keys of metadata. */
  final SharedNames keys;

  RowNames() {
    this(MOST);
  }

  /** At most {@code most} of each have a number. */
  RowNames(int most) {
    voices = new SharedNames(most);
    keys = new SharedNames(most);
  }
}
