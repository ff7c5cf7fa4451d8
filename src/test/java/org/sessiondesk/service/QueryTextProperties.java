package org.sessiondesk.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.sessiondesk.service.QueryText.Fault;
import org.sessiondesk.service.QueryText.FaultKind;
import org.sessiondesk.service.QueryText.Field;
import org.sessiondesk.service.QueryText.Filter;
import org.sessiondesk.service.QueryText.Word;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.SessionId;

/** What operators write is read as documented, and finds what a plain comparison finds. */
class QueryTextProperties {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @Example
  void wholeQuery_isReadPartByPart() {
    assertThat(
            QueryText.parse(
                "voice:zh-CN* type:important 天气 -draft kind:temporary age:<1h meta.name:\"a B\""))
        .isEqualTo(
            new QueryText(
                List.of(new Word("天气", false), new Word("draft", true)),
                List.of(
                    new Filter(Field.VOICE, "", "zh-cn*", false),
                    new Filter(Field.META, "type", "important", false),
                    new Filter(Field.KIND, "", "temporary", false),
                    new Filter(Field.AGE, "", "<1h", false),
                    new Filter(Field.META, "name", "a b", false)),
                List.of()));
  }

  @Example
  void faults_sayWhatAndWhere() {
    assertThat(QueryText.parse("a age:1h -kind:x voice:").faults())
        .containsExactly(
            new Fault(FaultKind.NOT_AN_AGE, Field.AGE, 2, 8),
            new Fault(FaultKind.UNKNOWN_VALUE, Field.KIND, 9, 16),
            new Fault(FaultKind.NO_VALUE, Field.VOICE, 17, 23));
  }

  @Example
  void quotes_keepAColonPlain() {
    assertThat(QueryText.parse("\"type:important\""))
        .isEqualTo(new QueryText(List.of(new Word("type:important", false)), List.of(), List.of()));
  }

  @Example
  void completions_offerFieldsKeysAndValues() {
    var names = new RowNames();
    names.voices.number("zh-CN-YunxiNeural");
    names.keys.number("type");
    names.keys.number("name");
    assertThat(QueryText.completions("天 t", 3, names)).containsExactly("text:", "type:");
    assertThat(QueryText.completions("-voice:ZH", 9, names))
        .containsExactly("-voice:zh-CN-YunxiNeural");
    assertThat(QueryText.completions("meta", 4, names)).containsExactly("meta.name:");
    assertThat(QueryText.completions("", 0, names)).contains("age:", "type:");
  }

  @Property
  void anyText_isRead(@ForAll String text) {
    var read = QueryText.parse(text);
    assertThat(read.words()).allSatisfy(word -> assertThat(word.folded()).isNotEmpty());
    assertThat(read.faults())
        .allSatisfy(fault -> assertThat(fault.to()).isBetween(fault.from(), text.length()));
  }

  @Property(tries = 2_000)
  void glob_isARegularExpression(@ForAll long seed) {
    var random = new Random(seed);
    var text = letters(random, "ab天", 6);
    var pattern = letters(random, "aB天*", 5);
    var regex = new StringBuilder();
    pattern.chars().forEach(c -> regex.append(c == '*' ? ".*" : Pattern.quote("" + (char) c)));
    assertThat(RowFilter.glob(text, pattern))
        .isEqualTo(
            Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE).matcher(text).matches());
  }

  private static String letters(Random random, String from, int most) {
    var text = new StringBuilder();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      text.append(from.charAt(random.nextInt(from.length())));
    }
    return text.toString();
  }

  @Example
  void aColonBehindWhatIsNoKeyOfTheMetadata_isPlain() {
    var names = new RowNames();
    var session =
        new Session(
            SessionId.random(),
            "Leaves at 12:30, see https://example.com",
            "zh-CN-X",
            null,
            true,
            NOW,
            null,
            null,
            new Json.Obj(Map.of("12", new Json.Str("x"))),
            false);
    var other = RowPacker.pack(session.withMetadata(Json.EMPTY), names);
    assertThat(new RowMatcher(QueryText.parse("12:30"), names, NOW).matches(other)).isTrue();
    assertThat(new RowMatcher(QueryText.parse("-12:30"), names, NOW).matches(other)).isFalse();
    assertThat(new RowMatcher(QueryText.parse("https://example"), names, NOW).matches(other))
        .isTrue();
    var row = RowPacker.pack(session, names);
    assertThat(new RowMatcher(QueryText.parse("12:30"), names, NOW).matches(row)).isFalse();
    assertThat(new RowMatcher(QueryText.parse("12:x"), names, NOW).matches(row)).isTrue();
  }

  @Property(tries = 1_000)
  void filters_passWhatAPlainComparisonPasses(@ForAll long seed) {
    var random = new Random(seed);
    var names = random.nextBoolean() ? new RowNames() : new RowNames(1);
    var voice = random.nextBoolean() ? "zh-CN-X" : "en-US-Y";
    var type = random.nextBoolean() ? "important" : "draft";
    boolean persistent = random.nextBoolean();
    var created = NOW.minus(Duration.ofMinutes(random.nextInt(120)));
    var expires = NOW.plusSeconds(random.nextInt(3) - 1);
    var session =
        new Session(
            SessionId.random(),
            "Hello",
            voice,
            "Bob",
            persistent,
            created,
            expires,
            null,
            new Json.Obj(Map.of("type", new Json.Str(type), "n", new Json.Num("1"))),
            false);
    var row = RowPacker.pack(session, names);
    var expected =
        Map.of(
            "voice:ZH-cn*",
            voice.startsWith("zh"),
            "type:IMPORTANT",
            type.equals("important"),
            "meta.type:d*",
            type.equals("draft"),
            "n:1",
            true,
            "kind:persistent",
            persistent,
            "state:expired",
            session.isExpired(NOW),
            "age:<1h",
            created.isAfter(NOW.minus(Duration.ofHours(1))),
            "name:bo",
            true,
            "id:" + session.id().value().substring(0, 5),
            true,
            "text:hellx",
            false);
    expected.forEach(
        (query, passes) -> {
          assertThat(new RowMatcher(QueryText.parse(query), names, NOW).matches(row))
              .as(query)
              .isEqualTo(passes);
          assertThat(new RowMatcher(QueryText.parse("-" + query), names, NOW).matches(row))
              .as(query)
              .isNotEqualTo(passes);
        });
  }
}
