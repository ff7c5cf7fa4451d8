package org.sessiondesk.ui.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sessiondesk.memory.MemorySessionStore;
import org.sessiondesk.service.SessionService;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.NewSession;
import org.sessiondesk.text.TextSegmenter;
import org.sessiondesk.ui.fx.Ui;
import org.sessiondesk.ui.testing.Held;
import org.sessiondesk.ui.testing.StillConnection;
import org.sessiondesk.ui.testing.TestUi;

class SearchModelTest {
  private final TestUi test = TestUi.inline(Locale.ENGLISH);
  private final SessionService service =
      new SessionService(
          new MemorySessionStore(test.clock()),
          StillConnection.none(),
          new TextSegmenter(),
          () -> Duration.ofHours(1),
          test.clock());
  private final StringProperty text = new SimpleStringProperty("");
  private final SearchModel model = new SearchModel(service.index(), text, test.ui());

  @AfterEach
  void close() {
    service.close();
  }

  private void type(String typed) {
    text.set(typed);
    model.typed(typed.length());
  }

  private void add(String voice, String key) {
    service.create(
        new NewSession(
            "x", voice, null, false, null, new Json.Obj(Map.of(key, new Json.Str("value")))));
  }

  @Test
  void whatAWordBeginsIsOffered_andItsValuesWhenAFieldWasTaken() {
    add("zh-CN-XiaoxiaoNeural", "vocation");
    add("en-US-JennyNeural", "user");
    type("天气 vo");
    assertThat(model.offers()).containsExactly("voice:", "vocation:");
    assertThat(model.takeHighlighted()).as("nothing is highlighted yet").isEmpty();

    model.move(1);
    assertThat(model.takeHighlighted()).hasValue(new SearchModel.Completed("天气 voice:", 9));
    assertThat(text.get()).isEqualTo("天气 voice:");
    assertThat(model.offers())
        .containsExactly("voice:en-US-JennyNeural", "voice:zh-CN-XiaoxiaoNeural");
    assertThat(model.take(1))
        .hasValue(new SearchModel.Completed("天气 voice:zh-CN-XiaoxiaoNeural ", 30));
    assertThat(model.offers()).isEmpty();
  }

  @Test
  void aMinusIsKept_andWhatFollowsTheCaretToo() {
    text.set("-ki x");
    model.typed(3);
    assertThat(model.offers()).containsExactly("-kind:");
    assertThat(model.take(0)).hasValue(new SearchModel.Completed("-kind: x", 6));
    assertThat(model.offers()).contains("-kind:temporary");
    assertThat(model.take(2)).hasValue(new SearchModel.Completed("-kind:temporary x", 15));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "voice ", "\"voi", "\"train voi", "kind:temporary", "天", "kind:x"})
  @DisplayName("Nothing is offered without a word, between quotes, or where it is complete")
  void nothingIsOffered(String typed) {
    type(typed);
    assertThat(model.offers()).isEmpty();
  }

  @Test
  void nothingIsOfferedInTheMiddleOfAWord() {
    text.set("kind");
    model.typed(2);
    assertThat(model.offers()).isEmpty();
  }

  @Test
  void allIsOfferedWhereItIsAskedFor() {
    model.offer(0);
    assertThat(model.offers()).contains("voice:", "age:");
  }

  @Test
  void theHighlightGoesRoundThroughNone() {
    type("ki");
    model.offer(2);
    type("stat");
    type("t");
    assertThat(model.offers()).containsExactly("text:");
    model.move(1);
    assertThat(model.highlightedProperty().get()).isZero();
    model.move(1);
    assertThat(model.highlightedProperty().get()).isEqualTo(-1);
    model.move(-1);
    assertThat(model.highlightedProperty().get()).isZero();
    model.move(-1);
    assertThat(model.highlightedProperty().get()).isEqualTo(-1);
    model.move(8);
    assertThat(model.highlightedProperty().get()).isZero();
    type("te");
    assertThat(model.highlightedProperty().get()).as("the same offers, still").isZero();
  }

  @Test
  void whenTheCaretGoesElsewhereTheOffersGo_butNotBecauseOfTyping() {
    type("vo");
    text.set("voi");
    model.caretMoved(3);
    assertThat(model.offers()).isNotEmpty();
    model.typed(3);
    model.caretMoved(3);
    assertThat(model.offers()).isNotEmpty();
    model.caretMoved(1);
    assertThat(model.offers()).isEmpty();
  }

  @Test
  void anAnswerThatComesTooLateIsDropped() {
    var held = new Held();
    var ui = test.ui();
    var late =
        new SearchModel(
            service.index(),
            text,
            new Ui(
                ui.messages(),
                ui.formats(),
                held,
                ui.dialogs(),
                ui.notices(),
                ui.problems(),
                ui.clock()));
    text.set("ki");
    late.typed(2);
    text.set("st");
    late.typed(2);
    held.doLast();
    assertThat(late.offers()).containsExactly("state:");
    held.doNext();
    assertThat(late.offers()).containsExactly("state:");
    late.dismiss();
    late.typed(2);
    late.dismiss();
    held.doNext();
    assertThat(late.offers()).isEmpty();
  }
}
