package org.sessiondesk.transfer;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.Secret;

/**
 * What is to be imported, and how.
 *
 * @param file the file
 * @param passphrase what it was encrypted with, or null
 * @param policy what becomes of entries under whose id something else is stored
 * @param unreadable whether values that cannot be read as sessions are stored again, too
 * @param temporaries what becomes of temporary sessions
 * @param refuseBroken whether all is refused where a line is broken; else the others are imported
 * @param keyPrefix what keys begin with in lines that scripts made
 * @param limits what is too much
 */
public record ImportRequest(
    Path file,
    @Nullable Secret passphrase,
    ImportPolicy policy,
    boolean unreadable,
    Temporaries temporaries,
    boolean refuseBroken,
    String keyPrefix,
    ArchiveLimits limits) {

  /** What becomes of temporary sessions in a file. */
  public enum Temporaries {
    /** They are left out. */
    LEAVE,
    /** They are held in memory again, until their old deadlines. */
    MEMORY,
    /** They are stored as persistent ones. */
    PERSIST
  }
}
