package org.sessiondesk.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/** The timeline behaves as a plain sorted map of deadlines does, whatever is done to it. */
class ExpiryTimelineProperties {

  private static final long SECOND = 1_000_000;
  private static final long NOW = 1_760_000_000_000_000L;

  static final class Item extends ExpiryTimeline.Entry<Item> {}

  @Property(tries = 300)
  void behavesLikeASortedMapOfDeadlines(@ForAll long seed) {
    var random = new Random(seed);
    var both = new Both();
    long time = NOW;
    for (int step = 0; step < 300; step++) {
      switch (random.nextInt(8)) {
        case 0, 1, 2 -> both.insert(new Item(), time + span(random));
        case 3 -> both.insertMany(time + span(random), random);
        case 4 -> both.remove(both.any(random));
        case 5 -> both.reschedule(both.any(random), time + span(random));
        case 6 -> both.takeDue(time, random.nextInt(100));
        default -> time += span(random);
      }
      both.check(time);
      both.check(time + span(random));
    }
    both.takeDue(Long.MAX_VALUE, Integer.MAX_VALUE);
    both.check(time);
    assertThat(both.timeline.size()).isZero();
  }

  @Example
  void whatSharesADeadlineComesInTheOrderItWasPutIn() {
    var both = new Both();
    for (int i = 0; i < 200; i++) {
      both.insert(new Item(), NOW);
    }
    for (var item : both.items) {
      assertThat(both.timeline.first()).isSameAs(item);
      both.timeline.remove(item);
    }
    assertThat(both.timeline.first()).isNull();
  }

  @Example
  void timesBefore1970AndTheEndsOfTimeAreInOrder() {
    var both = new Both();
    for (long deadline : new long[] {Long.MAX_VALUE, 0, -1, Long.MIN_VALUE, 1}) {
      both.insert(new Item(), deadline);
    }
    for (long deadline : new long[] {Long.MIN_VALUE, -1, 0, 1, Long.MAX_VALUE}) {
      both.check(deadline);
      assertThat(both.timeline.firstFrom(deadline)).matches(i -> i.deadline() == deadline);
    }
  }

  @Example
  void entryIsHeldOnce() {
    var both = new Both();
    var item = new Item();
    both.timeline.insert(item, NOW);
    assertThatIllegalStateException().isThrownBy(() -> both.timeline.insert(item, NOW));
    both.timeline.remove(item);
    both.timeline.remove(item);
    assertThat(both.timeline.size()).isZero();
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

  /** A timeline, and the plain map that it is compared with. */
  private static final class Both {
    final ExpiryTimeline<Item> timeline = new ExpiryTimeline<>();
    final TreeMap<Long, Set<Item>> model = new TreeMap<>();
    final List<Item> items = new ArrayList<>();

    void insert(Item item, long deadline) {
      timeline.insert(item, deadline);
      model.computeIfAbsent(deadline, _ -> new HashSet<>()).add(item);
      items.add(item);
    }

    /** More than a leaf holds, with one deadline or close to each other: it has to burst. */
    void insertMany(long deadline, Random random) {
      int spread = random.nextInt(2) == 0 ? 1 : 1 << random.nextInt(1, 20);
      int many = ExpiryTimeline.LARGEST_LEAF + random.nextInt(40);
      for (int i = 0; i < many; i++) {
        insert(new Item(), deadline + random.nextInt(spread));
      }
    }

    @Nullable Item any(Random random) {
      return items.isEmpty() ? null : items.get(random.nextInt(items.size()));
    }

    void remove(@Nullable Item item) {
      if (item != null) {
        timeline.remove(item);
        assertThat(item.isHeld()).isFalse();
        model.computeIfPresent(
            item.deadline(),
            (_, held) -> {
              held.remove(item);
              return held.isEmpty() ? null : held;
            });
      }
    }

    void reschedule(@Nullable Item item, long deadline) {
      if (item != null) {
        remove(item);
        insert(item, deadline);
      }
    }

    void takeDue(long time, int most) {
      for (int i = 0; i < most; i++) {
        var first = timeline.first();
        if (first == null || first.deadline() > time) {
          assertThat(model.floorKey(time)).isNull();
          return;
        }
        assertThat(first.deadline()).isEqualTo(model.firstKey());
        assertThat(model.get(first.deadline())).contains(first);
        remove(first);
      }
    }

    void check(long time) {
      int until = model.headMap(time, true).values().stream().mapToInt(Set::size).sum();
      assertThat(timeline.countUntil(time)).isEqualTo(until);
      assertThat(timeline.size()).isEqualTo(model.values().stream().mapToInt(Set::size).sum());
      var next = timeline.firstFrom(time);
      assertThat(next == null ? null : next.deadline()).isEqualTo(model.ceilingKey(time));
    }
  }
}
