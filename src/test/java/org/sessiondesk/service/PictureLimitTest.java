package org.sessiondesk.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sessiondesk.connection.ProfileSecrets;
import org.sessiondesk.redis.testing.RedisServer;
import org.sessiondesk.testing.Sessions;

/** A picture that may take only so much memory: what it leaves out it says, and loses nothing. */
class PictureLimitTest {
  private static final int STORED = 3_000;
  private static final int ROOM = 100_000;

  private final RedisServer redis = RedisServer.stopped();
  private ServiceBench bench = new ServiceBench();

  @BeforeEach
  void fill() {
    redis.restart();
    redis.call("FLUSHALL");
    bench.connect(redis.profile());
    for (int i = 0; i < STORED; i++) {
      bench.service.create(Sessions.asked("session " + i, true, null));
    }
    bench.close();
    bench = new ServiceBench();
    bench.service.limitPicture(ROOM);
    bench.connector.connect(redis.profile(), ProfileSecrets.NONE);
    Awaitility.await().until(() -> picture().passed() && !picture().loading());
  }

  @AfterEach
  void close() {
    bench.close();
    redis.close();
  }

  private PictureState picture() {
    return bench.service.index().state();
  }

  private long held() {
    return bench.service.index().counts().persistent();
  }

  @Test
  void whatFindsNoRoomIsCountedAndTold() {
    assertThat(held()).isBetween(ROOM / 200L, ROOM / 40L);
    assertThat(picture().complete()).isFalse();
    assertThat(picture().leftOut()).isEqualTo(STORED - held());
    assertThat(bench.service.stats().persistent()).isEqualTo(STORED);
  }

  @Test
  void whatIsCreatedHereIsShownAllTheSame_whatOthersCreateIsNot() {
    long before = held();
    var mine = bench.service.create(Sessions.asked("mine", true, null)).session();
    assertThat(bench.service.index().find(mine.id())).isPresent();

    var theirs = Sessions.persistent(bench.clock.instant(), "theirs");
    redis.call("SET", "persistent_session:" + theirs.id(), "{}");
    // What is told of later has come after it.
    redis.call("DEL", "persistent_session:" + mine.id());
    Awaitility.await().until(() -> bench.service.index().find(mine.id()).isEmpty());
    assertThat(bench.service.index().find(theirs.id())).isEmpty();
    assertThat(held()).isEqualTo(before);
    // Stored are those of the beginning and theirs; mine is gone again.
    assertThat(bench.service.stats().persistent()).isEqualTo(STORED + 1);
    redis.call("DEL", "persistent_session:" + theirs.id());
    Awaitility.await().until(() -> bench.service.stats().persistent() == STORED);
  }

  @Test
  void whereTheBoundIsRaisedTheRestIsRead() {
    bench.service.limitPicture(Long.MAX_VALUE);
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(picture().complete()).isTrue());
    assertThat(held()).isEqualTo(STORED);
  }

  @Test
  void aSmallerBoundTakesNothingAwayThatIsShown() {
    long before = held();
    bench.service.limitPicture(ROOM / 2);
    assertThat(held()).isEqualTo(before);
    assertThat(bench.service.stats().persistent()).isEqualTo(STORED);
  }
}
