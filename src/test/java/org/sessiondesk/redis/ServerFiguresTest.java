package org.sessiondesk.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sessiondesk.connection.ServerFigures.SlowCall;
import org.sessiondesk.redis.testing.RedisServer;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.StoreException;

@Timeout(60)
final class ServerFiguresTest {
  private final RedisServer redis = RedisServer.start();
  private final RedisConnector connector = Connectors.quick();

  @AfterEach
  void close() {
    connector.close();
    redis.close();
  }

  @Test
  void aServerSaysHowItIsDoing() {
    var store = Connectors.online(connector, redis.profile(), null);
    var ids =
        List.of(
            store.insert(SessionSamples.session("短")).id(),
            store.insert(SessionSamples.session("长".repeat(1_000))).id());
    redis.call("CONFIG", "SET", "maxmemory", "1gb");
    redis.call("CONFIG", "SET", "slowlog-log-slower-than", "0");
    redis.call("SET", "persistent_session:secret", "nobody is to see this");
    redis.call("CONFIG", "SET", "slowlog-log-slower-than", "-1");
    var figures = connector.figures(List.of(ids.getFirst(), ids.getLast(), SessionId.random()));
    assertThat(figures.memoryUsed().orElseThrow()).isBetween(100_000L, 1L << 30);
    assertThat(figures.memoryPeak().orElseThrow())
        .isGreaterThanOrEqualTo(figures.memoryUsed().orElseThrow() / 2);
    assertThat(figures.memoryLimit()).hasValue(1L << 30);
    assertThat(figures.clients().orElseThrow()).isPositive();
    assertThat(figures.opsPerSecond()).isPresent();
    assertThat(figures.uptime().orElseThrow()).isLessThan(Duration.ofMinutes(2));
    assertThat(figures.evicted()).hasValue(0);
    assertThat(figures.slowCalls().orElseThrow()).extracting(SlowCall::command).contains("SET");
    assertThat(figures.toString()).doesNotContain("nobody is to see this");
    assertThat(figures.latency().orElseThrow().calls()).isGreaterThanOrEqualTo(2);
    assertThat(figures.latency().orElseThrow().p99())
        .isBetween(Duration.ofNanos(1), Duration.ofSeconds(5));
    assertThat(figures.valueSizes().orElseThrow())
        .containsExactlyInAnyOrder(size(ids.getFirst()), size(ids.getLast()));
  }

  private Long size(SessionId id) {
    return Long.valueOf(redis.call("STRLEN", "persistent_session:" + id));
  }

  @Test
  void whatAUserMayNotAskFor_isEmpty_andTheRestIsTold() {
    redis.call(
        "ACL",
        "SETUSER",
        "desk",
        "on",
        ">secret",
        "~persistent_session:*",
        "&*",
        "+@all",
        "-info",
        "-slowlog",
        "-strlen");
    var store = Connectors.online(connector, redis.profile("desk"), "secret");
    var id = store.insert(SessionSamples.session("天气")).id();
    var figures = connector.figures(List.of(id));
    assertThat(figures.memoryUsed()).isEmpty();
    assertThat(figures.clients()).isEmpty();
    assertThat(figures.slowCalls()).isEmpty();
    assertThat(figures.valueSizes()).isEmpty();
    assertThat(figures.latency()).isPresent();
  }

  @Test
  void withoutAConnection_thereAreNoFigures() {
    assertThatThrownBy(() -> connector.figures(List.of()))
        .isInstanceOf(StoreException.Unavailable.class);
  }
}
