package org.sessiondesk.ui.testing;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.sessiondesk.connection.ConnectionControl;
import org.sessiondesk.connection.ConnectionFigures;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.ConnectionState;
import org.sessiondesk.connection.ConnectionTest;
import org.sessiondesk.connection.ProfileSecrets;
import org.sessiondesk.connection.ServerFigures;
import org.sessiondesk.connection.ServerInfo;
import org.sessiondesk.connection.UnconfirmedWrite;
import org.sessiondesk.connection.WriteAccess;
import org.sessiondesk.session.Registration;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.SessionStore;
import org.sessiondesk.session.StoreException;

/**
 * A connection that stays as it is.
 *
 * @param state how it is
 * @param store what it leads to
 */
public record StillConnection(ConnectionState state, Optional<SessionStore> store)
    implements ConnectionControl {

  /** One that is off. */
  public static StillConnection none() {
    return new StillConnection(
        new ConnectionState.Off(ConnectionState.Off.Why.DISABLED), Optional.empty());
  }

  /** One that leads to {@code store}. */
  public static StillConnection to(SessionStore store) {
    var server = new ServerInfo("7.2.4", "standalone", "master");
    return new StillConnection(
        new ConnectionState.Online(ConnectionProfile.BUILT_IN, Desk.NOON, server),
        Optional.of(store));
  }

  @Override
  public Registration watch(Consumer<ConnectionState> watcher) {
    watcher.accept(state());
    return () -> {};
  }

  @Override
  public void connect(ConnectionProfile profile, ProfileSecrets secrets) {}

  @Override
  public void disconnect(ConnectionState.Off.Why why) {}

  @Override
  public ServerFigures figures(Collection<SessionId> sample) {
    throw new StoreException.Unavailable("not connected");
  }

  @Override
  public WriteAccess writeAccess() {
    return new WriteAccess.Open();
  }

  @Override
  public void unlockWrites(Duration time) {}

  @Override
  public void lockWrites() {}

  @Override
  public void remark(ConnectionProfile profile) {}

  @Override
  public void retryNow() {}

  @Override
  public ConnectionTest test(
      ConnectionProfile profile, ProfileSecrets secrets, Consumer<ConnectionTest.Step> onStep) {
    return new ConnectionTest(List.of(), Optional.empty());
  }

  @Override
  public List<ConnectionFigures> history() {
    return List.of();
  }

  @Override
  public Registration watchWrites(Consumer<UnconfirmedWrite> watcher) {
    return () -> {};
  }

  @Override
  public Optional<Duration> latency() {
    return Optional.empty();
  }

  @Override
  public void close() {}
}
