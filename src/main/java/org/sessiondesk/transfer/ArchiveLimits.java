package org.sessiondesk.transfer;

/**
 * How much of a file is taken before it is refused.
 *
 * @param longestLine how many bytes a line may have
 * @param expansion to how many times its size an archive may unfold, beyond {@link #FREE}
 */
public record ArchiveLimits(int longestLine, int expansion) {

  /** To how many bytes every archive may unfold. */
  public static final long FREE = 64L << 20;

  /** 64 MiB a line, 200 times the size. */
  public static final ArchiveLimits STANDARD = new ArchiveLimits(64 << 20, 200);

  public ArchiveLimits {
    if (longestLine < 1 || expansion < 1) {
      throw new IllegalArgumentException("limits are positive");
    }
  }

  /** How many bytes so many of an archive may unfold to. */
  long unfolded(long packed) {
    return FREE + expansion * packed;
  }
}
