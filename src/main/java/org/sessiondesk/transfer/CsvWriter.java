package org.sessiondesk.transfer;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.service.CsvCells;
import org.sessiondesk.session.JsonFormat;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.SessionCodec;
import org.sessiondesk.session.StoredSession;
import org.sessiondesk.session.UnreadableEntry;

/**
 * A table for people: times in UTC, the metadata as JSON. What cannot be read as a session has its
 * id and the reason only; nothing of this can be imported again.
 */
final class CsvWriter implements EntryWriter {
  private static final List<String> COLUMNS =
      List.of(
          "session_id",
          "kind",
          "name",
          "text",
          "voice",
          "created_at",
          "expires_at",
          "sentences",
          "metadata");

  private final OutputStream out;
  private final SessionCodec codec;
  private final JsonFormat json;

  /**
   * Writes the headings.
   *
   * @param bom whether to begin with a byte order mark, without which Excel takes UTF-8 for
   *     something else
   */
  CsvWriter(OutputStream out, SessionCodec codec, JsonFormat json, boolean bom) throws IOException {
    this.out = out;
    this.codec = codec;
    this.json = json;
    print((bom ? "\uFEFF" : "") + CsvCells.line(COLUMNS));
  }

  @Override
  public void write(ArchiveEntry entry) throws IOException {
    var stored = entry.stored();
    if (!stored.isString()) {
      print(unreadable(stored.id().value(), "a " + stored.type()));
      return;
    }
    switch (codec.decode(stored.id(), stored.value())) {
      case StoredSession read -> print(CsvCells.line(cells(entry, read.session())));
      case UnreadableEntry bad -> print(unreadable(bad.id().value(), bad.detail()));
    }
  }

  private List<String> cells(ArchiveEntry entry, Session session) {
    var name = session.name();
    var sentences = session.sentences();
    return List.of(
        session.id().value(),
        entry.kind().name().toLowerCase(Locale.ROOT),
        name == null ? "" : name,
        session.text(),
        session.voice(),
        session.createdAt().toString(),
        time(entry.stored().removedAt()),
        sentences == null ? "" : Integer.toString(sentences.size()),
        json.print(session.metadata()));
  }

  private static String time(@Nullable Instant time) {
    return time == null ? "" : time.toString();
  }

  private static String unreadable(String id, String why) {
    return CsvCells.line(List.of(id, "unreadable: " + why, "", "", "", "", "", "", ""));
  }

  private void print(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void finish() throws IOException {
    out.flush();
  }
}
