package org.sessiondesk.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sessiondesk.redis.SessionSamples.ID;
import static org.sessiondesk.redis.SessionSamples.bytes;
import static org.sessiondesk.redis.SessionSamples.readable;
import static org.sessiondesk.redis.SessionSamples.session;
import static org.sessiondesk.redis.SessionSamples.text;

import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.Sentence;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.SessionId;

final class SessionSpliceTest {
  private final SessionJson codec = new SessionJson();

  private String edit(String stored, UnaryOperator<Session> change) {
    var read = readable(codec.decode(ID, bytes(stored)));
    var changed = change.apply(read);
    var edited = codec.splice(bytes(stored), read, changed);
    assertThat(readable(codec.decode(ID, edited))).isEqualTo(changed);
    return text(edited);
  }

  private static final String STRANGE =
      " {\"zz\":1e+21,\"voice\" :\"v\",  \"text\":\"深\\u6df1\",\"text\": \"t\" ,\"created_at\":"
          + "\"2025-10-10T09:35:00.123456789+08:00\",\"x\":[ 1.0,{\"a\":  12345678901234567890}],"
          + "\"n\\u0061me\":null,\"metadata\":{\"k\": 1.0},\"sentences\" : [ ] }\n";

  @Test
  void nothingChanged_keepsEveryByte() {
    for (var sample : SessionSamples.pythonValues()) {
      assertThat(edit(text(sample), s -> s)).isEqualTo(text(sample));
    }
    assertThat(edit(STRANGE, s -> s)).isEqualTo(STRANGE);
  }

  @Test
  void oneField_leavesEveryOtherByte() {
    assertThat(edit(STRANGE, s -> s.withVoice("w"))).isEqualTo(STRANGE.replace("\"v\"", "\"w\""));
    assertThat(edit(STRANGE, s -> s.withName("深")))
        .isEqualTo(STRANGE.replace("me\":null", "me\":\"\\u6df1\""));
    assertThat(edit(STRANGE, s -> s.withSentences(List.of(new Sentence("a", List.of("b"))))))
        .isEqualTo(STRANGE.replace("[ ]", "[{\"sentence\": \"a\", \"words\": [\"b\"]}]"));
    assertThat(edit(STRANGE, s -> s.withMetadata(new Json.Arr(List.of()))))
        .isEqualTo(STRANGE.replace("{\"k\": 1.0}", "[]"));
  }

  @Test
  void ofTwoEqualKeys_theLastIsEdited() {
    assertThat(edit(STRANGE, s -> s.withText("u").withSentences(s.sentences())))
        .isEqualTo(STRANGE.replace("\"t\" ", "\"u\" "));
  }

  @Test
  void aNewText_takesTheSentencesAway() {
    assertThat(edit(STRANGE, s -> s.withText("u")))
        .isEqualTo(STRANGE.replace("\"t\" ", "\"u\" ").replace("[ ]", "null"));
  }

  @Test
  void aNewName_comesBehindTheVoice_whereThereWasNoKey() {
    var stored = text(SessionSamples.pythonValues().getFirst());
    assertThat(edit(stored, s -> s.withName("n")))
        .isEqualTo(stored.replace(", \"persistent\"", ", \"name\": \"n\", \"persistent\""));
  }

  @Test
  void aNameThatGoes_leavesNull() {
    var stored = text(SessionSamples.pythonValues().get(3));
    assertThat(edit(stored, s -> s.withName(null)))
        .isEqualTo(stored.replace("\"\\u65e9\\u95f4\\u64ad\\u62a5\"", "null"));
  }

  @Test
  void severalMissingFields_areAddedInTheirOrder() {
    assertThat(
            edit(
                "{\"created_at\": \"2025-10-10T09:35:00\", \"text\": \"t\", \"voice\": \"v\", \"q\": 1}",
                s ->
                    s.withName("n")
                        .withExpiresAt(Instant.EPOCH)
                        .withSentences(List.of())
                        .withMetadata(Json.EMPTY.with("a", new Json.Num("1.0")))))
        .isEqualTo(
            "{\"created_at\": \"2025-10-10T09:35:00\", \"expires_at\": \"1970-01-01T00:00:00.000000\","
                + " \"sentences\": [], \"metadata\": {\"a\": 1.0}, \"text\": \"t\","
                + " \"voice\": \"v\", \"name\": \"n\", \"q\": 1}");
  }

  @Test
  void aMetadataEdit_keepsTheOtherMembersDigits() {
    var stored =
        "{\"text\": \"t\", \"voice\": \"v\", \"created_at\": \"2025-10-10T09:35:00\","
            + " \"metadata\": {\"big\": 12345678901234567890, \"e\": 1e+21, \"f\": 1.0}}";
    assertThat(
            edit(
                stored,
                s -> s.withMetadata(((Json.Obj) s.metadata()).with("desk.tag", new Json.Str("x")))))
        .isEqualTo(stored.replace("1.0}", "1.0, \"desk.tag\": \"x\"}"));
  }

  @Test
  void refusesAnotherId_andATemporarySession() {
    var seen = session("t");
    var stored = codec.encode(seen);
    assertThatThrownBy(() -> codec.splice(stored, seen, session("t")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> codec.splice(stored, seen, seen.asTemporary(Instant.EPOCH)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anotherId_replacesTheOneThatIsWritten_orIsAdded() {
    var other = new SessionId("an \"other\" 号");
    var written = "\"session_id\": \"an \\\"other\\\" \\u53f7\"";
    for (var sample : SessionSamples.pythonValues()) {
      var renamed = text(codec.withId(sample, other));
      assertThat(renamed)
          .isEqualTo(text(sample).replaceFirst("\"session_id\": \"[^\"]*\"", quoted(written)));
    }
    assertThat(text(codec.withId(bytes(STRANGE), other)))
        .isEqualTo(STRANGE.replace(" {\"zz\"", " {" + written + ", \"zz\""));
  }

  private static String quoted(String replacement) {
    return Matcher.quoteReplacement(replacement);
  }
}
