package org.sessiondesk.ui.command;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.animation.PauseTransition;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.service.SessionIndex;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.ui.fx.Background;
import org.sessiondesk.ui.fx.Ui;

/**
 * What the command palette offers: actions, places, profiles, and sessions, which are looked for in
 * the background, one search at a time: the next key ends the one under way. Window's thread only.
 */
public final class PaletteModel {
  private static final Duration PATIENCE = Duration.millis(80);
  private static final int MOST_FIXED = 60;
  private static final int RECENT_BONUS = 12;

  private final Supplier<List<PaletteEntry>> source;
  private final SessionFinder finder;
  private final RecentlyUsed recent;
  private final Ui ui;
  private final StringProperty query = new SimpleStringProperty(this, "query", "");
  private final ObservableList<PaletteRow> rows = FXCollections.observableArrayList();
  private final ReadOnlyIntegerWrapper selected = new ReadOnlyIntegerWrapper(this, "selected", -1);
  private final ReadOnlyBooleanWrapper searching = new ReadOnlyBooleanWrapper(this, "searching");
  private final PauseTransition patience = new PauseTransition(PATIENCE);
  private List<PaletteEntry> fixed = List.of();
  private Background.@Nullable Handle handle;

  /**
   * Makes the model.
   *
   * @param source gives all that is not a session; asked whenever the palette opens
   * @param open shows a session
   */
  public PaletteModel(
      Supplier<List<PaletteEntry>> source,
      SessionIndex index,
      Consumer<SessionId> open,
      RecentlyUsed recent,
      Ui ui) {
    this.source = source;
    this.finder = new SessionFinder(index, ui, open);
    this.recent = recent;
    this.ui = ui;
    patience.setOnFinished(_ -> findSessions());
    query.subscribe((_, _) -> typed());
  }

  /** What is typed. */
  public StringProperty queryProperty() {
    return query;
  }

  /** What is offered, the likeliest first. */
  ObservableList<PaletteRow> rows() {
    return rows;
  }

  /** Which of them Enter chooses; -1 where there is none. */
  ReadOnlyIntegerProperty selectedProperty() {
    return selected.getReadOnlyProperty();
  }

  /** Whether sessions are being looked for. */
  ReadOnlyBooleanProperty searchingProperty() {
    return searching.getReadOnlyProperty();
  }

  /** Begins anew, with nothing typed. */
  public void open() {
    fixed = source.get();
    query.set("");
    typed();
  }

  /** Ends what is under way. */
  public void close() {
    stop();
    rows.clear();
    selected.set(-1);
    fixed = List.of();
  }

  /** Moves the choice, past the ends to the other end. */
  void move(int by) {
    int count = rows.size();
    if (count > 0) {
      int wanted = selected.get() + by;
      boolean one = Math.abs(by) == 1;
      selected.set(one ? Math.floorMod(wanted, count) : Math.max(0, Math.min(count - 1, wanted)));
    }
  }

  /** Chooses the row at {@code place}. */
  void select(int place) {
    selected.set(place);
  }

  /**
   * What is to be done about the row that is chosen; empty where it cannot be done now. What is
   * returned is remembered as used last.
   */
  Optional<Runnable> take() {
    int place = selected.get();
    if (place < 0 || place >= rows.size()) {
      return Optional.empty();
    }
    var entry = rows.get(place).entry();
    if (entry.whyNot() != null) {
      return Optional.empty();
    }
    if (entry.kind() != PaletteEntry.Kind.SESSION) {
      recent.used(entry.id());
    }
    return Optional.of(entry.run());
  }

  private void typed() {
    stop();
    var typed = query.get();
    rows.setAll(typed.isBlank() ? unasked() : matching(typed));
    selected.set(rows.isEmpty() ? -1 : 0);
    if (!SessionFinder.isTooShort(typed)) {
      searching.set(true);
      patience.playFromStart();
    }
  }

  private void stop() {
    patience.stop();
    searching.set(false);
    if (handle != null) {
      handle.cancel();
      handle = null;
    }
  }

  /** What was used last comes first. */
  private List<PaletteRow> unasked() {
    var ranks = ranks();
    return fixed.stream()
        .sorted(Comparator.comparingInt(entry -> ranks.getOrDefault(entry.id(), Integer.MAX_VALUE)))
        .map(entry -> new PaletteRow(entry, new BitSet()))
        .toList();
  }

  private Map<String, Integer> ranks() {
    var ranks = new HashMap<String, Integer>();
    recent.ids().forEach(id -> ranks.putIfAbsent(id, ranks.size()));
    return ranks;
  }

  /** One that matches, with how well. */
  private record Scored(PaletteRow row, int score) {}

  private List<PaletteRow> matching(String typed) {
    var ranks = ranks();
    var found = new ArrayList<Scored>();
    for (var entry : fixed) {
      var rank = ranks.get(entry.id());
      int bonus = rank == null ? 0 : (RecentlyUsed.MOST - rank) * RECENT_BONUS;
      var match = Fuzzy.match(typed, entry.title());
      if (match.isPresent()) {
        var row = new PaletteRow(entry, match.get().places());
        found.add(new Scored(row, match.get().score() + bonus));
      } else {
        Fuzzy.match(typed, entry.otherTitle())
            .ifPresent(
                other ->
                    found.add(
                        new Scored(
                            new PaletteRow(entry, new BitSet()), other.score() / 2 + bonus)));
      }
    }
    return found.stream()
        .sorted(Comparator.comparingInt(Scored::score).reversed())
        .limit(MOST_FIXED)
        .map(Scored::row)
        .toList();
  }

  private void findSessions() {
    var typed = query.get();
    handle =
        ui.background()
            .task(() -> finder.find(typed))
            .onSuccess(
                found -> {
                  searching.set(false);
                  rows.addAll(found.stream().map(row -> finder.row(row, typed)).toList());
                  if (selected.get() < 0 && !rows.isEmpty()) {
                    selected.set(0);
                  }
                })
            .start();
  }
}
