package org.sessiondesk.journal;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.Digest;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.JsonFormat;
import org.sessiondesk.session.Kept;
import org.sessiondesk.session.KeptBatch;
import org.sessiondesk.session.KeptItem.Fate;
import org.sessiondesk.session.StoredBytes;

/**
 * The lines of a batch in the recycle bin: a head, then for each group its values and their fates,
 * then an end, which is missing where the program was killed.
 */
final class BinLine {
  private static final int VERSION = 1;

  private BinLine() {}

  /** Who makes a batch, so that another program can tell whether it still does. */
  record Maker(long process, String started) {

    static Maker thisProgram() {
      return of(ProcessHandle.current());
    }

    private static Maker of(ProcessHandle process) {
      return new Maker(
          process.pid(), process.info().startInstant().map(Instant::toString).orElse(""));
    }

    boolean isAlive() {
      return ProcessHandle.of(process).filter(there -> of(there).equals(this)).isPresent();
    }
  }

  /** The first line: the batch with nothing in it. */
  static byte[] head(KeptBatch batch, Maker maker, JsonFormat json) {
    return new Fields()
        .number("bin", VERSION)
        .time("time", batch.at())
        .word("change", batch.change())
        .actor(batch.actor())
        .store(batch.store())
        .number("process", maker.process())
        .text("process_started", maker.started())
        .line(json);
  }

  static KeptBatch head(String id, Fields line) {
    if (line.number("bin") != VERSION) {
      throw new IllegalArgumentException("another version wrote it");
    }
    return new KeptBatch(
        id, line.time("time"), line.change(), line.actor(), line.store(), 0, 0, false);
  }

  static Maker maker(Fields line) {
    return new Maker(line.number("process"), line.text("process_started"));
  }

  static byte[] value(long number, Kept kept, JsonFormat json) {
    var value = kept.value();
    var fields = new Fields().number("n", number).id(kept.id());
    if (kept.temporary()) {
      fields.time("expires_at", kept.expiresAt());
    }
    if (kept.fallback()) {
      fields.put("fallback", new Json.Bool(true));
    }
    if (!value.isString()) {
      fields.text("type", value.type());
    }
    fields.time("removed_at", value.removedAt());
    fields.text("sha256", Digest.of(value.value()));
    var text = text(value.value());
    return (text == null
            ? fields.text("base64", Base64.getEncoder().encodeToString(value.value()))
            : fields.text("value", text))
        .line(json);
  }

  /** The text that exactly these bytes are, or null where they are none. */
  private static @Nullable String text(byte[] value) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
    } catch (CharacterCodingException _) {
      return null;
    }
  }

  static boolean isValue(Fields line) {
    return line.has("n");
  }

  /**
   * Reads a value.
   *
   * @throws RuntimeException where it is not what was written
   */
  static Kept value(Fields line) {
    var encoded = line.optional("base64");
    var value =
        encoded == null
            ? line.text("value").getBytes(StandardCharsets.UTF_8)
            : Base64.getDecoder().decode(encoded);
    if (!Digest.of(value).equals(line.text("sha256"))) {
      throw new IllegalArgumentException("the value is damaged");
    }
    var type = line.optional("type");
    var expiresAt = line.optionalTime("expires_at");
    return new Kept(
        new StoredBytes(
            line.id(),
            value,
            type == null ? StoredBytes.STRING : type,
            line.optionalTime("removed_at")),
        expiresAt != null,
        expiresAt,
        line.flag("fallback"));
  }

  /** What became of the values from number {@code first} on; null for one that was not changed. */
  static byte[] fates(long first, List<Optional<Fate>> fates, JsonFormat json) {
    var written = new ArrayList<Json>(fates.size());
    for (var fate : fates) {
      written.add(fate.<Json>map(BinLine::fate).orElseGet(Json.Null::new));
    }
    return new Fields().number("from", first).put("fates", new Json.Arr(written)).line(json);
  }

  private static Json fate(Fate fate) {
    var left = fate.left();
    return left != null ? new Json.Str(left) : new Json.Bool(fate.known());
  }

  /** The fates of a group by their places in it, or null where the line tells no fates. */
  static @Nullable List<Optional<Fate>> fates(Fields line) {
    if (!(line.value("fates") instanceof Json.Arr(var items))) {
      return null;
    }
    return items.stream().map(BinLine::fate).toList();
  }

  private static Optional<Fate> fate(Json written) {
    return switch (written) {
      case Json.Str(var left) -> Optional.of(Fate.left(left));
      case Json.Bool(var known) -> Optional.of(known ? Fate.GONE : Fate.UNKNOWN);
      default -> Optional.empty();
    };
  }

  /** The last line. */
  static byte[] end(long count, boolean whole, JsonFormat json) {
    return new Fields().number("end", count).put("whole", new Json.Bool(whole)).line(json);
  }

  static boolean isEnd(Fields line) {
    return line.has("end");
  }
}
