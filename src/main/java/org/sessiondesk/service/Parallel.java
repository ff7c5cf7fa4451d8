package org.sessiondesk.service;

import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

/** Splits work over the processors, and stops it when the thread that wants it is interrupted. */
final class Parallel {
  static final int PORTION = 8_192;

  private Parallel() {}

  /** Does one portion. */
  interface Work {
    void run(int portion, int from, int to);
  }

  static int portions(int size) {
    return (size + PORTION - 1) / PORTION;
  }

  /**
   * Does all portions of {@code 0} to {@code size}.
   *
   * @throws CancellationException where the calling thread is interrupted meanwhile
   */
  static void run(int size, Work work) {
    each(
        portions(size),
        portion -> work.run(portion, portion * PORTION, Math.min(size, (portion + 1) * PORTION)));
  }

  /** Does {@code work} for every number below {@code count}; else as {@link #run}. */
  static void each(int count, java.util.function.IntConsumer work) {
    var caller = Thread.currentThread();
    var numbers = IntStream.range(0, count);
    (count > 1 ? numbers.parallel() : numbers)
        .forEach(
            number -> {
              if (caller.isInterrupted()) {
                throw new CancellationException("the query was cancelled");
              }
              work.accept(number);
            });
  }
}
