package org.sessiondesk.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sessiondesk.connection.ConnectionState;
import org.sessiondesk.connection.UnconfirmedWrite;
import org.sessiondesk.connection.UnconfirmedWrite.Outcome;
import org.sessiondesk.redis.testing.FaultyServer;
import org.sessiondesk.redis.testing.FaultyServer.Fault;
import org.sessiondesk.redis.testing.RedisServer;
import org.sessiondesk.session.StoreException;

/** A write that was not answered is looked at over the next connection, and not sent again. */
@Timeout(60)
final class UnsureWritesTest {

  @Test
  void whatBecameOfThem_isLookedAtOnceTheConnectionIsBack() {
    try (var redis = RedisServer.start();
        var server = FaultyServer.before(redis);
        var connector = Connectors.quick()) {
      var store = (RedisSessionStore) Connectors.online(connector, server.profile(), null);
      var kept = store.insert(SessionSamples.session("kept"));
      server.set(new Fault.LostAnswer(Set.of("SET", "EVALSHA")));
      assertThatThrownBy(() -> store.insert(SessionSamples.session("new")))
          .isInstanceOf(StoreException.OutcomeUnknown.class);
      assertThat(store.unsettled()).isEqualTo(1);
      server.heal();
      Connectors.awaitOnline(connector);
      Awaitility.await().until(() -> store.unsettled() == 0);
      assertThat(store.count()).isEqualTo(2);
      assertThat(store.find(kept.id())).contains(kept);
      assertThat(server.passed())
          .filteredOn(words -> words.getFirst().equals("SET") && words.getLast().equals("NX"))
          .hasSize(2);
    }
  }

  @Test
  void eachIsTold_andWhatBecameOfIt_alsoWhereTheProfileIsLeft() {
    try (var redis = RedisServer.start();
        var server = FaultyServer.before(redis);
        var connector = Connectors.quick()) {
      var told = new CopyOnWriteArrayList<UnconfirmedWrite>();
      try (var _ = connector.watchWrites(told::add)) {
        var store = Connectors.online(connector, server.profile(), null);
        server.set(new Fault.LostAnswer(Set.of("SET", "EVALSHA")));
        assertThatThrownBy(() -> store.insert(SessionSamples.session("new")))
            .isInstanceOf(StoreException.OutcomeUnknown.class);
        assertThat(told).extracting(UnconfirmedWrite::outcome).containsExactly(Outcome.UNKNOWN);
        server.heal();
        Connectors.awaitOnline(connector);
        Awaitility.await().until(() -> told.size() == 2);
        assertThat(told.getLast()).isEqualTo(told.getFirst().with(Outcome.DONE));

        server.set(new Fault.LostAnswer(Set.of("SET", "EVALSHA")));
        assertThatThrownBy(() -> store.insert(SessionSamples.session("other")))
            .isInstanceOf(StoreException.OutcomeUnknown.class);
        connector.disconnect(ConnectionState.Off.Why.DISCONNECTED);
        Awaitility.await().until(() -> told.size() == 4);
        assertThat(told.getLast()).isEqualTo(told.get(2).with(Outcome.LEFT));
      }
    }
  }
}
