package org.sessiondesk.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until a test moves it. */
public final class MutableClock implements InstantSource {
  private volatile Instant now;

  /** A clock that stands at {@code now}. */
  public MutableClock(Instant now) {
    this.now = now;
  }

  /** A clock that stands at some moment of 2026. */
  public static MutableClock somewhen() {
    return new MutableClock(Instant.parse("2026-11-23T09:30:00.123456Z"));
  }

  @Override
  public Instant instant() {
    return now;
  }

  /** Moves it on, or back. */
  public synchronized void advance(Duration by) {
    now = now.plus(by);
  }

  /** Sets it. */
  public synchronized void set(Instant to) {
    now = to;
  }
}
