package org.sessiondesk.connection;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.sessiondesk.session.Registration;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.SessionStore;

/**
 * Connects to one Redis at a time, keeps the connection and tells how it is doing. The calls return
 * at once unless they say otherwise. A store that was handed out for one profile never reaches
 * another: once the profile is switched it only raises {@code StoreException.Unavailable}.
 */
public interface ConnectionControl extends AutoCloseable {

  /** How it is doing now. */
  ConnectionState state();

  /**
   * Calls {@code watcher} with the state now and with every later one, in order, on a thread of its
   * own.
   */
  Registration watch(Consumer<ConnectionState> watcher);

  /**
   * The store of the profile that is wanted now: also while its connection is being made or is
   * lost, and then its calls fail at once. Empty while none is wanted.
   */
  Optional<SessionStore> store();

  /** Leaves whatever is connected and connects to {@code profile}. */
  void connect(ConnectionProfile profile, ProfileSecrets secrets);

  /** Leaves whatever is connected. */
  void disconnect(ConnectionState.Off.Why why);

  /**
   * What the server that is connected says of itself. Blocks for a few round trips.
   *
   * @param sample sessions whose values' sizes are asked for
   * @throws org.sessiondesk.session.StoreException.Unavailable where none is connected, or it does
   *     not answer
   */
  ServerFigures figures(Collection<SessionId> sample);

  /** Whether the store that is wanted now may be changed; it may where none is wanted. */
  WriteAccess writeAccess();

  /**
   * Lets a store whose profile is read-only be changed for {@code time} from now on. Does nothing
   * to others.
   */
  void unlockWrites(Duration time);

  /** Ends what {@link #unlockWrites} began, at once. */
  void lockWrites();

  /**
   * Guards the store that is connected as {@code profile} is marked now, where it is that
   * profile's. What was unlocked is locked again.
   */
  void remark(ConnectionProfile profile);

  /** Tries again now instead of at the next attempt; does nothing unless retrying or refused. */
  void retryNow();

  /**
   * Tries {@code profile} without touching what is connected. Blocks; stops early, with what it
   * has, when the thread is interrupted.
   *
   * @param onStep told of every step as it ends
   */
  ConnectionTest test(
      ConnectionProfile profile, ProfileSecrets secrets, Consumer<ConnectionTest.Step> onStep);

  /** The last measured round trip to the server, while online. */
  Optional<Duration> latency();

  /** How the profiles did that were wanted in this run, the present one first. */
  List<ConnectionFigures> history();

  /**
   * Tells {@code watcher} of every write that is not answered, and again once it is known what
   * became of it: by a thread of the connection, one after the other.
   */
  Registration watchWrites(Consumer<UnconfirmedWrite> watcher);

  /** Leaves whatever is connected and ends the built-in store. Blocks until it has ended. */
  @Override
  void close();
}
