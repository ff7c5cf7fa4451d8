package org.sessiondesk.ui.audit;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.sessiondesk.service.CsvCells;
import org.sessiondesk.session.AuditEntry;
import org.sessiondesk.session.AuditLog;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.JsonFormat;
import org.sessiondesk.session.Progress;

/** Writes entries of the audit log to a file, the newest first, as they are read. Blocks. */
final class AuditExport {
  private static final List<String> COLUMNS =
      List.of(
          "time",
          "who",
          "via",
          "change",
          "outcome",
          "id",
          "profile",
          "profile_name",
          "store",
          "before",
          "after");

  /** What the file is. */
  enum Kind {
    CSV(".csv"),
    JSON_LINES(".jsonl");

    private final String suffix;

    Kind(String suffix) {
      this.suffix = suffix;
    }

    String suffix() {
      return suffix;
    }
  }

  private final AuditLog log;
  private final JsonFormat json;

  AuditExport(AuditLog log, JsonFormat json) {
    this.log = log;
    this.json = json;
  }

  /**
   * Writes those that pass; the file is there when all are.
   *
   * @return how many
   */
  long write(Kind kind, AuditFilter wanted, Path target, Progress progress) throws IOException {
    var folder = target.toAbsolutePath().getParent();
    var fresh = Files.createTempFile(folder, "audit", ".tmp");
    try {
      long[] count = new long[1];
      try (var out = Files.newBufferedWriter(fresh, StandardCharsets.UTF_8)) {
        if (kind == Kind.CSV) {
          out.write('\ufeff'); // Spreadsheets take it for UTF-8 by that.
          out.write(CsvCells.line(COLUMNS));
        }
        log.read(
            entry -> {
              if (progress.cancelled()) {
                throw new CancellationException("the export was cancelled");
              }
              if (wanted.passes(entry)) {
                write(kind, entry, out);
                progress.at(++count[0], -1);
              }
              return !wanted.isBefore(entry);
            });
      }
      Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING);
      return count[0];
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private void write(Kind kind, AuditEntry entry, BufferedWriter out) {
    var cells = cells(entry);
    try {
      out.write(kind == Kind.CSV ? CsvCells.line(cells) : json.print(object(cells)) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Json.Obj object(List<String> cells) {
    Map<String, Json> members = new LinkedHashMap<>();
    for (int i = 0; i < COLUMNS.size(); i++) {
      members.put(COLUMNS.get(i), new Json.Str(cells.get(i)));
    }
    return new Json.Obj(members);
  }

  /** What is not known is empty. */
  private static List<String> cells(AuditEntry entry) {
    var store = entry.store();
    return List.of(
        entry.at().toString(),
        entry.actor().name(),
        word(entry.actor().face()),
        word(entry.change()),
        word(entry.outcome()),
        printable(entry.id().value()),
        store.id(),
        store.name(),
        store.place(),
        Objects.requireNonNullElse(entry.before(), ""),
        Objects.requireNonNullElse(entry.after(), ""));
  }

  /** Halves of surrogate pairs, which stand for bytes that are no text, have no form in a file. */
  private static String printable(String id) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(id)
        ? id
        : id.chars()
            .mapToObj(
                c ->
                    Character.isSurrogate((char) c)
                        ? "\\u%04x".formatted(c)
                        : String.valueOf((char) c))
            .collect(Collectors.joining());
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
