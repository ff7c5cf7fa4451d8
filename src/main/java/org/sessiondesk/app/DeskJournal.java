package org.sessiondesk.app;

import java.nio.file.Path;
import java.time.InstantSource;
import org.sessiondesk.journal.AuditFiles;
import org.sessiondesk.journal.BinFolder;
import org.sessiondesk.journal.DraftFiles;
import org.sessiondesk.redis.SessionJson;
import org.sessiondesk.service.Journal;
import org.sessiondesk.session.Actor;
import org.sessiondesk.session.AuditLog;
import org.sessiondesk.session.DraftStore;
import org.sessiondesk.session.JsonFormat;
import org.sessiondesk.session.RecycleBin;
import org.sessiondesk.settings.DeskFolders;
import org.sessiondesk.settings.SettingsService;

/** What this program writes down about its changes, in the data folder. Reads nothing at first. */
final class DeskJournal implements AutoCloseable {
  private final Path auditFolder;
  private final AuditLog audit;
  private final RecycleBin bin;
  private final DraftStore drafts;
  private final Journal journal;

  /**
   * Makes it.
   *
   * @param usual who makes changes where nobody else is said to
   */
  DeskJournal(
      DeskFolders folders,
      SettingsService settings,
      JsonFormat json,
      Actor usual,
      InstantSource clock) {
    auditFolder = folders.data().resolve("audit");
    audit = new AuditFiles(auditFolder, json, () -> settings.journal().value().auditBytes(), clock);
    bin =
        new BinFolder(
            folders.data().resolve("bin"),
            json,
            () -> {
              var limits = settings.journal().value();
              return new RecycleBin.Limits(limits.binTime(), limits.binBytes());
            },
            clock);
    drafts = new DraftFiles(folders.data().resolve("drafts"), json, clock);
    journal = new Journal(audit, bin, new SessionJson(), usual, clock);
  }

  AuditLog audit() {
    return audit;
  }

  /** Where the files of the audit log are. */
  Path auditFolder() {
    return auditFolder;
  }

  RecycleBin bin() {
    return bin;
  }

  DraftStore drafts() {
    return drafts;
  }

  Journal journal() {
    return journal;
  }

  @Override
  public void close() {
    audit.close();
  }
}
