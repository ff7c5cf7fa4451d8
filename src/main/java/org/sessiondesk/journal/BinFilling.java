package org.sessiondesk.journal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.JsonFormat;
import org.sessiondesk.session.Kept;
import org.sessiondesk.session.KeptBatch;
import org.sessiondesk.session.KeptItem.Fate;
import org.sessiondesk.session.RecycleBin;
import org.sessiondesk.session.RecycleBinException;
import org.sessiondesk.session.RecycleBinException.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A batch of the recycle bin being written. What is kept is with the operating system before it is
 * changed, and forced to disk at the beginning, then once a second, and at the end.
 */
final class BinFilling implements RecycleBin.Filling {
  private static final Logger LOG = LoggerFactory.getLogger(BinFilling.class);
  private static final long SYNC_NANOS = 1_000_000_000L;

  private final BinFolder folder;
  private final KeptBatch empty;
  private final JsonFormat json;
  private final Path file;
  private @Nullable FileChannel channel;
  private long size;
  private long nextNumber;
  private long kept;
  private long groupFirst;
  private int groupSize;
  private byte[] unwritten = new byte[0];
  private long lastSync;
  private boolean closed;

  BinFilling(BinFolder folder, KeptBatch empty, Path file, JsonFormat json) {
    this.folder = folder;
    this.empty = empty;
    this.file = file;
    this.json = json;
  }

  @Override
  public synchronized void keep(List<Kept> values) {
    if (groupSize > 0) {
      settle(java.util.Collections.nCopies(groupSize, Optional.of(Fate.UNKNOWN)));
    }
    if (values.isEmpty()) {
      return;
    }
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(unwritten);
    if (channel == null) {
      bytes.writeBytes(BinLine.head(empty, BinLine.Maker.thisProgram(), json));
    }
    long number = nextNumber;
    for (var value : values) {
      bytes.writeBytes(BinLine.value(number++, value, json));
    }
    write(bytes.toByteArray());
    unwritten = new byte[0];
    groupFirst = nextNumber;
    groupSize = values.size();
    nextNumber = number;
    kept += groupSize;
  }

  private void write(byte[] bytes) {
    try {
      folder.makeRoom(empty.id(), size + bytes.length);
      var open = channel;
      if (open == null) {
        open = OwnerFiles.open(file);
        channel = open;
        folder.began(empty.id(), this);
      }
      OwnerFiles.writeAt(open, size, bytes);
      size += bytes.length;
      if (lastSync == 0 || System.nanoTime() - lastSync >= SYNC_NANOS) {
        open.force(false);
        lastSync = System.nanoTime();
      }
    } catch (IOException e) {
      throw new RecycleBinException(
          Reason.UNUSABLE, "the recycle bin cannot be written: " + e.getMessage(), e);
    }
  }

  @Override
  public synchronized void settle(List<Optional<Fate>> fates) {
    if (groupSize == 0) {
      return;
    }
    for (var fate : fates) {
      kept -= fate.isEmpty() ? 1 : 0;
    }
    // Written with the next group or at the end: until then the fates count as not known.
    unwritten = BinLine.fates(groupFirst, fates, json);
    groupSize = 0;
  }

  @Override
  public synchronized Optional<KeptBatch> batch() {
    return kept == 0
        ? Optional.empty()
        : Optional.of(
            new KeptBatch(
                empty.id(),
                empty.at(),
                empty.change(),
                empty.actor(),
                empty.store(),
                kept,
                size + unwritten.length,
                closed));
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    var open = channel;
    if (open == null) {
      return;
    }
    try (open) {
      if (kept > 0) {
        finish(open);
      }
    } catch (IOException e) {
      // What was kept is there; only its end is missing, as after a crash.
      LOG.warn("The end of a batch could not be written to the recycle bin", e);
    }
    folder.ended(empty.id(), kept > 0);
    if (kept == 0) {
      delete();
    }
  }

  private void finish(FileChannel open) throws IOException {
    var end = new ByteArrayOutputStream();
    end.writeBytes(unwritten);
    end.writeBytes(BinLine.end(kept, true, json));
    OwnerFiles.writeAt(open, size, end.toByteArray());
    size += end.size();
    unwritten = new byte[0];
    open.force(false);
  }

  private void delete() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("An empty batch could not be removed from the recycle bin", e);
    }
  }
}
