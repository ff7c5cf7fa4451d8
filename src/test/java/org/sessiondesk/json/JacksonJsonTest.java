package org.sessiondesk.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.JsonSyntaxException;
import tools.jackson.core.ObjectWriteContext;

final class JacksonJsonTest {
  private final JacksonJson json = new JacksonJson();

  @Test
  void numbers_keepTheirDigits() {
    var text = "[12345678901234567890, 1e+21, 1.0, -0, 1E5, 0.10]";
    assertThat(json.print(json.parse(text))).isEqualTo(text);
  }

  @Test
  void objects_keepTheirOrder_andOfTwoEqualKeysTheLastCounts() {
    assertThat(json.print(json.parse("{\"b\":1,\"a\":{},\"b\":[]}")))
        .isEqualTo("{\"b\": [], \"a\": {}}");
  }

  @Test
  void print_escapesOnlyWhatItMust() {
    assertThat(json.print(new Json.Str("深 😀 \" \\ / \n\u0000\u007f")))
        .isEqualTo("\"深 😀 \\\" \\\\ / \\n\\u0000\u007f\"");
  }

  @Test
  void printPretty_indentsByTwo() {
    assertThat(json.printPretty(json.parse("{\"a\":[1,{}],\"b\":[]}")))
        .isEqualTo("{\n  \"a\": [\n    1,\n    {}\n  ],\n  \"b\": []\n}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[1,]",
        "{\"a\":1,}",
        "nul",
        "NaN",
        "Infinity",
        "-Infinity",
        "'a'",
        "01",
        "1 2",
        "\"\u0001\"",
        "{a:1}",
        "// x\n1",
        "+1",
        ".5",
        "5.",
        "\"\\x\""
      })
  void parse_refusesWhatIsNotJson(String text) {
    assertThatThrownBy(() -> json.parse(text)).isInstanceOf(JsonSyntaxException.class);
  }

  @Test
  void parse_saysWhereItGoesWrong_withoutTheText() {
    var fault =
        catchThrowableOfType(JsonSyntaxException.class, () -> json.parse("{\n  \"a\": secret\n}"));
    assertThat(fault.line()).isEqualTo(2);
    assertThat(fault.column()).isBetween(8, 15);
    assertThat(fault).hasMessageNotContaining("secret");
  }

  @Test
  void parse_nestsAThousandDeep_butNoDeeper() {
    assertThat(json.parse("[".repeat(1000) + "]".repeat(1000))).isInstanceOf(Json.Arr.class);
    assertThatThrownBy(() -> json.parse("[".repeat(1001) + "]".repeat(1001)))
        .isInstanceOf(JsonSyntaxException.class)
        .hasMessageContaining("1000");
  }

  @Test
  void halfASurrogatePair_isReadButNeverWritten() {
    var half = json.parse("\"\\ud800\"");
    assertThat(half).isEqualTo(new Json.Str("\ud800"));
    assertThatThrownBy(() -> json.print(half)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void write_keepsDigits_andHasNoNumberForNaN() {
    var value =
        new Json.Obj(Map.of("n", new Json.Arr(List.of(new Json.Num("1.00"), new Json.Num("NaN")))));
    var out = new StringWriter();
    try (var generator =
        JsonTokens.strictFactory().createGenerator(ObjectWriteContext.empty(), out)) {
      JsonTokens.write(generator, value);
    }
    assertThat(out).hasToString("{\"n\":[1.00,null]}");
  }
}
