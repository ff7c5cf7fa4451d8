package org.sessiondesk.connection;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.arbitraries.StringArbitrary;
import org.sessiondesk.connection.StoreTarget.Address;

class RedisUrlPropertyTest {

  @Property
  void whatIsDisplayedIsReadBack(@ForAll("targets") StoreTarget target) {
    assertThat(RedisUrl.parse(target.display())).isEqualTo(read(target));
  }

  @Property
  void anythingIsReadOrRefused(@ForAll("nearlyUrls") String text) {
    try {
      assertThat(RedisUrl.parse(text).target().display()).isNotBlank();
    } catch (RedisUrlException e) {
      assertThat(e.kind()).isNotNull();
    }
  }

  private static RedisUrl read(StoreTarget target) {
    return new RedisUrl(target, ProfileSecrets.NONE);
  }

  @Provide
  Arbitrary<String> nearlyUrls() {
    return Combinators.combine(
            Arbitraries.of(
                "redis://",
                "rediss://",
                "redis-sentinel://",
                "redis-cluster://",
                "redis-socket://",
                "redis:",
                ""),
            Arbitraries.strings().withChars("a1:/?#@%[],=&. ").ofMaxLength(20))
        .as((scheme, rest) -> scheme + rest);
  }

  @Provide
  Arbitrary<StoreTarget> targets() {
    var hosts =
        Arbitraries.oneOf(
            Arbitraries.strings().withCharRange('a', 'z').withChars("0-_.").ofMinLength(1),
            Arbitraries.of("::1", "fe80::1%eth0", "192.168.0.1", "主机"));
    var addresses =
        Combinators.combine(hosts, Arbitraries.integers().between(1, 65_535)).as(Address::new);
    var databases = Arbitraries.integers().greaterOrEqual(0);
    var tls = Arbitraries.of(true, false);
    var names = names().ofMinLength(1).filter(name -> !name.isBlank());
    var users = names.injectNull(0.3);
    var guards = users.withoutEdgeCases();
    return Arbitraries.oneOf(
        Combinators.combine(addresses, tls, databases, users)
            .as((a, t, d, u) -> (StoreTarget) new StoreTarget.Standalone(a, t, d, u)),
        Combinators.combine(addresses.list().ofMinSize(1), names, tls, databases, users, guards)
            .as((a, m, t, d, u, v) -> (StoreTarget) new StoreTarget.Sentinel(a, m, t, d, u, v)),
        Combinators.combine(addresses.list().ofMinSize(1), tls, users)
            .as((a, t, u) -> (StoreTarget) new StoreTarget.Cluster(a, t, u)),
        Combinators.combine(names, databases, users)
            .as((p, d, u) -> (StoreTarget) new StoreTarget.Socket("/" + p, d, u)));
  }

  private static StringArbitrary names() {
    return Arbitraries.strings()
        .withCharRange(' ', '~')
        .withCharRange('一', '龥')
        .withChars("\n\t\u00a0é")
        .ofMaxLength(12);
  }
}
