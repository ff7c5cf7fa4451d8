package org.sessiondesk.transfer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.sessiondesk.session.Progress;

/** A progress that a test watches, and cancels. */
final class Steps implements Progress {
  final List<Long> done = new ArrayList<>();
  long total;
  private final BooleanSupplier cancelled;
  private BiConsumer<Long, Long> then = (_, _) -> {};

  private Steps(BooleanSupplier cancelled) {
    this.cancelled = cancelled;
  }

  /** One that is never cancelled. */
  static Steps watched() {
    return new Steps(() -> false);
  }

  /** One that is cancelled once {@code when} is true. */
  static Steps cancelledWhen(BooleanSupplier when) {
    return new Steps(when);
  }

  /** Does something at every step. */
  Steps and(BiConsumer<Long, Long> action) {
    then = action;
    return this;
  }

  @Override
  public void at(long nowDone, long nowTotal) {
    done.add(nowDone);
    total = nowTotal;
    then.accept(nowDone, nowTotal);
  }

  @Override
  public boolean cancelled() {
    return cancelled.getAsBoolean();
  }
}
