package org.sessiondesk.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.transfer.ArchiveLimits;
import org.sessiondesk.transfer.Decision;
import org.sessiondesk.transfer.ImportPlan;
import org.sessiondesk.transfer.ImportPolicy;
import org.sessiondesk.transfer.ImportReport;
import org.sessiondesk.transfer.ImportRequest;
import org.sessiondesk.transfer.Importer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code session-desk import}. */
@Command(
    name = "import",
    description = {
      "Brings sessions from a file into the store, after a check of the whole file.",
      "Run again after a cancel or a failure it goes on: what is there already is left as it is."
    })
final class ImportCommand extends SessionCommand {

  /** The policies by their names on the command line. */
  enum Policy {
    SKIP(ImportPolicy.SKIP),
    OVERWRITE(ImportPolicy.OVERWRITE),
    NEWER(ImportPolicy.NEWER),
    NEW_IDS(ImportPolicy.NEW_IDS);

    private final ImportPolicy policy;

    Policy(ImportPolicy policy) {
      this.policy = policy;
    }

    /** What it is to the jobs. */
    ImportPolicy policy() {
      return policy;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** What is done where a line is broken. */
  enum OnBroken {
    CONTINUE,
    REFUSE;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What becomes of temporary sessions; a command has no memory to hold them in. */
  enum Temporary {
    LEAVE(ImportRequest.Temporaries.LEAVE),
    PERSIST(ImportRequest.Temporaries.PERSIST);

    private final ImportRequest.Temporaries temporaries;

    Temporary(ImportRequest.Temporaries temporaries) {
      this.temporaries = temporaries;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Parameters(paramLabel = "FILE", description = "The file to read.")
  private Path file = Path.of("");

  @Option(
      names = "--policy",
      paramLabel = "POLICY",
      defaultValue = "skip",
      converter = PolicyConverter.class,
      completionCandidates = PolicyNames.class,
      description =
          "Where something else is stored: ${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}."
              + " 'newer' goes by created_at, the only time a session keeps; an edit does not"
              + " change it.")
  private Policy policy = Policy.SKIP;

  @Option(
      names = "--on-broken",
      paramLabel = "WHAT",
      defaultValue = "refuse",
      description =
          "Where a line cannot be read: ${COMPLETION-CANDIDATES} (all of it); default"
              + " ${DEFAULT-VALUE}.")
  private OnBroken onBroken = OnBroken.REFUSE;

  @Option(names = "--dry-run", description = "Only say what would happen.")
  private boolean dryRun;

  @Option(
      names = "--unreadable",
      description = "Also store values that cannot be read as sessions.")
  private boolean unreadable;

  @Option(
      names = "--temporary",
      paramLabel = "WHAT",
      defaultValue = "leave",
      description =
          "Temporary sessions: ${COMPLETION-CANDIDATES} (store for ever); default"
              + " ${DEFAULT-VALUE}. Only a running program holds temporary ones.")
  private Temporary temporary = Temporary.LEAVE;

  @Option(
      names = "--passphrase-file",
      paramLabel = "FILE",
      description = "The pass-phrase is the first line of this file; else it is asked for.")
  private @Nullable Path passphraseFile;

  @Option(
      names = "--max-line",
      paramLabel = "MIB",
      defaultValue = "64",
      description = "The longest line that is read, in MiB; default ${DEFAULT-VALUE}.")
  private int longestLine = 64;

  @Option(
      names = "--max-expansion",
      paramLabel = "TIMES",
      defaultValue = "200",
      description = "To how many times its size an archive may unfold; default ${DEFAULT-VALUE}.")
  private int expansion = 200;

  @Override
  Outcome run(CommandContext context, CommandProgress progress) {
    if (longestLine < 1 || longestLine > 1_024 || expansion < 1) {
      throw new CommandException(
          ExitCode.USAGE, "--max-line is 1 to 1024, and --max-expansion at least 1.");
    }
    var secret = Importer.isEncrypted(file) ? Passphrases.ofOld(passphraseFile) : null;
    var request =
        new ImportRequest(
            file,
            secret,
            policy.policy,
            unreadable,
            temporary.temporaries,
            onBroken == OnBroken.REFUSE,
            context.profile().keyPrefix(),
            new ArchiveLimits(longestLine << 20, expansion));
    var importer =
        new Importer(context.service(), context.codec(), context.json(), context.clock());
    var plan = importer.check(request, progress.about("Checking"));
    if (progress.cancelled()) {
      return cancelled();
    }
    if (dryRun || plan.refused()) {
      return planned(plan);
    }
    requireConfirmed(context);
    return stored(plan, importer.run(plan, progress.about("Importing")));
  }

  private static Outcome cancelled() {
    return new Outcome(
        ExitCode.INCOMPLETE,
        new CommandJson().with("cancelled", true).object(),
        List.of("Cancelled while checking: nothing was imported."));
  }

  private Outcome planned(ImportPlan plan) {
    var lines = ImportTexts.plan(plan);
    int code =
        plan.refused()
            ? ExitCode.REFUSED
            : plan.of(Decision.BROKEN).count() > 0 ? ExitCode.INCOMPLETE : ExitCode.OK;
    if (plan.refused()) {
      lines.add("Nothing was imported: --on-broken continue would import the others.");
    } else {
      lines.add("Nothing was imported: this was a dry run.");
    }
    return new Outcome(code, ImportTexts.json(plan).object(), lines);
  }

  private Outcome stored(ImportPlan plan, ImportReport report) {
    var lines = new ArrayList<>(ImportTexts.plan(plan));
    lines.addAll(ImportTexts.report(report));
    int code =
        report.failure() != null
            ? ExitCode.NO_STORE
            : report.complete() && plan.of(Decision.BROKEN).count() == 0
                ? ExitCode.OK
                : ExitCode.INCOMPLETE;
    return new Outcome(
        code, ImportTexts.json(plan).with("result", ImportTexts.json(report)).object(), lines);
  }
}
