package org.sessiondesk.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.SessionId;

/** Rows come in the order of their titles and of their metadata, as plain texts are compared. */
class TextSortProperties {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private static final List<String> PIECES =
      List.of(
          "a", "A", "z", "Z", "[", "`", "\0", "\0\0\0\0\0\0\0\0\0", "你好，", "你们", "é", "12345678");

  /**
   * Few different ones, with long beginnings in common, so that all parts of the sort have work.
   */
  private static String text(Random random, List<String> beginnings) {
    var text = new StringBuilder(beginnings.get(random.nextInt(beginnings.size())));
    for (int i = random.nextInt(4); i > 0; i--) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString();
  }

  private static List<String> beginnings(Random random) {
    return List.of(
        "",
        PIECES.get(random.nextInt(PIECES.size())).repeat(random.nextInt(40)),
        "价格是￥12.50，",
        "Ab");
  }

  private static String lower(String text) {
    var lower = new StringBuilder();
    text.chars().forEach(c -> lower.append((char) (c >= 'A' && c <= 'Z' ? c + 32 : c)));
    return lower.toString();
  }

  /** A row, and what it is to be ordered by. */
  @SuppressWarnings("ArrayRecordComponent") // rows are told apart by what they are, not compared
  private record Line(byte[] row, String key, Instant created) {}

  private static List<Line> lines(Random random, int count, boolean byMetadata, RowNames names) {
    var beginnings = beginnings(random);
    var lines = new ArrayList<Line>();
    for (int i = 0; i < count; i++) {
      var text = text(random, beginnings);
      var members = new LinkedHashMap<String, Json>();
      if (byMetadata && random.nextInt(8) > 0) {
        members.put("type", new Json.Str(text));
        members.put(random.nextBoolean() ? "user" : "用户", new Json.Str(text(random, beginnings)));
      }
      var line = new StringBuilder();
      members.forEach(
          (key, value) ->
              line.append(line.isEmpty() ? "" : " ")
                  .append(key)
                  .append('=')
                  .append(((Json.Str) value).value()));
      var session =
          new Session(
              SessionId.random(),
              "any " + text,
              "zh-CN-XiaoxiaoNeural",
              text.isBlank() ? null : text,
              true,
              NOON.plusSeconds(random.nextInt(50)),
              null,
              null,
              new Json.Obj(members),
              false);
      var title = text.isBlank() ? session.text() : text;
      lines.add(
          new Line(
              RowPacker.pack(session, names),
              byMetadata ? line.toString() : lower(title),
              session.createdAt()));
    }
    return lines;
  }

  @Property(tries = 300)
  void rowsAreInTheOrderOfTheirTexts(@ForAll long seed) {
    var random = new Random(seed);
    var names = random.nextBoolean() ? new RowNames() : new RowNames(1);
    boolean byMetadata = random.nextBoolean();
    boolean descending = random.nextBoolean();
    var lines =
        lines(random, random.nextInt(random.nextInt(10) == 0 ? 30_000 : 800), byMetadata, names);
    Comparator<Line> byText =
        (a, b) ->
            Arrays.compareUnsigned(
                a.key().getBytes(StandardCharsets.UTF_8), b.key().getBytes(StandardCharsets.UTF_8));
    var expected = new ArrayList<>(lines);
    expected.sort(
        (descending ? byText.reversed() : byText)
            .thenComparing(Comparator.comparing(Line::created).reversed()));
    Collections.shuffle(lines, random);
    var rows = lines.stream().map(Line::row).toArray(byte[][]::new);
    var column = byMetadata ? SessionQuery.Column.METADATA : SessionQuery.Column.TITLE;
    new RowOrder(SessionQuery.ALL.sortedBy(column, descending), 0, names).sort(rows);
    var byRow = new IdentityHashMap<byte[], Line>();
    lines.forEach(line -> byRow.put(line.row(), line));
    assertThat(rows.length).isEqualTo(expected.size());
    for (int i = 0; i < rows.length; i++) {
      var line = Objects.requireNonNull(byRow.remove(rows[i]));
      assertThat(line.key()).isEqualTo(expected.get(i).key());
      assertThat(line.created()).isEqualTo(expected.get(i).created());
    }
    assertThat(byRow).isEmpty();
  }
}
