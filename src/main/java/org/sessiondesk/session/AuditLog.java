package org.sessiondesk.session;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Every change that this program made, in the order in which they were made. Entries are only
 * added. Safe for use by many threads.
 */
public interface AuditLog extends AutoCloseable {

  /** One that keeps nothing: for what changes nothing. */
  AuditLog NONE =
      new AuditLog() {
        @Override
        public void add(List<AuditEntry> entries) {}

        @Override
        public Reading read(Predicate<? super AuditEntry> visitor) {
          return new Reading(0, 0);
        }

        @Override
        public Registration watch(Consumer<? super List<AuditEntry>> watcher) {
          return () -> {};
        }

        @Override
        public Registration watchTrouble(Consumer<? super JournalTrouble> watcher) {
          return () -> {};
        }

        @Override
        public void close() {}
      };

  /**
   * What came of reading.
   *
   * @param entries how many were handed over
   * @param unreadable how many lines make no sense, such as one that was being written when the
   *     program was killed; they stay where they are
   */
  record Reading(long entries, long unreadable) {}

  /**
   * Adds entries; on return they survive the end of this program. Never fails: what cannot be
   * written is held for a while, tried again with the next entries, and told of as trouble.
   */
  void add(List<AuditEntry> entries);

  /**
   * Hands over what is there, the newest first, until {@code visitor} says false. Blocks; the
   * memory it needs does not grow with the log.
   *
   * @throws java.io.UncheckedIOException where it cannot be read
   */
  Reading read(Predicate<? super AuditEntry> visitor);

  /** Tells of entries as they are added by this program, on the thread that adds them. */
  Registration watch(Consumer<? super List<AuditEntry>> watcher);

  /** Tells when entries cannot be written, and when they can again. */
  Registration watchTrouble(Consumer<? super JournalTrouble> watcher);

  /** Writes what is held. Blocks. */
  @Override
  void close();
}
