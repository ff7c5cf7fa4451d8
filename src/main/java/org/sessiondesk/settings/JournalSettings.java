package org.sessiondesk.settings;

import java.time.Duration;

/**
 * How much of its own changes the program keeps on disk.
 *
 * @param binDays for how many days what was changed can be put back
 * @param binMegabytes how much of it, in units of 2<sup>20</sup> bytes
 * @param auditMegabytes how large the audit log becomes, in the same units; 0 for no limit
 */
public record JournalSettings(int binDays, int binMegabytes, int auditMegabytes) {

  /** What holds before anybody chose anything. */
  public static final JournalSettings DEFAULT = new JournalSettings(30, 2_048, 1_024);

  private static final int MEGABYTE_BITS = 20;

  public JournalSettings {
    if (SettingRules.binDaysFault(binDays).isPresent()
        || SettingRules.binFault(binMegabytes).isPresent()
        || SettingRules.pictureFault(auditMegabytes).isPresent()) {
      throw new IllegalArgumentException("these are no limits of a journal");
    }
  }

  /** How long the recycle bin keeps what was changed. */
  public Duration binTime() {
    return Duration.ofDays(binDays);
  }

  /** How many bytes the recycle bin may take. */
  public long binBytes() {
    return (long) binMegabytes << MEGABYTE_BITS;
  }

  /** How many bytes the audit log may take; 0 for no limit. */
  public long auditBytes() {
    return (long) auditMegabytes << MEGABYTE_BITS;
  }
}
