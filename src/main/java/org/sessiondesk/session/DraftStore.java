package org.sessiondesk.session;

import java.time.Instant;
import java.util.Optional;

/**
 * Keeps what somebody is writing and has not saved, for the case that the program ends before it
 * is. Calls block. Safe for use by many threads.
 */
public interface DraftStore {

  /** One that keeps nothing. */
  DraftStore NONE =
      new DraftStore() {
        @Override
        public void keep(StoreName store, SessionId id, Json.Obj draft) {}

        @Override
        public Optional<KeptDraft> find(StoreName store, SessionId id) {
          return Optional.empty();
        }

        @Override
        public void remove(StoreName store, SessionId id) {}
      };

  /**
   * A draft that was kept.
   *
   * @param at when it was kept last
   * @param draft what was given
   */
  record KeptDraft(Instant at, Json.Obj draft) {}

  /**
   * Keeps {@code draft} in place of the one before.
   *
   * @throws java.io.UncheckedIOException where it cannot be written; the one before stays
   */
  void keep(StoreName store, SessionId id, Json.Obj draft);

  /** The draft for that session in that store; one that cannot be read is left alone. */
  Optional<KeptDraft> find(StoreName store, SessionId id);

  /** Forgets it. */
  void remove(StoreName store, SessionId id);
}
