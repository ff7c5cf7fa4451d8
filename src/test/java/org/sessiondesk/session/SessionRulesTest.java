package org.sessiondesk.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sessiondesk.session.Fault.Field;
import org.sessiondesk.session.Fault.Kind;
import org.sessiondesk.testing.Sessions;

class SessionRulesTest {
  private static final String HALF = "\ud83d";
  private static final Instant NOW = Instant.parse("2025-10-10T09:30:00Z");

  private static List<Fault> check(String text, String voice, @Nullable String name) {
    return SessionRules.check(new NewSession(text, voice, name, false, null, Json.EMPTY));
  }

  private static List<Fault> check(Json.Obj metadata) {
    return SessionRules.check(new NewSession("t", Sessions.VOICE, null, false, null, metadata));
  }

  private static Json.Obj metadata(Json value) {
    return new Json.Obj(Map.of("k", value));
  }

  @Test
  void whatTheRequirementsAskFor_isValid() {
    assertThat(check("你好，今天天气很好。", "zh-HK-HiuMaanNeural", null)).isEmpty();
  }

  @Test
  @DisplayName("POST /sessions: text has at least 1 character, and white space is one")
  void text_isNotEmpty() {
    assertThat(check("", Sessions.VOICE, null)).containsExactly(new Fault(Field.TEXT, Kind.EMPTY));
    assertThat(check(" ", Sessions.VOICE, null)).isEmpty();
  }

  @Test
  @DisplayName("No lone surrogates: no UTF-8 can carry them")
  void loneSurrogates_areRefusedEverywhere() {
    assertThat(check(HALF, Sessions.VOICE, HALF + "x"))
        .containsExactly(
            new Fault(Field.TEXT, Kind.LONE_SURROGATE), new Fault(Field.NAME, Kind.LONE_SURROGATE));
    assertThat(check(metadata(new Json.Str(HALF))))
        .containsExactly(new Fault(Field.METADATA, Kind.LONE_SURROGATE));
    assertThat(check(new Json.Obj(Map.of(HALF, new Json.Null()))))
        .containsExactly(new Fault(Field.METADATA, Kind.LONE_SURROGATE));
    assertThat(check("😀", Sessions.VOICE, "😀")).isEmpty();
  }

  @Test
  void loneSurrogates_areFoundWhereverTheyStand() {
    assertThat(SessionRules.hasLoneSurrogate("a😀b")).isFalse();
    assertThat(SessionRules.hasLoneSurrogate("\ude00\ud83d")).isTrue();
    assertThat(SessionRules.hasLoneSurrogate("\ud83d\ud83d\ude00")).isTrue();
    assertThat(SessionRules.hasLoneSurrogate("😀\ude00")).isTrue();
    assertThat(SessionRules.hasLoneSurrogate("a\ud83d")).isTrue();
    assertThat(SessionRules.hasLoneSurrogate("")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "zh-CN-XiaoxiaoNeural",
        "zh-HK-HiuMaanNeural",
        "zh-CN-liaoning-XiaobeiNeural",
        "fil-PH-AngeloNeural",
        "iu-Latn-CA-SiqiniqNeural",
        "en-US-Ava2Neural",
        "xx-YY-NobodyKnowsThisOneNeural"
      })
  @DisplayName("A voice is well formed, known to the catalogue or not")
  void voice_ofTheRightShape(String voice) {
    assertThat(SessionRules.isVoiceName(voice)).isTrue();
    assertThat(check("t", voice, null)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alice",
        "zh-CN-Xiaoxiao",
        "zh-CN-Neural",
        "zh-CN-xiaoxiaoNeural",
        "ZH-CN-XiaoxiaoNeural",
        "zh_CN_XiaoxiaoNeural",
        "zh-cn-XiaoxiaoNeural",
        "zhcn-CN-XiaoxiaoNeural",
        " zh-CN-XiaoxiaoNeural",
        "zh-CN-XiaoxiaoNeural ",
        "zh-CN-XiaoxiaoNeural\n",
        "zh-CN-晓晓Neural",
        "zh-CN-XiaoxiaoNeural'/><a>"
      })
  @DisplayName("400 Invalid voice name: anything else is no voice")
  void voice_ofAnyOtherShape(String voice) {
    assertThat(check("t", voice, null)).containsExactly(new Fault(Field.VOICE, Kind.NOT_A_VOICE));
  }

  @Test
  void voice_isNeitherEmptyNorEndless() {
    assertThat(check("t", "", null)).containsExactly(new Fault(Field.VOICE, Kind.EMPTY));
    assertThat(SessionRules.isVoiceName("zh-CN-" + "A".repeat(88) + "Neural")).isTrue();
    assertThat(SessionRules.isVoiceName("zh-CN-" + "A".repeat(89) + "Neural")).isFalse();
  }

  @Test
  @DisplayName("ttl_hours is over 0 and at most ten years")
  void ttl_hasItsLimits() {
    assertThat(SessionRules.ttlFault(Duration.ZERO)).isEqualTo(Kind.NOT_POSITIVE);
    assertThat(SessionRules.ttlFault(Duration.ofHours(-1))).isEqualTo(Kind.NOT_POSITIVE);
    assertThat(SessionRules.ttlFault(Duration.ofNanos(1))).isNull();
    assertThat(SessionRules.ttlFault(SessionRules.LONGEST_TTL)).isNull();
    assertThat(SessionRules.ttlFault(SessionRules.LONGEST_TTL.plusNanos(1)))
        .isEqualTo(Kind.TOO_LONG);
  }

  @Test
  @DisplayName("ttl_hours is ignored when persistent")
  void ttl_isJudgedOnlyWhereItCounts() {
    assertThat(SessionRules.check(Sessions.asked("t", false, Duration.ZERO)))
        .containsExactly(new Fault(Field.TTL, Kind.NOT_POSITIVE));
    assertThat(SessionRules.check(Sessions.asked("t", true, Duration.ZERO))).isEmpty();
  }

  @Test
  void metadata_nestsOnlySoDeep() {
    assertThat(check(nested(SessionRules.DEEPEST_METADATA))).isEmpty();
    assertThat(check(nested(SessionRules.DEEPEST_METADATA + 1)))
        .containsExactly(new Fault(Field.METADATA, Kind.TOO_DEEP));
  }

  /** An object whose innermost value is {@code depth} levels down, itself being the first. */
  private static Json.Obj nested(int depth) {
    Json value = new Json.Null();
    for (int level = depth; level > 2; level--) {
      value = level % 2 == 0 ? new Json.Arr(List.of(value)) : metadata(value);
    }
    return metadata(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "Infinity", "-Infinity"})
  void metadata_holdsNoNumberThatJsonDoesNotKnow(String literal) {
    assertThat(check(metadata(new Json.Arr(List.of(new Json.Num(literal))))))
        .containsExactly(new Fault(Field.METADATA, Kind.NOT_A_JSON_NUMBER));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1.0", "1e+21", "12345678901234567890"})
  void metadata_holdsAnyNumberOfJson(String literal) {
    assertThat(check(metadata(new Json.Num(literal)))).isEmpty();
  }

  @Test
  void allFaultsAreTold_inTheOrderOfTheFields() {
    var faults =
        SessionRules.check(
            new NewSession("", "", HALF, false, Duration.ZERO, metadata(new Json.Num("NaN"))));
    assertThat(faults)
        .extracting(Fault::field)
        .containsExactly(Field.TEXT, Field.VOICE, Field.NAME, Field.TTL, Field.METADATA);
  }

  @Test
  @DisplayName("What others stored beyond our rules stays editable: an edit judges what it touches")
  void edit_judgesOnlyWhatItTouches() {
    var strange =
        Sessions.persistent(NOW, "t").withVoice("alice").withMetadata(new Json.Arr(List.of()));
    assertThat(SessionRules.checkEdit(strange, strange.withText("u").withName("n"))).isEmpty();
    assertThat(SessionRules.checkEdit(strange, strange.withText("").withVoice("bob")))
        .containsExactly(
            new Fault(Field.TEXT, Kind.EMPTY), new Fault(Field.VOICE, Kind.NOT_A_VOICE));
    assertThat(SessionRules.checkEdit(strange, strange.withName(HALF)))
        .containsExactly(new Fault(Field.NAME, Kind.LONE_SURROGATE));
    assertThat(SessionRules.checkEdit(strange, strange.withMetadata(new Json.Str("s"))))
        .containsExactly(new Fault(Field.METADATA, Kind.NOT_AN_OBJECT));
    assertThat(SessionRules.checkEdit(strange, strange.withMetadata(nested(501))))
        .containsExactly(new Fault(Field.METADATA, Kind.TOO_DEEP));
    assertThat(SessionRules.checkEdit(strange.withName("n"), strange.withName(null))).isEmpty();
  }
}
