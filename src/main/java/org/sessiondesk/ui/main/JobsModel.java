package org.sessiondesk.ui.main;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import org.sessiondesk.ui.fx.Dialogs;
import org.sessiondesk.ui.fx.Formats;
import org.sessiondesk.ui.fx.FxBackground;
import org.sessiondesk.ui.fx.Job;
import org.sessiondesk.ui.fx.Ui;

/**
 * The long jobs: those that run, and those that have ended until somebody dismisses them. Sees to
 * it that nobody ends the program without knowing of the first. Window's thread only.
 */
public final class JobsModel {
  private final FxBackground background;
  private final Consumer<Path> showFile;
  private final Ui ui;
  private boolean leaving;

  /**
   * Makes the model.
   *
   * @param showFile shows a file in its folder
   */
  public JobsModel(FxBackground background, Consumer<Path> showFile, Ui ui) {
    this.background = background;
    this.showFile = showFile;
    this.ui = ui;
  }

  /** Those that run, the oldest first. */
  ObservableList<Job> running() {
    return background.jobs();
  }

  /** Those that have ended, the oldest first. */
  ObservableList<Job> ended() {
    return background.ended();
  }

  /** Forgets one that has ended. */
  void dismiss(Job job) {
    background.dismiss(job);
  }

  /** Forgets all that have ended. */
  void dismissAll() {
    List.copyOf(ended()).forEach(background::dismiss);
  }

  /** Shows a file in its folder. */
  void show(Path file) {
    showFile.accept(file);
  }

  /** How many run, or have ended, in few words. */
  String brief() {
    if (running().size() == 1) {
      return running().getFirst().title().getValue();
    }
    if (!running().isEmpty()) {
      return ui.messages().get("main.jobs.many", running().size());
    }
    return ended().isEmpty() ? "" : ui.messages().get("main.jobs.ended", ended().size());
  }

  /** Where a job is: its store, its numbers, its speed, and how long it still takes. */
  ObservableValue<String> details(Job job) {
    return Bindings.createStringBinding(
        () -> String.join(" · ", detailsNow(job)),
        job.positionProperty(),
        job.pausedProperty(),
        job.cancellingProperty(),
        job.stateProperty(),
        ui.messages().localeProperty());
  }

  private List<String> detailsNow(Job job) {
    var parts = new ArrayList<String>();
    if (!job.place().isEmpty()) {
      parts.add(job.place());
    }
    var at = job.positionProperty().get();
    if (at.total() > 0) {
      parts.add(ui.messages().get("main.jobs.of", amount(job, at.done()), amount(job, at.total())));
    } else if (at.done() > 0) {
      parts.add(amount(job, at.done()));
    }
    if (job.stateProperty().get() != Job.State.RUNNING) {
      return parts;
    }
    if (job.cancellingProperty().get()) {
      parts.add(ui.messages().get("main.jobs.cancelling"));
    } else if (job.pausedProperty().get()) {
      parts.add(ui.messages().get("main.jobs.paused"));
    } else {
      at.perSecond()
          .ifPresent(
              pace -> parts.add(ui.messages().get("main.jobs.pace", amount(job, (long) pace))));
      at.left()
          .ifPresent(
              left -> parts.add(ui.messages().get("main.jobs.left", ui.formats().countdown(left))));
    }
    return parts;
  }

  private String amount(Job job, long number) {
    Formats formats = ui.formats();
    return job.unit() == Job.Unit.BYTES ? formats.bytes(number) : formats.number(number);
  }

  /** What came of a job, in one sentence. */
  ObservableValue<String> outcome(Job job) {
    return Bindings.createStringBinding(
        () -> {
          var report = job.reportProperty().get();
          return report == null
              ? ui.messages().get(key(job.stateProperty().get()))
              : report.summary().getValue();
        },
        job.reportProperty(),
        job.stateProperty(),
        ui.messages().localeProperty());
  }

  private static String key(Job.State state) {
    return switch (state) {
      case RUNNING, DONE -> "main.jobs.done";
      case FAILED -> "main.jobs.failed";
      case CANCELLED -> "main.jobs.cancelled";
    };
  }

  /**
   * Whether the window may close at once. Where jobs run it may not: the operator is asked, and
   * where they agree the jobs are cancelled, and the window closes when they have ended.
   *
   * @param close asks again for the window to close
   */
  public boolean mayQuit(Runnable close) {
    if (running().isEmpty() || leaving) {
      return true; // Who asks again while they are being cancelled does not want to wait for them.
    }
    int count = running().size();
    var messages = ui.messages();
    if (ui.dialogs()
        .confirm(
            new Dialogs.Confirmation(
                messages.get("main.jobs.quit.title", count),
                messages.get("main.jobs.quit.text", count),
                messages.get("main.jobs.quit.button"),
                true))) {
      leave(close);
    }
    return false;
  }

  private void leave(Runnable close) {
    if (running().isEmpty()) {
      close.run(); // They have ended while the question was asked.
      return;
    }
    leaving = true;
    running()
        .addListener(
            new ListChangeListener<Job>() {
              @Override
              public void onChanged(Change<? extends Job> change) {
                if (running().isEmpty()) {
                  running().removeListener(this);
                  leaving = false;
                  close.run();
                }
              }
            });
    List.copyOf(running()).forEach(Job::cancel);
  }
}
