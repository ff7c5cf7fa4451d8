package org.sessiondesk.transfer;

import java.util.Optional;
import org.sessiondesk.service.SessionService;
import org.sessiondesk.session.Progress;
import org.sessiondesk.session.ServerSaves;

/**
 * Has the server of the persistent sessions write all that it holds to its own disk, and tells
 * where. Blocks; safe for use by several threads.
 */
public final class ServerBackup {
  private final SessionService service;

  /** Backups of what {@code service} has. */
  public ServerBackup(SessionService service) {
    this.service = service;
  }

  /**
   * What a backup would do.
   *
   * @param state what the server says of its saves
   * @param place where the file will lie, on the server's machine; empty where it does not tell us
   */
  public record Plan(ServerSaves.State state, Optional<String> place) {}

  /**
   * Looks at the server; changes nothing.
   *
   * @throws org.sessiondesk.service.StoreOffException where no store is wanted
   * @throws org.sessiondesk.session.StoreException where the server does not say
   */
  public Plan check() {
    var saves = service.saves();
    return new Plan(saves.state(), saves.place());
  }

  /**
   * Saves, and waits for the end of it. Cancelled, it only ends the waiting.
   *
   * @param progress told of the keys that the server has written
   * @throws org.sessiondesk.service.StoreOffException where no store is wanted
   * @throws org.sessiondesk.session.StoreException where the server refuses, or cannot be reached
   */
  public ServerSaves.Report run(Progress progress) {
    return service.saves().save(progress);
  }
}
