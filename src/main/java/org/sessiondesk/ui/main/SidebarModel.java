package org.sessiondesk.ui.main;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.service.SessionCount;
import org.sessiondesk.service.SessionIndex;
import org.sessiondesk.service.SessionQuery;
import org.sessiondesk.service.SessionQuery.View;
import org.sessiondesk.service.SessionService;
import org.sessiondesk.session.Registration;
import org.sessiondesk.ui.fx.FrameBatcher;
import org.sessiondesk.ui.fx.Ui;

/**
 * The places of the window, with how many sessions there are at each: counted in the background, at
 * most once a second, and only while somebody sees them.
 */
public final class SidebarModel implements AutoCloseable {
  private static final Duration PERIOD = Duration.ofSeconds(1);

  private static final SessionQuery FALLBACKS = SessionQuery.ALL.withView(View.FALLBACK);

  private final SessionService service;
  private final SessionIndex index;
  private final ViewsModel views;
  private final Ui ui;
  private final ObjectProperty<Place> place =
      new SimpleObjectProperty<>(this, "place", new Place.Sessions(View.ALL));
  private final BooleanProperty showing = new SimpleBooleanProperty(this, "showing");
  private final Map<View, ReadOnlyLongWrapper> counts = new EnumMap<>(View.class);
  private final Registration following;
  private final Subscription subscriptions;
  private Instant last = Instant.MIN;
  private long countedVersion = -1;
  private boolean counting;

  /** Used by one task at a time. */
  private volatile @Nullable SessionCount fallbacks;

  /** Makes the model; it begins to count once it is {@link #showingProperty showing}. */
  public SidebarModel(SessionService service, ViewsModel views, Ui ui) {
    this.service = service;
    this.index = service.index();
    this.views = views;
    views.showingProperty().bind(showing);
    this.ui = ui;
    for (var view : View.values()) {
      counts.put(view, new ReadOnlyLongWrapper());
    }
    following = index.onChange(new FrameBatcher(this::count)::request);
    subscriptions =
        Subscription.combine(
            ui.clock().nowProperty().subscribe((_, _) -> count()),
            showing.subscribe((_, _) -> count()));
  }

  // ---- properties

  /** Where one is. */
  public ObjectProperty<Place> placeProperty() {
    return place;
  }

  /** The places that the operator made. */
  public ViewsModel views() {
    return views;
  }

  /** Whether anybody sees the counts. */
  public BooleanProperty showingProperty() {
    return showing;
  }

  /** How many sessions there are of a kind, a second ago at most. */
  public ReadOnlyLongProperty countProperty(View view) {
    return wrapper(view).getReadOnlyProperty();
  }

  // ---- work

  private void count() {
    var now = ui.clock().now();
    boolean due = last.equals(Instant.MIN) || !now.isBefore(last.plus(PERIOD));
    if (!showing.get() || counting || !due || !isOld()) {
      return;
    }
    counting = true;
    last = now;
    countedVersion = index.version();
    ui.background()
        .task(this::countAll)
        .onSuccess(counted -> counted.forEach((view, count) -> wrapper(view).set(count)))
        .onEnd(() -> counting = false)
        .start();
  }

  /** Without a change only time can have made a difference, and only to temporary sessions. */
  private boolean isOld() {
    return index.version() != countedVersion || wrapper(View.TEMPORARY).get() > 0;
  }

  /** O(log n) for n sessions; the fallbacks in O(d) for d changes, after the first time. */
  private Map<View, Long> countAll() {
    var now = index.counts();
    var waiting = index.count(FALLBACKS, fallbacks);
    fallbacks = waiting;
    var counted = new EnumMap<View, Long>(View.class);
    for (var view : View.values()) {
      counted.put(
          view,
          switch (view) {
            case ALL -> now.total();
            case TEMPORARY -> now.temporary();
            case PERSISTENT -> now.persistent();
            case UNREADABLE -> now.unreadable();
            case EXPIRING_SOON -> service.deadlinesAhead(SessionQuery.SOON, 1)[0];
            case EXPIRED -> service.temporaryCounts().expired();
            case FALLBACK -> waiting.sessions();
          });
    }
    return counted;
  }

  private ReadOnlyLongWrapper wrapper(View view) {
    var wrapper = counts.get(view);
    if (wrapper == null) {
      throw new IllegalArgumentException("no count of " + view);
    }
    return wrapper;
  }

  @Override
  public void close() {
    following.close();
    subscriptions.unsubscribe();
  }
}
