package org.sessiondesk.ui.inspector;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.StoredSession;

/** Two edits of one session, and which of them is to count, part by part. */
final class Merge {

  /** Whose edit counts. */
  enum Side {
    MINE,
    THEIRS
  }

  /** A part that the two edits leave different. */
  static final class Choice {
    private final Part part;
    private final boolean changedByMe;
    private final boolean changedByThem;
    private final ObjectProperty<@Nullable Side> side = new SimpleObjectProperty<>();

    private Choice(Part part, boolean changedByMe, boolean changedByThem) {
      this.part = part;
      this.changedByMe = changedByMe;
      this.changedByThem = changedByThem;
      if (!changedByMe || !changedByThem) {
        side.set(changedByMe ? Side.MINE : Side.THEIRS);
      }
    }

    Part part() {
      return part;
    }

    boolean isChangedByMe() {
      return changedByMe;
    }

    boolean isChangedByThem() {
      return changedByThem;
    }

    /** Whose counts; null until somebody chooses, where both have changed it. */
    ObjectProperty<@Nullable Side> sideProperty() {
      return side;
    }
  }

  private final Session base;
  private final Session mine;
  private final StoredSession theirs;
  private final List<Choice> choices = new ArrayList<>();
  private final BooleanBinding resolved;

  /**
   * Compares.
   *
   * @param base what both began with
   * @param mine the edit made here
   * @param theirs what is stored now
   */
  Merge(Session base, Session mine, StoredSession theirs) {
    this.base = base;
    this.mine = mine;
    this.theirs = theirs;
    for (var part : Part.values()) {
      if (!part.isSame(mine, theirs.session())) {
        choices.add(
            new Choice(part, !part.isSame(base, mine), !part.isSame(base, theirs.session())));
      }
    }
    resolved =
        Bindings.createBooleanBinding(
            () -> choices.stream().allMatch(choice -> choice.side.get() != null),
            choices.stream().map(Choice::sideProperty).toArray(Observable[]::new));
  }

  Session base() {
    return base;
  }

  Session mine() {
    return mine;
  }

  StoredSession theirs() {
    return theirs;
  }

  /** The parts that differ, in the order of their fields. */
  List<Choice> choices() {
    return choices;
  }

  /** Whether every part has been chosen. */
  BooleanBinding resolvedProperty() {
    return resolved;
  }

  /** What is stored now, with the parts of mine that were chosen. */
  Session result() {
    var result = theirs.session();
    for (var choice : choices) {
      if (choice.side.get() == Side.MINE) {
        result = choice.part.copy(mine, result);
      }
    }
    return result;
  }
}
