package org.sessiondesk.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DotEnvTest {

  record Case(String text, String value) {}

  static Case[] values() {
    return new Case[] {
      new Case("A=b", "b"),
      new Case("A = b ", "b"),
      new Case("  A=b\n", "b"),
      new Case("export A=b", "b"),
      new Case("export\tA='b'", "b"),
      new Case("A=", ""),
      new Case("A=''", ""),
      new Case("A=b c", "b c"),
      new Case("A=b # comment", "b"),
      new Case("A=# comment", ""),
      new Case("A=b#no comment", "b#no comment"),
      new Case("A=redis-sentinel://h:1/0#mymaster # the master", "redis-sentinel://h:1/0#mymaster"),
      new Case("A='b # c' # d", "b # c"),
      new Case("A=\"b # c\"", "b # c"),
      new Case("A='it\\'s \\n'", "it's \\n"),
      new Case("A=\"a\\n\\t\\\"b\\\"\\\\ \\x\"", "a\n\t\"b\"\\ \\x"),
      new Case("A='two\nlines'", "two\nlines"),
      new Case("A=a=b=c", "a=b=c"),
      new Case("A=b\"c\"", "b\"c\""),
      new Case("A=${HOME}", "${HOME}"),
      new Case("A=1\nA=2", "2"),
      new Case("\ufeffA=b", "b"),
      new Case("A=b\r\nB=c\r\n", "b"),
      new Case("X=1\rA=b\r", "b"),
      new Case("A=你好", "你好"),
    };
  }

  @ParameterizedTest
  @MethodSource("values")
  void readsValues(Case given) {
    var read = DotEnv.parse(given.text());

    assertThat(read.badLines()).isEmpty();
    assertThat(read.entries())
        .hasEntrySatisfying("A", entry -> assertThat(entry.value()).isEqualTo(given.value()));
  }

  @Test
  void skipsCommentsAndEmptyLines_andCountsLines() {
    var read = DotEnv.parse("\ufeff# first\r\n\r\n  \t\r\nA='1\r\n2'\r\n  # more\r\nB=3");

    assertThat(read.badLines()).isEmpty();
    assertThat(read.entries()).containsOnlyKeys("A", "B");
    assertThat(read.entries().get("A")).isEqualTo(new DotEnv.Entry("1\n2", 4));
    assertThat(read.entries().get("B")).isEqualTo(new DotEnv.Entry("3", 7));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "two words=1",
        "=1",
        "A",
        "export A",
        "A='open",
        "A=\"open",
        "A='closed' and more",
        "A: 1",
        "\u0000"
      })
  void namesTheLineThatIsNotUnderstood(String line) {
    var read = DotEnv.parse("# fine\nOTHER=1\n" + line + "\nLAST=2\n");

    assertThat(read.badLines()).containsExactly(3);
    assertThat(read.entries()).containsOnlyKeys("OTHER", "LAST");
  }
}
