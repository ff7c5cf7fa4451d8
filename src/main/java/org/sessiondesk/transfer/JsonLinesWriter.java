package org.sessiondesk.transfer;

import java.io.IOException;
import java.io.OutputStream;

/** One line of JSON an entry. */
final class JsonLinesWriter implements EntryWriter {
  private final LineWriter line = new LineWriter();
  private final OutputStream out;

  JsonLinesWriter(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(ArchiveEntry entry) throws IOException {
    line.write(entry);
    out.write(line.bytes(), 0, line.size());
    out.write('\n');
  }

  @Override
  public void finish() throws IOException {
    out.flush();
  }
}
