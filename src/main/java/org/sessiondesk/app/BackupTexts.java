package org.sessiondesk.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.sessiondesk.connection.StoreCopies.Copy;
import org.sessiondesk.session.Json;

/** What the command line says about copies of the built-in store. */
final class BackupTexts {
  private BackupTexts() {}

  /** The copies there are. */
  static SessionCommand.Outcome listed(List<Copy> copies) {
    var lines = new ArrayList<String>();
    copies.forEach(copy -> lines.add(line(copy)));
    if (lines.isEmpty()) {
      lines.add("There are no copies of the built-in store.");
    }
    return new SessionCommand.Outcome(
        ExitCode.OK,
        new CommandJson().with("copies", copies.stream().map(BackupTexts::json).toList()).object(),
        lines);
  }

  /** A copy in one line. */
  static String line(Copy copy) {
    return String.format(
        Locale.ROOT,
        "%-36s  %,14d keys  %,15d bytes  %s",
        copy.name(),
        copy.keys(),
        copy.bytes(),
        copy.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '));
  }

  /** A copy for programs. */
  static Json.Obj json(Copy copy) {
    return new CommandJson()
        .with("name", copy.name())
        .with("kind", copy.kind().name().toLowerCase(Locale.ROOT))
        .with("created_at", copy.at().toString())
        .with("keys", copy.keys())
        .with("bytes", copy.bytes())
        .with("folder", copy.folder().toString())
        .object();
  }
}
