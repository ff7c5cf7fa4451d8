package org.sessiondesk.session;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a store holds, byte for byte, for jobs that go through very much of it: export, import,
 * copying. It has a way of its own to the store, so that nobody else waits behind such a job; close
 * it when the job ends. For use by one thread. Calls block, and raise {@link StoreException}.
 */
public interface ByteStore extends AutoCloseable {

  /**
   * A value to be stored.
   *
   * @param next what is to be stored
   * @param expected what must be stored until then, or null where nothing may be
   * @param keepsEnd whether the store removes it when it would have removed what is expected;
   *     otherwise when {@code next} says
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Put(StoredBytes next, byte @Nullable [] expected, boolean keepsEnd) {
    public Put(StoredBytes next, byte @Nullable [] expected) {
      this(next, expected, false);
    }

    /** An edit of what is stored, of which the rest stays. */
    public static Put keepingEnd(StoredBytes next, byte[] expected) {
      return new Put(next, expected, true);
    }
  }

  /** How a put or a delete ended. Only {@link Done} has changed anything for sure. */
  sealed interface PutResult {

    /** The store confirmed it. */
    record Done() implements PutResult {}

    /** Something else is stored than what was expected, and stays. */
    record Differs() implements PutResult {}

    /** Nothing is stored any more where something was expected. */
    record Gone() implements PutResult {}

    /** The store did not do it, or its answer was lost. */
    record Failed(StoreException why) implements PutResult {}
  }

  /**
   * Hands over everything that is stored, in pages of at most some megabytes or of one value; an id
   * may come more than once. What is stored or removed meanwhile may be among it or not.
   *
   * @param progress told after every page, with about how many there are at most; ends the reading
   *     early where it is cancelled
   */
  void forEachPage(Consumer<List<StoredBytes>> page, Progress progress);

  /**
   * What is stored under {@code ids}, in their order; those under which nothing is are left out.
   */
  List<StoredBytes> read(List<SessionId> ids);

  /**
   * Stores values, each whole and in one atomic step or not at all.
   *
   * @return how each ended, in their order
   */
  List<PutResult> putAll(List<Put> puts);

  /**
   * Deletes values, each in one atomic step and only if it still is what is given; its TTL may be
   * another.
   *
   * @return how each ended, in their order
   */
  List<PutResult> deleteAll(List<StoredBytes> seen);

  @Override
  void close();
}
