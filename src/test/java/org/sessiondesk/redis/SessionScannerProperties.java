package org.sessiondesk.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.json.JsonPrinter;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.Sentence;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.SessionFields;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.StoredSession;

/** What the scanner takes, the decoder takes with the same outcome; and it takes plain sessions. */
final class SessionScannerProperties {
  private static final SessionId ID = new SessionId("0d5f3a52-7e7b-4c0e-9f63-a1b2c3d4e5f6");
  private static final List<String> PIECES =
      List.of(
          "天气", "Train ", "é", "“", "，", "Ａ", "😀", "\"", "\\", "/", "\n", "\0", "\u007f", "𠮷",
          "{}[],:", "ſ");

  private final SessionKeys keys = new SessionKeys("persistent_session:");
  private final SessionJson codec = new SessionJson();
  private final SessionScanner scanner = new SessionScanner(keys);

  private static String text(Random random) {
    var text = new StringBuilder();
    for (int i = random.nextInt(8); i > 0; i--) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString();
  }

  private static Session session(Random random) {
    var members = new LinkedHashMap<String, Json>();
    for (int i = random.nextInt(4); i > 0; i--) {
      members.put(
          List.of("type", "user_id", "", "天").get(random.nextInt(4)),
          switch (random.nextInt(4)) {
            case 0 -> new Json.Num(List.of("0", "-0", "1.50", "1E+5", "-2e-7").get(i));
            case 1 -> new Json.Bool(random.nextBoolean());
            case 2 -> new Json.Null();
            default -> new Json.Str(text(random));
          });
    }
    return new Session(
        ID,
        text(random),
        "zh-HK-HiuMaanNeural",
        random.nextBoolean() ? text(random) : null,
        true,
        time(random),
        random.nextBoolean() ? time(random) : null,
        random.nextBoolean()
            ? List.of(new Sentence(text(random), List.of(text(random), "a")))
            : random.nextBoolean() ? List.of() : null,
        new Json.Obj(members),
        false);
  }

  private static Instant time(Random random) {
    return Instant.ofEpochSecond(
        random.nextLong(-62_135_596_800L, 253_402_300_800L), random.nextInt(1_000_000) * 1_000L);
  }

  @Property(tries = 2_000)
  void plainSession_isTaken(@ForAll long seed) {
    var session = session(new Random(seed));
    assertTaken(session, codec.encode(session));
  }

  @Property(tries = 1_000)
  void orderSpacesAndUnknownKeys_doNotMatter(@ForAll long seed) {
    var random = new Random(seed);
    var session = session(random);
    assertTaken(session, strangely(session, random, List.of("\"zz\" : \"\\u5929 天\"")));
  }

  /** With its keys shuffled and its texts in UTF-8. */
  private byte[] strangely(Session session, Random random, List<String> others) {
    var members = new ArrayList<>(others);
    for (var field : WireField.values()) {
      if (field != WireField.NAME || session.name() != null) {
        var value =
            field == WireField.TEXT
                ? JsonPrinter.unicode().value(new Json.Str(session.text()))
                : SessionEncoder.value(field, session);
        members.add("\"" + field.key() + "\" :\t" + value);
      }
    }
    Collections.shuffle(members, random);
    return (" { " + String.join(" ,\n", members) + "}\r\n").getBytes(UTF_8);
  }

  private void assertTaken(Session session, byte[] value) {
    var shown = new String(value, UTF_8);
    assertSame(Objects.requireNonNull(scan(value), shown), session);
  }

  @Property(tries = 20_000)
  void whatIsTakenOfDamagedValues_isWhatTheDecoderReads(@ForAll long seed) {
    var random = new Random(seed);
    var session = session(random);
    var value = damaged(strangely(session, random, List.of("\"n\":-1.5e3", "\"b\":[1]")), random);
    if (random.nextBoolean()) {
      value = damaged(codec.encode(session), random);
    }
    var fields = scan(value);
    Statistics.label("taken").collect(fields != null);
    if (fields != null) {
      var decoded = codec.decode(ID, value);
      var shown = new String(value, UTF_8);
      assertThat(decoded).as(shown).isInstanceOf(StoredSession.class);
      assertSame(fields, ((StoredSession) decoded).session());
    }
  }

  /** With bytes changed, taken out, doubled or put in. */
  private static byte[] damaged(byte[] value, Random random) {
    var bytes = value.clone();
    for (int i = 1 + random.nextInt(2); i > 0; i--) {
      int at = random.nextInt(bytes.length);
      int other = Math.min(bytes.length, at + random.nextInt(12));
      var news = "0159aEe+-.\"\\{}[]:,untz /\0\u0080\u00c3\u00ed T".getBytes(UTF_8);
      byte b = random.nextBoolean() ? news[random.nextInt(news.length)] : (byte) random.nextInt();
      bytes =
          switch (random.nextInt(4)) {
            case 0 -> joined(bytes, at, other, new byte[0]);
            case 1 -> joined(bytes, other, at, new byte[0]);
            case 2 -> joined(bytes, at, at, new byte[] {b});
            default -> joined(bytes, at, at + 1, new byte[] {b});
          };
    }
    return bytes;
  }

  private static byte[] joined(byte[] bytes, int to, int from, byte[] between) {
    var joined = Arrays.copyOf(bytes, to + between.length + bytes.length - from);
    System.arraycopy(between, 0, joined, to, between.length);
    System.arraycopy(bytes, from, joined, to + between.length, bytes.length - from);
    return joined;
  }

  @Example
  void whatIsNotPlain_isLeftToTheDecoder() {
    var value = codec.encode(session(new Random(1)));
    assertThat(scan(keys.key(new SessionId("some-id")), value)).isNull();
    assertThat(scan("elsewhere".getBytes(UTF_8), value)).isNull();
    var plain = "\"text\":\"t\",\"voice\":\"v\",\"created_at\":\"2026-01-02T03:04:05\"";
    assertThat(scan("{" + plain + "}")).isNotNull();
    assertThat(scan("{" + plain + ",\"text\":\"u\"}")).as("twice").isNull();
    assertThat(scan("{" + plain + ",\"metadata\":{\"a\":1,\"a\":2}}")).as("twice").isNull();
    assertThat(scan("{" + plain + ",\"metadata\":{\"a\":{}}}")).as("nested").isNull();
    assertThat(scan("{" + plain + ",\"metadata\":[]}")).as("no object").isNull();
    assertThat(scan("{" + plain + ",\"name\":\"\\ud800\"}")).as("half a pair").isNull();
    assertThat(scan("{" + plain + ",\"name\":1}")).as("of the wrong type").isNull();
    assertThat(scan("{" + plain + "} 1")).as("more follows").isNull();
    assertThat(scan("{\"text\":\"t\",\"voice\":\"v\"}")).as("no time").isNull();
    assertThat(scan("{" + plain.replace("01-02", "02-30") + "}")).as("no day").isNull();
    assertThat(scan("{" + plain.replace("\"v\"", "\"Ä\"") + "}")).as("a voice with case").isNull();
  }

  private @Nullable SessionFields scan(String json) {
    return scan(json.getBytes(UTF_8));
  }

  private @Nullable SessionFields scan(byte[] value) {
    return scan(keys.key(ID), value);
  }

  /** Among others, as values lie in a page: what stands around it must not matter. */
  private @Nullable SessionFields scan(byte[] key, byte[] value) {
    var others = "\"}\\u5929\",".getBytes(UTF_8);
    var page = Arrays.copyOf(others, 2 * others.length + value.length);
    System.arraycopy(value, 0, page, others.length, value.length);
    System.arraycopy(others, 0, page, others.length + value.length, others.length);
    return scanner.scan(key, page, others.length, others.length + value.length);
  }

  private static void assertSame(SessionFields fields, Session session) {
    var id = new java.util.UUID(fields.idHigh(), fields.idLow()).toString();
    assertThat(id).isEqualTo(session.id().value());
    assertThat(fields.string(fields.text())).isEqualTo(session.text());
    assertThat(fields.string(fields.voice())).isEqualTo(session.voice());
    assertThat(fields.name() == SessionFields.NONE ? null : fields.string(fields.name()))
        .isEqualTo(session.name());
    assertThat(time(fields.created())).isEqualTo(session.createdAt());
    assertThat(time(fields.expires())).isEqualTo(session.expiresAt());
    assertThat(fields.isSegmented()).isEqualTo(session.sentences() != null);
    var members = new LinkedHashMap<String, String>();
    for (int i = 0; i < fields.members(); i++) {
      members.put(fields.string(fields.key(i)), fields.string(fields.value(i)));
    }
    var expected = new LinkedHashMap<String, String>();
    if (session.metadata() instanceof Json.Obj object) {
      object.members().forEach((key, value) -> expected.put(key, plain(value)));
    } else {
      assertThat(session.metadata()).isInstanceOf(Json.Null.class);
    }
    assertThat(new ArrayList<>(members.entrySet())).isEqualTo(new ArrayList<>(expected.entrySet()));
  }

  private static @Nullable Instant time(long micros) {
    return micros == SessionFields.NO_TIME
        ? null
        : Instant.ofEpochSecond(
            Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000);
  }

  private static String plain(Json value) {
    return switch (value) {
      case Json.Str(String text) -> text;
      case Json.Num number -> number.literal();
      case Json.Bool bool -> Boolean.toString(bool.value());
      case Json.Null _ -> "null";
      default -> throw new AssertionError("the scanner took " + value);
    };
  }
}
