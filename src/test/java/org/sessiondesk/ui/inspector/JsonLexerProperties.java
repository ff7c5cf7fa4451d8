package org.sessiondesk.ui.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;

class JsonLexerProperties {

  private static String kinds(String text) {
    return JsonLexer.tokens(text).stream()
        .map(token -> token.kind() + ":" + text.substring(token.from(), token.to()))
        .collect(Collectors.joining(" "));
  }

  @Example
  void tellsKeysFromStrings_andNumbersFromWords() {
    assertThat(kinds("{\"a\" : \"b\\\"c\", \"n\": -1.5e+3, \"l\": [true, null]}"))
        .isEqualTo(
            "KEY:\"a\" STRING:\"b\\\"c\" KEY:\"n\" NUMBER:-1.5e+3 KEY:\"l\" WORD:true WORD:null");
  }

  @Example
  void aStringThatIsNotClosed_endsWithItsLine() {
    assertThat(kinds("{\"a\": \"b\n  \"c\": 1}"))
        .isEqualTo("KEY:\"a\" STRING:\"b KEY:\"c\" NUMBER:1");
  }

  @Example
  void findsAKeyOfTheOutermostObjectOnly() {
    var text = "{\"metadata\": {\"text\": 1}, \"text\": \"x\"}";
    assertThat(JsonLexer.place(text, "text")).hasValue(text.lastIndexOf("\"text\""));
    assertThat(JsonLexer.place(text, "voice")).isEmpty();
  }

  @Property(tries = 300)
  void piecesOfAnyText_areInOrderAndInsideIt(@ForAll @StringLength(max = 60) String text) {
    int done = 0;
    for (var token : JsonLexer.tokens(text)) {
      assertThat(token.from()).isGreaterThanOrEqualTo(done);
      assertThat(token.to()).isGreaterThan(token.from()).isLessThanOrEqualTo(text.length());
      done = token.to();
    }
  }
}
