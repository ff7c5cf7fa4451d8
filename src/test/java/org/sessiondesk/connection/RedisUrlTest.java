package org.sessiondesk.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sessiondesk.connection.StoreTarget.Address;
import org.sessiondesk.connection.StoreTarget.Cluster;
import org.sessiondesk.connection.StoreTarget.Sentinel;
import org.sessiondesk.connection.StoreTarget.Socket;
import org.sessiondesk.connection.StoreTarget.Standalone;

class RedisUrlTest {

  @Test
  void readsTheUrlOfTheRequirements() {
    var url = RedisUrl.parse("redis://username:password@localhost:6379/0");

    assertThat(url.target())
        .isEqualTo(new Standalone(new Address("localhost", 6379), false, 0, "username"));
    assertThat(url.password()).contains(Secret.of("password"));
  }

  @ParameterizedTest
  @CsvSource({
    "redis://h, h, 6379, 0, false",
    "REDIS://h:7000/, h, 7000, 0, false",
    "rediss://h/3, h, 6379, 3, true",
    "redis://h/3/, h, 6379, 3, false",
    "redis://h?db=4, h, 6379, 4, false",
    "redis://h?database=5&timeout=2s, h, 6379, 5, false",
    "redis://h/1?db=4, h, 6379, 4, false",
    "redis://[::1], ::1, 6379, 0, false",
    "redis://[fe80::1%25eth0]:7000/2, fe80::1%eth0, 7000, 2, false",
    "redis://127.0.0.1:65535, 127.0.0.1, 65535, 0, false",
    "redis://缓存.example/15, 缓存.example, 6379, 15, false",
    "'  redis://h  ', h, 6379, 0, false",
  })
  void readsHostPortAndDatabase(String url, String host, int port, int database, boolean tls) {
    var read = RedisUrl.parse(url);

    assertThat(read.target())
        .isEqualTo(new Standalone(new Address(host, port), tls, database, null));
    assertThat(read.password()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "redis://:secret@h, , secret",
    "redis://user@h, user, ",
    "redis://user:@h, user, ",
    "redis://us%40er:p%2Fw%20%C3%A9+@h, us@er, p/w é+",
    "redis://user:a:b@c@h, user, a:b@c",
    "redis://h?username=u&password=p%26q, u, p&q",
  })
  void readsUserAndPassword(String url, String user, String password) {
    var read = RedisUrl.parse(url);

    assertThat(((Standalone) read.target()).user()).isEqualTo(user);
    assertThat(((Standalone) read.target()).address().host()).isEqualTo("h");
    assertThat(read.password().map(secret -> new String(secret.reveal())).orElse(null))
        .isEqualTo(password);
  }

  @Test
  void readsSentinels() {
    var url = RedisUrl.parse("redis-sentinel://u:p@a,b:1234,[::1]:5/2#my%20master");

    assertThat(url.target())
        .isEqualTo(
            new Sentinel(
                List.of(new Address("a", 26_379), new Address("b", 1234), new Address("::1", 5)),
                "my master",
                false,
                2,
                "u"));
    assertThat(url.password()).contains(Secret.of("p"));
    assertThat(RedisUrl.parse("rediss-sentinel://a?sentinelMasterId=m").target())
        .isEqualTo(new Sentinel(List.of(new Address("a", 26_379)), "m", true, 0, null));
  }

  @Test
  void readsTheLoginOfSentinels_apartFromTheMasters() {
    var url =
        RedisUrl.parse(
            "redis-sentinel://u:p@a/0?sentinelUsername=guard&sentinelPassword=p%26q#mymaster");

    assertThat(url.target())
        .isEqualTo(
            new Sentinel(List.of(new Address("a", 26_379)), "mymaster", false, 0, "u", "guard"));
    assertThat(url.password()).contains(Secret.of("p"));
    assertThat(url.secrets().find(SecretKind.SENTINEL_PASSWORD)).contains(Secret.of("p&q"));
    assertThat(url.toString()).doesNotContain("p&q");
  }

  @Test
  void readsClusters() {
    var url = RedisUrl.parse("redis-cluster://u:p@a:7000,b,[::1]:7001");

    assertThat(url.target())
        .isEqualTo(
            new Cluster(
                List.of(new Address("a", 7000), new Address("b", 6379), new Address("::1", 7001)),
                false,
                "u"));
    assertThat(url.password()).contains(Secret.of("p"));
    assertThat(RedisUrl.parse("rediss-cluster://a/0").target())
        .isEqualTo(new Cluster(List.of(new Address("a", 6379)), true, null));
  }

  @Test
  void readsSockets() {
    assertThat(RedisUrl.parse("redis-socket:///run/a%20b@c.sock?database=3").target())
        .isEqualTo(new Socket("/run/a b@c.sock", 3, null));
    var url = RedisUrl.parse("redis-socket://u:p@/run/redis.sock");
    assertThat(url.target()).isEqualTo(new Socket("/run/redis.sock", 0, "u"));
    assertThat(url.password()).contains(Secret.of("p"));
  }

  @ParameterizedTest
  @CsvSource({
    "'', BAD_SCHEME",
    "localhost:6379, BAD_SCHEME",
    "http://localhost, BAD_SCHEME",
    "redis:/localhost, BAD_SCHEME",
    "redis://, NO_HOST",
    "redis:///0, NO_HOST",
    "redis://:secret@, NO_HOST",
    "redis://[], NO_HOST",
    "'redis-sentinel://a,,b#m', NO_HOST",
    "redis://a b, BAD_HOST",
    "'redis://a,b', BAD_HOST",
    "redis://[::1, BAD_HOST",
    "redis://h:, BAD_PORT",
    "redis://h:0, BAD_PORT",
    "redis://h:65536, BAD_PORT",
    "redis://h:-1, BAD_PORT",
    "redis://h:x, BAD_PORT",
    "redis://h:99999999999999999999, BAD_PORT",
    "redis://h/x, BAD_DATABASE",
    "redis://h/-1, BAD_DATABASE",
    "redis://h/1/2, BAD_DATABASE",
    "redis://h?db=, BAD_DATABASE",
    "redis://h/99999999999, BAD_DATABASE",
    "redis-cluster://, NO_HOST",
    "redis-cluster://a/1, CLUSTER_DATABASE",
    "redis-sentinel://a, NO_MASTER",
    "redis-sentinel://a#, NO_MASTER",
    "redis-socket://, NO_PATH",
    "redis-socket:///, NO_PATH",
    "redis-socket://run/redis.sock, NO_PATH",
    "redis://:%zz@h, BAD_ESCAPE",
    "redis://:%4@h, BAD_ESCAPE",
    "redis://:%ff@h, BAD_ESCAPE",
    "redis://:pass/word@h, UNESCAPED",
    "redis://:pass#word@h, UNESCAPED",
    "redis://u:1?2@h, UNESCAPED",
  })
  void namesWhatIsWrong(String url, RedisUrlException.Kind kind) {
    assertThatExceptionOfType(RedisUrlException.class)
        .isThrownBy(() -> RedisUrl.parse(url))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(kind));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "redis://u:hunter2@h:x",
        "redis://u:hunter2@h/x",
        "redis://u:hunter2@",
        "redis://u:hunter2%@h",
        "redis://u:hunter2/@h",
        "redis://u:hunter2",
        "hunter2://u",
        "redis-sentinel://:hunter2@a",
        "redis-sentinel://a?sentinelPassword=hunter2"
      })
  void neverShowsAPartOfTheUrl(String url) {
    assertThatExceptionOfType(RedisUrlException.class)
        .isThrownBy(() -> RedisUrl.parse(url))
        .satisfies(e -> assertThat(e).hasMessageNotContaining("hunter2").hasNoCause());
  }

  @Test
  void neverShowsThePassword() {
    var url = RedisUrl.parse("redis://u:hunter2@h");

    assertThat(url.toString()).doesNotContain("hunter2");
    assertThat(url.target().display()).isEqualTo("redis://u@h:6379/0");
  }
}
