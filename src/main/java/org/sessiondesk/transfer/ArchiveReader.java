package org.sessiondesk.transfer;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.Secret;
import org.sessiondesk.session.JsonFormat;
import org.sessiondesk.session.Progress;
import org.sessiondesk.session.SessionCodec;
import org.sessiondesk.transfer.TransferException.Reason;

/**
 * Goes through a file of any of the formats that can be imported, from its first byte to its last,
 * without keeping it. What the file says about itself is checked on the way: who uses a line before
 * {@link #read} has returned must not rely on it. Not for several threads.
 */
final class ArchiveReader {
  private static final byte[] ZIP = {'P', 'K', 3, 4};
  private static final byte[] BOM = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final SessionCodec codec;
  private final JsonFormat json;
  private final String keyPrefix;
  private final ArchiveLimits limits;

  ArchiveReader(SessionCodec codec, JsonFormat json, String keyPrefix, ArchiveLimits limits) {
    this.codec = codec;
    this.json = json;
    this.keyPrefix = keyPrefix;
    this.limits = limits;
  }

  /** Is told of every line that is not empty, in their order. */
  interface Sink {
    /** A line was read. */
    void entry(Place place, ArchiveEntry entry);

    /** A line cannot be read. */
    void broken(Place place, LineFault fault);
  }

  /**
   * Reads {@code file}.
   *
   * @param passphrase what it was encrypted with, or null
   * @param progress told of the bytes read; ends the reading where it is cancelled
   * @return what the file says about itself, or null where it says nothing or was not read to its
   *     end
   * @throws TransferException where the file as a whole is not to be trusted
   */
  @Nullable Manifest read(Path file, @Nullable Secret passphrase, Sink sink, Progress progress) {
    try (var raw = new CountingStream(Files.newInputStream(file), Files.size(file), progress)) {
      var plain = new CountingStream(new BufferedInputStream(opened(raw, passphrase), 64 << 10));
      var head = plain.peek(16);
      if (startsWith(head, ZIP)) {
        return new ZipReading(plain, json, limits, (name, in) -> lines(name, in, sink, progress))
            .read(progress);
      }
      refuseForeign(head);
      if (startsWith(head, BOM)) {
        plain.skipNBytes(BOM.length);
      }
      lines("", plain, sink, progress);
      return null;
    } catch (EOFException e) {
      throw new TransferException(Reason.TRUNCATED, "the file ends too early", e);
    } catch (ZipException e) {
      throw new TransferException(Reason.DAMAGED, "the archive is damaged", e);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** Whether {@code file} is encrypted. */
  static boolean isSealed(Path file) {
    try (var in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(SealKeys.MAGIC.length), SealKeys.MAGIC);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static TransferException unreadable(Path file, IOException e) {
    return new TransferException(
        Reason.SOURCE_UNUSABLE, file + " cannot be read: " + Exporter.describe(e), e);
  }

  private static InputStream opened(CountingStream raw, @Nullable Secret passphrase)
      throws IOException {
    var buffered = new BufferedInputStream(raw, 64 << 10);
    buffered.mark(SealKeys.MAGIC.length);
    boolean sealed = Arrays.equals(buffered.readNBytes(SealKeys.MAGIC.length), SealKeys.MAGIC);
    buffered.reset();
    return sealed ? new SealedInput(buffered, passphrase) : buffered;
  }

  private static boolean startsWith(byte[] head, byte[] with) {
    return head.length >= with.length && Arrays.equals(head, 0, with.length, with, 0, with.length);
  }

  /** Says what a file is that people may take for one of ours. */
  private static void refuseForeign(byte[] head) {
    var begin = new String(head, StandardCharsets.ISO_8859_1);
    String what = null;
    if (begin.startsWith("PK")) {
      what = "a zip file without entries";
    } else if (begin.startsWith("\u001F\u008B")) {
      what = "packed by gzip: unpack it first";
    } else if (begin.startsWith("REDIS0")) {
      what = "a dump of Redis (RDB), which only Redis itself can load";
    } else if (begin.startsWith("\u00FF\u00FE") || begin.startsWith("\u00FE\u00FF")) {
      what = "in UTF-16, not in UTF-8";
    } else if (begin.replaceFirst("^\u00EF\u00BB\u00BF", "").startsWith("session_id,")) {
      what = "a table for people (CSV), which does not hold all of a session";
    }
    if (what != null) {
      throw new TransferException(Reason.NOT_AN_ARCHIVE, "the file is " + what);
    }
  }

  /** Reads the lines of one part; how many there were that are not empty. */
  private long lines(String part, InputStream in, Sink sink, Progress progress) throws IOException {
    var parser = new LineParser(codec, json, keyPrefix);
    var lines = new LineSplitter(in, limits.longestLine());
    long count = 0;
    for (var line = lines.next(); line != null && !progress.cancelled(); line = lines.next()) {
      if (isBlank(line) && !lines.tooLong()) {
        continue;
      }
      count++;
      var place = new Place(part, lines.number());
      ArchiveEntry entry = null;
      LineFault fault = lines.tooLong() ? LineFault.TOO_LONG : null;
      if (fault == null) {
        try {
          entry = parser.parse(line);
        } catch (BadLineException e) {
          fault = e.fault();
        }
      }
      if (entry != null) {
        sink.entry(place, entry);
      } else if (fault != null) {
        sink.broken(place, fault);
      }
    }
    return count;
  }

  private static boolean isBlank(byte[] line) {
    return line.length == 0 || (line.length == 1 && line[0] == '\r');
  }

  /** Counts what is read, and can look ahead. */
  static final class CountingStream extends FilterInputStream {
    private final long size;
    private final Progress progress;
    private long count;
    private long told;

    CountingStream(InputStream in) {
      this(in, -1, Progress.NONE);
    }

    CountingStream(InputStream in, long size, Progress progress) {
      super(in);
      this.size = size;
      this.progress = progress;
    }

    /** The next bytes, which stay to be read; fewer only at the end. The stream can be marked. */
    byte[] peek(int length) throws IOException {
      in.mark(length);
      var head = in.readNBytes(length);
      in.reset();
      return head;
    }

    /** How many bytes were read. */
    long count() {
      return count;
    }

    @Override
    public int read() throws IOException {
      int b = in.read();
      count += b < 0 ? 0 : 1;
      return b;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int read = in.read(bytes, from, length);
      count += Math.max(0, read);
      if (count - told >= 1 << 20 || count == size) {
        told = count;
        progress.at(count, size);
      }
      return read;
    }

    @Override
    public boolean markSupported() {
      return false; // What is read again would be counted twice.
    }
  }
}
