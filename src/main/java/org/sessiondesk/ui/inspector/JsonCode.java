package org.sessiondesk.ui.inspector;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import org.fxmisc.flowless.VirtualizedScrollPane;
import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.LineNumberFactory;
import org.fxmisc.richtext.model.StyleSpans;
import org.fxmisc.richtext.model.StyleSpansBuilder;
import org.sessiondesk.ui.fx.Fields;
import org.sessiondesk.ui.fx.Ui;

/**
 * JSON text in colours, with the numbers of its lines, to be edited. For texts that are not long.
 */
final class JsonCode {

  /** The most characters that are coloured, and the longest line. */
  static final int MOST = 200_000;

  static final int LONGEST_LINE = 5_000;

  private static final String ERROR = "json-error";

  private final StringProperty text;
  private final CodeArea area = new CodeArea();
  private final VirtualizedScrollPane<CodeArea> pane = new VirtualizedScrollPane<>(area);
  private Optional<Integer> error = Optional.empty();
  private boolean updating;

  JsonCode(StringProperty text, Ui ui, String id) {
    this.text = text;
    area.setId(id);
    area.getStyleClass().add("json-code");
    area.setParagraphGraphicFactory(LineNumberFactory.get(area));
    area.accessibleTextProperty().bind(ui.messages().bind("inspector.tab.json"));
    Fields.leaveByTab(area);
    text.subscribe(this::show);
    area.textProperty().addListener((_, _, now) -> typed(now));
  }

  /** The node. */
  Node node() {
    return pane;
  }

  /** The control itself. */
  CodeArea area() {
    return area;
  }

  /** Whether {@code text} is short enough, as a whole and in each line. O(n). */
  static boolean suits(String text) {
    if (text.length() > MOST) {
      return false;
    }
    int start = 0;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      if (end - start > LONGEST_LINE) {
        return false;
      }
      start = end + 1;
    }
    return text.length() - start <= LONGEST_LINE;
  }

  /** Marks the place that is wrong. */
  void mark(Optional<Integer> place) {
    error = place;
    colour();
  }

  /** Selects a piece and scrolls to it. */
  void select(int from, int to) {
    area.selectRange(Math.min(from, area.getLength()), Math.min(to, area.getLength()));
    area.requestFollowCaret();
  }

  private void show(String now) {
    var shown = suits(now) ? now : "";
    if (updating || area.getText().equals(shown)) {
      return;
    }
    int caret = area.getCaretPosition();
    updating = true;
    area.replaceText(shown);
    area.getUndoManager().forgetHistory();
    updating = false;
    area.moveTo(Math.min(caret, area.getLength()));
    colour();
  }

  private void typed(String now) {
    if (updating) {
      return;
    }
    updating = true;
    text.set(now);
    updating = false;
    colour();
  }

  private void colour() {
    if (area.getLength() > 0) {
      area.setStyleSpans(0, spans(area.getText()));
    }
  }

  private StyleSpans<Collection<String>> spans(String shown) {
    var colours = new StyleSpansBuilder<Collection<String>>();
    int done = 0;
    for (var token : JsonLexer.tokens(shown)) {
      colours.add(List.of(), token.from() - done);
      colours.add(List.of(style(token.kind())), token.to() - token.from());
      done = token.to();
    }
    colours.add(List.of(), shown.length() - done);
    var whole = colours.create();
    return error.isPresent() ? whole.overlay(errorSpan(shown, error.get()), JsonCode::both) : whole;
  }

  private static StyleSpans<Collection<String>> errorSpan(String shown, int place) {
    int from = Math.clamp(place, 0, shown.length() - 1);
    int to =
        JsonLexer.tokens(shown).stream()
            .filter(token -> token.from() <= from && from < token.to())
            .mapToInt(JsonLexer.Token::to)
            .findFirst()
            .orElse(from + 1);
    return new StyleSpansBuilder<Collection<String>>()
        .add(List.of(), from)
        .add(List.of(ERROR), to - from)
        .add(List.of(), shown.length() - to)
        .create();
  }

  private static Collection<String> both(Collection<String> one, Collection<String> other) {
    var all = new ArrayList<>(one);
    all.addAll(other);
    return all;
  }

  private static String style(JsonLexer.Kind kind) {
    return switch (kind) {
      case KEY -> "json-key";
      case STRING -> "json-string";
      case NUMBER -> "json-number";
      case WORD -> "json-word";
    };
  }
}
