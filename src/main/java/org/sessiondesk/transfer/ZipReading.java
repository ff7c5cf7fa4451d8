package org.sessiondesk.transfer;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.JsonFormat;
import org.sessiondesk.session.Progress;
import org.sessiondesk.transfer.TransferException.Reason;

/**
 * Goes once through a zip archive, from its first byte to its last. Nothing in it is believed: its
 * entries' names are compared with those that there can be, what it unfolds to is bounded, and in
 * the end every part must be what the manifest says. Nothing is ever written to a disk.
 */
final class ZipReading {
  private static final int LONGEST_MANIFEST = 16 << 20;
  private static final int END_LENGTH = 22;
  private static final int END_SIGNATURE = 0x06054b50;

  /** Reads the lines of a part and says how many there were. */
  interface PartReader {
    long read(String name, InputStream in) throws IOException;
  }

  private final ArchiveReader.CountingStream packed;
  private final Tail tail;
  private final ZipInputStream zip;
  private final JsonFormat json;
  private final ArchiveLimits limits;
  private final PartReader reader;
  private final List<Manifest.Part> parts = new ArrayList<>();
  private long unfolded;

  ZipReading(
      ArchiveReader.CountingStream packed,
      JsonFormat json,
      ArchiveLimits limits,
      PartReader reader) {
    this.packed = packed;
    this.tail = new Tail(packed);
    this.zip = new ZipInputStream(tail, StandardCharsets.UTF_8);
    this.json = json;
    this.limits = limits;
    this.reader = reader;
  }

  /**
   * Reads all of it.
   *
   * @return what it says about itself, which is true; null where it was cancelled
   */
  @Nullable Manifest read(Progress progress) throws IOException {
    Manifest manifest = null;
    for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      var name = entry.getName();
      if (manifest != null) {
        throw damaged("something follows the manifest");
      }
      if (name.equals(Manifest.NAME)) {
        manifest = manifest();
      } else if (Manifest.isPartName(name)) {
        parts.add(part(name));
      } else {
        throw new TransferException(
            Reason.BAD_ENTRY, "the archive has an entry that none of ours has: " + shown(name));
      }
      if (progress.cancelled()) {
        return null;
      }
    }
    tail.drain();
    if (manifest == null) {
      throw new TransferException(Reason.TRUNCATED, "the archive has no manifest at its end");
    }
    check(manifest);
    return manifest;
  }

  private Manifest manifest() throws IOException {
    var bytes = new Unfolded(null).readNBytes(LONGEST_MANIFEST + 1);
    if (bytes.length > LONGEST_MANIFEST) {
      throw new TransferException(Reason.TOO_LARGE, "the archive's manifest is too long");
    }
    return Manifest.read(bytes, json);
  }

  private Manifest.Part part(String name) throws IOException {
    var sha256 = Digests.sha256();
    var in = new Unfolded(sha256);
    long entries = reader.read(name, in);
    return new Manifest.Part(name, entries, in.length, HexFormat.of().formatHex(sha256.digest()));
  }

  private void check(Manifest manifest) {
    if (!manifest.parts().equals(parts)) {
      throw damaged(difference(manifest));
    }
    if (manifest.sessions() != parts.stream().mapToLong(Manifest.Part::sessions).sum()) {
      throw damaged("the manifest's number of sessions is not that of its parts");
    }
    if (!tail.isEndOf(parts.size() + 1)) {
      throw new TransferException(Reason.TRUNCATED, "the archive's end is missing or damaged");
    }
  }

  private String difference(Manifest manifest) {
    var said = manifest.parts();
    for (int i = 0; i < Math.min(said.size(), parts.size()); i++) {
      if (!said.get(i).equals(parts.get(i))) {
        return said.get(i).name() + " is not what the manifest says";
      }
    }
    return "the manifest tells of " + said.size() + " parts, there are " + parts.size();
  }

  private static TransferException damaged(String what) {
    return new TransferException(Reason.DAMAGED, "the archive is damaged: " + what);
  }

  /** A name that may be anything, fit to be shown. */
  private static String shown(String name) {
    var plain = name.replaceAll("[^\\x20-\\x7E]", "?");
    return plain.length() > 80 ? plain.substring(0, 80) + "…" : plain;
  }

  /** The bytes of one entry as they unfold. */
  private final class Unfolded extends FilterInputStream {
    private final @Nullable MessageDigest digest;
    private long length;

    Unfolded(@Nullable MessageDigest digest) {
      super(zip);
      this.digest = digest;
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int from, int wanted) throws IOException {
      int read = zip.read(bytes, from, wanted);
      if (read > 0) {
        if (length == 0 && read >= 2 && bytes[from] == 'P' && bytes[from + 1] == 'K') {
          throw new TransferException(Reason.BAD_ENTRY, "the archive holds another archive");
        }
        length += read;
        unfolded += read;
        if (unfolded > limits.unfolded(packed.count())) {
          throw new TransferException(
              Reason.TOO_LARGE,
              "the archive unfolds to more than "
                  + limits.expansion()
                  + " times its size, which is refused");
        }
        if (digest != null) {
          digest.update(bytes, from, read);
        }
      }
      return read;
    }
  }

  /** Remembers the last bytes that went through: the end of a zip file says how many entries. */
  private static final class Tail extends FilterInputStream {
    private byte[] last = new byte[0];

    Tail(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int from, int wanted) throws IOException {
      int read = in.read(bytes, from, wanted);
      if (read >= END_LENGTH) {
        last = Arrays.copyOfRange(bytes, from + read - END_LENGTH, from + read);
      } else if (read > 0) {
        var joined = Arrays.copyOf(last, last.length + read);
        System.arraycopy(bytes, from, joined, last.length, read);
        last = Arrays.copyOfRange(joined, Math.max(0, joined.length - END_LENGTH), joined.length);
      }
      return read;
    }

    void drain() throws IOException {
      var some = new byte[8 << 10];
      while (read(some, 0, some.length) >= 0) {
        // Up to the end.
      }
    }

    boolean isEndOf(int entries) {
      if (last.length < END_LENGTH) {
        return false;
      }
      var end = ByteBuffer.wrap(last).order(ByteOrder.LITTLE_ENDIAN);
      return end.getInt(0) == END_SIGNATURE
          && Short.toUnsignedInt(end.getShort(8)) == entries
          && Short.toUnsignedInt(end.getShort(10)) == entries
          && end.getShort(20) == 0;
    }
  }
}
