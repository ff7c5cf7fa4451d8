package org.sessiondesk.service;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.ConnectionControl;
import org.sessiondesk.session.ByteStore;
import org.sessiondesk.session.Change;
import org.sessiondesk.session.DeleteResult;
import org.sessiondesk.session.InvalidSessionException;
import org.sessiondesk.session.NewSession;
import org.sessiondesk.session.Progress;
import org.sessiondesk.session.Registration;
import org.sessiondesk.session.Segmenter;
import org.sessiondesk.session.ServerSaves;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.SessionListener;
import org.sessiondesk.session.SessionStats;
import org.sessiondesk.session.SessionStore;
import org.sessiondesk.session.StoreException;
import org.sessiondesk.session.StoredEntry;
import org.sessiondesk.session.StoredSession;
import org.sessiondesk.session.TemporarySessionStore;
import org.sessiondesk.session.UpdateResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules, in one place for window, HTTP and command line. Calls may block for as long as Redis
 * does; those that touch only temporary sessions never do. All may raise {@link StoreException}
 * where they need Redis. Safe for use by many threads.
 */
public final class SessionService implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SessionService.class);

  private final TemporarySessionStore temporary;
  private final ConnectionControl connection;
  private final Supplier<Duration> defaultTtl;
  private final InstantSource clock;
  private final SessionIndex index;
  private final EventHub events = new EventHub();
  private final Places places;
  private final Creations creations;
  private final Edits edits;
  private final Moves moves;
  private final Deletions deletions;
  private final Picture picture;
  private final Journal journal;
  private final Undoing undoing;

  /** Makes one that follows both stores and writes nothing down. */
  public SessionService(
      TemporarySessionStore temporary,
      ConnectionControl connection,
      Segmenter segmenter,
      Supplier<Duration> defaultTtl,
      InstantSource clock) {
    this(temporary, connection, segmenter, defaultTtl, clock, Journal.none());
  }

  /**
   * Makes the service and begins to follow both stores.
   *
   * @param defaultTtl the life of a temporary session for which none is asked, read at every use
   * @param journal where changes are written down
   */
  public SessionService(
      TemporarySessionStore temporary,
      ConnectionControl connection,
      Segmenter segmenter,
      Supplier<Duration> defaultTtl,
      InstantSource clock,
      Journal journal) {
    this(temporary, connection, segmenter, defaultTtl, clock, journal, true);
  }

  /**
   * Makes one that follows no store before {@link #follow}: for a command that has to do with a few
   * sessions and ends. Its picture is empty until then.
   */
  public static SessionService withoutPicture(
      TemporarySessionStore temporary,
      ConnectionControl connection,
      Segmenter segmenter,
      Supplier<Duration> defaultTtl,
      InstantSource clock,
      Journal journal) {
    return new SessionService(temporary, connection, segmenter, defaultTtl, clock, journal, false);
  }

  private SessionService(
      TemporarySessionStore temporary,
      ConnectionControl connection,
      Segmenter segmenter,
      Supplier<Duration> defaultTtl,
      InstantSource clock,
      Journal journal,
      boolean following) {
    this.temporary = temporary;
    this.connection = connection;
    this.defaultTtl = defaultTtl;
    this.clock = clock;
    this.index = new SessionIndex(clock);
    this.picture = new Picture(index, events, temporary, connection, clock);
    this.places =
        new Places(
            temporary,
            connection,
            picture,
            new SessionLocks(),
            journal,
            ScopedValue.newInstance(),
            defaultTtl,
            clock);
    this.journal = journal;
    this.undoing = new Undoing(places);
    this.creations = new Creations(places);
    this.edits = new Edits(places, segmenter);
    this.moves = new Moves(places);
    this.deletions = new Deletions(places);
    if (following) {
      picture.start();
    }
  }

  /** Begins to follow both stores; to be called once, on one made {@link #withoutPicture}. */
  public void follow() {
    picture.start();
  }

  /** The live picture of all sessions. */
  public SessionIndex index() {
    return index;
  }

  /**
   * Stops the loading of the persistent sessions where that is under way, until {@link
   * #resumeLoading} is called or everything is read anew, such as over a new connection. What is
   * loaded stays and is kept up to date; the picture is not complete.
   */
  public void stopLoading() {
    picture.hold(true);
  }

  /** Goes on with the loading where it was stopped. */
  public void resumeLoading() {
    picture.hold(false);
  }

  /** Whether the loading was stopped before everything was there. */
  public boolean isLoadingStopped() {
    return picture.isHeld();
  }

  /** Tells {@code listener} of everything that happens from now on. */
  public Registration subscribe(SessionListener listener) {
    return events.add(listener);
  }

  /**
   * Creates a session. One that is asked for as persistent while no store takes it is created as
   * temporary, marked as a fallback, and a warning is logged.
   *
   * @throws InvalidSessionException where it breaks the rules
   */
  public Creation create(NewSession asked) {
    return creations.create(asked);
  }

  /** Who changes what, and where that is written down. */
  public Journal journal() {
    return journal;
  }

  /** Has commands keep what they change, and puts it back. */
  public Undoing undoing() {
    return undoing;
  }

  /** The store that is wanted now, for work that goes on later. Returns at once. */
  public StoreLease lease() {
    return new StoreLease(places.store());
  }

  /**
   * Does {@code work} on the store of {@code lease}, whatever is connected meanwhile: where its
   * profile was left, calls that need it raise {@link StoreException.Unavailable}, and nothing
   * reaches the store of another profile. Holds for calls of this service on this thread.
   */
  public <T> T within(StoreLease lease, Supplier<T> work) {
    return ScopedValue.where(places.leased(), lease).call(work::get);
  }

  /** The live session {@code id}, or what is stored under its id; empty where it has expired. */
  public Optional<StoredEntry> find(SessionId id) {
    return places.find(id);
  }

  /** Like {@link #find}, but an expired session that is still held is found too. */
  public Optional<StoredEntry> open(SessionId id) {
    return places.open(id);
  }

  /**
   * Saves {@code changed} where what is stored still is {@code seen}; else says what is stored now.
   *
   * @throws InvalidSessionException where a changed field breaks the rules
   */
  public UpdateResult update(StoredSession seen, Session changed) {
    return edits.update(seen, changed, Change.UPDATE);
  }

  /**
   * Cuts the session's text into sentences and words, and keeps them with it.
   *
   * @param progress told how far the cutting is
   * @return the session with its sentences
   * @throws SessionNotFoundException where there is none
   */
  public Session segment(SessionId id, Progress progress) {
    return within(lease(), () -> edits.segment(id, progress));
  }

  /**
   * Gives a temporary session another deadline; one that has expired and is still held lives again.
   *
   * @throws SessionNotFoundException where there is no temporary session of that id
   * @throws InvalidSessionException where {@code deadline} has passed or is over ten years ahead
   */
  public Session extend(SessionId id, Instant deadline) {
    return edits.extend(id, deadline);
  }

  /**
   * Makes a temporary session persistent: it leaves memory only once Redis has confirmed it. One
   * that has expired and is still held can be saved so.
   *
   * @throws SessionNotFoundException where there is no temporary session of that id
   * @throws StoreOffException where no store is wanted
   * @throws SessionConflictException where Redis holds another session of that id
   */
  public Session promote(SessionId id) {
    return moves.promote(id);
  }

  /**
   * Makes a persistent session temporary: it leaves Redis only if it still is what was read.
   *
   * @param ttl how long it lives from now on, or null for the default
   * @throws SessionNotFoundException where there is no persistent session of that id
   * @throws SessionConflictException where it was changed meanwhile, or cannot be read
   */
  public Session demote(SessionId id, @Nullable Duration ttl) {
    return moves.demote(id, ttl);
  }

  /**
   * Deletes the session, wherever it is; an expired one counts as there as long as it is held.
   *
   * @return whether there was one
   */
  public boolean delete(SessionId id) {
    return deletions.delete(id);
  }

  /** Deletes what {@code seen} was read from, if it still is that. */
  public DeleteResult delete(StoredEntry seen) {
    return deletions.delete(seen);
  }

  /**
   * Deletes many, wherever they are, in batches. Those deleted before a failure stay deleted.
   *
   * @return how many there were
   */
  public long deleteAll(Collection<SessionId> ids, Progress progress) {
    return deletions.deleteAll(ids, progress);
  }

  /**
   * Puts back what was deleted, as it was. A temporary session whose deadline has passed meanwhile
   * comes back expired.
   *
   * @throws StoreException.AlreadyExists where there is something under its id again; that stays
   */
  public void restore(StoredEntry deleted) {
    restore(deleted, Change.RESTORE);
  }

  /** The same, written down as {@code change}: where it comes from a file. */
  public void restore(StoredEntry deleted, Change change) {
    deletions.restore(deleted, change);
  }

  /**
   * A way to what is stored as persistent sessions, byte for byte, for one job. What is written so
   * is written down as creating and updating.
   *
   * @throws StoreOffException where no store is wanted
   */
  public ByteStore openBytes() {
    return openBytes(null);
  }

  /**
   * The same.
   *
   * @param putting what storing a value is written down as; null for creating and updating
   */
  public ByteStore openBytes(@Nullable Change putting) {
    var store = places.persistentStore();
    var bytes = store.openBytes().orElseThrow(StoreOffException::new);
    return new OwnByteStore(bytes, store, picture, journal, putting);
  }

  /**
   * A way to what another store holds than the one that is connected, such as that which a copy
   * goes to. What is written so is written down, too.
   *
   * @param putting what storing a value is written down as
   * @throws StoreOffException where it holds nothing that could be read byte for byte
   */
  public ByteStore openOther(SessionStore other, Change putting) {
    var bytes = other.openBytes().orElseThrow(StoreOffException::new);
    return new NotedByteStore(bytes, other.name(), journal, putting);
  }

  /**
   * How the store's server writes everything to its own disk.
   *
   * @throws StoreOffException where no store is wanted, or it has no server
   */
  public ServerSaves saves() {
    return places.persistentStore().saves().orElseThrow(StoreOffException::new);
  }

  /** The temporary session {@code id}, an expired one included. Never blocks. */
  public Optional<StoredSession> findTemporary(SessionId id) {
    return temporary.find(id).map(StoredSession.class::cast);
  }

  /** Calls {@code consumer} with every temporary session that is held, expired ones included. */
  public void forEachTemporary(Consumer<StoredSession> consumer) {
    temporary.forEach(consumer);
  }

  /** Removes all expired sessions now and returns how many there were. */
  public long cleanUp() {
    return temporary.cleanUp();
  }

  /** The statistics at this moment. O(1) once the picture is complete; before, Redis is counted. */
  public SessionStats stats() {
    var counts = temporary.counts();
    var store = connection.store();
    boolean reachable = store.isPresent() && index.state().reachable();
    long stored = 0;
    if (reachable) {
      try {
        stored = index.state().passed() ? persistentCount() : store.orElseThrow().count();
      } catch (StoreException e) {
        LOG.debug("The persistent sessions could not be counted", e);
        reachable = false;
      }
    }
    return new SessionStats(
        counts.total(), counts.active(), counts.expired(), stored, defaultTtl.get(), reachable);
  }

  private long persistentCount() {
    var counts = index.counts();
    return counts.persistent() + counts.unreadable() + index.state().leftOut();
  }

  /**
   * Bounds the memory that the picture of the persistent sessions may take, in bytes. What finds no
   * room is left out, and {@link PictureState#leftOut} says so; what this program stores itself
   * always finds room. Where the bound was raised, what was left out is read again.
   */
  public void limitPicture(long bytes) {
    picture.limit(bytes);
  }

  /** How many temporary sessions there are at this very moment. O(log n). */
  public TemporarySessionStore.Counts temporaryCounts() {
    return temporary.counts();
  }

  /** How many deadlines lie ahead in each of {@code steps} steps from now on. */
  public long[] deadlinesAhead(Duration step, int steps) {
    return temporary.deadlinesAhead(step, steps);
  }

  /** The time that this service goes by. */
  public Instant now() {
    return clock.instant();
  }

  /** Stops following the stores; they stay open. */
  @Override
  public void close() {
    picture.close();
  }
}
