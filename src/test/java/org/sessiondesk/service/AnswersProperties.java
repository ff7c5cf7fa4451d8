package org.sessiondesk.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.sessiondesk.service.Composition.VoiceCount;
import org.sessiondesk.session.Revision;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.StoredSession;
import org.sessiondesk.session.UnreadableEntry;
import org.sessiondesk.session.UnreadableReason;
import org.sessiondesk.testing.MutableClock;

/** An answer that is brought up to date is what asking anew finds. */
class AnswersProperties {
  private static final List<String> SEARCHES =
      List.of("", "a", "-a", "天气", "voice:en*", "-type:a", "kind:temporary e", "age:<1h", "name:a");

  private final MutableClock clock = MutableClock.somewhen();

  private static SessionQuery query(Random random) {
    var views = SessionQuery.View.values();
    var columns = SessionQuery.Column.values();
    return new SessionQuery(
        views[random.nextInt(views.length)],
        SEARCHES.get(random.nextInt(SEARCHES.size())),
        columns[random.nextInt(columns.length)],
        random.nextBoolean());
  }

  private static void change(SessionIndex index, List<SessionId> ids, Random random) {
    var id = ids.get(random.nextInt(ids.size()));
    switch (random.nextInt(12)) {
      case 0 -> index.remove(id, false);
      case 1 -> index.remove(id, true);
      case 2 ->
          index.put(
              new UnreadableEntry(
                  id, UnreadableReason.NOT_JSON, "", Revision.of(new byte[] {'x'})));
      case 3 -> {
        if (random.nextInt(10) == 0) {
          index.passStarted(-1);
        } else if (random.nextInt(10) == 0) {
          index.passCompleted();
        } else if (random.nextInt(10) == 0) {
          index.switchStore(true);
        }
      }
      default -> index.put(stored(withId(PackedRowProperties.session(random), id)));
    }
  }

  private static StoredSession stored(Session session) {
    return new StoredSession(session, Revision.of(new byte[] {'x'}));
  }

  private static Session withId(Session session, SessionId id) {
    return new Session(
        id,
        session.text(),
        session.voice(),
        session.name(),
        session.persistent(),
        session.createdAt(),
        session.expiresAt(),
        session.sentences(),
        session.metadata(),
        session.fallback());
  }

  @Property(tries = 1_000)
  void sameQueryAgain_findsWhatAskingAnewFinds(@ForAll long seed) {
    var random = new Random(seed);
    var index = new SessionIndex(clock);
    index.switchStore(true);
    var ids = IntStream.range(0, 40).mapToObj(_ -> SessionId.random()).toList();
    for (int round = 0; round < 4; round++) {
      var query = query(random);
      index.query(query);
      for (int again = 0; again < 4; again++) {
        for (int i = random.nextInt(20); i > 0; i--) {
          change(index, ids, random);
        }
        var updated = index.query(query);
        index.query(query.withSearch("something else"));
        assertSame(updated, index.query(query), query);
      }
    }
  }

  @Property(tries = 300)
  void compositionIsWhatCountingFinds(@ForAll long seed) {
    var random = new Random(seed);
    var index = new SessionIndex(clock);
    index.switchStore(true);
    var ids = IntStream.range(0, 40).mapToObj(_ -> SessionId.random()).toList();
    var zone = ZoneId.of(random.nextBoolean() ? "Asia/Kathmandu" : "America/New_York");
    for (int round = 0; round < 5; round++) {
      for (int i = random.nextInt(40); i > 0; i--) {
        change(index, ids, random);
      }
      if (random.nextInt(8) == 0) {
        index.passStarted(0);
        index.passCompleted();
      }
      if (random.nextInt(8) == 0) {
        index.switchStore(true);
      }
      var rows =
          index.query(SessionQuery.ALL).stream().filter(row -> row.unreadable() == null).toList();
      var today = LocalDate.ofInstant(clock.instant(), zone);
      var composition = index.composition(today, 3, zone);
      assertThat(
              composition.voices().stream()
                  .collect(Collectors.toMap(VoiceCount::voice, VoiceCount::sessions)))
          .isEqualTo(
              rows.stream()
                  .collect(Collectors.groupingBy(SessionRow::voice, Collectors.counting())));
      assertThat(composition.voices())
          .isSortedAccordingTo(Comparator.comparingLong(VoiceCount::sessions).reversed());
      for (int day = 0; day < 3; day++) {
        var date = today.minusDays(2 - day);
        assertThat(composition.createdByDay().get(day))
            .isEqualTo(
                rows.stream()
                    .filter(
                        row ->
                            LocalDate.ofInstant(Objects.requireNonNull(row.createdAt()), zone)
                                .equals(date))
                    .count());
      }
    }
  }

  @Property(tries = 500)
  void aCountGoesOnFromTheLastOne_toWhatCountingAnewFinds(@ForAll long seed) {
    var random = new Random(seed);
    var index = new SessionIndex(clock);
    index.switchStore(true);
    var ids = IntStream.range(0, 40).mapToObj(_ -> SessionId.random()).toList();
    var query = query(random);
    var count = index.count(query, null);
    for (int round = 0; round < 10; round++) {
      for (int i = random.nextInt(random.nextInt(30) == 0 ? 20_000 : 20); i > 0; i--) {
        change(index, ids, random);
      }
      count = index.count(query, count);
      assertThat(count.sessions()).as("%s", query).isEqualTo(index.query(query).size());
    }
  }

  private static void assertSame(QueryResult updated, QueryResult anew, SessionQuery query) {
    // A temporary session and a persistent one with the same id may stand in either order.
    assertThat(updated.stream().map(SessionRow::id))
        .as("%s", query)
        .containsExactlyElementsOf(anew.stream().map(SessionRow::id).toList());
    assertThat(updated).containsExactlyInAnyOrderElementsOf(anew);
  }

  @Example
  void moreChangesThanAreRemembered_areFoundByAskingAnew() {
    var random = new Random(1);
    var index = new SessionIndex(clock);
    index.switchStore(true);
    var ids = new ArrayList<SessionId>();
    IntStream.range(0, 50).forEach(_ -> ids.add(SessionId.random()));
    var query = SessionQuery.ALL.sortedBy(SessionQuery.Column.TITLE, false);
    index.query(query);
    for (int i = 0; i < 2 * ChangeLog.CAPACITY; i++) {
      change(index, ids, random);
    }
    var updated = index.query(query);
    index.query(SessionQuery.ALL.withSearch("something else"));
    assertSame(updated, index.query(query), query);
  }

  @Example
  void changesAreToldApartByIdentity_andCancelEachOtherOut() {
    var log = new ChangeLog();
    long position = log.position();
    var names = new RowNames();
    var rows =
        IntStream.range(0, 4)
            .mapToObj(_ -> RowPacker.pack(PackedRowProperties.session(new Random(7)), names))
            .toList();
    log.add(null, rows.get(0));
    log.add(rows.get(0), rows.get(1));
    log.add(rows.get(1), null);
    log.add(rows.get(2), rows.get(3));
    var order = new RowOrder(SessionQuery.ALL, 0, names);
    var merged =
        log.since(position).orElseThrow().applyTo(new byte[][] {rows.get(2)}, order, _ -> true);
    assertThat(merged.orElseThrow().length).isEqualTo(1);
    assertThat(merged.orElseThrow()[0]).isSameAs(rows.get(3));
    assertThat(log.since(position).orElseThrow().applyTo(new byte[0][], order, _ -> true))
        .as("a row that should be there is not")
        .isEmpty();
    log.forget();
    assertThat(log.since(position)).isEmpty();
  }
}
