package org.sessiondesk.ui.main;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.util.Subscription;
import org.sessiondesk.connection.ConnectionState;
import org.sessiondesk.ui.fx.Job;
import org.sessiondesk.ui.fx.JobReport.Ending;
import org.sessiondesk.ui.fx.Notices.Level;
import org.sessiondesk.ui.fx.Notices.Notice;
import org.sessiondesk.ui.fx.Ui;

/**
 * What happened, with its times, the latest first: every note that was shown, connections lost and
 * back, the ends of long jobs, sessions that were to be persistent and are not. Bounded. What is no
 * more than the answer to what the operator did while looking counts as read. Window's thread only.
 */
public final class NotificationsModel implements AutoCloseable {
  static final int MOST = 200;

  /**
   * Something that happened.
   *
   * @param text what, in the language the window had then
   */
  record Entry(Instant at, Level level, String text) {}

  private final Ui ui;
  private final ObservableValue<Boolean> attended;
  private final ObservableList<Entry> entries = FXCollections.observableArrayList();
  private final ObservableList<Entry> readOnly = FXCollections.unmodifiableObservableList(entries);
  private final ReadOnlyIntegerWrapper unread = new ReadOnlyIntegerWrapper(this, "unread");
  private final Set<Job> watched = new HashSet<>();
  private final ListChangeListener<Notice> onNotice = this::noticed;
  private final ListChangeListener<Job> onJob = this::jobsChanged;
  private final ObservableList<Job> jobs;
  private final Subscription subscriptions;
  private Consumer<String> onUnattended = _ -> {};
  private boolean wasOnline;
  private boolean wasLost;

  /**
   * Begins to take notes.
   *
   * @param fallbacks how many sessions there are that were to be persistent
   * @param attended whether the operator is looking at the window
   */
  public NotificationsModel(
      ObservableValue<ConnectionState> connection,
      ObservableValue<Number> fallbacks,
      ObservableList<Job> jobs,
      ObservableValue<Boolean> attended,
      Ui ui) {
    this.ui = ui;
    this.attended = attended;
    this.jobs = jobs;
    ui.notices().shown().forEach(this::take);
    ui.notices().shown().addListener(onNotice);
    jobs.addListener(onJob);
    subscriptions =
        Subscription.combine(
            connection.subscribe(this::connectionIs), fallbacks.subscribe(this::fallbacksAre));
  }

  /** What happened, the latest first. */
  ObservableList<Entry> entries() {
    return readOnly;
  }

  /** How much of it nobody has seen. */
  ReadOnlyIntegerProperty unreadProperty() {
    return unread.getReadOnlyProperty();
  }

  /** All of it has been seen. */
  void read() {
    unread.set(0);
  }

  /** Forgets all of it. */
  void clear() {
    entries.clear();
    unread.set(0);
  }

  /** Calls {@code action} with what is pressing and happens while nobody looks. */
  public void setOnUnattended(Consumer<String> action) {
    onUnattended = action;
  }

  /** Notes from now on when {@code expiry} begins to warn. */
  public void tellOf(ExpiryWatch expiry) {
    expiry.setOnWarning(
        count -> add(Level.WARNING, ui.messages().get("main.notes.soon", count, expiry.minutes())));
  }

  /** Notes from now on writes that are not confirmed, and what became of them. */
  public void tellOf(UnconfirmedModel writes) {
    writes.tell(this::add);
  }

  /** Notes something that no note told of. */
  void add(Level level, String text) {
    boolean pressing = level == Level.WARNING || level == Level.ERROR;
    add(level, text, pressing || !attended.getValue());
  }

  private void add(Level level, String text, boolean counts) {
    entries.addFirst(new Entry(ui.clock().now(), level, text));
    if (entries.size() > MOST) {
      entries.remove(MOST, entries.size());
    }
    if (counts) {
      unread.set(Math.min(MOST, unread.get() + 1));
    }
    boolean pressing = level == Level.WARNING || level == Level.ERROR;
    if (pressing && !attended.getValue()) {
      onUnattended.accept(text);
    }
  }

  private void noticed(ListChangeListener.Change<? extends Notice> change) {
    while (change.next()) {
      change.getAddedSubList().forEach(this::take);
    }
  }

  private void take(Notice notice) {
    add(notice.level(), notice.text());
  }

  private void connectionIs(ConnectionState state) {
    switch (state) {
      case ConnectionState.Online _ -> {
        if (wasLost) {
          add(Level.SUCCESS, ui.messages().get("main.notes.back", name(state)), true);
        } else if (!wasOnline) {
          add(Level.INFO, ui.messages().get("main.notes.online", name(state)));
        }
        wasOnline = true;
        wasLost = false;
      }
      case ConnectionState.Retrying retrying -> {
        if (!wasLost) {
          wasLost = true;
          add(
              Level.WARNING,
              ui.messages()
                  .get(
                      wasOnline ? "main.notes.lost" : "main.notes.unreached",
                      name(state),
                      ui.problems().connection(retrying.why())));
        }
      }
      case ConnectionState.Refused refused -> {
        wasLost = false;
        wasOnline = false;
        add(
            Level.ERROR,
            ui.messages()
                .get("main.notes.refused", name(state), ui.problems().connection(refused.why())));
      }
      case ConnectionState.Off _ -> {
        if (wasOnline) {
          add(Level.INFO, ui.messages().get("main.notes.off"));
        }
        wasOnline = false;
        wasLost = false;
      }
      case ConnectionState.Connecting _ -> {}
    }
  }

  private String name(ConnectionState state) {
    return state
        .wanted()
        .map(
            profile ->
                profile.isBuiltIn() ? ui.messages().get("action.profile.builtin") : profile.name())
        .orElse("");
  }

  private void fallbacksAre(Number before, Number now) {
    long more = now.longValue() - before.longValue();
    if (more > 0) {
      add(Level.WARNING, ui.messages().get("main.notes.fallbacks", more));
    }
  }

  private void jobsChanged(ListChangeListener.Change<? extends Job> change) {
    while (change.next()) {
      for (var job : change.getAddedSubList()) {
        if (watched.add(job)) {
          job.stateProperty().subscribe((_, now) -> ended(job, now));
        }
      }
    }
  }

  private void ended(Job job, Job.State how) {
    if (watched.remove(job)) {
      var title = job.title().getValue();
      var report = job.reportProperty().get();
      if (how == Job.State.DONE && report != null && report.ending() != Ending.WHOLE) {
        // It came to its end, but did not do all that it was to do.
        add(Level.WARNING, report.summary().getValue());
        return;
      }
      switch (how) {
        case DONE -> add(Level.SUCCESS, ui.messages().get("main.notes.jobdone", title));
        case FAILED -> add(Level.ERROR, ui.messages().get("main.notes.jobfailed", title));
        case CANCELLED -> add(Level.INFO, ui.messages().get("main.notes.jobcancelled", title));
        case RUNNING -> {}
      }
    }
  }

  @Override
  public void close() {
    ui.notices().shown().removeListener(onNotice);
    jobs.removeListener(onJob);
    subscriptions.unsubscribe();
  }
}
