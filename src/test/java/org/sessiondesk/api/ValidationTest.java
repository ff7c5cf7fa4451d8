package org.sessiondesk.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sessiondesk.session.Json;

/** What is refused, and how; beyond what was recorded with the Python service. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ValidationTest {
  private final Desk desk = Desk.withoutRedis();

  @AfterAll
  void close() {
    desk.close();
  }

  private static String body(String more) {
    return "{\"text\":\"a\",\"voice\":\"zh-CN-XiaoxiaoNeural\"" + more + "}";
  }

  private static String fault(Desk.Answer answer) {
    assertThat(answer.status()).isEqualTo(422);
    var detail = (Json.Arr) answer.json().members().get("detail");
    assertThat(detail).isNotNull();
    assertThat(detail.items()).hasSize(1);
    var entry = ((Json.Obj) detail.items().getFirst()).members();
    return entry.get("type") instanceof Json.Str(var type) ? type : "";
  }

  private static Duration life(Desk.Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return Duration.between(
        Instant.parse(answer.text("created_at")), Instant.parse(answer.text("expires_at")));
  }

  @ParameterizedTest
  @CsvSource({
    "0.5, PT30M",
    "2, PT2H",
    "'\"2\"', PT2H",
    "'\"+2\"', PT2H",
    "'\" 2 \"', PT2H",
    "'\"1.5\"', PT90M",
    "1e1, PT10H",
    "true, PT1H",
    "87660, PT87660H"
  })
  @DisplayName("wire.md: ttl_hours is a number > 0")
  void lifeIsExact(String hours, Duration expected) {
    assertThat(life(desk.create(body(",\"ttl_hours\":" + hours)))).isEqualTo(expected);
  }

  @Test
  void leastLifeIsStillOne() {
    assertThat(life(desk.create(body(",\"ttl_hours\":1e-400")))).isLessThan(Duration.ofSeconds(1));
  }

  @ParameterizedTest
  @CsvSource({
    "0, greater_than",
    "-1, greater_than",
    "false, greater_than",
    "-1e-9999999999, greater_than",
    "87660.000000000000000000000000001, less_than_equal",
    "1e400, less_than_equal",
    "1e9999999999, less_than_equal",
    "NaN, finite_number",
    "Infinity, finite_number",
    "'\"nan\"', finite_number",
    "'\"-inf\"', finite_number",
    "'\"1,5\"', float_parsing",
    "'\"0x10\"', float_parsing",
    "{}, float_type"
  })
  void absurdLifeIsRefused(String hours, String type) {
    assertThat(fault(desk.create(body(",\"ttl_hours\":" + hours)))).isEqualTo(type);
  }

  @Test
  void numberOfAMillionDigitsIsRefusedQuickly() {
    var answer = desk.create(body(",\"ttl_hours\":" + "9".repeat(1_000_000)));

    assertThat(fault(answer)).isEqualTo("float_parsing");
  }

  @Test
  @DisplayName("wire.md: ttl_hours is ignored when persistent")
  void lifeOfPersistentSessionIsNotJudged() {
    assertThat(desk.create(body(",\"ttl_hours\":-1,\"persistent\":true")).status()).isEqualTo(201);
  }

  @ParameterizedTest
  @CsvSource({
    "0, false",
    "1.0, true",
    "'\"Yes\"', true",
    "'\"y\"', true",
    "'\"t\"', true",
    "'\"OFF\"', false",
    "'\"n\"', false",
    "'\"0\"', false",
    "-0.0, false",
    "10e-1, true"
  })
  void truthIsReadAsPydanticDoes(String value, boolean expected) {
    var answer = desk.create(body(",\"persistent\":" + value));

    assertThat(answer.status()).isEqualTo(201);
    // Without a Redis one that was to be persistent is told by its warning.
    assertThat(!answer.header("Warning").isEmpty()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "2.0, bool_parsing",
    "-1, bool_parsing",
    "0.5, bool_type",
    "[], bool_type",
    "{}, bool_type",
    "'\" true\"', bool_parsing",
    "NaN, bool_type"
  })
  void whatIsNoTruthIsRefused(String value, String type) {
    assertThat(fault(desk.create(body(",\"persistent\":" + value)))).isEqualTo(type);
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"text\":\"\\ud800\",\"voice\":\"zh-CN-XiaoxiaoNeural\"}', string_unicode",
    "'{\"text\":\"a\",\"voice\":\"\\udc00\"}', string_unicode",
    "'{\"text\":\"a\",\"voice\":\"zh-CN-XiaoxiaoNeural\",\"name\":\"\\ud83d\"}', string_unicode",
    "'{\"text\":\"a\",\"voice\":\"zh-CN-XiaoxiaoNeural\",\"metadata\":{\"\\ud83d\":1}}', json_invalid",
    "'{\"text\":\"a\",\"voice\":\"zh-CN-XiaoxiaoNeural\",\"metadata\":{\"k\":\"\\ud83d\"}}', string_unicode",
    "'{\"text\":\"a\",\"voice\":\"zh-CN-XiaoxiaoNeural\",\"name\":5}', string_type",
    "'{\"text\":\"a\",\"voice\":\"zh-CN-XiaoxiaoNeural\",\"metadata\":\"{}\"}', dict_type",
    "'\"text\"', model_attributes_type",
    "'true', model_attributes_type"
  })
  @DisplayName("samples/README: lone surrogates are a 422 on the way in")
  void whatCannotBeWrittenAsUtf8IsRefused(String body, String type) {
    assertThat(fault(desk.create(body))).isEqualTo(type);
  }

  @ParameterizedTest
  @ValueSource(ints = {600, 999, 1_001, 100_000})
  void nestingTooDeepIsRefused(int depth) {
    var answer =
        desk.create(body(",\"metadata\":{\"x\":" + "[".repeat(depth) + "]".repeat(depth) + "}"));

    assertThat(fault(answer)).isIn("too_deep", "json_invalid");
  }

  @Test
  void nestingOfAFewHundredIsFine() {
    int depth = 400;
    var answer =
        desk.create(body(",\"metadata\":{\"x\":" + "[".repeat(depth) + "]".repeat(depth) + "}"));

    assertThat(answer.status()).isEqualTo(201);
    assertThat(desk.get(Desk.SESSIONS + "/" + answer.id()).body()).isEqualTo(answer.body());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"text\":\"a                     |8 |Unterminated string starting at",
        "{\"text\"                         |7 |Expecting ':' delimiter",
        "{\"text\":                        |8 |Expecting value",
        "{\"text\":\"a\" \"voice\"         |12|Expecting ',' delimiter",
        "{\"a\":[1,]}                      |7 |Illegal trailing comma before end of array",
        "{\"a\":\"\\x\"}                   |6 |Invalid \\escape",
        "{\"a\":\"\\u12g4\"}               |7 |Invalid \\uXXXX escape",
        "{\"a\":01}                        |6 |Expecting ',' delimiter",
        "{\"a\":-}                         |5 |Expecting value",
        "{\"😀\":x}                        |5 |Expecting value",
        "{\"a\":INF}                       |5 |Expecting value",
        "tru                               |0 |Expecting value"
      })
  void brokenJsonIsToldAsPythonTellsIt(String body, int position, String error) {
    var answer = desk.create(body);

    assertThat(answer.body())
        .isEqualTo(
            "{\"detail\":[{\"type\":\"json_invalid\",\"loc\":[\"body\",%d],".formatted(position)
                + "\"msg\":\"JSON decode error\",\"input\":{},\"ctx\":{\"error\":\"%s\"}}]}"
                    .formatted(error.replace("\\", "\\\\")));
    assertThat(answer.status()).isEqualTo(422);
  }

  @Test
  void bytesThatAreNotUtf8AreRefused() throws IOException {
    var body = body("").replace("\"a\"", "\"\u00ff\"").getBytes(StandardCharsets.ISO_8859_1);
    var answer =
        RawHttp.send(
            desk.server.port(),
            "POST /api/v1/sessions HTTP/1.1\nHost: localhost\nContent-Length: " + body.length,
            body);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body()).contains("[\"body\",9]").contains("Invalid UTF-8");
  }

  @Test
  void bodyWithoutContentTypeIsTakenAsJson() throws IOException {
    var body = RawHttp.bytes(body(""));
    var answer =
        RawHttp.send(
            desk.server.port(),
            "POST /api/v1/sessions HTTP/1.1\nHost: localhost\nContent-Length: " + body.length,
            body);

    assertThat(answer.status()).isEqualTo(201);
  }

  @Test
  void sameBadInputTwiceGivesTheSameAnswerAndChangesNothing() {
    var bad = "{\"text\":\"\",\"voice\":3,\"ttl_hours\":0,\"persistent\":\"x\",\"metadata\":1}";
    long before = desk.service.index().counts().total();

    var first = desk.create(bad);
    var second = desk.create(bad);

    assertThat(first.status()).isEqualTo(422);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(desk.service.index().counts().total()).isEqualTo(before);
  }

  @Test
  void voiceIsLookedAtOnlyWhenAllElseIsRight() {
    assertThat(desk.create("{\"text\":\"\",\"voice\":\"nobody\"}").status()).isEqualTo(422);
    assertThat(desk.create("{\"text\":\"a\",\"voice\":\"nobody\"}").body())
        .isEqualTo("{\"detail\":\"Invalid voice name: nobody\"}");
  }

  @Test
  @DisplayName("wire.md: times are UTC with milliseconds and Z")
  void timesHaveMillisecondsAndZone() {
    assertThat(desk.create(body("")).text("created_at"))
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
  }
}
