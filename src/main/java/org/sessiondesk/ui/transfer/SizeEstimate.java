package org.sessiondesk.ui.transfer;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.sessiondesk.service.SessionIndex;
import org.sessiondesk.service.SessionQuery;
import org.sessiondesk.service.SessionRow;
import org.sessiondesk.transfer.ExportRequest.Format;
import org.sessiondesk.ui.transfer.ExportScope.What;

/** About how large a file will be: from some of the sessions, as the picture has them. */
final class SizeEstimate {
  /** How many are looked at. */
  private static final int SAMPLE = 300;

  /** What a line has besides text, name and metadata: id, voice, times, names of fields. */
  private static final int FRAME = 330;

  /** What deflate leaves of such lines, about. */
  private static final double PACKED = 0.35;

  private final SessionIndex index;
  private final RandomGenerator random;

  SizeEstimate(SessionIndex index, RandomGenerator random) {
    this.index = index;
    this.random = random;
  }

  /** How many bytes a file of {@code what} would have, about. May take a while. */
  long of(ExportScope scope, What what, Format format) {
    double each = sample(scope, what).mapToLong(SizeEstimate::bytes).average().orElse(FRAME);
    double plain = each * scope.count(what);
    return Math.round(format == Format.ZIP ? plain * PACKED : plain);
  }

  private Stream<SessionRow> sample(ExportScope scope, What what) {
    return switch (what) {
      case ALL -> {
        var stored = index.sample(true, SAMPLE, random);
        yield stored.isEmpty() ? found(SessionQuery.ALL) : stored.stream();
      }
      case FOUND -> found(scope.query());
      case SELECTED -> spread(scope.ids().get()).flatMap(id -> index.find(id).stream());
    };
  }

  private Stream<SessionRow> found(SessionQuery query) {
    var result = index.query(query);
    return places(result.size()).mapToObj(result::get);
  }

  private static <T> Stream<T> spread(List<T> all) {
    return places(all.size()).mapToObj(all::get);
  }

  /** Places all over a list of {@code size}. */
  private static IntStream places(int size) {
    int step = Math.max(1, size / SAMPLE);
    return IntStream.iterate(0, at -> at < size, at -> at + step);
  }

  private static long bytes(SessionRow row) {
    var name = row.name();
    return FRAME + utf8(row.text()) + (name == null ? 0 : utf8(name)) + utf8(row.metadata());
  }

  private static long utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
