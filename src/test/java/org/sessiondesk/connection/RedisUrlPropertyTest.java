package org.sessiondesk.connection;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

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
    return AnyProfile.targets();
  }
}
