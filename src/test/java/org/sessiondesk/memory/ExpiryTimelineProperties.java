package org.sessiondesk.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The timeline behaves as a plain set of deadlines does, whatever is done to it. */
class ExpiryTimelineProperties {

  private static final long SECOND = 1_000_000;

  static final class Item extends ExpiryTimeline.Entry<Item> {}

  @Property(tries = 300)
  void behavesLikeASetOfDeadlines(@ForAll long seed) {
    var random = new Random(seed);
    long now = 1_760_000_000_000_000L + random.nextInt(1_000_000_000);
    var timeline = new ExpiryTimeline<Item>(now);
    var held = new HashSet<Item>();
    var items = new ArrayList<Item>();
    for (int step = 0; step < 200; step++) {
      switch (random.nextInt(6)) {
        case 0, 1, 2 -> {
          var item = new Item();
          timeline.insert(item, now + span(random));
          held.add(item);
          items.add(item);
        }
        case 3 -> {
          if (!items.isEmpty()) {
            var item = items.get(random.nextInt(items.size()));
            timeline.remove(item);
            held.remove(item);
          }
        }
        case 4 -> now += Math.abs(span(random));
        default -> takeSome(timeline, now, random.nextInt(20), held);
      }
      check(timeline, now, held);
    }
  }

  @Property(tries = 100)
  void clockThatIsSetBackMakesNothingDueTooEarly(@ForAll long seed) {
    var random = new Random(seed);
    long now = 1_760_000_000_000_000L;
    var timeline = new ExpiryTimeline<Item>(now);
    var held = new HashSet<Item>();
    for (int i = 0; i < 100; i++) {
      var item = new Item();
      timeline.insert(item, now + span(random));
      held.add(item);
    }
    timeline.countDue(now + 100 * 3600 * SECOND);
    long back = now + random.nextInt(3600) * SECOND;
    check(timeline, back, held);
  }

  private static void takeSome(ExpiryTimeline<Item> timeline, long now, int most, Set<Item> held) {
    var taken = new ArrayList<Item>();
    long more = timeline.takeDue(now, most, taken::add);
    assertThat(taken).allMatch(item -> item.deadline() <= now).allMatch(held::contains);
    taken.forEach(held::remove);
    assertThat(more).isEqualTo(deadlines(held).filter(d -> d <= now).count());
    assertThat(taken.size() == most || more == 0).isTrue();
  }

  private static void check(ExpiryTimeline<Item> timeline, long now, Set<Item> held) {
    assertThat(timeline.countDue(now)).isEqualTo(deadlines(held).filter(d -> d <= now).count());
    assertThat(timeline.size()).isEqualTo(held.size());
    assertThat(timeline.nextAhead())
        .isEqualTo(
            deadlines(held).filter(d -> d > now).boxed().min(Long::compare).stream()
                .mapToLong(Long::longValue)
                .findFirst());
    List<Long> all = new ArrayList<>();
    timeline.forEachDeadline(all::add);
    assertThat(all).containsExactlyInAnyOrderElementsOf(deadlines(held).boxed().toList());
  }

  private static LongStream deadlines(Set<Item> held) {
    return held.stream().mapToLong(ExpiryTimeline.Entry::deadline);
  }

  /** From microseconds to years, now and then in the past. */
  private static long span(Random random) {
    long width =
        switch (random.nextInt(6)) {
          case 0 -> 10;
          case 1 -> SECOND;
          case 2 -> 100 * SECOND;
          case 3 -> 10_000 * SECOND;
          case 4 -> 30L * 86_400 * SECOND;
          default -> 3_650L * 86_400 * SECOND;
        };
    return random.nextLong(-width / 10, width);
  }

  @Property(tries = 1)
  void emptyTimelineHasNoNextDeadline() {
    assertThat(new ExpiryTimeline<Item>(0).nextAhead()).isEqualTo(OptionalLong.empty());
  }
}
