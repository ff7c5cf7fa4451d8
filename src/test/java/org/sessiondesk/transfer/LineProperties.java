package org.sessiondesk.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.json.JacksonJson;
import org.sessiondesk.redis.SessionJson;
import org.sessiondesk.session.SessionCodec;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.StoredBytes;
import org.sessiondesk.testing.Sessions;

/** A line holds every byte that was stored, and is read in one way only. */
class LineProperties {
  private static final String PREFIX = "persistent_session:";
  private final SessionCodec codec = new SessionJson();
  private final LineParser parser = new LineParser(codec, new JacksonJson(), PREFIX);
  private final LineWriter writer = new LineWriter();

  private byte[] line(ArchiveEntry entry) {
    writer.write(entry);
    return Arrays.copyOf(writer.bytes(), writer.size());
  }

  @Provide
  Arbitrary<ArchiveEntry> entries() {
    var ids =
        Arbitraries.oneOf(
            Arbitraries.create(() -> SessionId.random().value()),
            // What keys of any bytes become: bytes that are no UTF-8 are U+DC80 to U+DCFF.
            Arbitraries.strings()
                .withCharRange('\u0000', '\u00FF')
                .withCharRange('\u4E00', '\u4EFF')
                .withCharRange('\uDC80', '\uDCFF')
                .ofMaxLength(12));
    var values =
        Arbitraries.oneOf(
            Arbitraries.bytes().array(byte[].class).ofMaxSize(60),
            Arbitraries.strings().ascii().map(text -> text.getBytes(StandardCharsets.UTF_8)),
            Arbitraries.strings()
                .withCharRange('\u4E00', '\u9FFF')
                .withChars('"', '\\', '\n', '\r', '\u0000', '\u007F', '\u2028')
                .map(text -> text.getBytes(StandardCharsets.UTF_8)));
    var types = Arbitraries.of(StoredBytes.STRING, StoredBytes.STRING, "hash", "stream");
    var ends =
        Arbitraries.longs()
            .between(0, 4_000_000_000_000L)
            .map(Instant::ofEpochMilli)
            .injectNull(0.7);
    return Combinators.combine(ids, values, types, ends)
        .as(
            (id, value, type, end) ->
                ArchiveEntry.persistent(new StoredBytes(new SessionId(id), value, type, end)));
  }

  @Property(tries = 2_000)
  void aLine_holdsEveryByte(@ForAll("entries") ArchiveEntry entry) {
    var line = line(entry);
    assertThat(parser.parse(line)).isEqualTo(entry);
    for (byte b : line) {
      assertThat(b).isNotIn((byte) '\n', (byte) '\r');
    }
    assertThat(Utf8Text.isUtf8(line)).isTrue();
  }

  @Property(tries = 2_000)
  void theShortWay_readsAsTheLongOneDoes(@ForAll("entries") ArchiveEntry entry) {
    var line = line(entry);
    assertThat(parser.parseAny(line)).isEqualTo(parser.parse(line));
  }

  /** Whatever becomes of a line: both ways say the same, or the short one says nothing. */
  @Property(tries = 5_000)
  void theShortWay_takesNothingThatTheLongOneRefuses(
      @ForAll("entries") ArchiveEntry entry,
      @ForAll @IntRange(max = 10_000) int place,
      @ForAll byte other) {
    var line = line(entry);
    line[place % line.length] = other;
    var plain = PlainLine.read(line);
    if (plain != null) {
      assertThat(parser.parseAny(line)).isEqualTo(ArchiveEntry.persistent(plain));
    }
  }

  @Property(tries = 2_000)
  void anyBytes_areAnEntryOrAFault(@ForAll byte[] line) {
    var plain = PlainLine.read(line);
    assertThat(plain == null || fault(line) == null).isTrue();
  }

  private @Nullable LineFault fault(byte[] line) {
    try {
      parser.parseAny(line);
      return null;
    } catch (BadLineException e) {
      return e.fault();
    }
  }

  @Property(tries = 500)
  void linesAreCutAtLf_whateverTheirLengths(
      @ForAll List<@IntRange(max = 300_000) Integer> lengths,
      @ForAll @IntRange(min = 1, max = 250_000) int longest)
      throws Exception {
    var text = new StringBuilder();
    lengths.stream().limit(12).forEach(length -> text.repeat('x', length).append('\n'));
    var lines =
        new LineSplitter(
            new java.io.ByteArrayInputStream(text.toString().getBytes(StandardCharsets.US_ASCII)),
            longest);
    var found = new ArrayList<Integer>();
    for (var line = lines.next(); line != null; line = lines.next()) {
      found.add(lines.tooLong() ? -1 : line.length);
      assertThat(lines.number()).isEqualTo(found.size());
    }
    assertThat(found).isEqualTo(lengths.stream().limit(12).map(n -> n > longest ? -1 : n).toList());
  }

  // ---- lines that scripts make
  // -------------------------------------------------------------------

  private ArchiveEntry parsed(String line) {
    return parser.parse(line.getBytes(StandardCharsets.UTF_8));
  }

  @Example
  void aSessionByItself_isStoredAsItIs() {
    var session = Sessions.persistent(Instant.parse("2025-10-10T09:35:00Z"), "早");
    var value = new String(codec.encode(session), StandardCharsets.UTF_8);
    for (var line : List.of(value, value + "\r", "  " + value + " ")) {
      var entry = parsed(line);
      assertThat(entry.stored()).isEqualTo(StoredBytes.plain(session.id(), codec.encode(session)));
    }
  }

  @Example
  void aKeyOrAnId_mayStandBeforeTheValue() {
    for (var line : List.of("%sab {\"x\": 1}", "%sab\t{\"x\": 1}\r", "  %sab   {\"x\": 1}")) {
      var expected =
          StoredBytes.plain(new SessionId("ab"), "{\"x\": 1}".getBytes(StandardCharsets.UTF_8));
      assertThat(parsed(line.formatted(PREFIX)).stored()).isEqualTo(expected);
      assertThat(parsed(line.formatted("")).stored()).isEqualTo(expected);
    }
  }

  @Example
  void whatTheApiAnswers_getsTheStoredForm() {
    var stored =
        parsed(
            """
            {"session_id": "a", "text": "早", "voice": "v", "persistent": true,\
             "created_at": "2025-10-10T09:30:00.000Z", "expires_at": null, "sentences": null,\
             "metadata": {}}""");
    assertThat(new String(stored.stored().value(), StandardCharsets.UTF_8))
        .contains("\"created_at\": \"2025-10-10T09:30:00.000000\"", "\\u65e9");
    var temporary =
        parsed(
            """
            {"session_id": "a", "text": "早", "voice": "v", "persistent": false,\
             "created_at": "2025-10-10T09:30:00.000Z", "expires_at": "2025-10-10T10:30:00.000Z"}""");
    assertThat(temporary.kind()).isEqualTo(ArchiveEntry.Kind.TEMPORARY);
    assertThat(temporary.stored().removedAt()).isEqualTo("2025-10-10T10:30:00Z");
  }

  @Example
  void aBrokenLine_saysWhatIsWrong() {
    assertThat(faultOf("{\"id\":\"a\",\"value\":\"x\"")).isEqualTo(LineFault.NOT_JSON);
    assertThat(faultOf("hello world")).isEqualTo(LineFault.NOT_JSON);
    assertThat(faultOf("[1]")).isEqualTo(LineFault.NOT_JSON);
    assertThat(faultOf("{}")).isEqualTo(LineFault.NOT_AN_ENTRY);
    assertThat(faultOf("{\"value\":\"x\"}")).isEqualTo(LineFault.NO_ID);
    assertThat(faultOf("{\"text\":\"x\"}")).isEqualTo(LineFault.NO_ID);
    assertThat(faultOf("{\"id\":1,\"value\":\"x\"}")).isEqualTo(LineFault.BAD_FIELD);
    assertThat(faultOf("{\"id\":\"a\",\"value\":\"x\",\"value_base64\":\"\"}"))
        .isEqualTo(LineFault.BAD_FIELD);
    assertThat(faultOf("{\"id\":\"a\",\"value_base64\":\"*\"}")).isEqualTo(LineFault.BAD_FIELD);
    assertThat(faultOf("{\"id\":\"a\",\"value\":\"x\",\"later\":1}"))
        .isEqualTo(LineFault.BAD_FIELD);
    assertThat(faultOf("{\"id\":\"a\",\"value\":\"x\",\"removed_at\":\"soon\"}"))
        .isEqualTo(LineFault.BAD_FIELD);
    assertThat(faultOf("{\"id\":\"a\",\"value\":\"x\",\"kind\":\"temporary\"}"))
        .isEqualTo(LineFault.BAD_FIELD);
    assertThat(faultOf("{\"id\":\"a\",\"value\":\"\\ud800\"}")).isEqualTo(LineFault.NOT_UTF8);
    assertThat(fault(new byte[] {'{', (byte) 0xFF, '}'})).isEqualTo(LineFault.NOT_UTF8);
  }

  private @Nullable LineFault faultOf(String line) {
    return fault(line.getBytes(StandardCharsets.UTF_8));
  }
}
