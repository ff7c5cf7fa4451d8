package org.sessiondesk.transfer;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.sessiondesk.session.JsonFormat;

/** A zip archive: parts of JSON Lines, and at the end a manifest that tells of them. */
final class ZipArchiveWriter implements EntryWriter {

  /** How many entries a part holds, and how many bytes before packing, at the most. */
  private static final int PART_ENTRIES = 100_000;

  private static final long PART_BYTES = 256L << 20;

  private final LineWriter line = new LineWriter();
  private final ZipOutputStream zip;
  private final JsonFormat json;
  private final ArchiveSource source;
  private final Instant createdAt;
  private final List<Manifest.Part> parts = new ArrayList<>();
  private final MessageDigest sha256 = Digests.sha256();
  private boolean open;
  private long entries;
  private long bytes;

  ZipArchiveWriter(OutputStream out, JsonFormat json, ArchiveSource source, Instant createdAt) {
    zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
    // Half the time of the usual level, for a tenth more bytes.
    zip.setLevel(Deflater.BEST_SPEED);
    this.json = json;
    this.source = source;
    this.createdAt = createdAt;
  }

  @Override
  public void write(ArchiveEntry entry) throws IOException {
    line.write(entry);
    if (open && (entries == PART_ENTRIES || bytes + line.size() >= PART_BYTES)) {
      endPart();
    }
    if (!open) {
      begin(Manifest.partName(parts.size() + 1));
      open = true;
    }
    writeBytes(line.bytes(), line.size());
    writeBytes(new byte[] {'\n'}, 1);
    entries++;
  }

  private void begin(String name) throws IOException {
    var entry = new ZipEntry(name);
    entry.setTime(createdAt.toEpochMilli());
    zip.putNextEntry(entry);
  }

  private void writeBytes(byte[] some, int length) throws IOException {
    sha256.update(some, 0, length);
    zip.write(some, 0, length);
    bytes += length;
  }

  private void endPart() throws IOException {
    zip.closeEntry();
    var digest = HexFormat.of().formatHex(sha256.digest());
    parts.add(new Manifest.Part(Manifest.partName(parts.size() + 1), entries, bytes, digest));
    open = false;
    entries = 0;
    bytes = 0;
  }

  @Override
  public void finish() throws IOException {
    if (open) {
      endPart();
    }
    long all = parts.stream().mapToLong(Manifest.Part::sessions).sum();
    var manifest = new Manifest(createdAt, source, all, parts);
    begin(Manifest.NAME);
    zip.write(json.printPretty(manifest.toJson()).getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
    zip.finish();
    zip.flush();
  }
}
