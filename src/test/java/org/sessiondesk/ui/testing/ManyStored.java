package org.sessiondesk.ui.testing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.sessiondesk.session.DeleteResult;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.Progress;
import org.sessiondesk.session.Registration;
import org.sessiondesk.session.Revision;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.SessionStore;
import org.sessiondesk.session.StoreException;
import org.sessiondesk.session.StoreFollower;
import org.sessiondesk.session.StoreName;
import org.sessiondesk.session.StoredEntry;
import org.sessiondesk.session.StoredSession;
import org.sessiondesk.session.UpdateResult;

/**
 * A store of very many sessions, which are made when they are asked for and take no room; it takes
 * no writes.
 */
public final class ManyStored implements SessionStore {
  private static final int PAGE = 1_000;
  private static final Revision REVISION = Revision.of(new byte[] {1});

  private final int count;

  /** A store of {@code count} sessions. */
  public ManyStored(int count) {
    this.count = count;
  }

  /** The session number {@code i}, each a millisecond younger than the one before. */
  public static StoredSession stored(int i) {
    return new StoredSession(
        new Session(
            id(i),
            "第 " + i + " 段：今天天气很好。",
            i % 3 == 0 ? "en-US-JennyNeural" : "zh-CN-XiaoxiaoNeural",
            null,
            true,
            Desk.NOON.minusMillis(10_000_000L - i),
            null,
            null,
            new Json.Obj(java.util.Map.of("type", new Json.Str(i % 10 == 0 ? "news" : "weather"))),
            false),
        REVISION);
  }

  /** The id of the session number {@code i}. */
  public static SessionId id(int i) {
    return new SessionId(new UUID(i * 0x9E3779B97F4A7C15L, i).toString());
  }

  @Override
  public Registration follow(StoreFollower follower) {
    follower.passStarted(count);
    var page = new ArrayList<StoredEntry>();
    for (int i = 0; i < count; i++) {
      page.add(stored(i));
      if (page.size() == PAGE) {
        follower.page(List.copyOf(page));
        page.clear();
      }
    }
    follower.page(List.copyOf(page));
    follower.passCompleted();
    return () -> {};
  }

  @Override
  public Optional<StoredEntry> find(SessionId id) {
    int i = (int) UUID.fromString(id.value()).getLeastSignificantBits();
    return id(i).equals(id) ? Optional.of(stored(i)) : Optional.empty();
  }

  @Override
  public long count() {
    return count;
  }

  private static StoreException readOnly() {
    return new StoreException.Unavailable("this store takes no writes");
  }

  @Override
  public StoreName name() {
    return new StoreName("test", "test", "");
  }

  @Override
  public StoredSession insert(Session session) {
    throw readOnly();
  }

  @Override
  public void restore(StoredEntry deleted) {
    throw readOnly();
  }

  @Override
  public UpdateResult update(StoredSession seen, Session changed) {
    throw readOnly();
  }

  @Override
  public boolean delete(SessionId id) {
    throw readOnly();
  }

  @Override
  public DeleteResult delete(StoredEntry seen) {
    throw readOnly();
  }

  @Override
  public long deleteAll(Collection<SessionId> ids, Progress progress) {
    throw readOnly();
  }
}
