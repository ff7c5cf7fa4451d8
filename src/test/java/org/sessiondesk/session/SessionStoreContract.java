package org.sessiondesk.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What every {@link SessionStore} must do, run against each. */
public abstract class SessionStoreContract {

  /** The store under test, empty at the start of every test. */
  protected abstract SessionStore store();

  /** A valid session of the kind that the store keeps, with a random id and that text. */
  protected abstract Session newSession(String text);

  @Test
  protected void insert_isFoundAgain() {
    var session = newSession("早");
    var stored = store().insert(session);
    assertThat(stored.session()).isEqualTo(session);
    assertThat(store().find(session.id())).contains(stored);
  }

  @Test
  protected void insert_neverOverwrites() {
    var first = newSession("first");
    store().insert(first);
    var second = first.withText("second");
    assertThatThrownBy(() -> store().insert(second))
        .isInstanceOf(StoreException.AlreadyExists.class);
    assertThat(text(first.id())).isEqualTo("first");
  }

  @Test
  protected void find_isEmptyWhereNothingIs() {
    assertThat(store().find(SessionId.random())).isEmpty();
  }

  @Test
  protected void update_savesWhatWasChanged() {
    var stored = store().insert(newSession("t"));
    var changed = stored.session().withName("早间").withVoice("en-US-AriaNeural");
    assertThat(store().update(stored, changed))
        .isInstanceOfSatisfying(
            UpdateResult.Saved.class,
            saved -> {
              assertThat(saved.now().session()).isEqualTo(changed);
              assertThat(saved.now().revision()).isNotEqualTo(stored.revision());
              assertThat(store().find(changed.id())).contains(saved.now());
            });
  }

  @Test
  protected void update_isRefusedWhereSomebodyWasFaster() {
    var stored = store().insert(newSession("t"));
    var theirs = stored.session().withText("theirs");
    store().update(stored, theirs);
    assertThat(store().update(stored, stored.session().withText("ours")))
        .isInstanceOfSatisfying(
            UpdateResult.Conflict.class,
            conflict ->
                assertThat(conflict.theirs())
                    .isInstanceOfSatisfying(
                        StoredSession.class, now -> assertThat(now.session()).isEqualTo(theirs)));
    assertThat(text(stored.id())).isEqualTo("theirs");
  }

  @Test
  protected void update_canBeTriedAgainOnWhatTheConflictShowed() {
    var stored = store().insert(newSession("t"));
    store().update(stored, stored.session().withText("theirs"));
    var conflict =
        (UpdateResult.Conflict) store().update(stored, stored.session().withName("ours"));
    var theirs = (StoredSession) conflict.theirs();
    assertThat(store().update(theirs, theirs.session().withName("ours")))
        .isInstanceOf(UpdateResult.Saved.class);
    assertThat(text(stored.id())).isEqualTo("theirs");
  }

  @Test
  protected void update_doesNotBringBackWhatIsGone() {
    var stored = store().insert(newSession("t"));
    store().delete(stored.id());
    assertThat(store().update(stored, stored.session().withText("u")))
        .isInstanceOf(UpdateResult.Gone.class);
    assertThat(store().find(stored.id())).isEmpty();
  }

  @Test
  protected void update_ofManyAtOnceLosesNone() throws InterruptedException, ExecutionException {
    var id = store().insert(newSession("0")).id();
    int editors = 8;
    int edits = 10;
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      var work =
          IntStream.range(0, editors)
              .<Callable<Integer>>mapToObj(_ -> () -> increment(id, edits))
              .toList();
      for (var done : pool.invokeAll(work)) {
        done.get();
      }
    }
    assertThat(text(id)).isEqualTo(Integer.toString(editors * edits));
  }

  private int increment(SessionId id, int times) {
    int saved = 0;
    while (saved < times) {
      var seen = (StoredSession) store().find(id).orElseThrow();
      var next = Integer.toString(Integer.parseInt(seen.session().text()) + 1);
      if (store().update(seen, seen.session().withText(next)) instanceof UpdateResult.Saved) {
        saved++;
      }
    }
    return saved;
  }

  @Test
  protected void delete_tellsWhetherThereWasSomething() {
    var id = store().insert(newSession("t")).id();
    assertThat(store().delete(id)).isTrue();
    assertThat(store().delete(id)).isFalse();
    assertThat(store().find(id)).isEmpty();
  }

  @Test
  protected void delete_thatCompares_keepsWhatWasChanged() {
    var stored = store().insert(newSession("t"));
    store().update(stored, stored.session().withText("theirs"));
    assertThat(store().delete(stored)).isInstanceOf(DeleteResult.Changed.class);
    var now = store().find(stored.id()).orElseThrow();
    assertThat(store().delete(now)).isInstanceOf(DeleteResult.Deleted.class);
    assertThat(store().delete(now)).isInstanceOf(DeleteResult.Gone.class);
  }

  @Test
  protected void restore_undoesADelete_andNeverOverwrites() {
    var stored = store().insert(newSession("t"));
    store().delete(stored);
    store().restore(stored);
    assertThat(store().find(stored.id())).contains(stored);
    assertThatThrownBy(() -> store().restore(stored))
        .isInstanceOf(StoreException.AlreadyExists.class);
  }

  @Test
  protected void deleteAll_goesInBatches_andStopsWhenAsked() {
    var ids = new ArrayList<SessionId>();
    for (int i = 0; i < 1_200; i++) {
      ids.add(store().insert(newSession("t" + i)).id());
    }
    var told = new ArrayList<Long>();
    var stopping =
        new Progress() {
          @Override
          public void at(long done, long total) {
            assertThat(total).isEqualTo(1_200);
            told.add(done);
          }

          @Override
          public boolean cancelled() {
            return !told.isEmpty();
          }
        };
    long deleted = store().deleteAll(ids, stopping);
    assertThat(deleted).isBetween(1L, 1_199L);
    assertThat(told).containsExactly(deleted);
    assertThat(store().count()).isEqualTo(1_200 - deleted);
    assertThat(store().deleteAll(ids, Progress.NONE)).isEqualTo(1_200 - deleted);
    assertThat(store().count()).isZero();
  }

  @Test
  protected void count_countsAll() {
    assertThat(store().count()).isZero();
    store().insert(newSession("a"));
    store().insert(newSession("b"));
    assertThat(store().count()).isEqualTo(2);
  }

  @Test
  protected void follow_tellsOfWhatIsThere_thenOfEveryChange() {
    var old = store().insert(newSession("old"));
    var picture = new FollowedPicture();
    try (var _ = store().follow(picture)) {
      Awaitility.await().untilAsserted(() -> assertThat(picture.passes()).isEqualTo(1));
      assertThat(picture.entry(old.id())).isEqualTo(old);

      var made = store().insert(newSession("new"));
      Awaitility.await().untilAsserted(() -> assertThat(picture.entry(made.id())).isEqualTo(made));
      var changed = (UpdateResult.Saved) store().update(made, made.session().withText("changed"));
      Awaitility.await()
          .untilAsserted(() -> assertThat(picture.entry(made.id())).isEqualTo(changed.now()));
      store().delete(old.id());
      Awaitility.await().untilAsserted(() -> assertThat(picture.entry(old.id())).isNull());
      store().deleteAll(List.of(made.id()), Progress.NONE);
      Awaitility.await().untilAsserted(() -> assertThat(picture.size()).isZero());
    }
  }

  @Test
  protected void follow_endsWhenItIsClosed() {
    var ended = new FollowedPicture();
    var going = new FollowedPicture();
    var registration = store().follow(ended);
    try (var _ = store().follow(going)) {
      Awaitility.await().untilAsserted(() -> assertThat(ended.passes()).isEqualTo(1));
      registration.close();
      registration.close();
      store().insert(newSession("t"));
      Awaitility.await().untilAsserted(() -> assertThat(going.size()).isEqualTo(1));
      assertThat(ended.size()).isZero();
    }
  }

  /** The text that is stored under {@code id} now. */
  protected final String text(SessionId id) {
    return ((StoredSession) store().find(id).orElseThrow()).session().text();
  }

  /** A moment to make sessions of. */
  protected static final Instant CREATED = Instant.parse("2025-10-10T09:35:00.123456Z");
}
