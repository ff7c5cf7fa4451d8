package org.sessiondesk.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sessiondesk.redis.SessionSamples.readable;
import static org.sessiondesk.redis.SessionSamples.text;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.sessiondesk.json.JsonPrinter;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.Sentence;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.SessionRules;

final class SessionJsonProperties {
  private final SessionJson codec = new SessionJson();

  @Property(tries = 500)
  void decode_undoesEncode(@ForAll("sessions") Session session) {
    assertThat(readable(codec.decode(session.id(), codec.encode(session)))).isEqualTo(session);
  }

  @Property(tries = 500)
  void encode_isPlainAscii(@ForAll("sessions") Session session) {
    for (byte b : codec.encode(session)) {
      assertThat(b).isBetween((byte) ' ', (byte) '~');
    }
  }

  @Property(tries = 500)
  void splice_givesTheChangedSession_andKeepsUnknownKeys(
      @ForAll("sessions") Session before,
      @ForAll("sessions") Session after,
      @ForAll("json") Json unknown,
      @ForAll Random random) {
    var changed =
        new Session(
            before.id(),
            pick(random, before.text(), after.text()),
            pick(random, before.voice(), after.voice()),
            random.nextBoolean() ? before.name() : after.name(),
            true,
            before.createdAt(),
            before.expiresAt(),
            random.nextBoolean() ? before.sentences() : after.sentences(),
            pick(random, before.metadata(), after.metadata()),
            false);
    var stored = strangely(before, unknown, random);
    var seen = readable(codec.decode(before.id(), stored));
    assertThat(seen).isEqualTo(before);

    var edited = codec.splice(stored, seen, changed);
    assertThat(readable(codec.decode(before.id(), edited))).isEqualTo(changed);
    assertThat(text(edited)).contains("\"zz\"  :" + JsonPrinter.unicode().value(unknown));
    // Back again: only what changed was touched, so undoing it must give the first session.
    var back = codec.splice(edited, changed, seen);
    assertThat(readable(codec.decode(before.id(), back))).isEqualTo(seen);
    assertThat(codec.splice(edited, changed, changed)).isEqualTo(edited);
  }

  private static <T> T pick(Random random, T one, T other) {
    return random.nextBoolean() ? one : other;
  }

  /** A value with its keys shuffled, some escaped, and an unknown one among them. */
  private byte[] strangely(Session session, Json unknown, Random random) {
    var members = new ArrayList<String>();
    members.add("\"zz\"  :" + JsonPrinter.unicode().value(unknown));
    for (var field : WireField.values()) {
      if (field != WireField.NAME || session.name() != null) {
        members.add("\"" + field.key() + "\" :" + SessionEncoder.value(field, session));
      }
    }
    Collections.shuffle(members, random);
    return SessionSamples.bytes("{ " + String.join(",\n", members) + "}");
  }

  @Provide
  Arbitrary<Session> sessions() {
    var time =
        Arbitraries.longs()
            .between(-62_135_596_800_000_000L, 253_402_300_799_999_999L)
            .map(
                micros ->
                    Instant.EPOCH
                        .plusSeconds(Math.floorDiv(micros, 1_000_000L))
                        .plusNanos(Math.floorMod(micros, 1_000_000L) * 1_000));
    return Combinators.combine(
            texts(),
            texts(),
            texts().injectNull(0.5),
            time,
            time.injectNull(0.1),
            sentences().list().ofMaxSize(4).injectNull(0.5),
            json())
        .as(
            (text, voice, name, created, expires, sentences, metadata) ->
                new Session(
                    new SessionId("some-id"),
                    text,
                    voice,
                    name,
                    true,
                    created,
                    expires,
                    sentences,
                    metadata instanceof Json.Null ? Json.EMPTY : metadata,
                    false));
  }

  private static Arbitrary<Sentence> sentences() {
    return Combinators.combine(texts(), texts().list().ofMaxSize(5)).as(Sentence::new);
  }

  private static Arbitrary<String> texts() {
    var ordinary =
        Arbitraries.strings()
            .withChars("ab\"\\/\n\r\t\b\f{}[],: 深\u007f\u0000\u001f")
            .ofMaxLength(12);
    var any = Arbitraries.strings().all().ofMaxLength(12);
    var emoji = Arbitraries.of("😀", "𠮷野家", "e\u0301");
    return Arbitraries.oneOf(List.of(ordinary, any, emoji))
        .filter(text -> !SessionRules.hasLoneSurrogate(text));
  }

  @Provide
  Arbitrary<Json> json() {
    return json(3);
  }

  private static Arbitrary<Json> json(int depth) {
    Arbitrary<Json> leaf =
        Arbitraries.oneOf(
            texts().map(Json.Str::new),
            Arbitraries.of("0", "-0", "1.0", "1e+21", "12345678901234567890", "NaN", "-Infinity")
                .map(Json.Num::new),
            Arbitraries.of(true, false).map(Json.Bool::new),
            Arbitraries.just(new Json.Null()));
    if (depth == 0) {
      return leaf;
    }
    Arbitrary<Json> array = json(depth - 1).list().ofMaxSize(3).map(Json.Arr::new);
    Arbitrary<Json> object =
        Arbitraries.maps(texts(), json(depth - 1))
            .ofMaxSize(3)
            .map(members -> new Json.Obj(new LinkedHashMap<>(members)));
    return Arbitraries.oneOf(leaf, array, object);
  }
}
