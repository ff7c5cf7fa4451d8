package org.sessiondesk.ui.action;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.service.SessionNotFoundException;
import org.sessiondesk.service.SessionRow;
import org.sessiondesk.service.SessionService;
import org.sessiondesk.service.StoreLease;
import org.sessiondesk.session.DeleteResult;
import org.sessiondesk.session.Progress;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.StoredEntry;
import org.sessiondesk.session.StoredSession;
import org.sessiondesk.session.UnreadableEntry;
import org.sessiondesk.session.UnreadableReason;
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

  /** How many deleted sessions are kept to be put back. More are deleted only after a question. */
  static final int MOST_UNDOABLE = 2_000;

  private static final Logger LOG = LoggerFactory.getLogger(SessionActions.class);

  private final SessionService service;
  private final Ui ui;
  private Supplier<Optional<String>> typedName = Optional::empty;
  private final ObjectProperty<ApiPlace> api =
      new SimpleObjectProperty<>(this, "api", new ApiPlace("http://127.0.0.1:8000", false, false));

  public SessionActions(SessionService service, Ui ui) {
    this.service = service;
    this.ui = ui;
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

  /** Deletes sessions, with a note that offers to put them back; asks first where it cannot. */
  public void delete(List<SessionId> ids) {
    var frozen = List.copyOf(ids);
    if (frozen.isEmpty()) {
      return;
    }
    var lease = service.lease();
    boolean many = frozen.size() > MOST_UNDOABLE;
    if (!many && isGuarded(frozen) && !confirmed("action.delete.guarded", frozen.size(), true)) {
      return;
    }
    if (many) {
      if (confirmed("action.delete.many", frozen.size(), isGuarded(frozen))) {
        ui.background()
            .job(
                "action.delete.job",
                p -> service.within(lease, () -> service.deleteAll(frozen, p)),
                frozen.size())
            .onSuccess(count -> say(Level.SUCCESS, "action.delete.done", count))
            .start();
      }
      return;
    }
    ui.background()
        .job(
            "action.delete.job",
            p -> service.within(lease, () -> deleteSeen(frozen, p)),
            frozen.size())
        .onSuccess(result -> deleted(result, lease))
        .start();
  }

  /** What came of deleting: what can be put back, and what was not deleted. */
  private record Deleted(
      List<StoredEntry> restorable,
      List<SessionId> notRestorable,
      int changed,
      @Nullable Exception failure) {}

  private Deleted deleteSeen(List<SessionId> ids, Progress progress) {
    var restorable = new ArrayList<StoredEntry>();
    var notRestorable = new ArrayList<SessionId>();
    int changed = 0;
    int done = 0;
    for (var id : ids) {
      if (progress.cancelled()) {
        break;
      }
      try {
        var entry = service.open(id);
        if (entry.isPresent()) {
          if (!canBeRestored(entry.get())) {
            notRestorable.add(id);
          } else if (service.delete(entry.get()) instanceof DeleteResult.Deleted) {
            restorable.add(entry.get());
          } else {
            changed++;
          }
        }
      } catch (RuntimeException e) {
        return new Deleted(restorable, notRestorable, changed, e);
      }
      progress.at(++done, ids.size());
    }
    return new Deleted(restorable, notRestorable, changed, null);
  }

  private static boolean canBeRestored(StoredEntry entry) {
    return !(entry instanceof UnreadableEntry u && u.reason() == UnreadableReason.WRONG_REDIS_TYPE);
  }

  private void deleted(Deleted result, StoreLease lease) {
    if (!result.restorable().isEmpty()) {
      ui.notices()
          .show(
              Level.SUCCESS,
              ui.messages().get("action.delete.done", result.restorable().size()),
              ui.messages().get("action.undo"),
              () -> restore(result.restorable(), lease));
    }
    if (result.changed() > 0) {
      say(Level.WARNING, "action.delete.changed", result.changed());
    }
    if (result.failure() != null) {
      ui.dialogs().show(ui.problems().of(result.failure()));
    }
    if (!result.notRestorable().isEmpty()
        && confirmed("action.delete.final", result.notRestorable().size(), false)) {
      ui.background()
          .task(
              () ->
                  service.within(
                      lease, () -> service.deleteAll(result.notRestorable(), Progress.NONE)))
          .onSuccess(count -> say(Level.SUCCESS, "action.delete.done", count))
          .start();
    }
  }

  /** Puts sessions back where they were deleted, and nowhere else. */
  private void restore(List<StoredEntry> entries, StoreLease lease) {
    each("action.restore", entries, lease, (entry, _) -> service.restore(entry));
  }

  /** Makes temporary sessions persistent. */
  public void promote(List<SessionId> ids) {
    if (ids.size() <= 1 || typedName.get().isEmpty() || bulkConfirmed(ids.size())) {
      each("action.promote", ids, (id, _) -> service.promote(id));
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
        .job("action.promoteall.job", p -> service.within(lease, () -> promoteAlive(p)))
        .onSuccess(
            outcome -> {
              tell("action.promote", outcome);
              if (outcome.whole()) {
                then.run();
              }
            })
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
      each("action.demote", ids, (id, _) -> service.demote(id, null));
    }
  }

  /** Cuts the texts of sessions into sentences and words. */
  public void segment(List<SessionId> ids) {
    if (ids.size() <= 1 || !isGuarded(ids) || bulkConfirmed(ids.size())) {
      each("action.segment", ids, service::segment);
    }
  }

  /** Lets temporary sessions live {@code more} longer: from their deadline, or from now if past. */
  public void extend(List<SessionId> ids, Duration more) {
    each(
        "action.extend",
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

  /** How many went well, whether all did, and the first failure of those that did not. */
  private record Outcome(int done, int failed, boolean whole, @Nullable Exception first) {}

  /** That of one of many: it can be cancelled with them, and how far it is nobody hears. */
  private record Unheard(Progress all) implements Progress {
    @Override
    public void at(long done, long total) {}

    @Override
    public boolean cancelled() {
      return all.cancelled();
    }
  }

  private <T> void each(String key, List<T> items, Step<T> step) {
    each(key, items, service.lease(), step);
  }

  private <T> void each(String key, List<T> items, StoreLease lease, Step<T> step) {
    var frozen = List.copyOf(items);
    if (frozen.isEmpty()) {
      return;
    }
    ui.background()
        .job(
            key + ".job", p -> service.within(lease, () -> runEach(frozen, step, p)), frozen.size())
        .onSuccess(outcome -> tell(key, outcome))
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
      } catch (RuntimeException e) {
        failed++;
        first = first == null ? e : first;
      }
      progress.at(done + failed, items.size());
    }
    return new Outcome(done, failed, done == items.size(), first);
  }

  private void tell(String key, Outcome outcome) {
    if (outcome.done() > 0) {
      say(Level.SUCCESS, key + ".done", outcome.done());
    }
    if (outcome.first() != null) {
      if (outcome.failed() > 1) {
        say(Level.ERROR, "action.failed", outcome.failed());
      }
      ui.dialogs().show(ui.problems().of(outcome.first()));
    }
  }

  /** Whether this changes a store in which nothing is to be changed by a slip. O(n). */
  private boolean isGuarded(List<SessionId> ids) {
    return typedName.get().isPresent()
        && (ids.size() > MOST_UNDOABLE
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
