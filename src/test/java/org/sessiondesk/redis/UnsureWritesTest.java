package org.sessiondesk.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
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
}
