package org.sessiondesk.transfer;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.Secret;
import org.sessiondesk.service.SessionQuery;
import org.sessiondesk.session.SessionId;

/**
 * What is to be exported, and where to.
 *
 * @param target the file
 * @param format its format
 * @param selection which sessions
 * @param replace whether a file that is there is to be replaced
 * @param bom whether CSV begins with a byte order mark
 * @param passphrase what it is encrypted with, or null for not at all
 * @param source where the sessions come from, for the manifest
 */
public record ExportRequest(
    Path target,
    Format format,
    Selection selection,
    boolean replace,
    boolean bom,
    @Nullable Secret passphrase,
    ArchiveSource source) {

  /** In which form sessions are written. */
  public enum Format {
    /** A line of JSON a session; lossless. */
    JSON_LINES,
    /** JSON Lines in a zip archive with checksums; lossless. */
    ZIP,
    /** A table for people; cannot be imported again. */
    CSV
  }

  /** Which sessions. */
  public sealed interface Selection {

    /** All there are. */
    record All() implements Selection {}

    /** These. */
    record Ids(List<SessionId> ids) implements Selection {
      public Ids {
        ids = List.copyOf(ids);
      }
    }

    /** Those that match, as the picture shows them now; it must be complete. */
    record Query(SessionQuery query) implements Selection {}
  }
}
