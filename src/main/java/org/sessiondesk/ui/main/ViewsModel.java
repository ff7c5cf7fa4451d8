package org.sessiondesk.ui.main;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.UnaryOperator;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.util.Subscription;
import org.sessiondesk.service.QueryText;
import org.sessiondesk.service.SessionQuery;
import org.sessiondesk.service.SessionQuery.Column;
import org.sessiondesk.service.SessionQuery.View;
import org.sessiondesk.service.SessionService;
import org.sessiondesk.session.Registration;
import org.sessiondesk.settings.SavedView;
import org.sessiondesk.settings.SettingsService;
import org.sessiondesk.ui.fx.FrameBatcher;
import org.sessiondesk.ui.fx.Notices;
import org.sessiondesk.ui.fx.Ui;

/** The searches that the operator gave names, each with how many sessions it finds. */
public final class ViewsModel implements AutoCloseable {
  private final SettingsService settings;
  private final Ui ui;
  private final ObservableList<SavedView> views = FXCollections.observableArrayList();

  /** Made once and held: a view that nobody holds is collected, and its listeners with it. */
  private final ObservableList<SavedView> readOnly =
      FXCollections.unmodifiableObservableList(views);

  private final BooleanProperty showing = new SimpleBooleanProperty(this, "showing");
  private final ViewCounts counts;
  private final Registration watching;
  private final Subscription subscriptions;

  /** Makes the model; it begins to count once it is {@link #showingProperty showing}. */
  public ViewsModel(SettingsService settings, SessionService service, Ui ui) {
    this.settings = settings;
    this.ui = ui;
    counts = new ViewCounts(service.index(), ui.background());
    var changes = new FrameBatcher(this::refresh);
    watching = settings.watch(_ -> changes.request());
    subscriptions =
        Subscription.combine(
            ui.clock().nowProperty().subscribe((_, _) -> counts.tick()),
            showing.subscribe((_, now) -> counts.showing(now)));
    refresh();
  }

  // ---- properties

  /** The saved views, in their order. */
  public ObservableList<SavedView> views() {
    return readOnly;
  }

  /** Whether anybody sees the counts. */
  public BooleanProperty showingProperty() {
    return showing;
  }

  /** How many sessions the view {@code id} finds; empty while that is not known. */
  public ReadOnlyObjectProperty<OptionalLong> countProperty(String id) {
    return counts.count(id);
  }

  /** The view {@code id}. */
  public Optional<SavedView> find(String id) {
    return views.stream().filter(view -> view.id().equals(id)).findFirst();
  }

  /** The view that is called {@code name}. */
  public Optional<SavedView> named(String name) {
    return views.stream().filter(view -> view.name().equals(name.strip())).findFirst();
  }

  /** What {@code view} asks for; empty where it is of a kind that this version does not know. */
  public static Optional<SessionQuery> query(SavedView view) {
    var kind = constant(View.values(), view.kind());
    var column = constant(Column.values(), view.column());
    return kind.isPresent() && column.isPresent()
        ? Optional.of(new SessionQuery(kind.get(), view.search(), column.get(), view.descending()))
        : Optional.empty();
  }

  /** Whether something in {@code view} is not understood, and so does not count. */
  public static boolean isFaulty(SavedView view) {
    return query(view).isEmpty() || !QueryText.parse(view.search()).faults().isEmpty();
  }

  private static <E extends Enum<E>> Optional<E> constant(E[] all, String name) {
    for (var each : all) {
      if (name(each).equals(name)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  // ---- commands

  /**
   * Keeps {@code query} under {@code name}: in place of the view of that name, or as a new one.
   *
   * @return the view's id
   */
  public String save(String name, SessionQuery query) {
    var id = named(name).map(SavedView::id).orElseGet(() -> UUID.randomUUID().toString());
    var saved =
        new SavedView(
            id, name, name(query.view()), query.search(), name(query.column()), query.descending());
    change(
        list -> {
          if (find(id).isPresent()) {
            list.replaceAll(view -> view.id().equals(id) ? saved : view);
          } else {
            list.add(saved);
          }
          return list;
        });
    return id;
  }

  /** Has the view {@code id} ask for {@code query} from now on. */
  public void replace(String id, SessionQuery query) {
    find(id).ifPresent(view -> save(view.name(), query));
  }

  /** Calls the view {@code id} otherwise; nothing happens where another one is called so. */
  public void rename(String id, String name) {
    if (named(name).isEmpty()) {
      change(
          list -> {
            list.replaceAll(view -> view.id().equals(id) ? view.withName(name) : view);
            return list;
          });
    }
  }

  /** Moves the view {@code id} by so many places, as far as there are some. */
  public void move(String id, int by) {
    change(
        list -> {
          int from = place(list, id);
          int to = from + by;
          if (from >= 0 && to >= 0 && to < list.size()) {
            list.add(to, list.remove(from));
          }
          return list;
        });
  }

  /** Deletes the view {@code id}, with a note that offers to put it back. */
  public void delete(String id) {
    int place = place(views, id);
    if (place < 0) {
      return;
    }
    var gone = views.get(place);
    change(
        list -> {
          list.removeIf(view -> view.id().equals(id));
          return list;
        });
    ui.notices()
        .show(
            Notices.Level.SUCCESS,
            ui.messages().get("main.view.deleted", gone.name()),
            ui.messages().get("action.undo"),
            () ->
                change(
                    list -> {
                      list.add(Math.min(place, list.size()), gone);
                      return list;
                    }));
  }

  private static int place(List<SavedView> list, String id) {
    for (int i = 0; i < list.size(); i++) {
      if (list.get(i).id().equals(id)) {
        return i;
      }
    }
    return -1;
  }

  private void change(UnaryOperator<List<SavedView>> changed) {
    settings.update(s -> s.withViews(changed.apply(new ArrayList<>(s.views()))));
    refresh();
  }

  private void refresh() {
    var now = settings.current().views();
    if (!views.equals(now)) {
      var queries = new LinkedHashMap<String, SessionQuery>();
      now.forEach(view -> query(view).ifPresent(query -> queries.put(view.id(), query)));
      counts.follow(queries);
      views.setAll(now);
    }
  }

  @Override
  public void close() {
    watching.close();
    subscriptions.unsubscribe();
    counts.close();
  }
}
