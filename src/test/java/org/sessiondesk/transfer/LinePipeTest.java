package org.sessiondesk.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sessiondesk.session.Progress;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.StoredBytes;

@Timeout(60)
class LinePipeTest {
  private final LinePipe pipe = new LinePipe(_ -> null, Progress.NONE);

  /** Reads so many entries, or as many as are wanted. */
  private static LinePipe.Reading reading(int count, AtomicInteger read) {
    return (sink, progress) -> {
      while (read.get() < count && !progress.cancelled()) {
        int i = read.incrementAndGet();
        sink.entry(
            new Place("", i),
            ArchiveEntry.persistent(
                StoredBytes.plain(
                    new SessionId("id-" + i), "x".repeat(9).getBytes(StandardCharsets.UTF_8))));
      }
      return null;
    };
  }

  @Test
  void everyLineComesOnce_inOrder() {
    for (int count : new int[] {0, 1, 499, 500, 501, 5_000}) {
      var lines = new ArrayList<Long>();
      new LinePipe(_ -> null, Progress.NONE)
          .run(
              reading(count, new AtomicInteger()),
              page -> page.forEach(line -> lines.add(line.place().line())));
      assertThat(lines).hasSize(count).isSorted().doesNotHaveDuplicates();
    }
  }

  @Test
  void aConsumerThatFails_stopsTheReading() {
    var read = new AtomicInteger();
    assertThatThrownBy(
            () ->
                pipe.run(
                    reading(10_000_000, read),
                    _ -> {
                      throw new IllegalStateException("no more");
                    }))
        .hasMessage("no more");
    assertThat(read).hasValueLessThan(10_000_000);
  }

  @Test
  void aReadingThatFails_isToldOf_afterThePagesBefore() {
    var pages = new ArrayList<List<Line>>();
    assertThatThrownBy(
            () ->
                pipe.run(
                    (sink, progress) -> {
                      reading(1_200, new AtomicInteger()).read(sink, progress);
                      throw new TransferException(TransferException.Reason.DAMAGED, "damaged");
                    },
                    pages::add))
        .hasMessage("damaged");
    assertThat(pages).extracting(List::size).containsExactly(500, 500);
  }

  @Test
  void anInterruptEndsIt() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> pipe.run(reading(10_000_000, new AtomicInteger()), _ -> {}))
        .isInstanceOf(CancellationException.class);
    assertThat(Thread.interrupted()).isTrue();
  }
}
