package org.sessiondesk.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.Revision;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.SessionFields;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.StoredSession;
import org.sessiondesk.session.UnreadableEntry;
import org.sessiondesk.session.UnreadableReason;

/** Packed rows hold what they were made of, and are searched and ordered as plain ones are. */
class PackedRowProperties {
  private static final List<String> PIECES =
      List.of(
          "天气", "Train ", "é", "É", "😀", "\ud83d", "a", "A", "ſ", "K", " ", "=", "𐐀", "草稿", "0c",
          "\0", "\u0085x");
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final long NOW_MICROS = SessionRow.micros(NOW);

  private static String text(Random random, int most) {
    var text = new StringBuilder();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString();
  }

  private static Json metadata(Random random) {
    if (random.nextInt(8) == 0) {
      return random.nextBoolean() ? new Json.Null() : new Json.Str(text(random, 3));
    }
    var members = new LinkedHashMap<String, Json>();
    for (int i = random.nextInt(3); i > 0; i--) {
      members.put(
          List.of("type", "user", "天").get(random.nextInt(3)),
          random.nextBoolean()
              ? new Json.Str(text(random, 3))
              : new Json.Arr(List.of(new Json.Num("1"), new Json.Bool(true))));
    }
    return new Json.Obj(members);
  }

  static Session session(Random random) {
    boolean persistent = random.nextBoolean();
    var id = random.nextInt(4) == 0 ? new SessionId(text(random, 4)) : SessionId.random();
    return new Session(
        id,
        text(random, random.nextInt(10) == 0 ? 300 : 8),
        List.of("zh-CN-XiaoxiaoNeural", "en-US-AriaNeural", "Ä", "").get(random.nextInt(4)),
        random.nextInt(3) == 0 ? text(random, 3) : null,
        persistent,
        NOW.plusSeconds(random.nextInt(5)),
        persistent && random.nextBoolean() ? null : NOW.plusSeconds(random.nextInt(5) - 2),
        random.nextBoolean() ? null : List.of(),
        metadata(random),
        !persistent && random.nextBoolean());
  }

  private static RowNames someNames(Random random) {
    // Also one that is full at once, so that rows hold voices and keys themselves.
    return random.nextBoolean() ? new RowNames() : new RowNames(1);
  }

  @Property(tries = 2_000)
  void rowShowsWhatItWasMadeOf(@ForAll long seed) {
    var random = new Random(seed);
    var names = someNames(random);
    for (int i = 0; i < 5; i++) {
      var session = session(random);
      var row = new SessionRow(RowPacker.pack(session, names), names);
      assertThat(row.id()).isEqualTo(session.id());
      assertThat(row.hasId(session.id())).isTrue();
      assertThat(row.text()).isEqualTo(session.text());
      assertThat(row.voice()).isEqualTo(session.voice());
      assertThat(row.name()).isEqualTo(session.name());
      assertThat(row.createdAt()).isEqualTo(session.createdAt());
      assertThat(row.expiresAt()).isEqualTo(session.expiresAt());
      assertThat(row.persistent()).isEqualTo(session.persistent());
      assertThat(row.fallback()).isEqualTo(session.fallback());
      assertThat(row.segmented()).isEqualTo(session.sentences() != null);
      assertThat(row.metadata()).isEqualTo(line(session.metadata()));
      assertThat(row.unreadable()).isNull();
      var read = new StoredSession(session, Revision.of(new byte[0]));
      assertThat(row.shows(read)).isTrue();
      var other = new StoredSession(session.withText(session.text() + "."), read.revision());
      assertThat(row.shows(other)).isFalse();
    }
  }

  @Property(tries = 2_000)
  void fieldsArePackedAsTheirSessionIs(@ForAll long seed) {
    var random = new Random(seed);
    var names = someNames(random);
    for (int i = 0; i < 5; i++) {
      var session = session(random);
      var fields = fields(session);
      if (fields != null) {
        assertThat(FieldPacker.pack(fields, names)).isEqualTo(RowPacker.pack(session, names));
      }
    }
  }

  /** The fields of a persistent session of the plain kind; of any other null. */
  private static @Nullable SessionFields fields(Session session) {
    var uuid = SessionRow.canonicalUuid(session.id().value());
    if (uuid == null || !session.persistent() || !(session.metadata() instanceof Json.Obj object)) {
      return null;
    }
    var fields = new SessionFields();
    fields.clear();
    fields.id(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
    var texts = new StringBuilder(session.text()).append(session.name());
    object.members().values().forEach(value -> texts.append(MetadataLine.value(value)));
    if (texts.chars().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF) || session.voice().equals("Ä")) {
      return null;
    }
    fields.voice(slice(fields, session.voice()));
    if (session.name() != null) {
      fields.name(slice(fields, session.name()));
    }
    fields.text(slice(fields, session.text()));
    fields.created(SessionRow.micros(session.createdAt()));
    if (session.expiresAt() != null) {
      fields.expires(SessionRow.micros(session.expiresAt()));
    }
    if (session.sentences() != null) {
      fields.segmented();
    }
    object
        .members()
        .forEach(
            (key, value) ->
                fields.member(slice(fields, key), slice(fields, MetadataLine.value(value))));
    return fields;
  }

  private static long slice(SessionFields fields, String text) {
    int mark = fields.mark();
    text.codePoints().forEach(fields::append);
    return fields.slice(mark);
  }

  private static String line(Json metadata) {
    return switch (metadata) {
      case Json.Obj object ->
          String.join(
              " ",
              object.members().entrySet().stream()
                  .map(member -> member.getKey() + "=" + MetadataLine.value(member.getValue()))
                  .toList());
      case Json.Null _ -> "";
      default -> MetadataLine.value(metadata);
    };
  }

  @Example
  void unreadableEntry_keepsItsReason() {
    for (var reason : UnreadableReason.values()) {
      var entry =
          new UnreadableEntry(new SessionId("\udc80x"), reason, "", Revision.of(new byte[0]));
      var row = new SessionRow(RowPacker.pack(entry), new RowNames());
      assertThat(row.unreadable()).isEqualTo(reason);
      assertThat(row.id()).isEqualTo(entry.id());
      assertThat(row.text() + row.voice() + row.metadata()).isEmpty();
      assertThat(row.createdAt()).isNull();
    }
  }

  @Property(tries = 3_000)
  void searchFindsWhatPlainComparisonFinds(@ForAll long seed) {
    var random = new Random(seed);
    var names = someNames(random);
    var packed =
        IntStream.range(0, 8).mapToObj(_ -> RowPacker.pack(session(random), names)).toList();
    for (int i = 0; i < 20; i++) {
      var word = SessionQuery.fold(text(random, 2));
      if (word.isEmpty()) {
        continue;
      }
      var matcher =
          new RowMatcher(
              new QueryText(List.of(new QueryText.Word(word, false)), List.of(), List.of()),
              names,
              NOW);
      for (var row : packed) {
        assertThat(matcher.matches(row))
            .as(word)
            .isEqualTo(found(new SessionRow(row, names), word));
      }
    }
  }

  private static boolean found(SessionRow row, String word) {
    var name = row.name();
    return RowMatcher.contains(row.text(), word)
        || (name != null && RowMatcher.contains(name, word))
        || RowMatcher.contains(row.voice(), word)
        || RowMatcher.contains(row.metadata(), word)
        || RowMatcher.contains(row.id().value(), word);
  }

  @Property(tries = 300)
  void orderIsThatOfComparing(@ForAll long seed) {
    var random = new Random(seed);
    var names = someNames(random);
    var rows = new byte[random.nextInt(2_000)][];
    Arrays.setAll(
        rows,
        _ ->
            random.nextInt(20) == 0
                ? RowPacker.pack(
                    new UnreadableEntry(
                        SessionId.random(),
                        UnreadableReason.NOT_JSON,
                        "",
                        Revision.of(new byte[0])))
                : RowPacker.pack(session(random), names));
    for (var column : SessionQuery.Column.values()) {
      var order =
          new RowOrder(SessionQuery.ALL.sortedBy(column, random.nextBoolean()), NOW_MICROS, names);
      var sorted = rows.clone();
      order.sort(sorted);
      for (int i = 1; i < sorted.length; i++) {
        assertThat(order.comparator().compare(sorted[i - 1], sorted[i]))
            .as("%s", column)
            .isLessThanOrEqualTo(0);
      }
      assertThat(Set.of(sorted)).isEqualTo(Set.of(rows));
    }
  }
}
