package org.sessiondesk.ui.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sessiondesk.json.JacksonJson;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.Revision;
import org.sessiondesk.session.Sentence;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.StoredSession;
import org.sessiondesk.testing.Sessions;
import org.sessiondesk.ui.testing.TestUi;

class JsonDraftTest {
  private static final Instant NOW = Instant.parse("2026-03-05T04:00:00Z");

  private final TestUi test = TestUi.inline(Locale.ENGLISH);
  private final Draft draft = new Draft(new JacksonJson(), test.ui());
  private final JsonDraft json = draft.json();
  private Session session = Sessions.temporary(NOW, Duration.ofHours(1), "旧文本");

  @BeforeEach
  void open() {
    session =
        session
            .withSentences(List.of(new Sentence("旧文本", List.of("旧", "文本"))))
            .withMetadata(Json.EMPTY.with("n", new Json.Num("1.0")))
            .asPersistent();
    var raw =
        "{\"session_id\": \""
            + session.id()
            + "\", \"text\": \"旧文本\", \"voice\": \""
            + Sessions.VOICE
            + "\", \"persistent\": true, \"created_at\": \"2026-03-05T04:00:00.000000\","
            + " \"sentences\": [{\"sentence\": \"旧文本\", \"words\": [\"旧\", \"文本\"]}],"
            + " \"metadata\": {\"n\": 1.0}, \"ours\": 1}";
    var bytes = raw.getBytes(StandardCharsets.UTF_8);
    json.stored(new StoredSession(session, Revision.of(bytes)));
    draft.show(session);
    json.setShown(true);
  }

  private void replace(String what, String with) {
    assertThat(json.textProperty().get()).contains(what);
    json.textProperty().set(json.textProperty().get().replace(what, with));
  }

  @Test
  void whatIsTyped_isAnEdit_andWhatIsNot_staysAsItWas() {
    replace("\"text\": \"旧文本\"", "\"text\": \"新文本\"");
    replace("\"n\": 1.0", "\"n\": 1.0, \"m\": 1e+21");
    assertThat(draft.textProperty().get()).isEqualTo("新文本");
    assertThat(draft.metadata().content())
        .contains(Json.EMPTY.with("n", new Json.Num("1.0")).with("m", new Json.Num("1e+21")));
    assertThat(draft.dirtyProperty().get()).isTrue();
    assertThat(draft.validProperty().get()).isTrue();
    assertThat(draft.applied(session).voice()).isEqualTo(session.voice());
    replace("\"text\": \"新文本\"", "\"text\": \"旧文本\"");
    replace(", \"m\": 1e+21", "");
    assertThat(draft.dirtyProperty().get()).isFalse();
  }

  @Test
  void aNameComesAndGoes() {
    replace("\"persistent\": true", "\"name\": \"问候\", \"persistent\": true");
    assertThat(draft.nameProperty().get()).isEqualTo("问候");
    replace("\"name\": \"问候\", ", "");
    assertThat(draft.nameProperty().get()).isEmpty();
    assertThat(draft.dirtyProperty().get()).isFalse();
  }

  @Test
  void aSyntaxError_isPlaced_andKeepsEverythingFromBeingSaved() {
    replace("\"voice\":", "\"voice\"");
    assertThat(json.faultProperty().get()).isInstanceOf(JsonFault.Syntax.class);
    assertThat(draft.dirtyProperty().get()).isTrue();
    assertThat(draft.validProperty().get()).isFalse();
    assertThat(json.errorProperty().get()).startsWith("Line 4");
    int place = json.errorOffset().orElseThrow();
    assertThat(json.textProperty().get().substring(0, place).lines()).hasSize(4);
    replace("\"voice\"", "\"voice\":");
    assertThat(json.faultProperty().get()).isNull();
    assertThat(draft.dirtyProperty().get()).isFalse();
    assertThat(draft.validProperty().get()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"persistent\": true | \"persistent\": false | Fixed",
        "\"ours\": 1 | \"ours\": 1.0 | Fixed",
        "\"words\": | \"wörter\": | Fixed",
        "\"persistent\": true, | '' | Missing",
        "\"ours\": 1 | \"ours\": 1, \"mine\": 2 | Unknown",
        "\"text\": \"旧文本\" | \"text\": 7 | NotText",
        "\"metadata\": { | \"metadata\": [], \"ours2\": { | Unknown",
        "\"n\": 1.0 | \"n\": 1.0, \"n\": 2 | KeyTwice"
      })
  void whatMayNotChange_isNamed(String what, String with, String fault) {
    var before = draft.applied(session);
    replace(what, with);
    assertThat(json.faultProperty().get()).isNotNull();
    assertThat(json.faultProperty().get().getClass().getSimpleName()).isEqualTo(fault);
    assertThat(draft.applied(session)).isEqualTo(before);
    assertThat(draft.validProperty().get()).isFalse();
  }

  @Test
  void aRuleThatIsBroken_isSaidWithItsPlace() {
    replace("\"text\": \"旧文本\"", "\"text\": \"\"");
    assertThat(json.faultProperty().get()).isNull();
    assertThat(draft.validProperty().get()).isFalse();
    assertThat(json.errorProperty().get()).isNotEmpty();
    assertThat(json.errorOffset()).contains(json.textProperty().get().indexOf("\"text\""));
  }

  @Test
  void whatCannotBeRead_survivesLookingAway_andEndsByReverting() {
    replace("\"ours\": 1", "\"ours\": ");
    var faulty = json.textProperty().get();
    json.setShown(false);
    json.setShown(true);
    assertThat(json.textProperty().get()).isEqualTo(faulty);
    draft.show(session);
    assertThat(json.faultProperty().get()).isNull();
    assertThat(json.textProperty().get()).contains("\"ours\": 1\n");
  }

  @Test
  void showsWhatWasEditedElsewhere_withoutTheSentencesOfAnotherText() {
    json.setShown(false);
    assertThat(json.textProperty().get()).isEmpty();
    draft.textProperty().set("另一个文本");
    draft.nameProperty().set("名");
    json.setShown(true);
    assertThat(json.textProperty().get())
        .contains("\"text\": \"另一个文本\"", "\"name\": \"名\"", "\"sentences\": null", "\"ours\": 1");
  }

  @Test
  void indents_withoutAnEdit() {
    json.textProperty().set(json.textProperty().get().replace("\n", ""));
    assertThat(draft.dirtyProperty().get()).isFalse();
    json.indent();
    assertThat(json.textProperty().get()).contains("\n  \"metadata\": {\n    \"n\": 1.0\n  }");
    json.textProperty().set("{");
    json.indent();
    assertThat(json.textProperty().get()).isEqualTo("{");
  }

  @Test
  void whatIsTooLong_isShownButNotEdited() {
    session = session.withText("长".repeat(JsonDraft.MOST_EDITED));
    draft.show(session);
    json.stored(new StoredSession(session.asTemporary(NOW), Revision.of(new byte[0])));
    json.setShown(true);
    assertThat(json.textProperty().get()).hasSizeGreaterThan(JsonDraft.MOST_EDITED);
    assertThat(json.editableProperty().get()).isFalse();
  }

  @Test
  void whatIsNotStrictlyJson_isShownButNotEdited() {
    var raw = "{\"text\": NaN}";
    json.stored(new StoredSession(session, Revision.of(raw.getBytes(StandardCharsets.UTF_8))));
    json.setShown(true);
    assertThat(json.textProperty().get()).isEqualTo(raw);
    assertThat(json.editableProperty().get()).isFalse();
  }
}
