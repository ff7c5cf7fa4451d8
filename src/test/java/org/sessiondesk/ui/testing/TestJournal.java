package org.sessiondesk.ui.testing;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import org.sessiondesk.journal.AuditFiles;
import org.sessiondesk.journal.BinFolder;
import org.sessiondesk.json.JacksonJson;
import org.sessiondesk.redis.SessionJson;
import org.sessiondesk.service.Journal;
import org.sessiondesk.session.Actor;
import org.sessiondesk.session.AuditLog;
import org.sessiondesk.session.RecycleBin;

/**
 * A journal in a folder of its own: the real one.
 *
 * @param folder where it is
 * @param audit its audit log
 * @param bin its recycle bin
 * @param journal what the service gets
 */
public record TestJournal(Path folder, AuditLog audit, RecycleBin bin, Journal journal) {
  private static final RecycleBin.Limits LIMITS =
      new RecycleBin.Limits(Duration.ofDays(30), 64 << 20);

  /** One in the folder of what tests write. */
  public static TestJournal make(InstantSource clock) {
    return in(Path.of("target", "journals", UUID.randomUUID().toString()), clock);
  }

  /** One in {@code folder}; Anna sits at the window. */
  public static TestJournal in(Path folder, InstantSource clock) {
    var json = new JacksonJson();
    var audit = new AuditFiles(folder.resolve("audit"), json, () -> 0, clock);
    var bin = new BinFolder(folder.resolve("bin"), json, () -> LIMITS, clock);
    var anna = new Actor(Actor.Face.WINDOW, "anna");
    return new TestJournal(
        folder, audit, bin, new Journal(audit, bin, new SessionJson(), anna, clock));
  }
}
