package org.sessiondesk.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.Revision;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.StoredEntry;
import org.sessiondesk.session.StoredSession;
import org.sessiondesk.session.UnreadableEntry;
import org.sessiondesk.session.UnreadableReason;
import org.sessiondesk.testing.MutableClock;
import org.sessiondesk.testing.Sessions;

/** The picture and its parts behave as plain collections do. */
class ServiceProperties {
  private final MutableClock clock = MutableClock.somewhen();

  /** Few ids, so that they meet again; UUIDs, and others that may share a hash. */
  private static List<SessionId> someIds(Random random) {
    var ids = new ArrayList<SessionId>();
    for (int i = 0; i < 12; i++) {
      ids.add(SessionId.random());
      // "Aa" and "BB" have the same hash code: these ids meet in one slot of every table.
      ids.add(new SessionId((random.nextBoolean() ? "Aa" : "BB") + "AaBB".repeat(i)));
      ids.add(new SessionId("BBAa".repeat(i)));
    }
    return ids;
  }

  private Session session(SessionId id, boolean persistent, Random random) {
    var made =
        new Session(
            id,
            List.of("早安", "evening", "Zebra", "").get(random.nextInt(4)),
            Sessions.VOICE,
            null,
            false,
            clock.instant().plusSeconds(random.nextInt(5)),
            clock.instant().plus(Duration.ofMinutes(random.nextInt(40) - 10)),
            null,
            Json.EMPTY,
            !persistent && random.nextInt(4) == 0);
    return persistent ? made.asPersistent() : made;
  }

  private static Revision revision() {
    return Revision.of(new byte[0]);
  }

  @Property(tries = 200)
  void rowTableBehavesLikeAMap(@ForAll long seed) {
    var random = new Random(seed);
    var ids = someIds(random);
    var table = new RowTable();
    var names = new RowNames();
    var map = new HashMap<SessionId, byte[]>();
    for (int step = 0; step < 300; step++) {
      var id = ids.get(random.nextInt(ids.size()));
      if (random.nextInt(3) < 2) {
        var row = RowPacker.pack(session(id, true, random), names);
        assertThat(table.put(row)).isEqualTo(map.put(id, row));
      } else {
        assertThat(table.remove(id)).isEqualTo(map.remove(id));
      }
      assertThat(table.size()).isEqualTo(map.size());
    }
    for (var id : ids) {
      assertThat(table.get(id)).isEqualTo(map.get(id));
    }
    var rows = new byte[table.size()][];
    assertThat(table.copyTo(rows, 0)).isEqualTo(rows.length);
    assertThat(List.of(rows)).containsExactlyInAnyOrderElementsOf(map.values());
  }

  @Property(tries = 200)
  void indexBehavesLikeTwoMaps(@ForAll long seed) {
    var random = new Random(seed);
    var ids = someIds(random);
    var index = new SessionIndex(clock);
    index.switchStore(true);
    var temporary = new HashMap<SessionId, Session>();
    var persistent = new HashMap<SessionId, StoredEntry>();
    var unseen = new HashSet<SessionId>();
    boolean passing = false;
    for (int step = 0; step < 200; step++) {
      var id = ids.get(random.nextInt(ids.size()));
      switch (random.nextInt(8)) {
        case 0, 1 -> {
          var session = session(id, false, random);
          index.put(new StoredSession(session, revision()));
          temporary.put(id, session);
        }
        case 2, 3 -> {
          StoredEntry entry =
              random.nextInt(3) == 0
                  ? new UnreadableEntry(id, UnreadableReason.NOT_JSON, "", revision())
                  : new StoredSession(session(id, true, random), revision());
          index.put(entry);
          persistent.put(id, entry);
          unseen.remove(id);
        }
        case 4 -> {
          index.remove(id, false);
          temporary.remove(id);
        }
        case 5 -> {
          index.remove(id, true);
          persistent.remove(id);
          unseen.remove(id);
        }
        case 6 -> {
          index.passStarted(-1);
          unseen = new HashSet<>(persistent.keySet());
          passing = true;
        }
        default -> {
          if (passing) {
            assertThat(index.passCompleted().stream().map(SessionRow::id))
                .containsExactlyInAnyOrderElementsOf(unseen);
            persistent.keySet().removeAll(unseen);
            unseen.clear();
            passing = false;
          }
        }
      }
      checkCounts(index, temporary, persistent);
    }
    checkQueries(index, temporary, persistent, random);
  }

  private static void checkCounts(
      SessionIndex index,
      Map<SessionId, Session> temporary,
      Map<SessionId, StoredEntry> persistent) {
    long unreadable =
        persistent.values().stream().filter(UnreadableEntry.class::isInstance).count();
    assertThat(index.counts())
        .isEqualTo(
            new SessionIndex.Counts(temporary.size(), persistent.size() - unreadable, unreadable));
  }

  private void checkQueries(
      SessionIndex index,
      Map<SessionId, Session> temporary,
      Map<SessionId, StoredEntry> persistent,
      Random random) {
    var all = index.query(SessionQuery.ALL);
    assertThat(all).hasSize(temporary.size() + persistent.size());
    assertThat(index.query(SessionQuery.ALL.withView(SessionQuery.View.TEMPORARY)))
        .extracting(SessionRow::id)
        .containsExactlyInAnyOrderElementsOf(temporary.keySet());
    assertThat(index.query(SessionQuery.ALL.withView(SessionQuery.View.EXPIRED)))
        .extracting(SessionRow::id)
        .containsExactlyInAnyOrderElementsOf(
            temporary.values().stream()
                .filter(session -> session.isExpired(clock.instant()))
                .map(Session::id)
                .toList());
    assertThat(index.query(SessionQuery.ALL.withSearch("早安")))
        .allSatisfy(row -> assertThat(row.text()).isEqualTo("早安"));
    var columns = SessionQuery.Column.values();
    var column = columns[random.nextInt(columns.length)];
    var upwards = index.query(SessionQuery.ALL.sortedBy(column, false));
    assertThat(upwards).containsExactlyInAnyOrderElementsOf(all);
    assertThat(index.query(SessionQuery.ALL.sortedBy(SessionQuery.Column.ID, true)))
        .extracting(row -> row.id().value())
        .isSortedAccordingTo(Comparator.reverseOrder());
    for (int i = 0; i < all.size(); i++) {
      assertThat(all.get(all.indexOf(all.get(i).id())).id()).isEqualTo(all.get(i).id());
    }
  }

  @Property
  void searchWithoutQuotesOrMinus_isItsWordsInLowerCase(
      @ForAll @StringLength(max = 30) @CharRange(from = 'A', to = 'C') @Chars(' ') String search) {
    var expected = new ArrayList<QueryText.Word>();
    for (var word : search.strip().split(" +", -1)) {
      if (!word.isEmpty()) {
        expected.add(new QueryText.Word(word.toLowerCase(Locale.ROOT), false));
      }
    }

    assertThat(SessionQuery.ALL.withSearch(search).text().words()).isEqualTo(expected);
  }

  @Property
  void anySearchIsRead_andHasNoEmptyWord(@ForAll String search) {
    assertThat(SessionQuery.ALL.withSearch(search).text().words())
        .allSatisfy(word -> assertThat(word.folded()).isNotEmpty());
  }

  @Property
  void quotedSearch_isOneWord(
      @ForAll @StringLength(min = 1, max = 10) @CharRange(from = 'a', to = 'c') @Chars(' ')
          String words) {
    assertThat(SessionQuery.ALL.withSearch("-\"" + words + "\"").text().words())
        .containsExactly(new QueryText.Word(words, true));
  }

  @Property(tries = 2000)
  void containsBehavesLikeAComparisonOfLowerCase(
      @ForAll
          @StringLength(max = 12)
          @CharRange(from = 'a', to = 'b')
          @CharRange(from = 'A', to = 'B')
          @CharRange(from = '早', to = '旪')
          String text,
      @ForAll
          @StringLength(min = 1, max = 3)
          @CharRange(from = 'a', to = 'b')
          @CharRange(from = '早', to = '旪')
          String word) {
    assertThat(RowMatcher.contains(text, word))
        .isEqualTo(text.toLowerCase(Locale.ROOT).contains(word));
  }

  @Property(tries = 20_000)
  void wholeTextIsAlwaysFoundInItself(@ForAll @StringLength(min = 1, max = 20) String text) {
    assertThat(RowMatcher.contains("x" + text + "x", SessionQuery.fold(text))).isTrue();
  }

  @Example
  void capitalOfALetterWhoseCapitalIsItself_isFound() {
    assertThat(RowMatcher.contains("STRAẞE", SessionQuery.fold("straße"))).isTrue();
  }

  @Example
  void wordThatGrowsInLowerCase_isFound() {
    assertThat(RowMatcher.contains("in İstanbul", SessionQuery.fold("İSTANBUL"))).isTrue();
  }

  @Property
  void metadataLineHoldsEveryMemberInItsOrder(
      @ForAll Map<@StringLength(min = 1, max = 5) String, @StringLength(max = 5) String> members) {
    var json = new LinkedHashMap<String, Json>();
    members.forEach((key, value) -> json.put(key, new Json.Str(value)));
    var expected = new ArrayList<String>();
    members.forEach((key, value) -> expected.add(key + "=" + value));

    assertThat(metadataLine(new Json.Obj(json))).isEqualTo(String.join(" ", expected));
  }

  @Property
  void metadataLineKeepsANumbersDigits(@ForAll long number) {
    var literal = number + ".0";
    var nested = new Json.Arr(List.of(new Json.Num(literal), new Json.Null()));

    assertThat(metadataLine(Json.EMPTY.with("n", nested))).isEqualTo("n=[" + literal + ", null]");
    assertThat(metadataLine(new Json.Null())).isEmpty();
  }

  private static String metadataLine(Json metadata) {
    var names = new RowNames();
    var session =
        new Session(
            SessionId.random(),
            "",
            Sessions.VOICE,
            null,
            true,
            MutableClock.somewhen().instant(),
            null,
            null,
            metadata,
            false);
    return PackedRow.metadata(RowPacker.pack(session, names), names);
  }
}
