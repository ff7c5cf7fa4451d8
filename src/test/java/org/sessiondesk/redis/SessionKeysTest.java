package org.sessiondesk.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sessiondesk.redis.SessionSamples.bytes;
import static org.sessiondesk.redis.SessionSamples.text;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.sessiondesk.session.SessionId;

final class SessionKeysTest {
  private final SessionKeys keys = new SessionKeys("persistent_session:");

  @Test
  void aKey_isThePrefixAndTheId() {
    assertThat(text(keys.key(new SessionId("深-1")))).isEqualTo("persistent_session:深-1");
    assertThat(keys.id(bytes("persistent_session:")).value()).isEmpty();
    assertThatThrownBy(() -> keys.id(bytes("other:1")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Property
  void everyKey_getsItsOwnBytesBack(@ForAll byte[] name) {
    var key = new byte[keys.prefix().length + name.length];
    System.arraycopy(keys.prefix(), 0, key, 0, keys.prefix().length);
    System.arraycopy(name, 0, key, keys.prefix().length, name.length);
    assertThat(keys.key(keys.id(key))).isEqualTo(key);
  }

  @Test
  void bytesThatAreNotUtf8_becomeLowSurrogates() {
    var key = bytes("persistent_session:a?");
    key[key.length - 1] = (byte) 0xFF;
    assertThat(keys.id(key).value()).isEqualTo("a\udcff");
  }

  @Test
  void anIdThatNoKeyCanHave_isRefused() {
    assertThatThrownBy(() -> keys.key(new SessionId("\ud800")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(keys.canName(new SessionId("\ud800"))).isFalse();
    assertThat(keys.canName(new SessionId("a\udcff深😀"))).isTrue();
  }

  @Test
  void pattern_escapesThePrefix() {
    assertThat(text(new SessionKeys("a*b?[c]\\d").pattern())).isEqualTo("a\\*b\\?\\[c\\]\\\\d*");
  }
}
