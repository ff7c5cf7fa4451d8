package org.sessiondesk.service;

import org.sessiondesk.session.StoreFollower.Tracking;

/**
 * How complete and how fresh the picture of the persistent sessions is.
 *
 * @param wanted whether a store is wanted at all
 * @param reachable whether the store is reachable now; where it is not, the picture is as it was
 * @param passed whether a pass over the whole store has come to its end since it was chosen
 * @param loading whether a pass over the store is under way
 * @param loaded how many entries of that pass have come
 * @param expected about how many will come, or -1 where that is not known
 * @param leftOut how many sessions were met that are not in the picture, since there is no room
 * @param tracking how changes by others are learned of
 */
public record PictureState(
    boolean wanted,
    boolean reachable,
    boolean passed,
    boolean loading,
    long loaded,
    long expected,
    long leftOut,
    Tracking tracking) {

  /** No store is wanted. */
  public static final PictureState OFF =
      new PictureState(false, false, false, false, 0, -1, 0, Tracking.NONE);

  /** A store is wanted, and nothing known of it. */
  static final PictureState WANTED =
      new PictureState(true, false, false, false, 0, -1, 0, Tracking.NONE);

  /** Whether every session is in the picture. */
  public boolean complete() {
    return passed && leftOut == 0;
  }

  /** Whether the first pass is under way: there is more, and it will come. */
  public boolean filling() {
    return loading && !passed;
  }

  PictureState withReachable(boolean nowReachable) {
    return new PictureState(
        wanted, nowReachable, passed, loading && nowReachable, loaded, expected, leftOut, tracking);
  }

  PictureState withTracking(Tracking now) {
    return new PictureState(wanted, reachable, passed, loading, loaded, expected, leftOut, now);
  }

  PictureState started(long nowExpected) {
    return new PictureState(true, reachable, passed, true, 0, nowExpected, leftOut, tracking);
  }

  PictureState plus(long more) {
    return new PictureState(
        wanted, reachable, passed, loading, loaded + more, expected, leftOut, tracking);
  }

  PictureState completed() {
    return new PictureState(true, reachable, true, false, loaded, expected, leftOut, tracking);
  }

  PictureState withLeftOut(long now) {
    return new PictureState(wanted, reachable, passed, loading, loaded, expected, now, tracking);
  }
}
