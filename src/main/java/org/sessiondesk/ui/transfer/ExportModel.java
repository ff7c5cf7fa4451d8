package org.sessiondesk.ui.transfer;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.Secret;
import org.sessiondesk.service.SessionService;
import org.sessiondesk.service.StoreLease;
import org.sessiondesk.transfer.ArchiveSource;
import org.sessiondesk.transfer.ExportReport;
import org.sessiondesk.transfer.ExportRequest;
import org.sessiondesk.transfer.ExportRequest.Format;
import org.sessiondesk.transfer.Exporter;
import org.sessiondesk.ui.fx.Dialogs;
import org.sessiondesk.ui.fx.JobReport;
import org.sessiondesk.ui.fx.JobReport.Ending;
import org.sessiondesk.ui.fx.Notices;
import org.sessiondesk.ui.fx.Ui;
import org.sessiondesk.ui.transfer.ExportScope.What;

/**
 * What is to be exported, from the store that was connected when it was made and no other one.
 * Window's thread only.
 */
public final class ExportModel {
  private final SessionService service;
  private final Exporter exporter;
  private final ExportScope scope;
  private final ArchiveSource source;
  private final Path folder;
  private final Ui ui;
  private final TransferWords words;
  private final StoreLease lease;
  private final SizeEstimate estimate;
  private final ObjectProperty<What> what = new SimpleObjectProperty<>(this, "what");
  private final ObjectProperty<Format> format =
      new SimpleObjectProperty<>(this, "format", Format.ZIP);
  private final StringProperty target = new SimpleStringProperty(this, "target", "");
  private final BooleanProperty encrypt = new SimpleBooleanProperty(this, "encrypt");
  private final StringProperty passphrase = new SimpleStringProperty(this, "passphrase", "");
  private final StringProperty repeated = new SimpleStringProperty(this, "repeated", "");
  private final ReadOnlyLongWrapper bytes = new ReadOnlyLongWrapper(this, "bytes", -1);
  private final ReadOnlyObjectWrapper<String> fault =
      new ReadOnlyObjectWrapper<>(this, "fault", "");
  private long asked;

  /**
   * Makes the model.
   *
   * @param scope what there is
   * @param preferred what is proposed
   * @param source where the sessions come from, for the file
   * @param folder where files are proposed to be written
   */
  public ExportModel(
      SessionService service,
      Exporter exporter,
      ExportScope scope,
      What preferred,
      ArchiveSource source,
      Path folder,
      Ui ui) {
    this.service = service;
    this.exporter = exporter;
    this.scope = scope;
    this.source = source;
    this.folder = folder;
    this.ui = ui;
    words = new TransferWords(ui);
    lease = service.lease();
    estimate = new SizeEstimate(service.index(), RandomGenerator.getDefault());
    what.set(scope.count(preferred) == 0 ? What.ALL : preferred);
    target.set(folder.resolve(suggestedName()).toString());
    format.subscribe((_, _) -> renamed());
    format.subscribe((_, now) -> encrypt.set(encrypt.get() && now != Format.CSV));
    what.subscribe((_, _) -> estimate());
    format.subscribe((_, _) -> estimate());
    target.subscribe((_, _) -> fault.set(""));
    estimate();
  }

  /** Which sessions. */
  public ObjectProperty<What> whatProperty() {
    return what;
  }

  /** In which form. */
  public ObjectProperty<Format> formatProperty() {
    return format;
  }

  /** The file's path. */
  public StringProperty targetProperty() {
    return target;
  }

  /** Whether it is encrypted. */
  public BooleanProperty encryptProperty() {
    return encrypt;
  }

  /** With what. */
  public StringProperty passphraseProperty() {
    return passphrase;
  }

  /** The same again. */
  public StringProperty repeatedProperty() {
    return repeated;
  }

  /** About how long the file will be; negative while that is not known. */
  public ReadOnlyLongProperty bytesProperty() {
    return bytes.getReadOnlyProperty();
  }

  /** Why the file cannot be written, in a sentence; empty where nothing is known against it. */
  public ReadOnlyObjectProperty<String> faultProperty() {
    return fault.getReadOnlyProperty();
  }

  /** How many sessions {@code which} are. */
  public long count(What which) {
    return scope.count(which);
  }

  /** Whether the export can begin, as far as is known without a look at the disk. */
  public BooleanBinding readyProperty() {
    return Bindings.createBooleanBinding(
        () ->
            !target.get().isBlank()
                && (!encrypt.get()
                    || (!passphrase.get().isEmpty() && passphrase.get().equals(repeated.get()))),
        target,
        encrypt,
        passphrase,
        repeated);
  }

  /** What is wrong with the second pass-phrase; empty where nothing is. */
  public ObservableValue<String> repeatFault() {
    return Bindings.createStringBinding(
        () ->
            repeated.get().isEmpty() || repeated.get().equals(passphrase.get())
                ? ""
                : ui.messages().get("transfer.passphrase.differs"),
        passphrase,
        repeated,
        ui.messages().localeProperty());
  }

  /** What a file of today is called. */
  String suggestedName() {
    var day = LocalDate.ofInstant(ui.clock().now(), ui.formats().zone());
    return "sessions-" + day + suffix(format.get());
  }

  private static String suffix(Format format) {
    return switch (format) {
      case JSON_LINES -> ".jsonl";
      case ZIP -> ".zip";
      case CSV -> ".csv";
    };
  }

  /** The suffix follows the format, whatever the name. */
  private void renamed() {
    var path = target.get();
    for (var each : Format.values()) {
      if (path.endsWith(suffix(each))) {
        var stem = path.substring(0, path.length() - suffix(each).length());
        target.set(stem + suffix(format.get()));
        return;
      }
    }
  }

  /** Asks where to save it. */
  void choose() {
    ui.dialogs()
        .askWhereToSave(ui.messages().get("transfer.export.choose"), suggestedName())
        .ifPresent(path -> target.set(path.toString()));
  }

  private void estimate() {
    long mine = ++asked;
    bytes.set(-1);
    var which = what.get();
    var form = format.get();
    ui.background()
        .task(() -> estimate.of(scope, which, form))
        .onSuccess(
            size -> {
              if (mine == asked) {
                bytes.set(size);
              }
            })
        .start();
  }

  /** What a look at the disk found. */
  private enum Look {
    FREE,
    THERE,
    NO_FOLDER,
    IS_FOLDER,
    NOT_WRITABLE
  }

  /**
   * Begins, after a look at the disk.
   *
   * @param begun is called where it has begun; else {@link #faultProperty} says why not
   */
  void start(Runnable begun) {
    var path = path();
    if (path.isEmpty()) {
      fault.set(ui.messages().get("transfer.target.nopath"));
      return;
    }
    ui.background()
        .task(() -> look(path.get()))
        .onSuccess(
            found -> {
              switch (found) {
                case FREE -> begin(path.get(), false, begun);
                case THERE -> {
                  if (replaced(path.get())) {
                    begin(path.get(), true, begun);
                  }
                }
                case NO_FOLDER -> fault.set(ui.messages().get("transfer.target.nofolder"));
                case IS_FOLDER -> fault.set(ui.messages().get("transfer.target.isfolder"));
                case NOT_WRITABLE -> fault.set(ui.messages().get("transfer.target.notwritable"));
              }
            })
        .start();
  }

  private Optional<Path> path() {
    try {
      return Optional.of(folder.resolve(target.get().strip()).toAbsolutePath().normalize());
    } catch (InvalidPathException _) {
      return Optional.empty();
    }
  }

  private static Look look(Path path) {
    var parent = path.getParent();
    if (Files.isDirectory(path)) {
      return Look.IS_FOLDER;
    }
    if (parent == null || !Files.isDirectory(parent)) {
      return Look.NO_FOLDER;
    }
    if (!Files.isWritable(parent)) {
      return Look.NOT_WRITABLE;
    }
    return Files.exists(path) ? Look.THERE : Look.FREE;
  }

  private boolean replaced(Path path) {
    var messages = ui.messages();
    return ui.dialogs()
        .confirm(
            new Dialogs.Confirmation(
                messages.get("transfer.replace.title"),
                messages.get("transfer.replace.text", path.toString()),
                messages.get("transfer.replace.button"),
                true));
  }

  private void begin(Path path, boolean replace, Runnable begun) {
    var selection = scope.selection(what.get());
    var form = format.get();
    var secret = secret();
    var name = String.valueOf(path.getFileName());
    ui.background()
        .<ExportReport>job(
            "transfer.export.job",
            progress ->
                service.within(
                    lease,
                    () ->
                        exporter.export(
                            new ExportRequest(
                                path, form, selection.get(), replace, true, secret, source),
                            progress)),
            name)
        .reporting(
            report -> report(report, path),
            failure -> words.failed(failure, "transfer.export.nothing"))
        .onSuccess(report -> told(report, path))
        .onFailure(failure -> ui.dialogs().show(words.problem(failure, "transfer.export.nothing")))
        .start();
    begun.run();
  }

  private @Nullable Secret secret() {
    return encrypt.get() ? Secret.of(passphrase.get()) : null;
  }

  private JobReport report(ExportReport report, Path path) {
    var messages = ui.messages();
    if (report.cancelled()) {
      return new JobReport(
          Ending.PARTIAL, messages.bind("transfer.export.cancelled"), List.of(), null);
    }
    var lines = new ArrayList<ObservableValue<String>>();
    lines.add(messages.bind("transfer.export.file", path.toString()));
    lines.add(messages.bind("transfer.export.kinds", report.persistent(), report.temporary()));
    if (report.notFound() > 0) {
      lines.add(messages.bind("transfer.export.notfound", report.notFound()));
    }
    lines.add(messages.bind("transfer.took", ui.formats().countdown(report.took())));
    return new JobReport(
        report.notFound() > 0 ? Ending.PARTIAL : Ending.WHOLE,
        messages.bind("transfer.export.done", report.written(), ui.formats().bytes(report.bytes())),
        lines,
        path);
  }

  private void told(ExportReport report, Path path) {
    var level = report.cancelled() ? Notices.Level.INFO : Notices.Level.SUCCESS;
    ui.notices().show(level, report(report, path).summary().getValue());
  }
}
