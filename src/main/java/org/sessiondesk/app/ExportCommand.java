package org.sessiondesk.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.Secret;
import org.sessiondesk.transfer.ArchiveSource;
import org.sessiondesk.transfer.ExportReport;
import org.sessiondesk.transfer.ExportRequest;
import org.sessiondesk.transfer.ExportRequest.Format;
import org.sessiondesk.transfer.Exporter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code session-desk export}. */
@Command(
    name = "export",
    description = {
      "Writes persistent sessions to a file: all of them, those of a query, or some by their ids.",
      "Temporary sessions live in the running program only: its window exports them."
    })
final class ExportCommand extends SessionCommand {

  /** The formats by their names on the command line, which are the files' suffixes, too. */
  enum Suffix {
    ZIP(Format.ZIP),
    JSONL(Format.JSON_LINES),
    CSV(Format.CSV);

    private final Format format;

    Suffix(Format format) {
      this.format = format;
    }

    static Suffix of(Path file) {
      var name = file.toString().toLowerCase(Locale.ROOT);
      for (var suffix : values()) {
        if (name.endsWith("." + suffix.name().toLowerCase(Locale.ROOT))) {
          return suffix;
        }
      }
      return ZIP;
    }
  }

  @Parameters(paramLabel = "FILE", description = "The file to write.")
  private Path file = Path.of("");

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "${COMPLETION-CANDIDATES}: an archive with checksums, JSON Lines, or a table for people"
              + " that cannot be imported. Default: by the file's name, else ZIP.")
  private @Nullable Suffix format;

  @Mixin private Selections selections = new Selections();

  @Option(names = "--force", description = "Replace a file that is there.")
  private boolean force;

  @Option(names = "--bom", description = "Begin CSV with a byte order mark, as Excel needs it.")
  private boolean bom;

  @Option(names = "--encrypt", description = "Encrypt with a pass-phrase, which is asked for.")
  private boolean encrypt;

  @Option(
      names = "--passphrase-file",
      paramLabel = "FILE",
      description = "Encrypt with the pass-phrase in the first line of this file.")
  private @Nullable Path passphraseFile;

  @Override
  Outcome run(CommandContext context, CommandProgress progress) {
    var suffix = format == null ? Suffix.of(file) : format;
    if (suffix == Suffix.CSV && (encrypt || passphraseFile != null)) {
      throw new CommandException(
          ExitCode.USAGE, "A table for people (CSV) is not encrypted: choose another format.");
    }
    var secret = encrypt || passphraseFile != null ? Passphrases.ofNew(passphraseFile) : null;
    var request = request(context, suffix, secret, selections.of(context));
    var exporter =
        new Exporter(context.service(), context.codec(), context.json(), context.clock());
    return outcome(exporter.export(request, progress.about("Exporting")));
  }

  private ExportRequest request(
      CommandContext context,
      Suffix suffix,
      @Nullable Secret secret,
      ExportRequest.Selection selection) {
    return new ExportRequest(
        file,
        suffix.format,
        selection,
        force,
        bom,
        secret,
        ArchiveSource.of("Session Desk " + Version.current(), context.profile()));
  }

  private Outcome outcome(ExportReport report) {
    var json =
        new CommandJson()
            .with("file", file.toString())
            .with("sessions", report.written())
            .with("not_found", report.notFound())
            .with("bytes", report.bytes())
            .with("seconds", report.took().toMillis() / 1_000)
            .with("cancelled", report.cancelled());
    var lines = new ArrayList<String>();
    if (report.cancelled()) {
      lines.add("Cancelled: nothing was written.");
    } else {
      lines.add(
          String.format(
              Locale.ROOT,
              "%,d sessions in %s, %,d bytes.",
              report.written(),
              file,
              report.bytes()));
    }
    if (report.notFound() > 0) {
      lines.add(String.format(Locale.ROOT, "%,d were not found.", report.notFound()));
    }
    boolean whole = !report.cancelled() && report.notFound() == 0;
    return new Outcome(whole ? ExitCode.OK : ExitCode.INCOMPLETE, json.object(), lines);
  }
}
