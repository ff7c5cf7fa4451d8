package org.sessiondesk.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sessiondesk.redis.SessionSamples.ID;
import static org.sessiondesk.redis.SessionSamples.bytes;
import static org.sessiondesk.redis.SessionSamples.readable;
import static org.sessiondesk.redis.SessionSamples.session;
import static org.sessiondesk.redis.SessionSamples.text;
import static org.sessiondesk.redis.SessionSamples.unreadable;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.Sentence;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.UnreadableReason;

final class SessionJsonTest {
  private final SessionJson codec = new SessionJson();

  private static final String LEAST =
      "{\"text\": \"t\", \"voice\": \"v\", \"created_at\": \"2025-10-10T09:35:00\"}";

  @Test
  void samples_areRead() {
    var values = SessionSamples.pythonValues();
    var first = readable(codec.decode(ID, values.getFirst()));
    assertThat(first.text()).isEqualTo("这是一个重要的会话，需要永久保存。");
    assertThat(first.createdAt()).isEqualTo(Instant.parse("2025-10-10T09:35:00.123456Z"));
    assertThat(first.expiresAt()).isEqualTo(Instant.parse("2025-10-10T10:35:00.123456Z"));
    assertThat(first.persistent()).isTrue();
    var segmented = readable(codec.decode(ID, values.get(3)));
    assertThat(segmented.name()).isEqualTo("早间播报");
    assertThat(segmented.sentences())
        .containsExactly(
            new Sentence("你好，今天天气很好。", List.of("你好", "今天天气", "很", "好")),
            new Sentence("我们去公园玩吧。", List.of("我们", "去", "公园", "玩吧")));
    var odd = readable(codec.decode(ID, values.get(4)));
    assertThat(odd.text()).isEqualTo("emoji 😀 and \u0000 control \u001f, quotes \" \\ /");
  }

  @Test
  void samples_areWrittenByteForByte_whereTheirFormIsOurs() {
    // The second has times without digits, the third a null name: forms that we read, not write.
    for (int i : new int[] {0, 3, 4}) {
      var value = SessionSamples.pythonValues().get(i);
      var id = new SessionId(text(value).substring(16, 52));
      assertThat(text(codec.encode(readable(codec.decode(id, value))))).isEqualTo(text(value));
    }
  }

  @Test
  void encode_writesTheWireForm() {
    var made = session("深\u007f\ud83d\ude00");
    assertThat(text(codec.encode(made.withName("n"))))
        .isEqualTo(
            "{\"session_id\": \""
                + made.id()
                + "\", \"text\": \"\\u6df1\\u007f\\ud83d\\ude00\","
                + " \"voice\": \"zh-CN-XiaoxiaoNeural\", \"name\": \"n\", \"persistent\": true,"
                + " \"created_at\": \"2025-10-10T09:35:00.123456\","
                + " \"expires_at\": \"2025-10-10T10:35:00.123456\", \"sentences\": null,"
                + " \"metadata\": {\"type\": \"important\"}}");
  }

  @Test
  void encode_neverWritesMetadataNull() {
    assertThat(text(codec.encode(session("t").withMetadata(new Json.Null()))))
        .endsWith("\"metadata\": {}}");
  }

  @Test
  void encode_refusesWhatOthersCouldNotRead() {
    assertThatThrownBy(() -> codec.encode(session("\ud800")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> codec.encode(session("t").withExpiresAt(Instant.MAX)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> codec.encode(session("t").asTemporary(Instant.EPOCH)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void decode_takesTheIdFromTheKey() {
    var value = SessionSamples.pythonValues().getFirst();
    assertThat(readable(codec.decode(new SessionId("other"), value)).id().value())
        .isEqualTo("other");
  }

  @Test
  void decode_takesMissingFieldsAsTheyMayBe() {
    var read = readable(codec.decode(ID, bytes(LEAST)));
    assertThat(read)
        .isEqualTo(
            new Session(
                ID,
                "t",
                "v",
                null,
                true,
                Instant.parse("2025-10-10T09:35:00Z"),
                null,
                null,
                Json.EMPTY,
                false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"voice\":\"v\",\"x\":[{}],\"created_at\":\"2025-10-10 09:35:00Z\",\"text\":\"深\"}",
        "\n{ \"metadata\" : null, \"text\" : \"\\u6df1\", \"voice\" : \"v\", \"sentences\" : null,"
            + " \"created_at\" : \"2025-10-10T09:35:00.000\", \"persistent\" : 0 } \t",
        "{\"text\": 1, \"text\":\"深\",\"voice\":\"v\",\"created_at\":\"2025-10-10T17:35+0800\"}",
        "{\"text\":\"深\",\"voice\":\"v\",\"created_at\":\"2025-10-10T09:35:00\",\"a\":NaN,"
            + "\"b\":-Infinity,\"sentences\":[]}"
      })
  void decode_isTolerant(String value) {
    var read = readable(codec.decode(ID, bytes(value)));
    assertThat(read.text()).isEqualTo("深");
    assertThat(read.createdAt()).isEqualTo(Instant.parse("2025-10-10T09:35:00Z"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[1, 2.50]", "null", "7", "1e+21", "\"s\"", "true", "NaN", "-Infinity"})
  void decode_takesMetadataOfAnyShape_andKeepsItOnAnEdit(String metadata) {
    var value = bytes(LEAST.replace("}", ", \"metadata\": " + metadata + "}"));
    var read = readable(codec.decode(ID, value));
    assertThat(text(codec.splice(value, read, read.withText("u"))))
        .isEqualTo(text(value).replace("\"t\"", "\"u\""));
    var other = read.withMetadata(Json.EMPTY.with("n", new Json.Num("12345678901234567890")));
    assertThat(text(codec.splice(value, read, other)))
        .isEqualTo(LEAST.replace("}", ", \"metadata\": {\"n\": 12345678901234567890}}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "NOT_JSON|``",
        "NOT_JSON|{",
        "NOT_JSON|{} {}",
        "NOT_JSON|[1",
        "NOT_JSON|{\"text\": 'a'}",
        "NOT_JSON|{\"text\": 1, }",
        "NOT_JSON|hello",
        "NOT_AN_OBJECT|[]",
        "NOT_AN_OBJECT|\"text\"",
        "NOT_AN_OBJECT|12",
        "NOT_AN_OBJECT|null",
        "FIELD_MISSING|{}",
        "FIELD_MISSING|{\"text\": \"t\", \"voice\": \"v\"}",
        "FIELD_MISSING|{\"voice\": \"v\", \"created_at\": \"2025-10-10T09:35:00\"}",
        "FIELD_OF_WRONG_TYPE|{\"text\": 1}",
        "FIELD_OF_WRONG_TYPE|{\"text\": null}",
        "FIELD_OF_WRONG_TYPE|{\"session_id\": 5}",
        "FIELD_OF_WRONG_TYPE|{\"name\": {}}",
        "FIELD_OF_WRONG_TYPE|{\"created_at\": 1700000000}",
        "FIELD_OF_WRONG_TYPE|{\"sentences\": [\"a\"]}",
        "FIELD_OF_WRONG_TYPE|{\"sentences\": {\"a\": [{}]}}",
        "FIELD_OF_WRONG_TYPE|{\"sentences\": [{\"sentence\": \"a\", \"words\": [1]}]}",
        "FIELD_OF_WRONG_TYPE|{\"sentences\": [{\"words\": []}]}",
        "NOT_A_TIME|{\"created_at\": \"today\"}",
        "NOT_A_TIME|{\"expires_at\": \"2025-02-30T00:00:00\"}",
      })
  void decode_saysWhyAValueIsUnreadable(UnreadableReason reason, String value) {
    var entry = unreadable(codec.decode(ID, bytes(value)));
    assertThat(entry.reason()).isEqualTo(reason);
    assertThat(entry.revision().token()).isEqualTo(bytes(value));
  }

  @ParameterizedTest
  @CsvSource({
    "NOT_UTF8, 7bff7d", // never a byte of UTF-8
    "NOT_UTF8, 22c0af22", // overlong
    "NOT_UTF8, 22e0809f22", // overlong
    "NOT_UTF8, 22eda08022", // an encoded surrogate
    "NOT_UTF8, 22f490808022", // beyond U+10FFFF
    "NOT_UTF8, 22e6b7", // cut off
    "NOT_UTF8, 225c756438303022", // "\ud800"
    "NOT_UTF8, 225c75643830305c7564383030225d", // "\ud800\ud800"
    "NOT_UTF8, 225c756465303022", // "\ude00"
    "NOT_JSON, efbbbf7b7d", // BOM
    "NOT_JSON, 7b007d00", // UTF-16
    "NOT_JSON, 0000007b", // UTF-32
    "NOT_AN_OBJECT, 225c5c756438303022", // an escaped backslash before ud800
  })
  void decode_isStrictAboutBytes(UnreadableReason reason, String hex) {
    assertThat(unreadable(codec.decode(ID, HexFormat.of().parseHex(hex))).reason())
        .isEqualTo(reason);
  }

  @Test
  void decode_readsAThousandLevels_andCallsMoreTooDeep() {
    var deep = LEAST.replace("}", ", \"metadata\": " + "[".repeat(999) + "]".repeat(999) + "}");
    var read = readable(codec.decode(ID, bytes(deep)));
    assertThat(read.metadata()).isEqualTo(readable(codec.decode(ID, bytes(deep))).metadata());
    assertThat(read.metadata())
        .hasSameHashCodeAs(readable(codec.decode(ID, bytes(deep))).metadata());
    var deeper = LEAST.replace("}", ", \"x\": " + "[".repeat(1000) + "]".repeat(1000) + "}");
    assertThat(unreadable(codec.decode(ID, bytes(deeper))).reason())
        .isEqualTo(UnreadableReason.TOO_DEEP);
  }

  @ParameterizedTest
  @CsvSource({
    "2025-10-10T09:35:00,2025-10-10T09:35:00Z",
    "2025-10-10T09:35,2025-10-10T09:35:00Z",
    "2025-10-10 09:35:00.1,2025-10-10T09:35:00.1Z",
    "2025-10-10T09:35:00.123456789,2025-10-10T09:35:00.123456Z",
    "2025-10-10T09:35:00Z,2025-10-10T09:35:00Z",
    "2025-10-10T17:35:00.5+08:00,2025-10-10T09:35:00.5Z",
    "2025-10-10T17:35:00+0800,2025-10-10T09:35:00Z",
    "2025-10-10T04:05:00-05:30,2025-10-10T09:35:00Z",
    "0001-01-01T00:00:00,0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59.999999,9999-12-31T23:59:59.999999Z"
  })
  void time_isRead(String text, Instant time) {
    assertThat(WireTime.parse(text)).isEqualTo(time);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2025-10-10",
        "2025-10-10T",
        "2025-10-10T24:00:00",
        "2025-10-10T09:35:60",
        "2025-13-10T09:35:00",
        "2025-10-10T09:35:00.",
        "2025-10-10T09:35:00.1234567890",
        "2025-10-10T09:35:00ZZ",
        "2025-10-10T09:35:00+24:00",
        "2025-10-10T09:35:00\u0000",
        "0000-10-10T09:35:00",
        "0001-01-01T00:00:00+08:00",
        "10000-01-01T00:00:00",
        "+2025-10-10T09:35:00",
        "２０２５-10-10T09:35:00"
      })
  void noTime_isNone(String text) {
    assertThat(WireTime.parse(text)).isNull();
  }

  @Test
  void voices_areShared() {
    var value = bytes(LEAST);
    assertThat(readable(codec.decode(ID, value)).voice())
        .isSameAs(readable(codec.decode(ID, value)).voice());
  }
}
