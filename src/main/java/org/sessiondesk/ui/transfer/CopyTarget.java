package org.sessiondesk.ui.transfer;

import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.ProfileSecrets;
import org.sessiondesk.connection.StoreOpener;
import org.sessiondesk.connection.StoreOpener.OpenedStore;
import org.sessiondesk.service.SessionService;
import org.sessiondesk.transfer.CopyEnd;

/**
 * The store that is copied to: opened where it is first needed, and closed whoever is at it.
 * Blocks; safe for use by several threads.
 */
final class CopyTarget implements AutoCloseable {
  private final SessionService service;
  private final StoreOpener opener;
  private final ConnectionProfile profile;
  private final Supplier<ProfileSecrets> secrets;
  private @Nullable OpenedStore opened;
  private boolean closed;

  /**
   * That of {@code profile}.
   *
   * @param service writes down what is stored there
   */
  CopyTarget(
      SessionService service,
      StoreOpener opener,
      ConnectionProfile profile,
      Supplier<ProfileSecrets> secrets) {
    this.service = service;
    this.opener = opener;
    this.profile = profile;
    this.secrets = secrets;
  }

  /**
   * The opened store.
   *
   * @throws org.sessiondesk.connection.CannotConnectException where it cannot be reached
   * @throws CancellationException where it was closed meanwhile
   */
  synchronized CopyEnd open() {
    if (closed) {
      throw new CancellationException("nobody wants it any more");
    }
    var store = opened;
    if (store == null) {
      store = opener.open(profile, secrets.get());
      opened = store;
    }
    return CopyEnd.of(store, service);
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (opened != null) {
      opened.close();
      opened = null;
    }
  }
}
