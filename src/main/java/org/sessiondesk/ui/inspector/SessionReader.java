package org.sessiondesk.ui.inspector;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.service.SessionRow;
import org.sessiondesk.service.SessionService;
import org.sessiondesk.service.StoreLease;
import org.sessiondesk.session.JsonFormat;
import org.sessiondesk.session.Registration;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.StoredEntry;
import org.sessiondesk.ui.fx.Background;
import org.sessiondesk.ui.fx.FrameBatcher;
import org.sessiondesk.ui.fx.Ui;

/**
 * Reads one session in the background, again whenever the picture says that it has changed. What
 * comes too late, for another session or from before a save, is dropped. Window's thread only.
 */
final class SessionReader implements AutoCloseable {

  /**
   * What was read.
   *
   * @param entry what is stored, or empty
   * @param text the same for people to read
   * @param lease where it was read
   */
  record Read(SessionId id, Optional<StoredEntry> entry, String text, StoreLease lease) {}

  private final SessionService service;
  private final JsonFormat format;
  private final Ui ui;
  private final Consumer<Read> onRead;
  private final Consumer<Exception> onFailure;
  private final Registration following;
  private final Subscription ticking;
  private @Nullable SessionId watched;
  private @Nullable SessionRow seenRow;
  private StoreLease lease;
  private boolean seenReachable;
  private Background.@Nullable Handle reading;
  private boolean again;
  private boolean held;

  /** Grows with everything that makes a read under way worthless. */
  private long ticket;

  /** The ticket of the read that ended last: it may have ended before its start returned. */
  private long ended;

  SessionReader(
      SessionService service,
      JsonFormat format,
      Ui ui,
      Consumer<Read> onRead,
      Consumer<Exception> onFailure) {
    this.service = service;
    this.format = format;
    this.ui = ui;
    this.onRead = onRead;
    this.onFailure = onFailure;
    lease = service.lease();
    following = service.index().onChange(new FrameBatcher(this::follow)::request);
    // A change that the picture's rows do not show, in the words of a sentence, tells nobody.
    ticking = ui.clock().nowProperty().subscribe((_, _) -> follow());
  }

  /** The session that is read, or null. */
  @Nullable SessionId watched() {
    return watched;
  }

  /** Where what was read last is stored: changes of it belong there. */
  StoreLease lease() {
    return lease;
  }

  /** Reads {@code id} from now on; null for none. */
  void watch(@Nullable SessionId id) {
    forget();
    again = false;
    seenRow = null;
    watched = id;
    if (id != null) {
      read();
    }
  }

  /** Reads nothing until {@link #release()}; a read under way is dropped. */
  void hold() {
    again |= reading != null;
    forget();
    held = true;
  }

  /** Reads on. */
  void release() {
    held = false;
    if (again) {
      read();
    } else {
      follow();
    }
  }

  /** Reads where the picture says that the session, or the way to it, has changed. */
  void follow() {
    if (watched != null) {
      var row = service.index().find(watched).orElse(null);
      boolean reachable = service.index().state().reachable();
      if (!Objects.equals(row, seenRow) || reachable != seenReachable) {
        read();
      }
    }
  }

  /** Reads now, or as soon as a read or a save under way has ended. */
  void read() {
    var id = watched;
    if (id == null) {
      return;
    }
    if (reading != null || held) {
      again = true;
      return;
    }
    // Taken before reading: whatever changes from now on is seen to differ.
    seenRow = service.index().find(id).orElse(null);
    seenReachable = service.index().state().reachable();
    again = false;
    long mine = ++ticket;
    var handle =
        ui.background()
            .task(() -> read(id))
            .onSuccess(read -> ifCurrent(mine, () -> received(read)))
            .onFailure(failure -> ifCurrent(mine, () -> onFailure.accept(failure)))
            .onEnd(() -> readEnded(mine))
            .start();
    reading = mine == ended ? null : handle;
  }

  private Read read(SessionId id) {
    var here = service.lease();
    var entry = service.within(here, () -> service.open(id));
    return new Read(id, entry, entry.map(e -> StoredText.pretty(e, format)).orElse(""), here);
  }

  private void received(Read read) {
    lease = read.lease();
    onRead.accept(read);
  }

  private void ifCurrent(long mine, Runnable action) {
    if (mine == ticket) {
      action.run();
    }
  }

  private void readEnded(long which) {
    ended = which;
    if (which == ticket) {
      reading = null;
      if (again) {
        read();
      }
    }
  }

  private void forget() {
    ticket++;
    if (reading != null) {
      reading.cancel();
      reading = null;
    }
  }

  @Override
  public void close() {
    following.close();
    ticking.unsubscribe();
    watch(null);
  }
}
