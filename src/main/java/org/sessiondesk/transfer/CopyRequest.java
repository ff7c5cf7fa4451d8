package org.sessiondesk.transfer;

/**
 * What is to be copied from one store to another, and how.
 *
 * @param from where it is read; nothing is ever written there
 * @param to where it is stored
 * @param selection which sessions; a query is asked of the picture of the store that is connected,
 *     so that must be {@code from}
 * @param policy what becomes of sessions under whose id something else is stored
 * @param unreadable whether values that cannot be read as sessions are copied, too
 * @param perSecond how many are stored each second at most; 0 for as many as may be
 */
public record CopyRequest(
    CopyEnd from,
    CopyEnd to,
    ExportRequest.Selection selection,
    ImportPolicy policy,
    boolean unreadable,
    int perSecond) {

  /**
   * Makes a request.
   *
   * @throws TransferException where both are the same store
   */
  public CopyRequest {
    if (from.isSame(to)) {
      throw new TransferException(
          TransferException.Reason.SAME_STORE, "a store cannot be copied to itself");
    }
    if (perSecond < 0) {
      throw new IllegalArgumentException("no rate: " + perSecond);
    }
  }
}
