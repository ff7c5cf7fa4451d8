package org.sessiondesk.session;

import org.jspecify.annotations.Nullable;

/**
 * A value in the recycle bin.
 *
 * @param number its place in its batch
 * @param kept what was stored before the change
 * @param fate what the change left behind
 */
public record KeptItem(long number, Kept kept, Fate fate) {

  /**
   * What became of the session whose old value is kept.
   *
   * @param known whether the change is known to have been made
   * @param left the {@link Digest} of what the change left under the session's id, or null where it
   *     left nothing, or it is not known what
   */
  public record Fate(boolean known, @Nullable String left) {

    /** It is gone. */
    public static final Fate GONE = new Fate(true, null);

    /** Nobody knows. */
    public static final Fate UNKNOWN = new Fate(false, null);

    /** Something else is there instead. */
    public static Fate left(String digest) {
      return new Fate(true, digest);
    }
  }
}
