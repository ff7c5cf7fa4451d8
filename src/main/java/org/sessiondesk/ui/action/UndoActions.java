package org.sessiondesk.ui.action;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.service.PutBack;
import org.sessiondesk.service.PutBack.End;
import org.sessiondesk.service.SessionService;
import org.sessiondesk.service.StoreLease;
import org.sessiondesk.session.Change;
import org.sessiondesk.session.KeptBatch;
import org.sessiondesk.session.KeptItem;
import org.sessiondesk.session.Progress;
import org.sessiondesk.ui.fx.Notices.Level;
import org.sessiondesk.ui.fx.Ui;

/**
 * Undoes what was done, out of the recycle bin: by the note that tells of it, by Ctrl+Z, or later.
 * Never overwrites what is newer, and never reaches another store. Window's thread only.
 */
public final class UndoActions {
  private static final int MOST_REMEMBERED = 100;

  private final SessionService service;
  private final Ui ui;
  private final Deque<Done> latest = new ArrayDeque<>();
  private Runnable showBin = () -> {};

  /** A command that can be undone, and the store in which it was given. */
  private record Done(KeptBatch batch, StoreLease lease) {}

  UndoActions(SessionService service, Ui ui) {
    this.service = service;
    this.ui = ui;
  }

  /** Shows the recycle bin by {@code action}, where a note offers that. */
  public void setShowBin(Runnable action) {
    showBin = action;
  }

  /** Says that something was done, and offers to undo it where that is possible. */
  public void tell(String text, Optional<KeptBatch> batch, StoreLease lease) {
    if (batch.isEmpty()) {
      ui.notices().show(Level.SUCCESS, text);
      return;
    }
    var done = new Done(batch.get(), lease);
    latest.push(done);
    if (latest.size() > MOST_REMEMBERED) {
      latest.removeLast();
    }
    ui.notices().show(Level.SUCCESS, text, ui.messages().get("action.undo"), () -> undo(done));
  }

  /** Undoes the last command of this window that was not undone yet. */
  public void undoLast() {
    if (latest.isEmpty()) {
      ui.notices().show(Level.INFO, ui.messages().get("action.undo.nothing"));
    } else {
      undo(latest.peek());
    }
  }

  private void undo(Done done) {
    if (latest.remove(done)) {
      putBack(done.batch(), done.lease());
    }
  }

  /** Puts back a whole batch of the recycle bin into the store that is connected now. */
  public void putBack(KeptBatch batch) {
    latest.removeIf(done -> done.batch().id().equals(batch.id()));
    putBack(batch, service.lease());
  }

  private void putBack(KeptBatch batch, StoreLease lease) {
    run(
        batch.count(),
        lease,
        (told, progress) -> service.undoing().putBack(batch, told, progress),
        _ -> {});
  }

  /**
   * Puts back some values of a batch.
   *
   * @param then is given those that were not put back, on the window's thread
   */
  public void putBack(KeptBatch batch, List<KeptItem> items, Consumer<List<PutBack>> then) {
    run(
        items.size(),
        service.lease(),
        (told, _) -> {
          var ends = service.undoing().putBack(batch, items);
          ends.stream().filter(end -> !end.isSettled()).forEach(told);
          return ends.stream().filter(PutBack::isSettled).count();
        },
        then);
  }

  @FunctionalInterface
  private interface Work {
    long run(Consumer<PutBack> told, Progress progress);
  }

  /** How many were put back, what became of the others, and the first of them. */
  private record Outcome(
      long done, Map<End, Long> others, List<PutBack> some, @Nullable Exception failure) {}

  private void run(long count, StoreLease lease, Work work, Consumer<List<PutBack>> then) {
    ui.background()
        .job(
            "action.restore.job",
            p ->
                service.within(
                    lease,
                    () -> service.undoing().keep(Change.RESTORE, () -> gather(work, p)).result()),
            count)
        .onSuccess(
            outcome -> {
              tell(outcome);
              then.accept(outcome.some());
            })
        .start();
  }

  private static Outcome gather(Work work, Progress progress) {
    var others = new EnumMap<End, Long>(End.class);
    var some = new ArrayList<PutBack>();
    long done =
        work.run(
            end -> {
              others.merge(end.end(), 1L, Long::sum);
              if (some.size() < MOST_REMEMBERED) {
                some.add(end);
              }
            },
            progress);
    Exception failure = null;
    for (var end : some) {
      failure = failure == null ? end.why() : failure;
    }
    return new Outcome(done, others, List.copyOf(some), failure);
  }

  private void tell(Outcome outcome) {
    var messages = ui.messages();
    if (outcome.done() > 0) {
      ui.notices().show(Level.SUCCESS, messages.get("action.restore.done", outcome.done()));
    }
    outcome
        .others()
        .forEach(
            (end, count) -> {
              var key =
                  switch (end) {
                    case NEWER -> "action.restore.newer";
                    case OVER -> "action.restore.over";
                    case ELSEWHERE -> "action.restore.elsewhere";
                    default -> "action.failed";
                  };
              ui.notices()
                  .show(
                      end == End.FAILED ? Level.ERROR : Level.WARNING,
                      messages.get(key, count),
                      messages.get("action.undo.bin"),
                      showBin);
            });
    if (outcome.failure() != null) {
      ui.dialogs().show(ui.problems().of(outcome.failure()));
    }
  }
}
