package org.sessiondesk.bench;

/** All benchmarks, one after the other; {@code -Dbench.main} names a single one instead. */
public final class BenchMain {
  private BenchMain() {}

  /** Runs them. */
  public static void main(String[] arguments) throws Exception {
    LoadBench.main(arguments);
    ApiBench.main(arguments);
  }
}
