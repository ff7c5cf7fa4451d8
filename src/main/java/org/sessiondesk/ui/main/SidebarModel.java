package org.sessiondesk.ui.main;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.sessiondesk.service.SessionQuery.View;
import org.sessiondesk.service.SessionService;
import org.sessiondesk.session.Registration;
import org.sessiondesk.ui.fx.FrameBatcher;
import org.sessiondesk.ui.fx.Ui;

/** The places of the window, with how many sessions there are at each. */
public final class SidebarModel implements AutoCloseable {

  /** Those that are counted by looking at each temporary session: in the background. */
  private static final List<View> COUNTED =
      List.of(View.EXPIRING_SOON, View.EXPIRED, View.FALLBACK);

  private final SessionService service;
  private final Ui ui;
  private final ObjectProperty<Place> place =
      new SimpleObjectProperty<>(this, "place", new Place.Sessions(View.ALL));
  private final Map<View, ReadOnlyLongWrapper> counts = new EnumMap<>(View.class);
  private final Registration following;
  private final Registration ticking;
  private boolean counting;

  public SidebarModel(SessionService service, Ui ui) {
    this.service = service;
    this.ui = ui;
    for (var view : View.values()) {
      counts.put(view, new ReadOnlyLongWrapper());
    }
    var batcher = new FrameBatcher(this::takeCounts);
    following = service.index().onChange(batcher::request);
    var subscription = ui.clock().nowProperty().subscribe(_ -> countOthers());
    ticking = subscription::unsubscribe;
    takeCounts();
  }

  // ---- properties
  // --------------------------------------------------------------------------------

  /** Where one is. */
  public ObjectProperty<Place> placeProperty() {
    return place;
  }

  /** How many sessions there are of a kind; those that depend on time are a second old at most. */
  public ReadOnlyLongProperty countProperty(View view) {
    return wrapper(view).getReadOnlyProperty();
  }

  // ---- work
  // --------------------------------------------------------------------------------------

  private void takeCounts() {
    var now = service.index().counts();
    wrapper(View.ALL).set(now.total());
    wrapper(View.TEMPORARY).set(now.temporary());
    wrapper(View.PERSISTENT).set(now.persistent());
    wrapper(View.UNREADABLE).set(now.unreadable());
  }

  private void countOthers() {
    if (counting) {
      return;
    }
    counting = true;
    ui.background()
        .task(
            () -> {
              var counted = new EnumMap<View, Long>(View.class);
              COUNTED.forEach(view -> counted.put(view, service.index().count(view)));
              return counted;
            })
        .onSuccess(counted -> counted.forEach((view, count) -> wrapper(view).set(count)))
        .onEnd(() -> counting = false)
        .start();
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
    ticking.close();
  }
}
