package org.sessiondesk.ui.action;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.service.SessionNotFoundException;
import org.sessiondesk.service.SessionRow;
import org.sessiondesk.service.SessionService;
import org.sessiondesk.service.StoreLease;
import org.sessiondesk.service.Undoing.Undoable;
import org.sessiondesk.session.Change;
import org.sessiondesk.session.KeptBatch;
import org.sessiondesk.session.Progress;
import org.sessiondesk.session.RecycleBinException;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.StoreException;
import org.sessiondesk.session.StoredSession;
import org.sessiondesk.ui.fx.Dialogs;
import org.sessiondesk.ui.fx.Notices.Level;
import org.sessiondesk.ui.fx.Ui;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What operators do to one or many sessions. Every command returns at once, works in the background
 * with progress, says in a note what came of it, and shows the first failure. Window's thread only.
 */
public final class SessionActions {

  /** More than so many are deleted only after a question. */
  static final int MOST_UNASKED = 2_000;

  private static final Logger LOG = LoggerFactory.getLogger(SessionActions.class);

  private final SessionService service;
  private final Ui ui;
  private final UndoActions undo;
  private Supplier<Optional<String>> typedName = Optional::empty;
  private final ObjectProperty<ApiPlace> api =
      new SimpleObjectProperty<>(this, "api", new ApiPlace("http://127.0.0.1:8000", false, false));

  public SessionActions(SessionService service, Ui ui) {
    this.service = service;
    this.ui = ui;
    this.undo = new UndoActions(service, ui);
  }

  /**
   * Before persistent sessions are deleted, or many of them changed, {@code name} has to be typed;
   * empty for nothing.
   */
  public void setTypedName(Supplier<Optional<String>> name) {
    typedName = name;
  }

  /** Where the HTTP API is called by what is copied as curl commands. */
  public ObjectProperty<ApiPlace> apiProperty() {
    return api;
  }

  /** Says that {@code count} curl commands were copied, and what they lack to work. */
  public void curlCopied(long count) {
    say(Level.INFO, "action.curl.done", count);
    if (!api.get().served()) {
      say(Level.WARNING, "action.curl.off");
    }
    if (api.get().withToken()) {
      say(Level.INFO, "action.curl.token");
    }
  }

  /** Undoes what was done. */
  public UndoActions undo() {
    return undo;
  }

  /**
   * Deletes sessions, whatever they are by then, with a note that offers to put them back. Asks
   * first where there are many, in production, and where they could not be put back.
   */
  public void delete(List<SessionId> ids) {
    var frozen = List.copyOf(ids);
    if (frozen.isEmpty()) {
      return;
    }
    var lease = service.lease();
    boolean guarded = isGuarded(frozen);
    if (frozen.size() > MOST_UNASKED) {
      if (!confirmed("action.delete.many", frozen.size(), guarded)) {
        return;
      }
    } else if (guarded && !confirmed("action.delete.guarded", frozen.size(), true)) {
      return;
    }
    ui.background()
        .job(
            "action.delete.job",
            p ->
                service.within(
                    lease,
                    () -> service.undoing().keep(Change.DELETE, () -> deleteKept(frozen, p))),
            frozen.size())
        .onSuccess(result -> deleted(result, frozen, lease))
        .start();
  }

  /** How many were deleted, and why not all. */
  private record Deleted(long count, @Nullable RuntimeException failure) {}

  private Deleted deleteKept(List<SessionId> ids, Progress progress) {
    long[] before = {0};
    try {
      return new Deleted(service.deleteAll(ids, counting(progress, before)), null);
    } catch (RecycleBinException | StoreException e) {
      return new Deleted(before[0], e);
    }
  }

  private static Progress counting(Progress progress, long[] last) {
    return new Progress() {
      @Override
      public void at(long done, long total) {
        last[0] = done;
        progress.at(done, total);
      }

      @Override
      public boolean cancelled() {
        return progress.cancelled();
      }
    };
  }

  private void deleted(Undoable<Deleted> ended, List<SessionId> ids, StoreLease lease) {
    long count = ended.batch().map(KeptBatch::count).orElse(ended.result().count());
    var failure = ended.result().failure();
    if (count > 0 || failure == null) {
      undo.tell(ui.messages().get("action.delete.done", count), ended.batch(), lease);
    }
    if (failure instanceof RecycleBinException unkept) {
      if (unkeptConfirmed(unkept, ids.size() - count)) {
        deleteForEver(ids, lease);
      }
    } else if (failure != null) {
      ui.dialogs().show(ui.problems().of(failure));
    }
  }

  private void deleteForEver(List<SessionId> ids, StoreLease lease) {
    ui.background()
        .job(
            "action.delete.job",
            p -> service.within(lease, () -> service.deleteAll(ids, p)),
            ids.size())
        .onSuccess(count -> say(Level.SUCCESS, "action.delete.done", count))
        .start();
  }

  /** Asks whether something is to be done that cannot be undone afterwards. */
  private boolean unkeptConfirmed(RecycleBinException why, long count) {
    var messages = ui.messages();
    var reason =
        messages.get(
            switch (why.reason()) {
              case FULL -> "action.unkept.full";
              case UNUSABLE -> "action.unkept.unusable";
              case NOT_RESTORABLE -> "action.unkept.notrestorable";
            });
    return ui.dialogs()
        .confirm(
            new Dialogs.Confirmation(
                messages.get("action.unkept.title", count),
                reason + " " + messages.get("action.unkept.text"),
                messages.get("action.unkept.button"),
                true,
                typedName.get().orElse(null)));
  }

  /** Makes temporary sessions persistent. */
  public void promote(List<SessionId> ids) {
    if (ids.size() <= 1 || typedName.get().isEmpty() || bulkConfirmed(ids.size())) {
      each("action.promote", Change.PROMOTE, ids, (id, _) -> service.promote(id));
    }
  }

  /**
   * Makes all temporary sessions persistent that are alive when it begins.
   *
   * @param then is called on the window's thread once all of them are; not where one failed, where
   *     it was cancelled, or where the operator thought better of it
   */
  public void promoteAll(Runnable then) {
    if (typedName.get().isPresent() && !bulkConfirmed(service.temporaryCounts().active())) {
      return;
    }
    var lease = service.lease();
    ui.background()
        .job(
            "action.promoteall.job",
            p ->
                service.within(
                    lease, () -> service.undoing().keep(Change.PROMOTE, () -> promoteAlive(p))))
        .onSuccess(
            ended -> {
              tell("action.promote", ended, lease, this::promoteAllUnkept);
              if (ended.result().whole()) {
                then.run();
              }
            })
        .start();
  }

  /** Once more for those that are left, where what is there could not be kept. */
  private void promoteAllUnkept(Outcome before) {
    var lease = service.lease();
    ui.background()
        .job("action.promoteall.job", p -> service.within(lease, () -> promoteAlive(p)))
        .onSuccess(
            outcome ->
                tell("action.promote", new Undoable<>(outcome, Optional.empty()), lease, _ -> {}))
        .start();
  }

  private Outcome promoteAlive(Progress progress) {
    var alive = new ArrayList<SessionId>();
    var now = service.now();
    service.forEachTemporary(
        held -> {
          if (!held.session().isExpired(now)) {
            alive.add(held.id());
          }
        });
    return runEach(alive, (id, _) -> promoteIfThere(id), progress);
  }

  /** One that has just expired, or was deleted, has nothing to be kept for. */
  private void promoteIfThere(SessionId id) {
    try {
      service.promote(id);
    } catch (SessionNotFoundException e) {
      LOG.debug("Session {} went before it could be made persistent", id, e);
    }
  }

  /** Makes persistent sessions temporary, after a question: they will expire. */
  public void demote(List<SessionId> ids) {
    if (!ids.isEmpty() && confirmed("action.demote", ids.size(), isGuarded(ids))) {
      each("action.demote", Change.DEMOTE, ids, (id, _) -> service.demote(id, null));
    }
  }

  /** Cuts the texts of sessions into sentences and words. */
  public void segment(List<SessionId> ids) {
    if (ids.size() <= 1 || !isGuarded(ids) || bulkConfirmed(ids.size())) {
      each("action.segment", Change.SEGMENT, ids, service::segment);
    }
  }

  /** Lets temporary sessions live {@code more} longer: from their deadline, or from now if past. */
  public void extend(List<SessionId> ids, Duration more) {
    each(
        "action.extend",
        Change.EXTEND,
        ids,
        (id, _) -> {
          var entry = service.open(id).orElseThrow(() -> new SessionNotFoundException(id));
          if (entry instanceof StoredSession stored && !stored.session().persistent()) {
            var now = service.now();
            var deadline = stored.session().expiresAt();
            var from = deadline != null && deadline.isAfter(now) ? deadline : now;
            service.extend(id, from.plus(more));
          }
        });
  }

  /** Removes all expired sessions now. */
  public void cleanUp() {
    ui.background()
        .job("action.cleanup.job", _ -> service.cleanUp())
        .onSuccess(count -> say(Level.SUCCESS, "action.cleanup.done", count))
        .start();
  }

  /** One step of a command over many. */
  @FunctionalInterface
  private interface Step<T> {
    void run(T item, Progress progress);
  }

  /**
   * How many went well, whether all did, the first failure of those that did not, and why it ended
   * early where something could not be kept.
   */
  private record Outcome(
      int done,
      int failed,
      boolean whole,
      @Nullable Exception first,
      @Nullable RecycleBinException unkept) {}

  /** That of one of many: it can be cancelled with them, and how far it is nobody hears. */
  private record Unheard(Progress all) implements Progress {
    @Override
    public void at(long done, long total) {}

    @Override
    public boolean cancelled() {
      return all.cancelled();
    }
  }

  private <T> void each(String key, Change change, List<T> items, Step<T> step) {
    var frozen = List.copyOf(items);
    if (frozen.isEmpty()) {
      return;
    }
    var lease = service.lease();
    ui.background()
        .job(
            key + ".job",
            p ->
                service.within(
                    lease, () -> service.undoing().keep(change, () -> runEach(frozen, step, p))),
            frozen.size())
        .onSuccess(
            ended -> tell(key, ended, lease, rest -> eachUnkept(key, frozen, rest, step, lease)))
        .start();
  }

  /** Goes on where something could not be kept, from the first that was not done. */
  private <T> void eachUnkept(
      String key, List<T> items, Outcome before, Step<T> step, StoreLease lease) {
    var rest = items.subList(before.done() + before.failed(), items.size());
    ui.background()
        .job(key + ".job", p -> service.within(lease, () -> runEach(rest, step, p)), rest.size())
        .onSuccess(outcome -> tell(key, new Undoable<>(outcome, Optional.empty()), lease, _ -> {}))
        .start();
  }

  private static <T> Outcome runEach(List<T> items, Step<T> step, Progress progress) {
    int done = 0;
    int failed = 0;
    Exception first = null;
    for (var item : items) {
      if (progress.cancelled()) {
        break;
      }
      try {
        step.run(item, items.size() == 1 ? progress : new Unheard(progress));
        done++;
      } catch (CancellationException _) {
        // Asked for: the next look at the progress ends it all.
      } catch (RecycleBinException e) {
        return new Outcome(done, failed, false, first, e); // The same would hold for all the rest.
      } catch (RuntimeException e) {
        failed++;
        first = first == null ? e : first;
      }
      progress.at(done + failed, items.size());
    }
    return new Outcome(done, failed, done == items.size(), first, null);
  }

  private void tell(
      String key, Undoable<Outcome> ended, StoreLease lease, Consumer<Outcome> onUnkept) {
    var outcome = ended.result();
    if (outcome.done() > 0) {
      undo.tell(ui.messages().get(key + ".done", outcome.done()), ended.batch(), lease);
    }
    if (outcome.first() != null) {
      if (outcome.failed() > 1) {
        say(Level.ERROR, "action.failed", outcome.failed());
      }
      ui.dialogs().show(ui.problems().of(outcome.first()));
    }
    var unkept = outcome.unkept();
    if (unkept != null && unkeptConfirmed(unkept, 1)) {
      onUnkept.accept(outcome);
    }
  }

  /** Whether this changes a store in which nothing is to be changed by a slip. O(n). */
  private boolean isGuarded(List<SessionId> ids) {
    return typedName.get().isPresent()
        && (ids.size() > MOST_UNASKED
            || ids.stream()
                .anyMatch(id -> service.index().find(id).map(SessionRow::persistent).orElse(true)));
  }

  private boolean bulkConfirmed(long count) {
    return confirmed("action.bulk", count, true);
  }

  private boolean confirmed(String key, long count, boolean guarded) {
    var messages = ui.messages();
    return ui.dialogs()
        .confirm(
            new Dialogs.Confirmation(
                messages.get(key + ".title", count),
                messages.get(key + ".text", count),
                messages.get(key + ".button", count),
                true,
                guarded ? typedName.get().orElse(null) : null));
  }

  private void say(Level level, String key, Object... arguments) {
    ui.notices().show(level, ui.messages().get(key, arguments));
  }
}
