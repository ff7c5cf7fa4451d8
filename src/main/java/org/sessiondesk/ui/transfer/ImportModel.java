package org.sessiondesk.ui.transfer;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.Secret;
import org.sessiondesk.service.SessionService;
import org.sessiondesk.service.StoreLease;
import org.sessiondesk.transfer.ArchiveLimits;
import org.sessiondesk.transfer.Decision;
import org.sessiondesk.transfer.ImportPlan;
import org.sessiondesk.transfer.ImportPolicy;
import org.sessiondesk.transfer.ImportReport;
import org.sessiondesk.transfer.ImportRequest;
import org.sessiondesk.transfer.ImportRequest.Temporaries;
import org.sessiondesk.transfer.Importer;
import org.sessiondesk.ui.fx.Background;
import org.sessiondesk.ui.fx.Dialogs;
import org.sessiondesk.ui.fx.JobReport.Ending;
import org.sessiondesk.ui.fx.Notices;
import org.sessiondesk.ui.fx.Problem;
import org.sessiondesk.ui.fx.Ui;

/**
 * What is to be imported: a file is checked as a whole first, then it is said what would happen.
 * Another choice wants another check. All of it happens in the store that was connected when the
 * model was made, and in no other one. Window's thread only.
 */
public final class ImportModel {
  private final SessionService service;
  private final Importer importer;
  private final String keyPrefix;
  private final Supplier<Optional<String>> typedName;
  private final Ui ui;
  private final TransferWords words;
  private final ImportWords reports;
  private final StoreLease lease;
  private final StringProperty file = new SimpleStringProperty(this, "file", "");
  private final StringProperty passphrase = new SimpleStringProperty(this, "passphrase", "");
  private final ObjectProperty<ImportPolicy> policy =
      new SimpleObjectProperty<>(this, "policy", ImportPolicy.SKIP);
  private final ObjectProperty<Temporaries> temporaries =
      new SimpleObjectProperty<>(this, "temporaries", Temporaries.LEAVE);
  private final BooleanProperty unreadable = new SimpleBooleanProperty(this, "unreadable");
  private final BooleanProperty refuseBroken =
      new SimpleBooleanProperty(this, "refuseBroken", true);
  private final ReadOnlyBooleanWrapper encrypted = new ReadOnlyBooleanWrapper(this, "encrypted");
  private final ReadOnlyObjectWrapper<@Nullable ImportPlan> plan =
      new ReadOnlyObjectWrapper<>(this, "plan");
  private final ReadOnlyObjectWrapper<@Nullable Problem> problem =
      new ReadOnlyObjectWrapper<>(this, "problem");
  private final ReadOnlyBooleanWrapper checking = new ReadOnlyBooleanWrapper(this, "checking");
  private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(this, "progress", -1);
  private Background.@Nullable Handle check;
  private long round;

  /**
   * Makes the model.
   *
   * @param keyPrefix what keys begin with in lines that scripts made
   * @param typedName what has to be typed before a production store is changed; empty for nothing
   */
  public ImportModel(
      SessionService service,
      Importer importer,
      String keyPrefix,
      Supplier<Optional<String>> typedName,
      Ui ui) {
    this.service = service;
    this.importer = importer;
    this.keyPrefix = keyPrefix;
    this.typedName = typedName;
    this.ui = ui;
    words = new TransferWords(ui);
    reports = new ImportWords(words, ui);
    lease = service.lease();
    file.subscribe((_, _) -> lookAt());
    for (var choice :
        new javafx.beans.Observable[] {policy, temporaries, unreadable, refuseBroken}) {
      choice.addListener(_ -> stale());
    }
    passphrase.subscribe((_, _) -> stale());
  }

  /** The file's path. */
  public StringProperty fileProperty() {
    return file;
  }

  /** With what it was encrypted. */
  public StringProperty passphraseProperty() {
    return passphrase;
  }

  /** What becomes of what is stored already. */
  public ObjectProperty<ImportPolicy> policyProperty() {
    return policy;
  }

  /** What becomes of temporary sessions. */
  public ObjectProperty<Temporaries> temporariesProperty() {
    return temporaries;
  }

  /** Whether values that cannot be read are stored, too. */
  public BooleanProperty unreadableProperty() {
    return unreadable;
  }

  /** Whether all is refused where a line is broken. */
  public BooleanProperty refuseBrokenProperty() {
    return refuseBroken;
  }

  /** Whether the file needs a pass-phrase. */
  public ReadOnlyBooleanProperty encryptedProperty() {
    return encrypted.getReadOnlyProperty();
  }

  /** What the check found; null while there is none. */
  public ReadOnlyObjectProperty<@Nullable ImportPlan> planProperty() {
    return plan.getReadOnlyProperty();
  }

  /** Why the check failed; null where it did not. */
  public ReadOnlyObjectProperty<@Nullable Problem> problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** Whether a check is under way. */
  public ReadOnlyBooleanProperty checkingProperty() {
    return checking.getReadOnlyProperty();
  }

  /** How far the check is, 0 to 1; negative while that is not known. */
  public ReadOnlyDoubleProperty progressProperty() {
    return progress.getReadOnlyProperty();
  }

  /** What is said of it all. */
  ImportWords words() {
    return reports;
  }

  /** Whether the file can be checked. */
  BooleanBinding checkable() {
    return Bindings.createBooleanBinding(
        () ->
            !file.get().isBlank()
                && !checking.get()
                && (!encrypted.get() || !passphrase.get().isEmpty()),
        file,
        checking,
        encrypted,
        passphrase);
  }

  /** Whether what the check found can be done, and does something. */
  BooleanBinding importable() {
    return Bindings.createBooleanBinding(
        () -> {
          var found = plan.get();
          return found != null && !found.refused() && writes(found) > 0;
        },
        plan);
  }

  /** How many sessions an import would store. */
  static long writes(ImportPlan plan) {
    return plan.writes();
  }

  /** Asks which file. */
  void choose() {
    ui.dialogs()
        .askWhichFile(ui.messages().get("transfer.import.choose"))
        .ifPresent(path -> file.set(path.toString()));
  }

  /** What was found out is about something else now. */
  private void stale() {
    cancel();
    plan.set(null);
    problem.set(null);
  }

  private Optional<Path> path() {
    try {
      return file.get().isBlank()
          ? Optional.empty()
          : Optional.of(Path.of(file.get().strip()).toAbsolutePath());
    } catch (InvalidPathException _) {
      return Optional.empty();
    }
  }

  /**
   * Whether it is encrypted is seen at its beginning; what else is wrong with it the check says.
   */
  private void lookAt() {
    stale();
    encrypted.set(false);
    long mine = round;
    path()
        .ifPresent(
            path ->
                ui.background()
                    .task(() -> Importer.isEncrypted(path))
                    .onSuccess(
                        isSealed -> {
                          if (mine == round) {
                            encrypted.set(isSealed);
                          }
                        })
                    .onFailure(_ -> {}) // Half a path, while it is typed.
                    .start());
  }

  /** Ends a check that is under way. */
  void cancel() {
    round++;
    if (check != null) {
      check.cancel();
      check = null;
    }
    checking.set(false);
  }

  /** Reads the whole file and compares it with what is stored. Changes nothing. */
  void check() {
    stale();
    long mine = round;
    var request = request();
    if (request.isEmpty()) {
      return;
    }
    checking.set(true);
    progress.unbind();
    progress.set(-1);
    var handle =
        ui.background()
            .<ImportPlan>job(
                "transfer.import.job",
                p -> service.within(lease, () -> importer.check(request.get(), p)),
                "")
            .unlisted()
            .onSuccess(
                found -> {
                  if (mine == round) {
                    checking.set(false);
                    plan.set(found);
                  }
                })
            .onFailure(
                failure -> {
                  if (mine == round) {
                    checking.set(false);
                    problem.set(words.problem(failure, "transfer.import.unchanged"));
                  }
                })
            .start();
    if (mine == round && checking.get()) {
      check = handle;
      handle.job().ifPresent(job -> progress.bind(job.progressProperty()));
    }
  }

  private Optional<ImportRequest> request() {
    return path()
        .map(
            path ->
                new ImportRequest(
                    path,
                    encrypted.get() ? Secret.of(passphrase.get()) : null,
                    policy.get(),
                    unreadable.get(),
                    temporaries.get(),
                    refuseBroken.get(),
                    keyPrefix,
                    ArchiveLimits.STANDARD));
  }

  /**
   * Does what the check found, after a question where that replaces sessions or the store is a
   * production one.
   *
   * @param begun is called where it has begun
   */
  void start(Runnable begun) {
    var found = plan.get();
    if (found == null || found.refused() || writes(found) == 0 || !confirmed(found)) {
      return;
    }
    var name = String.valueOf(found.request().file().getFileName());
    ui.background()
        .<ImportReport>job(
            "transfer.import.job", p -> service.within(lease, () -> importer.run(found, p)), name)
        .inBytes()
        .pausable()
        .reporting(
            report -> reports.report(found, report),
            failure -> words.failed(failure, "transfer.import.partly"))
        .onSuccess(report -> told(found, report))
        .onFailure(failure -> ui.dialogs().show(words.problem(failure, "transfer.import.partly")))
        .start();
    begun.run();
  }

  private boolean confirmed(ImportPlan found) {
    long replaced = found.of(Decision.REPLACE).count();
    var name = typedName.get();
    if (replaced == 0 && name.isEmpty()) {
      return true;
    }
    var messages = ui.messages();
    return ui.dialogs()
        .confirm(
            new Dialogs.Confirmation(
                messages.get("transfer.import.confirm.title", writes(found)),
                messages.get("transfer.import.confirm.text", replaced),
                messages.get("transfer.import.confirm.button", writes(found)),
                true,
                name.orElse(null)));
  }

  private void told(ImportPlan found, ImportReport report) {
    var words = reports.report(found, report);
    var level = words.ending() == Ending.WHOLE ? Notices.Level.SUCCESS : Notices.Level.WARNING;
    ui.notices().show(level, words.summary().getValue());
  }
}
