package org.sessiondesk.ui.search;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.service.SessionIndex;
import org.sessiondesk.ui.fx.Background;
import org.sessiondesk.ui.fx.Ui;

/**
 * The search without its window: what is written, and what the word at the caret may become. That
 * is asked for in the background; the answer to an outdated question is dropped. Window's thread
 * only.
 */
public final class SearchModel {

  /** A search with a word completed. */
  public record Completed(String text, int caret) {}

  /** What was asked about: the text and the place in it. */
  private record Asked(String text, int caret) {}

  private final SessionIndex index;
  private final Ui ui;
  private final StringProperty text;
  private final ObservableList<String> offers = FXCollections.observableArrayList();

  /** Made once and held: a view that nobody holds is collected, and its listeners with it. */
  private final ObservableList<String> readOnly = FXCollections.unmodifiableObservableList(offers);

  private final ReadOnlyIntegerWrapper highlighted =
      new ReadOnlyIntegerWrapper(this, "highlighted", -1);
  private @Nullable Asked asked;
  private Background.@Nullable Handle asking;

  /**
   * Makes it.
   *
   * @param text what is searched for
   */
  public SearchModel(SessionIndex index, StringProperty text, Ui ui) {
    this.index = index;
    this.text = text;
    this.ui = ui;
  }

  // ---- properties

  /** What is searched for. */
  public StringProperty textProperty() {
    return text;
  }

  /** What the word at the caret may become; empty while nothing is offered. */
  public ObservableList<String> offers() {
    return readOnly;
  }

  /** Which offer would be taken, or -1 for none. */
  public ReadOnlyIntegerProperty highlightedProperty() {
    return highlighted.getReadOnlyProperty();
  }

  // ---- commands

  /** Something was typed; what begins with the word before {@code caret} is offered. */
  public void typed(int caret) {
    ask(caret, false);
  }

  /** Offers what fits at {@code caret}, also where no word has been begun. */
  public void offer(int caret) {
    ask(caret, true);
  }

  /** The caret went elsewhere: what is offered for another place is of no use any more. */
  public void caretMoved(int caret) {
    var before = asked;
    if (before != null && before.text().equals(text.get()) && before.caret() != caret) {
      dismiss();
    }
  }

  /** Goes {@code by} offers on; before the first and behind the last one lies none. */
  public void move(int by) {
    int size = offers.size();
    int to = highlighted.get() + by;
    if (size > 0 && Math.abs(by) == 1) {
      highlighted.set(to >= size ? -1 : to < -1 ? size - 1 : to);
    } else if (size > 0) {
      highlighted.set(Math.clamp(to, 0, size - 1));
    }
  }

  /** Highlights the offer at {@code place}. */
  public void highlight(int place) {
    highlighted.set(place >= 0 && place < offers.size() ? place : -1);
  }

  /** Takes the highlighted offer; empty where none is. */
  public Optional<Completed> takeHighlighted() {
    return take(highlighted.get());
  }

  /**
   * Takes the offer at {@code place}, and offers what may follow it, such as the values of a field.
   */
  public Optional<Completed> take(int place) {
    var where = asked;
    if (where == null || place < 0 || place >= offers.size()) {
      return Optional.empty();
    }
    var offer = offers.get(place);
    int from = wordStart(where.text(), where.caret());
    var rest = where.text().substring(where.caret());
    boolean whole = !offer.endsWith(":") && rest.isEmpty();
    var head = where.text().substring(0, from) + offer + (whole ? " " : "");
    dismiss();
    text.set(head + rest);
    if (offer.endsWith(":")) {
      offer(head.length());
    }
    return Optional.of(new Completed(head + rest, head.length()));
  }

  /** Offers nothing any more. */
  public void dismiss() {
    if (asking != null) {
      asking.cancel();
      asking = null;
    }
    asked = null;
    highlighted.set(-1);
    offers.clear();
  }

  private void ask(int caret, boolean alsoWithoutWord) {
    var now = new Asked(text.get(), caret);
    if (!mayOffer(now, alsoWithoutWord)) {
      dismiss();
      return;
    }
    if (asking != null) {
      asking.cancel();
    }
    asked = now;
    asking =
        ui.background()
            .task(() -> index.completions(now.text(), now.caret()))
            .onSuccess(found -> show(now, found))
            .start();
  }

  /** Only at the end of a word, and not between quotes, where nothing is a field. */
  private static boolean mayOffer(Asked at, boolean alsoWithoutWord) {
    var text = at.text();
    int caret = at.caret();
    if (caret > text.length()
        || (caret < text.length() && !Character.isWhitespace(text.charAt(caret)))) {
      return false;
    }
    boolean quoted = text.substring(0, caret).chars().filter(c -> c == '"').count() % 2 == 1;
    return !quoted && (alsoWithoutWord || wordStart(text, caret) < caret);
  }

  private void show(Asked question, List<String> found) {
    if (!question.equals(asked)) {
      return;
    }
    int from = wordStart(question.text(), question.caret());
    var word = question.text().substring(from, question.caret());
    if (found.isEmpty() || (found.size() == 1 && found.getFirst().equalsIgnoreCase(word))) {
      dismiss();
    } else if (!found.equals(offers)) {
      highlighted.set(-1);
      offers.setAll(found);
    }
  }

  /** Where the word that ends at {@code caret} begins. */
  static int wordStart(String text, int caret) {
    int from = caret;
    while (from > 0 && !Character.isWhitespace(text.charAt(from - 1))) {
      from--;
    }
    return from;
  }
}
