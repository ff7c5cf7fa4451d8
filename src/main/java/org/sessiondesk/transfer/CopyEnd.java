package org.sessiondesk.transfer;

import java.util.function.Supplier;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.StoreOpener.OpenedStore;
import org.sessiondesk.service.SessionService;
import org.sessiondesk.session.ByteStore;
import org.sessiondesk.session.Change;

/**
 * One of the two stores of a copy.
 *
 * @param profile the profile that reaches it
 * @param bytes opens a way to what it holds, for one job
 */
public record CopyEnd(ConnectionProfile profile, Supplier<ByteStore> bytes) {

  /** A store that was opened for the copy; {@code service} writes down what is stored there. */
  public static CopyEnd of(OpenedStore opened, SessionService service) {
    return new CopyEnd(opened.profile(), () -> service.openOther(opened.store(), Change.COPY));
  }

  /**
   * The store that {@code service} is connected to now, by {@code profile}; never another one, also
   * where another profile is chosen later.
   */
  public static CopyEnd connected(SessionService service, ConnectionProfile profile) {
    var lease = service.lease();
    return new CopyEnd(profile, () -> service.within(lease, () -> service.openBytes(Change.COPY)));
  }

  /** Whether both lead to the same sessions. */
  boolean isSame(CopyEnd other) {
    return profile.target().equals(other.profile.target())
        && profile.keyPrefix().equals(other.profile.keyPrefix());
  }
}
