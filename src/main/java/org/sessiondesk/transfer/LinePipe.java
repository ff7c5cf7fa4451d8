package org.sessiondesk.transfer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.Progress;

/**
 * Reads a file on a thread of its own while the pages before are compared or stored on that of the
 * caller. For one file.
 */
final class LinePipe implements ArchiveReader.Sink {
  private static final int PAGE = 500;
  private static final int PAGE_BYTES = 4 << 20;

  /** How many pages wait at the most. */
  private static final int AHEAD = 3;

  /** Goes through a file. */
  interface Reading {
    @Nullable Manifest read(ArchiveReader.Sink sink, Progress progress);
  }

  /** Says why an entry is left out as unreadable, or null where it is not. */
  interface Judge {
    @Nullable String unreadable(ArchiveEntry entry);
  }

  /** Stands behind the last page. */
  private static final List<Line> END = new ArrayList<>(0);

  private final BlockingQueue<List<Line>> pages = new ArrayBlockingQueue<>(AHEAD);
  private final Judge judge;
  private final Progress progress;
  private volatile boolean stopped;
  private volatile @Nullable RuntimeException failure;
  private volatile @Nullable Manifest manifest;
  private List<Line> page = new ArrayList<>(PAGE);
  private long bytes;

  LinePipe(Judge judge, Progress progress) {
    this.judge = judge;
    this.progress = progress;
  }

  /**
   * Reads, and hands every page to {@code consumer}, on this thread.
   *
   * @return what {@code reading} gave
   * @throws CancellationException where this thread is interrupted
   */
  @SuppressWarnings("ReferenceEquality") // an empty page equals the end, and is none
  @Nullable Manifest run(Reading reading, Consumer<List<Line>> consumer) {
    var reader = Thread.ofVirtual().name("import-read").start(() -> read(reading));
    try {
      for (var next = pages.take(); next != END; next = pages.take()) {
        if (!stopped && !progress.cancelled()) {
          consumer.accept(next);
        }
      }
    } catch (InterruptedException e) {
      reader.interrupt();
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    } finally {
      stopped = true;
      pages.clear(); // Lets the reader go on, to find that it is to stop.
    }
    var failed = failure;
    if (failed != null) {
      throw failed;
    }
    return manifest;
  }

  private void read(Reading reading) {
    try {
      manifest = reading.read(this, new Stoppable());
      hand(page);
    } catch (RuntimeException e) {
      failure = e;
    } finally {
      hand(END);
    }
  }

  @Override
  public void entry(Place place, ArchiveEntry entry) {
    add(new Line(place, entry, null, judge.unreadable(entry)));
  }

  @Override
  public void broken(Place place, LineFault fault) {
    add(new Line(place, null, fault, null));
  }

  private void add(Line line) {
    page.add(line);
    bytes += line.size();
    if (page.size() == PAGE || bytes >= PAGE_BYTES) {
      var full = page;
      page = new ArrayList<>(PAGE);
      bytes = 0;
      hand(full);
    }
  }

  /** Waits until there is room, or nobody wants more. */
  private void hand(List<Line> full) {
    try {
      while (!stopped && !pages.offer(full, 100, TimeUnit.MILLISECONDS)) {
        Thread.onSpinWait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopped = true;
    }
  }

  /** The caller's, and ended where the caller has failed. */
  private final class Stoppable implements Progress {
    @Override
    public void at(long done, long total) {
      progress.at(done, total);
    }

    @Override
    public boolean cancelled() {
      return stopped || progress.cancelled();
    }
  }
}
