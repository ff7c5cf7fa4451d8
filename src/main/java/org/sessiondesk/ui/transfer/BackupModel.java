package org.sessiondesk.ui.transfer;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.StoreCopies;
import org.sessiondesk.connection.StoreCopies.Copy;
import org.sessiondesk.connection.StoreCopies.Kind;
import org.sessiondesk.connection.StoreCopies.Restored;
import org.sessiondesk.connection.WriteAccess;
import org.sessiondesk.service.SessionService;
import org.sessiondesk.service.StoreLease;
import org.sessiondesk.session.ServerSaves;
import org.sessiondesk.settings.SettingsService;
import org.sessiondesk.transfer.ServerBackup;
import org.sessiondesk.ui.fx.Background;
import org.sessiondesk.ui.fx.Dialogs;
import org.sessiondesk.ui.fx.Job;
import org.sessiondesk.ui.fx.JobReport;
import org.sessiondesk.ui.fx.Notices;
import org.sessiondesk.ui.fx.Problem;
import org.sessiondesk.ui.fx.Ui;

/**
 * How what is stored is backed up: a server saves to its own disk; of the built-in store there are
 * copies, which can be put back. All of it is about the store that was connected when the model was
 * made. What it begins goes on when its dialog is closed. Window's thread only.
 */
public final class BackupModel {
  private final SessionService service;
  private final ServerBackup backup;
  private final StoreCopies copies;
  private final Place place;
  private final Supplier<Optional<String>> typedName;
  private final ObservableValue<WriteAccess> writes;
  private final SettingsService settings;
  private final Consumer<Path> showFile;
  private final Ui ui;
  private final BackupWords words;
  private final StoreLease lease;
  private final BooleanProperty daily = new SimpleBooleanProperty(this, "daily");
  private final ReadOnlyObjectWrapper<ServerBackup.@Nullable Plan> server =
      new ReadOnlyObjectWrapper<>(this, "server");
  private final ReadOnlyObjectWrapper<@Nullable Problem> problem =
      new ReadOnlyObjectWrapper<>(this, "problem");
  private final ReadOnlyObjectWrapper<@Nullable Job> running =
      new ReadOnlyObjectWrapper<>(this, "running");
  private final ReadOnlyObjectWrapper<@Nullable JobReport> ended =
      new ReadOnlyObjectWrapper<>(this, "ended");
  private final ObservableList<Copy> list = FXCollections.observableArrayList();
  private final BooleanProperty busy = new SimpleBooleanProperty(this, "busy");

  /**
   * What is backed up.
   *
   * @param builtIn whether it is the built-in store
   * @param name what people call it
   */
  public record Place(boolean builtIn, String name) {}

  /**
   * Makes the model.
   *
   * @param typedName what has to be typed before a production store is changed; empty for nothing
   * @param writes whether the store may be changed
   * @param showFile shows a file in its folder
   */
  public BackupModel(
      SessionService service,
      StoreCopies copies,
      Place place,
      Supplier<Optional<String>> typedName,
      ObservableValue<WriteAccess> writes,
      SettingsService settings,
      Consumer<Path> showFile,
      Ui ui) {
    this.service = service;
    this.copies = copies;
    this.place = place;
    this.typedName = typedName;
    this.writes = writes;
    this.settings = settings;
    this.showFile = showFile;
    this.ui = ui;
    backup = new ServerBackup(service);
    words = new BackupWords(ui);
    lease = service.lease();
    daily.set(settings.dailyBackup().value());
    daily.subscribe((_, on) -> settings.update(s -> s.withDailyBackup(on)));
    look();
  }

  /** What is backed up. */
  Place place() {
    return place;
  }

  /** What is said of it. */
  BackupWords words() {
    return words;
  }

  /** Whether the built-in store is copied once a day by itself. */
  public BooleanProperty dailyProperty() {
    return daily;
  }

  /** Whether something else than the window decides about that. */
  boolean isDailyFixed() {
    return settings.dailyBackup().fixed();
  }

  /**
   * What the server says of its saves; null while that is not known, and for the built-in store.
   */
  public ReadOnlyObjectProperty<ServerBackup.@Nullable Plan> serverProperty() {
    return server.getReadOnlyProperty();
  }

  /** Why the server does not say it, or the copies cannot be listed; null where they can. */
  public ReadOnlyObjectProperty<@Nullable Problem> problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** The copies of the built-in store, the newest first. */
  public ObservableList<Copy> copies() {
    return list;
  }

  /** What this model has begun and is under way; null while nothing is. */
  public ReadOnlyObjectProperty<@Nullable Job> runningProperty() {
    return running.getReadOnlyProperty();
  }

  /** What came of what it did last; null where it did nothing yet. */
  public ReadOnlyObjectProperty<@Nullable JobReport> endedProperty() {
    return ended.getReadOnlyProperty();
  }

  /** Whether something it has begun is under way. */
  public BooleanProperty busyProperty() {
    return busy;
  }

  /** Whether the store may not be changed, so that no copy can be put back. */
  BooleanBinding lockedProperty() {
    return Bindings.createBooleanBinding(
        () -> writes.getValue() instanceof WriteAccess.Locked, writes);
  }

  /** Shows where {@code copy} lies. */
  void show(Copy copy) {
    showFile.accept(copy.folder());
  }

  /** Looks what there is now. */
  void look() {
    if (place.builtIn()) {
      ui.background()
          .task(copies::list)
          .onSuccess(this::listed)
          .onFailure(this::failedToLook)
          .start();
    } else {
      ui.background()
          .task(() -> service.within(lease, backup::check))
          .onSuccess(
              state -> {
                problem.set(null);
                server.set(state);
              })
          .onFailure(this::failedToLook)
          .start();
    }
  }

  private void listed(List<Copy> found) {
    problem.set(null);
    if (!list.equals(found)) {
      list.setAll(found);
    }
  }

  private void failedToLook(Exception failure) {
    problem.set(words.problem(failure, "transfer.backup.untouched"));
  }

  /** Backs up now: has the server save, or makes a copy of the built-in store. */
  void begin() {
    if (busy.get()) {
      return;
    }
    if (place.builtIn()) {
      run(
          ui.background()
              .<Optional<Copy>>job("transfer.backup.copy.job", p -> copies.make(Kind.BY_HAND, p))
              .reporting(words::copied, words::notCopied),
          words::copied);
    } else {
      run(
          ui.background()
              .<ServerSaves.Report>job(
                  "transfer.backup.save.job",
                  p -> service.within(lease, () -> backup.run(p)),
                  place.name())
              .reporting(words::saved, words::notCopied),
          words::saved);
    }
  }

  /** Puts {@code copy} in the place of what the built-in store holds, after a question. */
  void restore(Copy copy) {
    if (busy.get() || lockedProperty().get() || !confirmed(copy)) {
      return;
    }
    run(
        ui.background()
            .<Optional<Restored>>job(
                "transfer.backup.restore.job",
                p -> copies.restore(copy, p),
                ui.formats().dateTime(copy.at()))
            .reporting(words::restored, words::notCopied),
        words::restored);
  }

  private boolean confirmed(Copy copy) {
    var messages = ui.messages();
    return ui.dialogs()
        .confirm(
            new Dialogs.Confirmation(
                messages.get("transfer.backup.restore.title", ui.formats().dateTime(copy.at())),
                messages.get("transfer.backup.restore.text", copy.keys()),
                messages.get("transfer.backup.restore.button"),
                true,
                typedName.get().orElse(null)));
  }

  private <T> void run(Background.Task<T> task, Function<? super T, JobReport> report) {
    busy.set(true);
    ended.set(null);
    var handle =
        task.onSuccess(result -> told(report.apply(result)))
            .onFailure(failure -> told(words.notCopied(failure)))
            .onEnd(this::over)
            .start();
    if (busy.get()) {
      running.set(handle.job().orElse(null));
    }
  }

  private void told(JobReport report) {
    ended.set(report);
    var level =
        switch (report.ending()) {
          case WHOLE -> Notices.Level.SUCCESS;
          case PARTIAL -> Notices.Level.INFO;
          case FAILED -> Notices.Level.ERROR;
        };
    ui.notices().show(level, report.summary().getValue());
  }

  private void over() {
    busy.set(false);
    running.set(null);
    look();
  }
}
