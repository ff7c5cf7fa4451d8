package org.sessiondesk.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sessiondesk.connection.StoreTarget.Address;
import org.sessiondesk.connection.StoreTarget.BuiltIn;
import org.sessiondesk.connection.StoreTarget.Cluster;
import org.sessiondesk.connection.StoreTarget.Sentinel;
import org.sessiondesk.connection.StoreTarget.Socket;
import org.sessiondesk.connection.StoreTarget.Standalone;

class StoreTargetTest {
  private static final Address LOCAL = new Address("127.0.0.1", 6379);

  @Test
  void display_isAUrl() {
    assertThat(new Standalone(LOCAL, false, 0, null).display())
        .isEqualTo("redis://127.0.0.1:6379/0");
    assertThat(new Standalone(LOCAL, true, 3, "ops").display())
        .isEqualTo("rediss://ops@127.0.0.1:6379/3");
    assertThat(new Standalone(new Address("::1", 7000), false, 0, null).display())
        .isEqualTo("redis://[::1]:7000/0");
    assertThat(
            new Sentinel(List.of(LOCAL, new Address("b", 26_379)), "mymaster", false, 1, null)
                .display())
        .isEqualTo("redis-sentinel://127.0.0.1:6379,b:26379/1#mymaster");
    assertThat(new Socket("/run/redis.sock", 2, null).display())
        .isEqualTo("redis-socket:///run/redis.sock?database=2");
    assertThat(new Cluster(List.of(LOCAL, new Address("b", 7000)), true, "ops").display())
        .isEqualTo("rediss-cluster://ops@127.0.0.1:6379,b:7000");
    assertThat(new BuiltIn().display()).isEqualTo("built-in");
  }

  @Test
  void display_isReadBackAsTheSameTarget() {
    var targets =
        List.of(
            new Standalone(LOCAL, false, 0, null),
            new Standalone(new Address("fe80::1", 1), true, 15, "us@er:/?#"),
            new Sentinel(List.of(LOCAL, new Address("::1", 2)), "主 #1", true, 4, "u"),
            new Sentinel(List.of(LOCAL), "m", true, 4, "u", "gu@rd?#&"),
            new Cluster(List.of(LOCAL, new Address("::1", 2)), true, "us@er,:/"),
            new Socket("/tmp/a b?c#d/redis.sock", 1, "用户"));
    assertThat(targets)
        .allSatisfy(
            target -> assertThat(RedisUrl.parse(target.display()).target()).isEqualTo(target));
  }

  @Test
  void address_hasAHostAndAPort() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Address(" ", 6379));
    assertThatIllegalArgumentException().isThrownBy(() -> new Address("h", 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Address("h", 65_536));
    assertThat(new Address("h", 65_535)).hasToString("h:65535");
  }

  @Test
  void secret_isShownNowhere() {
    var chars = "p4ss".toCharArray();
    var secret = Secret.of(chars);
    chars[0] = 'x';
    assertThat(secret).isEqualTo(Secret.of("p4ss")).hasSameHashCodeAs(Secret.of("p4ss"));
    assertThat(secret.reveal()).containsExactly('p', '4', 's', 's');
    secret.reveal()[0] = 'x';
    assertThat(secret).isEqualTo(Secret.of("p4ss"));
    assertThat(secret.toString()).doesNotContain("p4ss");
  }
}
