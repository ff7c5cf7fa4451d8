package org.sessiondesk.ui.transfer;

import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.service.SessionService;
import org.sessiondesk.service.StoreLease;
import org.sessiondesk.transfer.BulkReport;
import org.sessiondesk.transfer.Confirmation;
import org.sessiondesk.transfer.ExportRequest.Selection;
import org.sessiondesk.ui.action.UndoActions;
import org.sessiondesk.ui.fx.Background;
import org.sessiondesk.ui.fx.Dialogs;
import org.sessiondesk.ui.fx.JobReport.Ending;
import org.sessiondesk.ui.fx.Notices;
import org.sessiondesk.ui.fx.Ui;
import org.sessiondesk.ui.transfer.ExportScope.What;

/**
 * A job that changes many sessions of the store that was connected when the model was made, and of
 * no other one: a look freezes the set, and only what still is as it was seen then is changed.
 * Window's thread only.
 *
 * @param <P> what a look finds
 */
public abstract class BulkModel<P> implements LookThenDo<P> {

  /**
   * Where the sessions are.
   *
   * @param service has them
   * @param scope which there are to choose from
   * @param profile that of the store that is connected
   * @param production what has to be typed before a production store is changed; empty for nothing
   * @param undo tells of what was done, and undoes it
   */
  public record Ground(
      SessionService service,
      ExportScope scope,
      ConnectionProfile profile,
      Optional<String> production,
      UndoActions undo) {}

  private final String id;
  private final Ground ground;
  private final Ui ui;
  private final StoreLease lease;
  private final TransferWords words;
  private final BulkWords reports;
  private final Review<P> review;
  private final ObjectProperty<What> what = new SimpleObjectProperty<>(this, "what");

  BulkModel(String id, Ground ground, Ui ui) {
    this.id = id;
    this.ground = ground;
    this.ui = ui;
    lease = ground.service().lease();
    words = new TransferWords(ui);
    reports = new BulkWords(id, words, ui);
    review = new Review<>(ui, failure -> words.problem(failure, "jobs.unchanged"));
    what.set(ground.scope().selected() > 0 ? What.SELECTED : What.FOUND);
    staleWith(what);
  }

  /**
   * What looks, with the choices as they are now.
   *
   * @param selection which sessions; to be asked off the window's thread
   */
  abstract Background.ProgressWork<P> looking(Supplier<Selection> selection);

  /** What does what was seen. */
  abstract Background.ProgressWork<BulkReport> doing(P plan, Confirmation confirmation);

  /** What was found is about something else once one of {@code choices} changes. */
  final void staleWith(Observable... choices) {
    for (var choice : choices) {
      choice.addListener(_ -> review.forget());
    }
  }

  /** Which sessions. */
  final ObjectProperty<What> whatProperty() {
    return what;
  }

  /** How many {@code which} are. */
  final long count(What which) {
    return ground.scope().count(which);
  }

  final Ui ui() {
    return ui;
  }

  final Ground ground() {
    return ground;
  }

  final TransferWords words() {
    return words;
  }

  @Override
  public final Review<P> review() {
    return review;
  }

  @Override
  public BooleanBinding lookable() {
    return Bindings.createBooleanBinding(
        () -> !review.lookingProperty().get() && count(what.get()) > 0,
        review.lookingProperty(),
        what);
  }

  @Override
  public final void look() {
    var which = what.get();
    review.begin(looking(() -> ground.scope().selection(which).get()));
  }

  @Override
  public boolean doable(P plan) {
    return size(plan) > 0;
  }

  @Override
  public final void start(Runnable begun) {
    var plan = review.planProperty().get();
    if (plan == null || !doable(plan) || !confirmed(plan)) {
      return;
    }
    var confirmation = new Confirmation(size(plan), Confirmation.nameOf(ground.profile()));
    ui.background()
        .job("jobs." + id + ".job", doing(plan, confirmation), size(plan))
        .pausable()
        .reporting(reports::report, failure -> words.failed(failure, "jobs.unchanged"))
        .onSuccess(this::told)
        .onFailure(failure -> ui.dialogs().show(words.problem(failure, "jobs.unchanged")))
        .start();
    begun.run();
  }

  /** The number has to be typed on production, and the name of the connection behind it. */
  private boolean confirmed(P plan) {
    var messages = ui.messages();
    var typed = ground.production().map(name -> size(plan) + " " + name);
    return ui.dialogs()
        .confirm(
            new Dialogs.Confirmation(
                messages.get("jobs." + id + ".confirm", size(plan)),
                warning(plan),
                messages.get("jobs." + id + ".startmany", size(plan)),
                true,
                typed.orElse(null)));
  }

  /** What is to be known before {@code plan} is done. */
  abstract String warning(P plan);

  private void told(BulkReport report) {
    var said = reports.report(report);
    if (report.done() > 0) {
      ground.undo().tell(reports.done(report).getValue(), report.kept(), lease);
    }
    if (said.ending() != Ending.WHOLE) {
      ui.notices().show(Notices.Level.WARNING, said.summary().getValue());
    } else if (report.done() == 0) {
      ui.notices().show(Notices.Level.INFO, said.summary().getValue());
    }
  }
}
