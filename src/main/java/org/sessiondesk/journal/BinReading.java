package org.sessiondesk.journal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.JsonFormat;
import org.sessiondesk.session.Kept;
import org.sessiondesk.session.KeptItem;
import org.sessiondesk.session.KeptItem.Fate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Goes through a batch of the recycle bin, a group at a time. */
final class BinReading {
  private static final Logger LOG = LoggerFactory.getLogger(BinReading.class);

  private record Numbered(long number, Kept kept) {}

  private final JsonFormat json;
  private final BitSet gone;
  private final Predicate<? super KeptItem> visitor;
  private final List<Numbered> group = new ArrayList<>();
  private long unreadable;

  /** Makes it; {@code gone} are the numbers of those that are not there any more. */
  BinReading(JsonFormat json, BitSet gone, Predicate<? super KeptItem> visitor) {
    this.json = json;
    this.gone = gone;
    this.visitor = visitor;
  }

  /**
   * Hands over the values until the visitor says false.
   *
   * @return how many lines make no sense
   */
  long read(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      var lines = new Lines(in);
      lines.next(); // The head.
      for (var line = lines.next(); line != null; line = lines.next()) {
        if (!take(line)) {
          return unreadable;
        }
      }
      handOver(0, List.of()); // What became of the last group nobody could write down.
      return unreadable;
    }
  }

  private boolean take(byte[] line) {
    try {
      var fields = Fields.read(line, json);
      var fates = BinLine.fates(fields);
      if (fates != null) {
        return handOver(fields.number("from"), fates);
      }
      if (BinLine.isValue(fields)) {
        group.add(new Numbered(fields.number("n"), BinLine.value(fields)));
      }
    } catch (IOException | RuntimeException e) {
      LOG.debug("A line in the recycle bin makes no sense", e);
      unreadable++;
    }
    return true;
  }

  private boolean handOver(long first, List<Optional<Fate>> fates) {
    for (var one : group) {
      int place = (int) (one.number() - first);
      var fate = place >= 0 && place < fates.size() ? fates.get(place) : Optional.of(Fate.UNKNOWN);
      if (fate.isPresent()
          && !gone.get((int) one.number())
          && !visitor.test(new KeptItem(one.number(), one.kept(), fate.get()))) {
        return false;
      }
    }
    group.clear();
    return true;
  }

  /** The lines of a stream; a last one without its end is handed over too. */
  static final class Lines {
    private final InputStream in;
    private final byte[] buffer = new byte[64 << 10];
    private int position;
    private int limit;

    Lines(InputStream in) {
      this.in = in;
    }

    byte @Nullable [] next() throws IOException {
      var line = new ByteArrayOutputStream();
      boolean some = false;
      while (true) {
        if (position == limit) {
          position = 0;
          limit = in.read(buffer);
          if (limit <= 0) {
            limit = 0;
            return some ? line.toByteArray() : null;
          }
        }
        some = true;
        int end = position;
        while (end < limit && buffer[end] != '\n') {
          end++;
        }
        line.write(buffer, position, end - position);
        position = end;
        if (end < limit) {
          position++;
          return line.toByteArray();
        }
      }
    }
  }
}
