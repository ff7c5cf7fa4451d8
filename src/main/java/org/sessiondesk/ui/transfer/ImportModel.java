package org.sessiondesk.ui.transfer;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
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
import org.sessiondesk.ui.fx.Dialogs;
import org.sessiondesk.ui.fx.JobReport.Ending;
import org.sessiondesk.ui.fx.Notices;
import org.sessiondesk.ui.fx.Ui;

/**
 * What is to be imported: a file is checked as a whole first, then it is said what would happen.
 * Another choice wants another check. All of it happens in the store that was connected when the
 * model was made, and in no other one. Window's thread only.
 */
public final class ImportModel implements LookThenDo<ImportPlan> {
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
  private final Review<ImportPlan> review;

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
    review = new Review<>(ui, failure -> words.problem(failure, "transfer.import.unchanged"));
    lease = service.lease();
    file.subscribe((_, _) -> lookAt());
    for (var choice :
        new javafx.beans.Observable[] {policy, temporaries, unreadable, refuseBroken}) {
      choice.addListener(_ -> review.forget());
    }
    passphrase.subscribe((_, _) -> review.forget());
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

  /** The check: what it found, or why it failed. */
  @Override
  public Review<ImportPlan> review() {
    return review;
  }

  @Override
  public BooleanBinding lookable() {
    return Bindings.createBooleanBinding(
        () ->
            !file.get().isBlank()
                && !review.lookingProperty().get()
                && (!encrypted.get() || !passphrase.get().isEmpty()),
        file,
        review.lookingProperty(),
        encrypted,
        passphrase);
  }

  @Override
  public boolean doable(ImportPlan plan) {
    return !plan.refused() && plan.writes() > 0;
  }

  @Override
  public long size(ImportPlan plan) {
    return plan.writes();
  }

  @Override
  public ObservableValue<String> verdict(ImportPlan plan) {
    return reports.verdict(plan);
  }

  @Override
  public List<ObservableValue<String>> lines(ImportPlan plan) {
    return reports.plan(plan);
  }

  /** Asks which file. */
  void choose() {
    ui.dialogs()
        .askWhichFile(ui.messages().get("transfer.import.choose"))
        .ifPresent(path -> file.set(path.toString()));
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
    review.forget();
    encrypted.set(false);
    var mine = file.get();
    path()
        .ifPresent(
            path ->
                ui.background()
                    .task(() -> Importer.isEncrypted(path))
                    .onSuccess(
                        isSealed -> {
                          if (mine.equals(file.get())) {
                            encrypted.set(isSealed);
                          }
                        })
                    .onFailure(_ -> {}) // Half a path, while it is typed.
                    .start());
  }

  /** Reads the whole file and compares it with what is stored. Changes nothing. */
  @Override
  public void look() {
    request()
        .ifPresent(
            request -> review.begin(p -> service.within(lease, () -> importer.check(request, p))));
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
  @Override
  public void start(Runnable begun) {
    var found = review.planProperty().get();
    if (found == null || !doable(found) || !confirmed(found)) {
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
                messages.get("transfer.import.confirm.title", found.writes()),
                messages.get("transfer.import.confirm.text", replaced),
                messages.get("transfer.import.confirm.button", found.writes()),
                true,
                name.orElse(null)));
  }

  private void told(ImportPlan found, ImportReport report) {
    var words = reports.report(found, report);
    var level = words.ending() == Ending.WHOLE ? Notices.Level.SUCCESS : Notices.Level.WARNING;
    ui.notices().show(level, words.summary().getValue());
  }
}
