package org.sessiondesk.ui.main;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import org.sessiondesk.settings.SettingsService;
import org.sessiondesk.settings.WindowChoices;

/** The tour of the first start: three cards, which can be skipped, and seen again at any time. */
public final class TourModel {
  /** How many cards there are. */
  static final int CARDS = 3;

  private final SettingsService settings;
  private final ReadOnlyBooleanWrapper showing = new ReadOnlyBooleanWrapper(this, "showing");
  private final ReadOnlyIntegerWrapper card = new ReadOnlyIntegerWrapper(this, "card");

  /** A tour that {@code settings} remember. */
  public TourModel(SettingsService settings) {
    this.settings = settings;
  }

  /** Whether it is shown. */
  ReadOnlyBooleanProperty showingProperty() {
    return showing.getReadOnlyProperty();
  }

  /** Which card is shown, from 0. */
  ReadOnlyIntegerProperty cardProperty() {
    return card.getReadOnlyProperty();
  }

  /** Begins where nobody has seen it yet. */
  public void beginOnce() {
    if (!WindowChoices.of(settings.current()).tourSeen()) {
      begin();
    }
  }

  /** Begins, from the first card. */
  void begin() {
    card.set(0);
    showing.set(true);
  }

  /** Goes on to the next card; after the last one it ends. */
  void next() {
    if (card.get() == CARDS - 1) {
      end();
    } else {
      card.set(card.get() + 1);
    }
  }

  /** Goes back to the card before. */
  void back() {
    card.set(Math.max(0, card.get() - 1));
  }

  /** Ends, and does not begin by itself again. */
  void end() {
    showing.set(false);
    settings.update(now -> WindowChoices.of(now).withTourSeen(true).in(now));
  }
}
