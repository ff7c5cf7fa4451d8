package org.sessiondesk.redis;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.PackedEntry;
import org.sessiondesk.session.PackingFollower;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.StoredEntry;

/**
 * Reads values in batches, a few at a time: while the server answers one, others are decoded, each
 * on a thread of its own. What was asked for first is delivered first. For use by one thread.
 */
final class ReadPipeline {
  private static final int MOST_IN_FLIGHT = 8;

  private final FeedReader reader;
  private final SessionKeys keys;
  private final SessionJson codec;
  private final Executor decoders;
  private final Pace pace;
  private final Deque<Slot> slots = new ArrayDeque<>();
  private final Deque<ValuePage> spare = new ArrayDeque<>();

  /**
   * Makes one.
   *
   * @param pace is told how long each answer took
   */
  ReadPipeline(
      FeedReader reader, SessionKeys keys, SessionJson codec, Executor decoders, Pace pace) {
    this.reader = reader;
    this.keys = keys;
    this.codec = codec;
    this.decoders = decoders;
    this.pace = pace;
  }

  /** What was found under the keys of a batch. */
  record Batch(List<PackedEntry> present, List<SessionId> gone) {

    /** What was found, decoded. */
    List<StoredEntry> entries() {
      return present.stream().map(PackedEntry::entry).toList();
    }
  }

  /**
   * A value that was packed; what it is in full is seldom asked.
   *
   * @param place where the value is in the page
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Packed(
      byte[] packed, SessionKeys keys, byte[] key, ValuePage page, int place, SessionJson codec)
      implements PackedEntry {
    @Override
    public StoredEntry entry() {
      return codec.decode(keys.id(key), page.copy(place));
    }
  }

  private record Decoded(StoredEntry entry) implements PackedEntry {
    @Override
    public byte @Nullable [] packed() {
      return null;
    }
  }

  /**
   * What is under way.
   *
   * @param keys how many were asked for
   * @param page what the values come into
   * @param took the time until the values came, in nanoseconds
   */
  private record Slot(
      int keys,
      ValuePage page,
      CompletableFuture<Batch> batch,
      CompletableFuture<Long> took,
      Consumer<Batch> receiver) {}

  /**
   * Asks for the values of {@code wanted}, to be handed to {@code receiver} on this thread, in this
   * call or a later one. Waits where too many are under way.
   *
   * @param packer packs what is of the plain kind, on the threads that decode; or null
   */
  void submit(List<byte[]> wanted, @Nullable PackingFollower packer, Consumer<Batch> receiver)
      throws InterruptedException {
    if (slots.size() == MOST_IN_FLIGHT) {
      deliverFirst();
    }
    var page = spare.isEmpty() ? new ValuePage() : spare.remove();
    long asked = System.nanoTime();
    var answer = reader.values(wanted, page);
    var took = answer.thenApply(_ -> System.nanoTime() - asked);
    var batch = answer.thenComposeAsync(values -> decode(wanted, values, packer), decoders);
    slots.add(new Slot(wanted.size(), page, batch, took, receiver));
  }

  /** Waits for everything that is under way and delivers it. */
  void drain() throws InterruptedException {
    while (!slots.isEmpty()) {
      deliverFirst();
    }
  }

  private void deliverFirst() throws InterruptedException {
    var slot = slots.remove();
    slot.receiver().accept(reader.await(slot.batch()));
    pace.took(slot.keys(), slot.took().join());
    // Whoever was told has taken what he needs.
    slot.page().clear();
    spare.add(slot.page());
  }

  private CompletableFuture<Batch> decode(
      List<byte[]> wanted, ValuePage values, @Nullable PackingFollower packer) {
    var batch = new Batch(new ArrayList<>(wanted.size()), new ArrayList<>());
    var missing = new ArrayList<byte[]>();
    var scanner = new SessionScanner(keys);
    for (int i = 0; i < wanted.size(); i++) {
      var key = wanted.get(i);
      if (!values.holds(i)) {
        missing.add(key);
        continue;
      }
      var fields =
          packer == null ? null : scanner.scan(key, values.bytes(), values.from(i), values.to(i));
      batch
          .present()
          .add(
              fields == null || packer == null
                  ? new Decoded(codec.decode(keys.id(key), values.copy(i)))
                  : new Packed(packer.pack(fields), keys, key, values, i, codec));
    }
    return missing.isEmpty() ? CompletableFuture.completedFuture(batch) : explain(missing, batch);
  }

  /** MGET answers nothing for a hash or a list as well: what is there must be asked for. */
  private CompletableFuture<Batch> explain(List<byte[]> missing, Batch batch) {
    var types = missing.stream().map(reader::type).toList();
    return CompletableFuture.allOf(types.toArray(CompletableFuture[]::new))
        .thenComposeAsync(
            _ -> {
              var again = new ArrayList<byte[]>();
              for (int i = 0; i < missing.size(); i++) {
                sort(missing.get(i), types.get(i).join(), batch, again);
              }
              return again.isEmpty()
                  ? CompletableFuture.completedFuture(batch)
                  : readAgain(again, batch);
            },
            decoders);
  }

  private void sort(byte[] key, String type, Batch batch, List<byte[]> again) {
    switch (type) {
      case "none" -> batch.gone().add(keys.id(key));
      case "string" -> again.add(key); // Set between the two questions.
      default -> batch.present().add(new Decoded(RedisSessionStore.otherType(keys.id(key), type)));
    }
  }

  private CompletableFuture<Batch> readAgain(List<byte[]> again, Batch batch) {
    return reader
        .values(again, new ValuePage())
        .thenComposeAsync(values -> decode(again, values, null), decoders)
        .thenApply(
            more -> {
              batch.present().addAll(more.present());
              batch.gone().addAll(more.gone());
              return batch;
            });
  }
}
