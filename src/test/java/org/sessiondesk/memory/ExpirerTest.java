package org.sessiondesk.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sessiondesk.testing.MutableClock;
import org.sessiondesk.testing.Sessions;

class ExpirerTest {
  private final MutableClock clock = MutableClock.somewhen();
  private final MemorySessionStore store = new MemorySessionStore(clock);
  private final AtomicReference<@Nullable Runnable> tick = new AtomicReference<>();

  private Expirer expirer(Duration interval, Executor executor) {
    return new Expirer(
        (period, action) -> {
          assertThat(period).isEqualTo(Duration.ofSeconds(1));
          tick.set(action);
          return () -> tick.set(null);
        },
        store,
        () -> interval,
        executor,
        clock);
  }

  private void tick() {
    var action = tick.get();
    assertThat(action).isNotNull();
    if (action != null) {
      action.run();
    }
  }

  @Test
  @DisplayName("清理机制: expired sessions are removed every SESSION_CLEANUP_INTERVAL_SECONDS")
  void cleansUpAtItsInterval() {
    try (var _ = expirer(Duration.ofMinutes(5), Runnable::run)) {
      store.insert(Sessions.temporary(clock.instant(), Duration.ofSeconds(10)));
      clock.advance(Duration.ofSeconds(299));
      tick();
      assertThat(store.counts().expired()).isEqualTo(1);
      clock.advance(Duration.ofSeconds(1));
      tick();
      assertThat(store.counts().total()).isZero();
    }
    assertThat(tick.get()).isNull();
  }

  @Test
  void expiresAtOnceAfterALongSleep() {
    var expired = new ArrayList<Object>();
    store.onExpired(expired::addAll);
    try (var _ = expirer(Duration.ofMinutes(5), Runnable::run)) {
      store.insert(Sessions.temporary(clock.instant(), Duration.ofHours(1)));
      clock.advance(Duration.ofHours(9));
      tick();
      assertThat(expired).hasSize(1);
      assertThat(store.counts().total()).isZero();
    }
  }

  @Test
  void ticksThatComeWhileItWorksAreLetGoBy() {
    List<Runnable> waiting = new ArrayList<>();
    try (var _ = expirer(Duration.ofMinutes(5), waiting::add)) {
      tick();
      tick();
      assertThat(waiting).hasSize(1);
      waiting.getFirst().run();
      tick();
      assertThat(waiting).hasSize(2);
    }
  }

  @Test
  void worksAgainAfterItsExecutorTookNoWork() {
    var rejecting = new AtomicBoolean(true);
    List<Runnable> waiting = new ArrayList<>();
    Executor executor =
        task -> {
          if (rejecting.get()) {
            throw new RejectedExecutionException("full");
          }
          waiting.add(task);
        };
    try (var _ = expirer(Duration.ofMinutes(5), executor)) {
      tick();
      rejecting.set(false);
      tick();
      assertThat(waiting).hasSize(1);
    }
  }
}
