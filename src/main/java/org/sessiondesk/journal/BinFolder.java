package org.sessiondesk.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.Actor;
import org.sessiondesk.session.Change;
import org.sessiondesk.session.JsonFormat;
import org.sessiondesk.session.KeptBatch;
import org.sessiondesk.session.KeptItem;
import org.sessiondesk.session.Listeners;
import org.sessiondesk.session.RecycleBin;
import org.sessiondesk.session.RecycleBinException;
import org.sessiondesk.session.RecycleBinException.Reason;
import org.sessiondesk.session.Registration;
import org.sessiondesk.session.StoreName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The recycle bin in files, one a batch, whose name tells when it was begun. Beside it may lie one
 * with the numbers of the values that were taken out. Nothing is read before it is asked for.
 * Several programs may use one folder.
 */
public final class BinFolder implements RecycleBin {
  private static final Logger LOG = LoggerFactory.getLogger(BinFolder.class);
  private static final String SUFFIX = ".bin";
  private static final String GONE = ".gone";
  private static final Pattern ID = Pattern.compile("(\\d{8}T\\d{9}Z)-[0-9a-f]{8}");
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

  /** The last line of a batch is shorter than this. */
  private static final int LONGEST_END = 200;

  private final Path folder;
  private final JsonFormat json;
  private final Supplier<Limits> limits;
  private final InstantSource clock;
  private final Map<String, BinFilling> filling = new ConcurrentHashMap<>();
  private final Listeners<Object> watchers = new Listeners<>();

  /** How much there is, about; negative while it is not known. Guarded by this. */
  private long held = -1;

  /**
   * Makes it; reads nothing yet.
   *
   * @param folder where the batches are; created with the first one
   * @param limits how much is kept, asked for again and again
   */
  public BinFolder(Path folder, JsonFormat json, Supplier<Limits> limits, InstantSource clock) {
    this.folder = folder;
    this.json = json;
    this.limits = limits;
    this.clock = clock;
  }

  @Override
  public Limits limits() {
    return limits.get();
  }

  @Override
  public Registration watch(Runnable watcher) {
    return watchers.add(_ -> watcher.run());
  }

  @Override
  public Filling begin(Change change, Actor actor, StoreName store) {
    var now = clock.instant();
    var random = new byte[4];
    ThreadLocalRandom.current().nextBytes(random);
    var id = STAMP.format(now) + "-" + HexFormat.of().formatHex(random);
    return new BinFilling(
        this, new KeptBatch(id, now, change, actor, store, 0, 0, false), file(id), json);
  }

  /**
   * Removes what is over or too much, so that the batch {@code id} can have {@code bytes}.
   *
   * @throws RecycleBinException where it would take more than there may be at all
   */
  synchronized void makeRoom(String id, long bytes) throws IOException {
    var most = limits.get().bytes();
    if (bytes > most) {
      throw new RecycleBinException(
          Reason.FULL, "one batch would take more than the " + most + " bytes of the bin");
    }
    OwnerFiles.createFolder(folder);
    if (held < 0 || held + bytes > most) {
      held = removeOver(id, bytes);
    }
  }

  /**
   * Removes batches whose time is over, then the oldest until {@code more} bytes fit in.
   *
   * @param but one that stays and does not count
   * @return how many bytes the others take
   */
  private long removeOver(String but, long more) throws IOException {
    var now = limits.get();
    var oldest = clock.instant().minus(now.time());
    long total = 0;
    var kept = new ArrayList<String>();
    for (var id : ids()) {
      if (id.equals(but)) {
        continue;
      }
      if (begun(id).isBefore(oldest) && !isUnderway(id)) {
        LOG.info("The recycle bin keeps batch {} no longer: its time is over", id);
        delete(id);
      } else {
        kept.add(id);
        total += size(id);
      }
    }
    for (var id : kept) {
      if (total + more <= now.bytes()) {
        break;
      }
      if (!isUnderway(id)) {
        LOG.info("The recycle bin keeps batch {} no longer: it has reached its limit", id);
        total -= size(id);
        delete(id);
      }
    }
    return total;
  }

  /** Whether this program or another one is making the batch just now. */
  private boolean isUnderway(String id) {
    if (filling.containsKey(id)) {
      return true;
    }
    try (var channel = FileChannel.open(file(id), StandardOpenOption.READ)) {
      return end(channel) == null && isMadeElsewhere(Fields.read(firstLine(file(id)), json));
    } catch (IOException | RuntimeException e) {
      LOG.debug("Batch {} makes no sense", id, e);
      return false;
    }
  }

  private static boolean isMadeElsewhere(Fields head) {
    var maker = BinLine.maker(head);
    return !maker.equals(BinLine.Maker.thisProgram()) && maker.isAlive();
  }

  void began(String id, BinFilling batch) {
    filling.put(id, batch);
  }

  void ended(String id, boolean kept) {
    filling.remove(id);
    synchronized (this) {
      held = -1;
    }
    if (kept) {
      watchers.tell(id);
    }
  }

  @Override
  public List<KeptBatch> batches() {
    try {
      synchronized (this) {
        held = removeOver("", 0);
      }
      var all = new ArrayList<KeptBatch>();
      for (var id : ids().reversed()) {
        batch(id).ifPresent(all::add);
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException("The recycle bin cannot be read", e);
    }
  }

  @Override
  public Optional<KeptBatch> find(String batch) {
    try {
      return isId(batch) ? batch(batch) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("The recycle bin cannot be read", e);
    }
  }

  private Optional<KeptBatch> batch(String id) throws IOException {
    var underway = filling.get(id);
    if (underway != null) {
      return underway.batch();
    }
    try (var channel = FileChannel.open(file(id), StandardOpenOption.READ)) {
      var fields = Fields.read(firstLine(file(id)), json);
      var head = BinLine.head(id, fields);
      var end = end(channel);
      if (end == null) {
        if (isMadeElsewhere(fields)) {
          return Optional.empty(); // It comes when it is whole.
        }
        end = mend(id);
      }
      long count = end.number("end") - goneCount(id);
      return Optional.of(
          new KeptBatch(
              id,
              head.at(),
              head.change(),
              head.actor(),
              head.store(),
              Math.max(0, count),
              size(id),
              end.flag("whole")));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (RuntimeException e) {
      LOG.warn("A batch in the recycle bin makes no sense and is left alone: {}", id, e);
      return Optional.empty();
    }
  }

  private static byte[] firstLine(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      var line = new BinReading.Lines(in).next();
      return line == null ? new byte[0] : line;
    }
  }

  private @Nullable Fields end(FileChannel channel) throws IOException {
    int size = (int) Math.min(LONGEST_END, channel.size());
    var bytes = ByteBuffer.allocate(size);
    while (bytes.hasRemaining()
        && channel.read(bytes, channel.size() - size + bytes.position()) >= 0) {
      // It is read in one go nearly always.
    }
    var tail = bytes.array();
    int from = size - 1;
    while (from > 0 && tail[from - 1] != '\n') {
      from--;
    }
    if (size == 0 || tail[size - 1] != '\n') {
      return null;
    }
    try {
      var line = new byte[size - from];
      System.arraycopy(tail, from, line, 0, line.length);
      var fields = Fields.read(line, json);
      return BinLine.isEnd(fields) ? fields : null;
    } catch (IOException | RuntimeException e) {
      LOG.debug("That is not the last line of a batch", e);
      return null;
    }
  }

  /** Gives an end to a batch whose program was killed while it made it. */
  private Fields mend(String id) throws IOException {
    long[] count = new long[1];
    var reading =
        new BinReading(
            json,
            new BitSet(),
            _ -> {
              count[0]++;
              return true;
            });
    long unreadable = reading.read(file(id));
    var end = BinLine.end(count[0], false, json);
    try (var channel = OwnerFiles.open(file(id))) {
      var line = new byte[end.length + 1];
      line[0] = '\n'; // After half a line, which stays.
      System.arraycopy(end, 0, line, 1, end.length);
      OwnerFiles.writeAt(channel, channel.size(), line);
    }
    LOG.warn(
        "A program ended while it made batch {} of the recycle bin: {} sessions are kept, {} lines make no sense",
        id,
        count[0],
        unreadable);
    return Fields.read(end, json);
  }

  @Override
  public long forEach(String batch, Predicate<? super KeptItem> visitor) {
    if (!isId(batch)) {
      return 0;
    }
    try {
      return new BinReading(json, gone(batch), visitor).read(file(batch));
    } catch (NoSuchFileException _) {
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException("The recycle bin cannot be read", e);
    }
  }

  @Override
  public synchronized void remove(String batch, Collection<Long> numbers) {
    if (!isId(batch) || numbers.isEmpty()) {
      return;
    }
    var gone = gone(batch);
    var fresh = ByteBuffer.allocate(numbers.size() * Long.BYTES);
    for (long number : numbers) {
      if (!gone.get((int) number)) {
        gone.set((int) number);
        fresh.putLong(number);
      }
    }
    var bytes = new byte[fresh.position()];
    fresh.flip().get(bytes);
    try (var channel = OwnerFiles.open(folder.resolve(batch + GONE))) {
      // What a killed program left of a number is written over.
      OwnerFiles.writeAt(channel, channel.size() / Long.BYTES * Long.BYTES, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("The recycle bin cannot be written", e);
    }
    if (find(batch).map(KeptBatch::count).orElse(1L) == 0) {
      remove(batch);
    } else {
      watchers.tell(batch);
    }
  }

  @Override
  public synchronized boolean remove(String batch) {
    if (!isId(batch)) {
      return false;
    }
    try {
      boolean there = delete(batch);
      held = -1;
      watchers.tell(batch);
      return there;
    } catch (IOException e) {
      throw new UncheckedIOException("The recycle bin cannot be written", e);
    }
  }

  private boolean delete(String id) throws IOException {
    boolean there = Files.deleteIfExists(file(id));
    Files.deleteIfExists(folder.resolve(id + GONE));
    return there;
  }

  private BitSet gone(String id) {
    var numbers = new BitSet();
    try {
      var bytes = ByteBuffer.wrap(Files.readAllBytes(folder.resolve(id + GONE)));
      while (bytes.remaining() >= Long.BYTES) {
        numbers.set((int) bytes.getLong());
      }
    } catch (NoSuchFileException _) {
      return numbers;
    } catch (IOException e) {
      throw new UncheckedIOException("The recycle bin cannot be read", e);
    }
    return numbers;
  }

  private long goneCount(String id) throws IOException {
    try {
      return Files.size(folder.resolve(id + GONE)) / Long.BYTES;
    } catch (NoSuchFileException _) {
      return 0;
    }
  }

  private long size(String id) throws IOException {
    try {
      return Files.size(file(id));
    } catch (NoSuchFileException _) {
      return 0;
    }
  }

  /** The ids of all batches, the oldest first. */
  private List<String> ids() throws IOException {
    return OwnerFiles.list(folder, name -> name.endsWith(SUFFIX)).stream()
        .map(file -> file.getFileName().toString())
        .map(name -> name.substring(0, name.length() - SUFFIX.length()))
        .filter(BinFolder::isId)
        .toList();
  }

  /** Not every text is one: a batch is a file's name, and nothing but that. */
  private static boolean isId(String id) {
    return ID.matcher(id).matches();
  }

  private static Instant begun(String id) {
    try {
      return STAMP.parse(id.substring(0, id.indexOf('-')), Instant::from);
    } catch (DateTimeException _) {
      return Instant.MAX; // No time that there is: it stays.
    }
  }

  private Path file(String id) {
    return folder.resolve(id + SUFFIX);
  }
}
