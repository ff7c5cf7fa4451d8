package org.sessiondesk.ui.table;

import java.util.Objects;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.service.PictureState;
import org.sessiondesk.service.QueryResult;
import org.sessiondesk.service.SessionQuery;
import org.sessiondesk.service.SessionQuery.Column;
import org.sessiondesk.service.SessionQuery.View;
import org.sessiondesk.service.SessionRow;
import org.sessiondesk.service.SessionService;
import org.sessiondesk.session.JsonFormat;
import org.sessiondesk.session.Registration;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.ui.action.SessionActions;
import org.sessiondesk.ui.fx.FrameBatcher;
import org.sessiondesk.ui.fx.Ui;

/**
 * The session table without its window: what is searched and how it is sorted, the rows that are
 * found, which are selected, which one is open. Everything here happens on the window's thread;
 * searching and sorting happen in the background.
 */
public final class SessionTableModel implements AutoCloseable {

  /** What the table is ordered by. */
  public record Sort(Column column, boolean descending) {
    /** The newest first. */
    public static final Sort NEWEST = new Sort(Column.CREATED, true);
  }

  /** Why there are no rows. */
  public enum Emptiness {
    /** There are some. */
    NONE,
    /** They are still being loaded. */
    LOADING,
    /** There is no session at all. */
    NO_SESSIONS,
    /** There are some, but none of the kind that is asked for. */
    NONE_IN_VIEW,
    /** There are some, but none that matches the search. */
    NO_MATCH
  }

  /** Is told when the rows are swapped: to keep what is shown in its place. */
  interface SwapObserver {
    void beforeSwap();

    /** Called when rows and selection are new; {@code sameQuestion} says whether only time went. */
    void afterSwap(QueryResult result, boolean sameQuestion);

    /** Called when the row at {@code place} is to be seen. */
    void reveal(int place);
  }

  private final SessionService service;
  private final SelectionCommands commands;
  private final QueryRunner runner;
  private final Registration following;
  private final LiveUpdates live;
  private final StringProperty search = new SimpleStringProperty(this, "search", "");
  private final ObjectProperty<View> view = new SimpleObjectProperty<>(this, "view", View.ALL);
  private final ObjectProperty<Sort> sort = new SimpleObjectProperty<>(this, "sort", Sort.NEWEST);
  private final BooleanProperty showing = new SimpleBooleanProperty(this, "showing");
  private final ObjectProperty<TableLayout> layout =
      new SimpleObjectProperty<>(this, "layout", TableLayout.DEFAULT);
  private final SessionRows rows = new SessionRows();
  private final ObservableList<SessionRow> rowsForOthers =
      FXCollections.unmodifiableObservableList(rows);
  private final ReadOnlyObjectWrapper<RowSelection> selection =
      new ReadOnlyObjectWrapper<>(this, "selection", RowSelection.NONE);
  private final ReadOnlyObjectWrapper<@Nullable SessionId> opened =
      new ReadOnlyObjectWrapper<>(this, "opened", null);
  private final ReadOnlyLongWrapper found = new ReadOnlyLongWrapper(this, "found");
  private final ReadOnlyLongWrapper total = new ReadOnlyLongWrapper(this, "total");
  private final ReadOnlyBooleanWrapper stopped = new ReadOnlyBooleanWrapper(this, "stopped");
  private final ReadOnlyObjectWrapper<PictureState> picture =
      new ReadOnlyObjectWrapper<>(this, "picture", PictureState.OFF);
  private final ReadOnlyObjectWrapper<Emptiness> emptiness =
      new ReadOnlyObjectWrapper<>(this, "emptiness", Emptiness.LOADING);
  private @Nullable SwapObserver observer;
  private Consumer<SessionId> onOpen = _ -> {};
  private @Nullable SessionId wanted;
  private @Nullable SessionQuery answered;

  /** Makes the model; it begins to ask once it is {@link #showingProperty showing}. */
  public SessionTableModel(SessionService service, SessionActions actions, JsonFormat json, Ui ui) {
    this.service = service;
    this.commands =
        new SelectionCommands(actions, new JsonCopy(service, json), ui, this::selection);
    this.runner =
        new QueryRunner(
            service.index(), ui.background(), this::query, this::selection, this::answered);
    live = new LiveUpdates(service.index(), runner::refresh);
    var changes = new FrameBatcher(this::changed);
    this.following = service.index().onChange(changes::request);
    search.subscribe((before, now) -> ask());
    view.subscribe((before, now) -> ask());
    sort.subscribe((before, now) -> ask());
    showing.subscribe((before, now) -> shown(now));
    ui.clock().nowProperty().subscribe((before, now) -> timePassed());
  }

  // ---- properties

  /** The words that are searched for; see {@link SessionQuery#search()}. */
  public StringProperty searchProperty() {
    return search;
  }

  /** Which kind of sessions is shown. */
  public ObjectProperty<View> viewProperty() {
    return view;
  }

  /** What the rows are ordered by. */
  public ObjectProperty<Sort> sortProperty() {
    return sort;
  }

  /** Whether anybody sees the table: it asks for nothing while nobody does. */
  public BooleanProperty showingProperty() {
    return showing;
  }

  /** How the columns are arranged: may be set before the view is made and is kept up to date. */
  public ObjectProperty<TableLayout> layoutProperty() {
    return layout;
  }

  /** The rows that are shown. */
  public ObservableList<SessionRow> rows() {
    return rowsForOthers;
  }

  /** Which of them are selected. */
  public ReadOnlyObjectProperty<RowSelection> selectionProperty() {
    return selection.getReadOnlyProperty();
  }

  /** The session that was selected alone or opened last: the one to be shown in full; or null. */
  public ReadOnlyObjectProperty<@Nullable SessionId> openedProperty() {
    return opened.getReadOnlyProperty();
  }

  /** How many rows there are. */
  public ReadOnlyLongProperty foundProperty() {
    return found.getReadOnlyProperty();
  }

  /** How many sessions there are in all. */
  public ReadOnlyLongProperty totalProperty() {
    return total.getReadOnlyProperty();
  }

  /** Whether the loading was stopped by the operator before everything was there. */
  public ReadOnlyBooleanProperty stoppedProperty() {
    return stopped.getReadOnlyProperty();
  }

  /** How complete the picture of the persistent sessions is. */
  public ReadOnlyObjectProperty<PictureState> pictureProperty() {
    return picture.getReadOnlyProperty();
  }

  /** Why there are no rows. */
  public ReadOnlyObjectProperty<Emptiness> emptinessProperty() {
    return emptiness.getReadOnlyProperty();
  }

  /** Whether an answer to what the operator asked is being waited for. */
  public ReadOnlyBooleanProperty busyProperty() {
    return runner.busyProperty();
  }

  // ---- selection

  /** The selection now. */
  RowSelection selection() {
    return selection.get();
  }

  SessionRows shownRows() {
    return rows;
  }

  /** When changes are shown. */
  LiveUpdates live() {
    return live;
  }

  void observeSwaps(SwapObserver swapObserver) {
    observer = swapObserver;
  }

  /** Selects by the operator's hand: a single session is opened, too. */
  void select(RowSelection now) {
    wanted = null;
    selection.set(now);
    if (now.size() == 1) {
      opened.set(now.rows().get(now.lead()).id());
    }
  }

  /** Selects the session {@code id} and opens it, as soon as it is among the rows. */
  public void reveal(SessionId id) {
    opened.set(id);
    int place = rows.result().indexOf(id);
    if (place >= 0) {
      selection.set(RowSelection.one(rows.result(), place));
      if (observer != null) {
        observer.reveal(place);
      }
    } else {
      wanted = id;
    }
  }

  /**
   * Selects the session {@code id} and opens it. Where search or kind hide it they are cleared.
   *
   * @return whether they were
   */
  boolean show(SessionId id) {
    boolean cleared =
        rows.result().indexOf(id) < 0 && !(search.get().isBlank() && view.get() == View.ALL);
    if (cleared) {
      search.set("");
      view.set(View.ALL);
    }
    reveal(id);
    return cleared;
  }

  /** Selects all that match. O(1). */
  void selectAll() {
    select(RowSelection.all(rows.result()));
  }

  /** Opens the session in {@code row} and says so to whoever shows it in full. */
  void open(SessionRow row) {
    opened.set(row.id());
    onOpen.accept(row.id());
  }

  /**
   * Calls {@code action} when the operator opens a session by Enter, a double click or the menu.
   */
  public void setOnOpen(Consumer<SessionId> action) {
    onOpen = action;
  }

  /** Shows no session in full any more. */
  public void closeOpened() {
    opened.set(null);
  }

  /** What can be done with the selected sessions. */
  public SelectionCommands commands() {
    return commands;
  }

  // ---- asking

  /** What the table asks for: kind, search and order. */
  public SessionQuery query() {
    var by = sort.get();
    var text = Objects.requireNonNullElse(search.get(), "");
    return new SessionQuery(view.get(), text, by.column(), by.descending());
  }

  private void ask() {
    if (showing.get()) {
      runner.ask();
    }
  }

  private void changed() {
    if (showing.get()) {
      live.changed();
    }
  }

  private void shown(boolean now) {
    if (now) {
      runner.refresh();
    } else {
      runner.stop();
    }
  }

  private void timePassed() {
    boolean byTime =
        switch (view.get()) {
          case EXPIRING_SOON, EXPIRED -> true;
          case ALL, TEMPORARY, PERSISTENT, FALLBACK, UNREADABLE ->
              sort.get().column() == Column.STATE;
        };
    if (byTime) {
      changed();
    }
  }

  private void answered(QueryRunner.Answer answer) {
    boolean sameQuestion = answer.query().equals(answered);
    answered = answer.query();
    live.shown();
    total.set(answer.total());
    picture.set(answer.picture());
    stopped.set(service.isLoadingStopped());
    found.set(answer.result().size());
    if (observer != null) {
      observer.beforeSwap();
    }
    // What was selected while the query ran is looked up here: a selection by hand is either
    // small or of everything.
    var chosen =
        selection.get() == answer.basis()
            ? answer.selection()
            : selection.get().in(answer.result());
    rows.swap(answer.result());
    selection.set(chosen);
    emptiness.set(emptinessOf(answer));
    if (observer != null) {
      observer.afterSwap(answer.result(), sameQuestion);
    }
    var awaited = wanted;
    if (awaited != null && answer.result().indexOf(awaited) >= 0) {
      wanted = null;
      reveal(awaited);
    }
  }

  private static Emptiness emptinessOf(QueryRunner.Answer answer) {
    if (!answer.result().isEmpty()) {
      return Emptiness.NONE;
    }
    var picture = answer.picture();
    if (picture.wanted() && picture.filling()) {
      return Emptiness.LOADING;
    }
    if (answer.total() == 0) {
      return Emptiness.NO_SESSIONS;
    }
    return answer.query().search().isBlank() ? Emptiness.NONE_IN_VIEW : Emptiness.NO_MATCH;
  }

  /** Stops asking. */
  @Override
  public void close() {
    following.close();
    runner.stop();
  }
}
