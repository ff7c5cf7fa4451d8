package org.sessiondesk.transfer;

import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.SessionCodec;
import org.sessiondesk.session.StoredBytes;
import org.sessiondesk.session.StoredSession;

/** What the policies decide. */
final class Policies {
  private Policies() {}

  /**
   * What becomes of {@code mine} where {@code there} is stored under its id.
   *
   * @param there what is stored, or null where nothing is
   */
  static Decision decide(
      ImportPolicy policy, StoredBytes mine, @Nullable StoredBytes there, SessionCodec codec) {
    if (there == null) {
      return Decision.CREATE;
    }
    if (there.sameValue(mine)) {
      return Decision.SAME;
    }
    return switch (policy) {
      case SKIP -> Decision.KEEP;
      case NEW_IDS -> Decision.BESIDE;
      case OVERWRITE -> replacing(mine, there, true, codec);
      case NEWER -> replacing(mine, there, false, codec);
    };
  }

  private static Decision replacing(
      StoredBytes mine, StoredBytes there, boolean always, SessionCodec codec) {
    if (!mine.isString()
        || !there.isString()
        || !(codec.decode(there.id(), there.value()) instanceof StoredSession theirs)) {
      return Decision.KEEP_UNREADABLE;
    }
    if (always) {
      return Decision.REPLACE;
    }
    if (!(codec.decode(mine.id(), mine.value()) instanceof StoredSession ours)) {
      return Decision.KEEP;
    }
    return ours.session().createdAt().isAfter(theirs.session().createdAt())
        ? Decision.REPLACE
        : Decision.KEEP;
  }
}
