package org.sessiondesk.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.ConnectionState;
import org.sessiondesk.memory.MemorySessionStore;
import org.sessiondesk.session.DeleteResult;
import org.sessiondesk.session.Progress;
import org.sessiondesk.session.Registration;
import org.sessiondesk.session.Revision;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.SessionEvent;
import org.sessiondesk.session.SessionEvent.Cause;
import org.sessiondesk.session.SessionEvent.Origin;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.SessionStore;
import org.sessiondesk.session.StoreException;
import org.sessiondesk.session.StoreFollower;
import org.sessiondesk.session.StoreName;
import org.sessiondesk.session.StoredEntry;
import org.sessiondesk.session.StoredSession;
import org.sessiondesk.session.UpdateResult;
import org.sessiondesk.testing.MutableClock;
import org.sessiondesk.testing.Sessions;
import org.sessiondesk.text.TextSegmenter;
import org.sessiondesk.ui.testing.SwitchedConnection;

/** The picture stays true whoever is faster: the one who writes or the one who follows. */
class PictureRacesTest {
  private final MutableClock clock = MutableClock.somewhen();
  private final MemorySessionStore memory = new MemorySessionStore(clock);
  private final SlowStore store = new SlowStore();
  private final SwitchedConnection connection = new SwitchedConnection(store);
  private final SessionService service =
      new SessionService(memory, connection, new TextSegmenter(), () -> Duration.ofHours(1), clock);
  private final List<SessionEvent> events = Collections.synchronizedList(new ArrayList<>());

  PictureRacesTest() {
    service.subscribe(events::addAll);
  }

  /** One whose follower hears of things while a write has not returned yet. */
  private static final class SlowStore implements SessionStore {
    private @Nullable StoreFollower follower;
    private Runnable beforeReturning = () -> {};
    private boolean answers = true;
    private @Nullable StoredEntry held;

    StoreFollower follower() {
      return Objects.requireNonNull(follower);
    }

    void tell(Session... present) {
      follower().changed(List.of(present).stream().map(SlowStore::stored).toList(), List.of());
    }

    static StoredEntry stored(Session session) {
      return new StoredSession(
          session, Revision.of(session.text().getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public StoreName name() {
      return new StoreName("test", "test", "");
    }

    @Override
    public StoredSession insert(Session session) {
      beforeReturning.run();
      if (!answers) {
        tell(session);
        throw new StoreException.OutcomeUnknown("no answer", new IllegalStateException());
      }
      return (StoredSession) stored(session);
    }

    @Override
    public void restore(StoredEntry deleted) {
      beforeReturning.run();
    }

    @Override
    public Optional<StoredEntry> find(SessionId id) {
      return Optional.ofNullable(held);
    }

    @Override
    public UpdateResult update(StoredSession seen, Session changed) {
      beforeReturning.run();
      return new UpdateResult.Saved((StoredSession) stored(changed));
    }

    @Override
    public boolean delete(SessionId id) {
      beforeReturning.run();
      return true;
    }

    @Override
    public DeleteResult delete(StoredEntry seen) {
      held = null;
      beforeReturning.run();
      return new DeleteResult.Deleted();
    }

    @Override
    public long deleteAll(Collection<SessionId> ids, Progress progress) {
      return ids.size();
    }

    @Override
    public long count() {
      return 0;
    }

    @Override
    public Registration follow(StoreFollower newFollower) {
      follower = newFollower;
      newFollower.passStarted(0);
      newFollower.passCompleted();
      return () -> {};
    }
  }

  private void connect() {
    connection.become(new ConnectionState.Connecting(ConnectionProfile.BUILT_IN, 1));
  }

  private Session stored(String text) {
    var session = Sessions.persistent(clock.instant(), text);
    store.tell(session);
    events.clear();
    return session;
  }

  private String shownText(SessionId id) {
    return service.index().find(id).orElseThrow().text();
  }

  @Test
  void editOvertakenByAnotherProgram_doesNotHideTheNewerState() {
    connect();
    var session = stored("one");
    store.beforeReturning = () -> store.tell(session.withText("three"));

    service.update((StoredSession) SlowStore.stored(session), session.withText("two"));

    assertThat(shownText(session.id())).isEqualTo("three");
  }

  @Test
  void creationDeletedByAnotherProgramAtOnce_leavesNoGhost() {
    connect();
    store.beforeReturning =
        () -> {
          store.beforeReturning = () -> {};
          store.follower().changed(List.of(), List.of());
        };

    var session = service.create(Sessions.asked("text", true, null)).session();
    store.follower().changed(List.of(), List.of(session.id()));

    assertThat(service.index().find(session.id())).isEmpty();
  }

  @Test
  void deletionAfterWhichAnotherProgramStoredAgain_showsWhatIsStored() {
    connect();
    var session = stored("one");
    store.held = SlowStore.stored(session);
    store.beforeReturning =
        () -> {
          store.held = SlowStore.stored(session.withText("again"));
          store.tell(session.withText("again"));
        };

    service.delete(session.id());

    assertThat(shownText(session.id())).isEqualTo("again");
  }

  @Test
  void followerFasterThanTheWriter_tellsOnceAndAsOurs() {
    connect();
    var session = stored("one");
    var changed = session.withText("two");
    store.beforeReturning = () -> store.tell(changed);

    service.update((StoredSession) SlowStore.stored(session), changed);
    store.tell(changed);

    assertThat(events)
        .containsExactly(new SessionEvent.Updated(changed, Origin.HERE, clock.instant()));
  }

  @Test
  void followerThatReadBeforeOurDeletion_bringsNothingBack() {
    connect();
    var session = stored("one");
    store.held = SlowStore.stored(session);

    service.delete(session.id());
    store.tell(session); // Read before, told late.
    store.follower().changed(List.of(), List.of(session.id()));

    assertThat(events)
        .containsExactly(
            new SessionEvent.Removed(
                session.id(), true, Cause.DELETED, Origin.HERE, clock.instant()));
  }

  @Test
  void anotherProgramThatUndoesOurEditAtOnce_isShown() {
    connect();
    var session = stored("one");

    service.update((StoredSession) SlowStore.stored(session), session.withText("two"));
    store.held = SlowStore.stored(session);
    store.tell(session);

    assertThat(shownText(session.id())).isEqualTo("one");
    assertThat(events)
        .last()
        .isEqualTo(new SessionEvent.Updated(session, Origin.ELSEWHERE, clock.instant()));
  }

  @Test
  void fallbackOfWhatRedisStoredAfterAll_goes() {
    connect();
    store.answers = false;

    var session = service.create(Sessions.asked("text", true, null)).session();

    assertThat(session.fallback()).isTrue();
    assertThat(memory.find(session.id())).isEmpty();
    assertThat(service.index().find(session.id()).orElseThrow().persistent()).isTrue();
  }

  @Test
  void overlappingWritesToOneSession_leaveNothingBehind() {
    var own = new OwnWrites();
    var id = SessionId.random();
    var first = own.begin(List.of(id), Cause.DELETED);
    var second = own.begin(List.of(id), Cause.PROMOTED);

    assertThat(own.cause(id, Cause.CLEANED_UP)).isEqualTo(Cause.PROMOTED);
    first.close();
    assertThat(own.cause(id, Cause.CLEANED_UP)).isEqualTo(Cause.PROMOTED);
    second.close();

    assertThat(own.isUnderway(id)).isFalse();
    assertThat(own.wasTold(id)).isFalse();
  }

  @Test
  void closedService_followsNoStoreAnyMore() {
    service.close();
    connect();

    assertThat(store.follower).isNull();
  }

  @Test
  void manyThreadsOnTemporarySessions_tellEveryChangeOnce() throws Exception {
    var ids = Collections.synchronizedList(new ArrayList<SessionId>());
    try (var threads = Executors.newFixedThreadPool(4)) {
      for (int i = 0; i < 2_000; i++) {
        var _ =
            threads.submit(
                () -> {
                  var session = service.create(Sessions.asked("a", false, null)).session();
                  var seen = (StoredSession) service.open(session.id()).orElseThrow();
                  service.update(seen, session.withText("b"));
                  service.delete(session.id());
                  ids.add(session.id());
                });
      }
    }
    // The follower of the store has told of all once it has told of this one.
    var last = Sessions.temporary(clock.instant(), Duration.ofHours(1));
    memory.insert(last);
    Awaitility.await().until(() -> service.index().find(last.id()).isPresent());

    assertThat(ids).hasSize(2_000);
    assertThat(events).hasSize(3 * 2_000 + 1);
    assertThat(service.index().counts().temporary()).isEqualTo(1);
  }
}
