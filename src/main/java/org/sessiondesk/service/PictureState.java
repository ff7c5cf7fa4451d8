package org.sessiondesk.service;

import org.sessiondesk.session.StoreFollower.Tracking;

/**
 * How complete and how fresh the picture of the persistent sessions is.
 *
 * @param wanted whether a store is wanted at all
 * @param reachable whether the store is reachable now; where it is not, the picture is as it was
 * @param complete whether every session is in the picture
 * @param loading whether a pass over the store is under way
 * @param loaded how many entries of that pass have come
 * @param expected about how many will come, or -1 where that is not known
 * @param tracking how changes by others are learned of
 */
public record PictureState(
    boolean wanted,
    boolean reachable,
    boolean complete,
    boolean loading,
    long loaded,
    long expected,
    Tracking tracking) {

  /** No store is wanted. */
  public static final PictureState OFF =
      new PictureState(false, false, false, false, 0, -1, Tracking.NONE);

  PictureState withReachable(boolean nowReachable) {
    return new PictureState(
        wanted, nowReachable, complete, loading && nowReachable, loaded, expected, tracking);
  }

  PictureState withTracking(Tracking now) {
    return new PictureState(wanted, reachable, complete, loading, loaded, expected, now);
  }

  PictureState started(long nowExpected) {
    return new PictureState(true, reachable, complete, true, 0, nowExpected, tracking);
  }

  PictureState plus(long more) {
    return new PictureState(
        wanted, reachable, complete, loading, loaded + more, expected, tracking);
  }

  PictureState completed() {
    return new PictureState(true, reachable, true, false, loaded, expected, tracking);
  }
}
