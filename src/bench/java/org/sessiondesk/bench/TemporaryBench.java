package org.sessiondesk.bench;

import static org.sessiondesk.ui.testing.Desk.fromFx;
import static org.sessiondesk.ui.testing.Desk.onFx;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.TableView;
import javafx.stage.Stage;
import org.sessiondesk.json.JacksonJson;
import org.sessiondesk.service.SessionQuery;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.NewSession;
import org.sessiondesk.ui.table.SessionTableModel;
import org.sessiondesk.ui.table.SessionTableView;
import org.sessiondesk.ui.testing.Desk;
import org.sessiondesk.ui.testing.Dressed;

/**
 * Temporary sessions at scale, under the eyes of a window: all are created, listed and scrolled
 * through, expire at once and are cleaned up. Of each step its time and the window's frames are
 * told: the time from one frame to the next, 16.7 ms at 60 a second, on JavaFX' headless platform
 * with its software renderer.
 *
 * <p>Property: {@code bench.size} (default 1000000 sessions).
 */
public final class TemporaryBench {
  private static final String ROW = "%-34s %12s %10s %10s %10s%n";
  private static final Duration LIFE = Duration.ofHours(1);

  private final int size = Integer.getInteger("bench.size", 1_000_000);
  private final Frames frames = new Frames();
  private final Desk desk;
  private final SessionTableModel model;
  private final Scene scene;

  private TemporaryBench(Desk desk) {
    this.desk = desk;
    model = new SessionTableModel(desk.service, desk.actions, new JacksonJson(), desk.ui);
    var view = new SessionTableView(model, desk.ui, () -> {});
    scene = Dressed.scene((Parent) view.node(), 960, 900, "table");
    var stage = new Stage();
    stage.setScene(scene);
    stage.show();
    model.showingProperty().set(true);
    frames.start();
  }

  /** Runs it. */
  public static void main(String[] arguments) throws Exception {
    System.setProperty("glass.platform", "Headless");
    System.setProperty("prism.order", "sw");
    var started = new CompletableFuture<Void>();
    Platform.startup(() -> started.complete(null));
    started.join();
    var bench =
        fromFx(
            () -> {
              Dressed.theme(false);
              return new TemporaryBench(new Desk(Locale.ENGLISH));
            });
    bench.run();
    onFx(bench.model::close);
    bench.desk.service.close();
    Platform.exit();
  }

  private void run() throws Exception {
    System.out.printf(
        Locale.ROOT,
        "%n%,d temporary sessions%n" + ROW,
        size,
        "",
        "time",
        "median",
        "p99",
        "longest");
    step("the first rows, a cold window", this::first);
    step("at rest, 5 s", () -> LockSupport.parkNanos(5_000_000_000L));
    long empty = LoadBench.liveHeap();
    step("create", () -> create(size));
    step("all are in the table", () -> untilRows(size));
    long full = LoadBench.liveHeap();
    step("list, newest first", () -> list(SessionQuery.ALL));
    step(
        "list, by deadline",
        () -> list(SessionQuery.ALL.sortedBy(SessionQuery.Column.EXPIRES, false)));
    step("scroll by pages, 10 s", () -> scroll(37));
    step("scroll by jumps, 10 s", () -> scroll(size / 600));
    step("expire at once", () -> desk.pass(LIFE));
    step("the window for 2 s after that", () -> LockSupport.parkNanos(2_000_000_000L));
    step("clean up", this::cleanUp);
    step("all are out of the table", () -> untilRows(0));
    System.out.printf(
        Locale.ROOT, "%-34s %12s%n", "live heap a session", (full - empty) / size + " bytes");
  }

  /** What the window makes once: cells, styles, compiled code. */
  private void first() {
    create(200);
    untilRows(200);
    desk.pass(LIFE);
    desk.service.cleanUp();
    untilRows(0);
  }

  private void create(int count) {
    for (int i = 0; i < count; i++) {
      desk.service.create(
          new NewSession(
              "今天的第 " + i + " 句话，the quick brown fox.",
              i % 3 == 0 ? "zh-CN-XiaoxiaoNeural" : "en-US-AriaNeural",
              null,
              false,
              LIFE,
              Json.EMPTY));
    }
  }

  private void list(SessionQuery query) {
    int found = desk.service.index().query(query).size();
    if (found != size) {
      throw new IllegalStateException("found " + found);
    }
  }

  private void untilRows(int expected) {
    while (fromFx(() -> model.rows().size()) != expected) {
      LockSupport.parkNanos(5_000_000);
    }
  }

  /** Moves on by {@code rows} in every frame. */
  private void scroll(int rows) {
    var table = (TableView<?>) Objects.requireNonNull(scene.lookup("#table-sessions"));
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    for (int at = 0; System.nanoTime() < end; at = (at + rows) % size) {
      int top = at;
      onFx(() -> table.scrollTo(top));
      LockSupport.parkNanos(10_000_000);
    }
  }

  private void cleanUp() {
    long removed = desk.service.cleanUp();
    if (removed != size) {
      throw new IllegalStateException("removed " + removed);
    }
  }

  private interface Work {
    void run() throws Exception;
  }

  private void step(String what, Work work) throws Exception {
    onFx(frames::forget);
    long start = System.nanoTime();
    work.run();
    double took = (System.nanoTime() - start) / 1e6;
    var seen = fromFx(frames::seen);
    System.out.printf(
        Locale.ROOT,
        ROW,
        what,
        LoadBench.ms(took),
        LoadBench.ms(part(seen, 0.5)),
        LoadBench.ms(part(seen, 0.99)),
        LoadBench.ms(part(seen, 1)));
  }

  private static double part(List<Double> sorted, double part) {
    return sorted.isEmpty() ? 0 : sorted.get((int) ((sorted.size() - 1) * part));
  }

  /** The time between one frame and the next, in milliseconds. On the window's thread. */
  private static final class Frames extends AnimationTimer {
    private final List<Double> times = new ArrayList<>();
    private long last;

    @Override
    public void handle(long now) {
      long time = System.nanoTime();
      if (last != 0) {
        times.add((time - last) / 1e6);
      }
      last = time;
    }

    void forget() {
      times.clear();
    }

    /** Since it forgot, the shortest first; the one that is under way counts as well. */
    List<Double> seen() {
      times.add((System.nanoTime() - last) / 1e6);
      return times.stream().sorted().toList();
    }
  }
}
