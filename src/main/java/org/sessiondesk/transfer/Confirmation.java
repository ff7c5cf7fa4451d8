package org.sessiondesk.transfer;

import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.Deployment;

/**
 * What somebody has confirmed before many sessions are changed.
 *
 * @param number how many sessions
 * @param profileName the name of the connection profile; counts where that is production
 */
public record Confirmation(long number, String profileName) {

  /** What {@code profile} is called; one without a name by its id. */
  public static String nameOf(ConnectionProfile profile) {
    return profile.name().isEmpty() ? profile.id() : profile.name();
  }

  /** Whether {@code profile}'s name must be confirmed, too. */
  public static boolean wantsName(ConnectionProfile profile) {
    return profile.marks().deployment() == Deployment.PRODUCTION;
  }

  /**
   * Passes where it is what must be confirmed.
   *
   * @throws TransferException where it is not; nothing was changed
   */
  void require(long wanted, ConnectionProfile profile) {
    if (number != wanted) {
      throw new TransferException(
          TransferException.Reason.NOT_CONFIRMED,
          wanted + " sessions would be changed, but " + number + " were confirmed");
    }
    if (wantsName(profile) && !profileName.equals(nameOf(profile))) {
      throw new TransferException(
          TransferException.Reason.NOT_CONFIRMED,
          "the profile '" + nameOf(profile) + "' is production: its name must be confirmed");
    }
  }
}
