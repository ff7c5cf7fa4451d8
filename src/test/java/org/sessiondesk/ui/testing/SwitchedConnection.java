package org.sessiondesk.ui.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.ConnectionControl;
import org.sessiondesk.connection.ConnectionFigures;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.ConnectionState;
import org.sessiondesk.connection.ConnectionTest;
import org.sessiondesk.connection.ProfileSecrets;
import org.sessiondesk.connection.ServerFigures;
import org.sessiondesk.connection.UnconfirmedWrite;
import org.sessiondesk.connection.WriteAccess;
import org.sessiondesk.session.Listeners;
import org.sessiondesk.session.Registration;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.SessionStore;
import org.sessiondesk.session.StoreException;

/** A connection that is in the state that a test puts it into; its store is the test's. */
public final class SwitchedConnection implements ConnectionControl {
  private final SessionStore store;
  private final InstantSource clock;
  private final Listeners<ConnectionState> watchers = new Listeners<>();
  private final Listeners<UnconfirmedWrite> writes = new Listeners<>();
  private final AtomicInteger asked = new AtomicInteger();
  private volatile List<ConnectionFigures> history = List.of();
  private final AtomicInteger retries = new AtomicInteger();
  private final List<ProfileSecrets> secrets = new CopyOnWriteArrayList<>();
  private volatile @Nullable Instant unlockedUntil;
  private volatile ConnectionState state =
      new ConnectionState.Off(ConnectionState.Off.Why.DISCONNECTED);

  /** A connection that is off, to {@code store}. */
  public SwitchedConnection(SessionStore store) {
    this(store, () -> Desk.NOON);
  }

  /** The same, with the clock by which it is unlocked for a while. */
  public SwitchedConnection(SessionStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Puts it into {@code now} and tells everybody. */
  public void become(ConnectionState now) {
    state = now;
    watchers.tell(now);
  }

  /** The secrets with which it was connected, in this order. */
  public List<ProfileSecrets> secrets() {
    return secrets;
  }

  /** How often somebody asked for another attempt. */
  public int retries() {
    return retries.get();
  }

  @Override
  public ConnectionState state() {
    return state;
  }

  @Override
  public Registration watch(Consumer<ConnectionState> watcher) {
    var registration = watchers.add(watcher);
    watcher.accept(state);
    return registration;
  }

  @Override
  public Optional<SessionStore> store() {
    return state instanceof ConnectionState.Off ? Optional.empty() : Optional.of(store);
  }

  @Override
  public void connect(ConnectionProfile profile, ProfileSecrets given) {
    secrets.add(given);
    become(new ConnectionState.Connecting(profile, 1));
  }

  @Override
  public void disconnect(ConnectionState.Off.Why why) {
    become(new ConnectionState.Off(why));
  }

  @Override
  public ServerFigures figures(Collection<SessionId> sample) {
    throw new StoreException.Unavailable("not connected");
  }

  @Override
  public WriteAccess writeAccess() {
    boolean readOnly = state.wanted().map(profile -> profile.marks().readOnly()).orElse(false);
    var until = unlockedUntil;
    return readOnly && until != null && clock.instant().isBefore(until)
        ? new WriteAccess.Unlocked(until)
        : readOnly ? new WriteAccess.Locked() : new WriteAccess.Open();
  }

  @Override
  public void unlockWrites(Duration time) {
    unlockedUntil = clock.instant().plus(time);
  }

  @Override
  public void lockWrites() {
    unlockedUntil = null;
  }

  @Override
  public void remark(ConnectionProfile profile) {}

  @Override
  public void retryNow() {
    retries.incrementAndGet();
  }

  @Override
  public ConnectionTest test(
      ConnectionProfile profile, ProfileSecrets secrets, Consumer<ConnectionTest.Step> onStep) {
    return new ConnectionTest(List.of(), Optional.empty());
  }

  /** Tells of a write that was not answered, or of what became of it. */
  public void tell(UnconfirmedWrite write) {
    writes.tell(write);
  }

  /** What is asked for as the figures of its profiles from now on. */
  public void history(List<ConnectionFigures> now) {
    history = List.copyOf(now);
  }

  /** How often somebody asked for those. */
  public int asked() {
    return asked.get();
  }

  @Override
  public List<ConnectionFigures> history() {
    asked.incrementAndGet();
    return history;
  }

  @Override
  public Registration watchWrites(Consumer<UnconfirmedWrite> watcher) {
    return writes.add(watcher);
  }

  @Override
  public Optional<Duration> latency() {
    return state instanceof ConnectionState.Online
        ? Optional.of(Duration.ofNanos(412_000))
        : Optional.empty();
  }

  @Override
  public void close() {}
}
