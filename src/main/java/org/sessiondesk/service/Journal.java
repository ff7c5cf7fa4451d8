package org.sessiondesk.service;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.Actor;
import org.sessiondesk.session.AuditEntry;
import org.sessiondesk.session.AuditEntry.Outcome;
import org.sessiondesk.session.AuditLog;
import org.sessiondesk.session.Change;
import org.sessiondesk.session.Digest;
import org.sessiondesk.session.Kept;
import org.sessiondesk.session.KeptItem.Fate;
import org.sessiondesk.session.RecycleBin;
import org.sessiondesk.session.RecycleBinException;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.SessionCodec;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.StoreException;
import org.sessiondesk.session.StoreName;
import org.sessiondesk.session.StoredBytes;
import org.sessiondesk.session.StoredEntry;
import org.sessiondesk.session.StoredSession;
import org.sessiondesk.session.UnreadableEntry;
import org.sessiondesk.session.UnreadableReason;

/**
 * Writes down every change that the service makes: after it, a line of the audit log; before it,
 * where the command is to be undone, what was there. What expires by itself is nobody's change.
 */
public final class Journal {
  private final AuditLog audit;
  private final Optional<RecycleBin> bin;
  private final @Nullable SessionCodec codec;
  private final Actor usual;
  private final InstantSource clock;
  private final ScopedValue<Actor> actor = ScopedValue.newInstance();
  private final ScopedValue<RecycleBin.Filling> filling = ScopedValue.newInstance();

  /**
   * Makes it.
   *
   * @param codec gives what a temporary session would be stored as
   * @param usual who makes the changes of which nobody says anything else
   */
  public Journal(
      AuditLog audit, RecycleBin bin, SessionCodec codec, Actor usual, InstantSource clock) {
    this.audit = audit;
    this.bin = Optional.of(bin);
    this.codec = codec;
    this.usual = usual;
    this.clock = clock;
  }

  private Journal() {
    audit = AuditLog.NONE;
    bin = Optional.empty();
    codec = null;
    usual = new Actor(Actor.Face.WINDOW, "");
    clock = InstantSource.system();
  }

  /** One that writes nothing down. */
  public static Journal none() {
    return new Journal();
  }

  /**
   * Does {@code work} in the name of {@code who}. Holds for calls of the service on this thread.
   */
  public <T> T by(Actor who, Supplier<T> work) {
    return ScopedValue.where(actor, who).call(work::get);
  }

  /** Who makes the changes of this thread. */
  Actor actor() {
    return actor.isBound() ? actor.get() : usual;
  }

  /** The recycle bin; empty where nothing is kept. */
  public Optional<RecycleBin> bin() {
    return bin;
  }

  /** Does {@code work}, and keeps in {@code batch} what it changes. */
  <T> T keeping(RecycleBin.Filling batch, Supplier<T> work) {
    return ScopedValue.where(filling, batch).call(work::get);
  }

  /** Whether what is changed now is kept. */
  boolean isKeeping() {
    return filling.isBound();
  }

  /** What a change tells of its end. */
  static final class Note {
    private boolean done;
    private @Nullable StoredEntry after;

    /** The store confirmed it: {@code now} is there, or nothing. */
    void done(@Nullable StoredEntry now) {
      done = true;
      after = now;
    }
  }

  /**
   * Makes one change and writes it down.
   *
   * @param before what is there, where that is known
   * @param work makes the change, and says in the note where it was made
   * @throws RecycleBinException where what is there cannot be kept; then nothing is changed
   */
  <T> T write(
      Change change,
      SessionId id,
      StoreName store,
      @Nullable StoredEntry before,
      Function<Note, T> work) {
    var note = new Note();
    if (codec == null) {
      return work.apply(note);
    }
    var batch = before != null && filling.isBound() ? filling.get() : null;
    if (batch != null && before != null) {
      batch.keep(List.of(kept(before)));
    }
    boolean unknown = false;
    try {
      return work.apply(note);
    } catch (StoreException.OutcomeUnknown e) {
      unknown = true;
      throw e;
    } finally {
      var left = note.done ? digest(note.after) : null;
      if (batch != null) {
        batch.settle(List.of(fate(note.done, unknown, left)));
      }
      if (note.done || unknown) {
        var outcome = note.done ? Outcome.DONE : Outcome.UNKNOWN;
        audit.add(List.of(entry(change, outcome, id, store, digest(before), left)));
      }
    }
  }

  private static Optional<Fate> fate(boolean done, boolean unknown, @Nullable String left) {
    if (done) {
      return Optional.of(left == null ? Fate.GONE : Fate.left(left));
    }
    return unknown ? Optional.of(Fate.UNKNOWN) : Optional.empty();
  }

  private AuditEntry entry(
      Change change,
      Outcome outcome,
      SessionId id,
      StoreName store,
      @Nullable String before,
      @Nullable String after) {
    return new AuditEntry(clock.instant(), actor(), change, outcome, id, store, before, after);
  }

  /**
   * One of many changes of stored bytes that are made together.
   *
   * @param before what must be there, or null for nothing
   * @param after what is to be there, or null for nothing
   */
  record Step(Change change, @Nullable StoredBytes before, @Nullable StoredBytes after) {
    SessionId id() {
      var some = before == null ? after : before;
      if (some == null) {
        throw new IllegalStateException("a step changes something");
      }
      return some.id();
    }
  }

  /** How a step ended. */
  enum End {
    DONE,
    UNKNOWN,
    NOT_DONE
  }

  /**
   * Makes many changes and writes them down.
   *
   * @param work makes the changes, and says how each ended
   * @param endOf says the same in our words
   * @throws RecycleBinException where what is there cannot be kept; then nothing is changed
   */
  <R> List<R> writeAll(
      List<Step> steps, StoreName store, Supplier<List<R>> work, Function<R, End> endOf) {
    if (codec == null) {
      return work.get();
    }
    var batch = filling.isBound() ? filling.get() : null;
    var keeping = new ArrayList<Kept>();
    if (batch != null) {
      for (var step : steps) {
        if (step.before() != null) {
          keeping.add(Kept.persistent(step.before()));
        }
      }
      batch.keep(keeping);
    }
    List<R> results = List.of();
    try {
      results = work.get();
      return results;
    } finally {
      writeEnds(steps, store, results.stream().map(endOf).toList(), batch);
    }
  }

  private void writeEnds(
      List<Step> steps, StoreName store, List<End> ends, RecycleBin.@Nullable Filling batch) {
    var entries = new ArrayList<AuditEntry>();
    var fates = new ArrayList<Optional<Fate>>();
    for (int i = 0; i < steps.size(); i++) {
      var step = steps.get(i);
      // Without any word about it what was sent may have been done.
      var end = i < ends.size() ? ends.get(i) : End.NOT_DONE;
      var left = step.after() == null ? null : Digest.of(step.after().value());
      if (step.before() != null) {
        fates.add(fate(end == End.DONE, end == End.UNKNOWN, left));
      }
      if (end != End.NOT_DONE) {
        var before = step.before() == null ? null : Digest.of(step.before().value());
        boolean done = end == End.DONE;
        entries.add(
            entry(
                step.change(),
                done ? Outcome.DONE : Outcome.UNKNOWN,
                step.id(),
                store,
                before,
                done ? left : null));
      }
    }
    if (batch != null) {
      batch.settle(fates);
    }
    audit.add(entries);
  }

  // ---- what sessions are when they are written down

  /** What {@code entry} is to be put back from. */
  private Kept kept(StoredEntry entry) {
    if (entry instanceof StoredSession stored && !stored.session().persistent()) {
      var session = stored.session();
      var bytes = bytes(session);
      if (bytes == null) {
        throw notRestorable(entry, "it has no stored form");
      }
      return new Kept(
          StoredBytes.plain(entry.id(), bytes), true, session.expiresAt(), session.fallback());
    }
    if (entry instanceof UnreadableEntry unreadable
        && unreadable.reason() == UnreadableReason.WRONG_REDIS_TYPE) {
      throw notRestorable(entry, "it is no string");
    }
    return Kept.persistent(StoredBytes.plain(entry.id(), entry.revision().token()));
  }

  private static RecycleBinException notRestorable(StoredEntry entry, String why) {
    return new RecycleBinException(
        RecycleBinException.Reason.NOT_RESTORABLE,
        "session " + entry.id() + " could not be put back: " + why);
  }

  /** What a temporary session would be stored as; null where it would not be. */
  private byte @Nullable [] bytes(Session session) {
    try {
      return codec == null ? null : codec.encode(session.asPersistent());
    } catch (IllegalArgumentException _) {
      return null; // A time beyond all calendars, or half a character.
    }
  }

  /** The digest of {@code entry}; null where it has none. */
  @Nullable String digest(@Nullable StoredEntry entry) {
    return switch (entry) {
      case null -> null;
      case StoredSession stored when !stored.session().persistent() -> {
        var bytes = bytes(stored.session());
        yield bytes == null ? null : Digest.of(bytes);
      }
      case UnreadableEntry unreadable
          when unreadable.reason() == UnreadableReason.WRONG_REDIS_TYPE ->
          null;
      default -> Digest.of(entry.revision().token());
    };
  }

  /** The temporary session that was kept; empty where it cannot be read any more. */
  Optional<Session> temporary(Kept kept) {
    var expiresAt = kept.expiresAt();
    if (codec != null
        && expiresAt != null
        && codec.decode(kept.id(), kept.value().value()) instanceof StoredSession stored) {
      var read = stored.session();
      return Optional.of(
          new Session(
              read.id(),
              read.text(),
              read.voice(),
              read.name(),
              false,
              read.createdAt(),
              expiresAt,
              read.sentences(),
              read.metadata(),
              kept.fallback()));
    }
    return Optional.empty();
  }

  /** What {@code value} is as a session, or why it is none. */
  public Optional<StoredEntry> read(StoredBytes value) {
    return codec == null || !value.isString()
        ? Optional.empty()
        : Optional.of(codec.decode(value.id(), value.value()));
  }

  /** {@code value} under another id; empty where it is no session. */
  Optional<StoredBytes> withId(StoredBytes value, SessionId id) {
    return codec != null && read(value).filter(StoredSession.class::isInstance).isPresent()
        ? Optional.of(StoredBytes.plain(id, codec.withId(value.value(), id)))
        : Optional.empty();
  }
}
