package org.sessiondesk.ui.table;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.service.CsvCells;
import org.sessiondesk.service.SessionRow;
import org.sessiondesk.session.Progress;
import org.sessiondesk.ui.fx.Ui;

/**
 * Sessions as a table for people: comma-separated values (RFC 4180) with headings in the window's
 * language and local times. A cell that a spreadsheet would take for a formula begins with an
 * apostrophe.
 */
final class CsvCopy {
  private static final List<String> COLUMNS =
      List.of("id", "state", "name", "text", "voice", "created", "expires", "metadata");

  private final Ui ui;

  CsvCopy(Ui ui) {
    this.ui = ui;
  }

  /**
   * Writes the selected rows.
   *
   * @throws CopyTooLargeException where it is too much for a clipboard
   */
  String of(RowSelection rows, Instant now, Progress progress) {
    var out = new CopyText();
    var headings = COLUMNS.stream().map(c -> ui.messages().get("table.csv." + c)).toList();
    out.add(CsvCells.line(headings));
    int done = 0;
    for (int i = rows.next(0); i >= 0 && !progress.cancelled(); i = rows.next(i + 1)) {
      out.add(CsvCells.line(cells(rows.rows().get(i), now)));
      progress.at(++done, rows.size());
    }
    return out.toString();
  }

  private List<String> cells(SessionRow row, Instant now) {
    var name = row.name();
    var state = row.state(now).name().toLowerCase(Locale.ROOT);
    return List.of(
        row.id().value(),
        ui.messages().get("table.csv." + state),
        name == null ? "" : name,
        row.text(),
        row.voice(),
        time(row.createdAt()),
        row.persistent() ? "" : time(row.expiresAt()),
        row.metadata());
  }

  private String time(@Nullable Instant time) {
    return time == null ? "" : ui.formats().dateTime(time);
  }
}
