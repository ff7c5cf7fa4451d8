package org.sessiondesk.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.sessiondesk.session.Progress;
import org.sessiondesk.text.Agreement;
import org.sessiondesk.text.TextSegmenter;

/**
 * Words: agreement with Python's jieba, speed, memory and start of each candidate, each in a Java
 * of its own; and how long a text of a million characters takes. Without an argument it runs itself
 * once for each.
 */
public final class SegmentBench {
  private static final int ROUNDS = Integer.getInteger("bench.rounds", 5);
  private static final double SECONDS = Integer.getInteger("bench.seconds", 3);
  private static final int MILLION = 1_000_000;

  private SegmentBench() {}

  /** Measures the candidate that is named, or all. */
  public static void main(String... args) throws IOException, InterruptedException {
    if (args.length == 0) {
      System.out.println("candidate        F1      same words  sentences/s  heap MB  first ms");
      for (var name : WordCandidates.all().keySet()) {
        run(name);
      }
      run("text");
    } else if (args[0].equals("text")) {
      text();
    } else {
      candidate(args[0]);
    }
  }

  private static void run(String name) throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(SegmentBench.class.getName(), name));
    int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (exit != 0) {
      throw new IllegalStateException(name + " ended with " + exit);
    }
  }

  private static void candidate(String name) {
    var samples = Agreement.corpus();
    long before = usedHeap();
    long start = System.nanoTime();
    var maker = WordCandidates.all().get(name);
    if (maker == null) {
      throw new IllegalArgumentException("no candidate: " + name);
    }
    var segmenter = maker.get();
    var words = segmenter.apply(samples.getFirst().text());
    double first = (System.nanoTime() - start) / 1e6;
    long used = usedHeap() - before;
    if (words.isEmpty()) {
      throw new IllegalStateException("no words at all");
    }
    var score = Agreement.score(samples, segmenter);
    System.out.printf(
        "%-14s %.4f   %5d/%d  %11.0f  %7.1f  %8.0f%n",
        name,
        score.f1(),
        score.same(),
        score.sentences(),
        speed(samples, segmenter),
        used / 1048576.0,
        first);
    System.out.println("    " + byKind(samples, segmenter));
  }

  private static String byKind(
      List<Agreement.Sample> samples, Function<String, List<String>> segmenter) {
    return samples.stream()
        .map(Agreement.Sample::kind)
        .distinct()
        .map(
            kind -> {
              var some = samples.stream().filter(sample -> sample.kind().equals(kind)).toList();
              return "%s %.4f".formatted(kind, Agreement.score(some, segmenter).f1());
            })
        .collect(Collectors.joining(", "));
  }

  /** Sentences a second on one thread: the median of the rounds, the first of which is no more. */
  private static double speed(
      List<Agreement.Sample> samples, Function<String, List<String>> segmenter) {
    var rounds = new double[ROUNDS];
    long words = 0;
    for (int round = -1; round < ROUNDS; round++) {
      long start = System.nanoTime();
      long sentences = 0;
      double seconds;
      do {
        for (var sample : samples) {
          words += segmenter.apply(sample.text()).size();
        }
        sentences += samples.size();
        seconds = (System.nanoTime() - start) / 1e9;
      } while (seconds < SECONDS);
      if (round >= 0) {
        rounds[round] = sentences / seconds;
      }
    }
    if (words == 0) {
      throw new IllegalStateException("no words at all");
    }
    Arrays.sort(rounds);
    return rounds[ROUNDS / 2];
  }

  private static void text() {
    var corpus =
        Agreement.corpus().stream()
            .map(Agreement.Sample::text)
            .collect(Collectors.joining("\n", "", "\n"));
    var text = corpus.repeat(MILLION / corpus.length() + 1).substring(0, MILLION);
    var unbroken = text.replaceAll("[^\u4e00-\u9fff]", "").repeat(2).substring(0, MILLION);
    var segmenter = new TextSegmenter();
    segmenter.segment("一。", Progress.NONE);
    time("1,000,000 characters, many sentences", segmenter, text);
    time("1,000,000 Chinese characters, one sentence", segmenter, unbroken);
  }

  private static void time(String what, TextSegmenter segmenter, String text) {
    var times = new double[ROUNDS];
    int sentences = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      sentences = segmenter.segment(text, Progress.NONE).size();
      times[round] = (System.nanoTime() - start) / 1e6;
    }
    double first = times[0];
    Arrays.sort(times);
    System.out.printf(
        "%s (%d): first %.0f ms, median %.0f ms%n", what, sentences, first, times[ROUNDS / 2]);
  }

  private static long usedHeap() {
    System.gc();
    var runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
