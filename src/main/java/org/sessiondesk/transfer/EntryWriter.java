package org.sessiondesk.transfer;

import java.io.IOException;

/** Writes entries in one of the formats. Not for several threads. */
interface EntryWriter {

  /** Writes one more. */
  void write(ArchiveEntry entry) throws IOException;

  /** Writes what comes at the end, and hands everything on. The stream stays open. */
  void finish() throws IOException;
}
