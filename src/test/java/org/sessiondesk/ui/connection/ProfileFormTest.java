package org.sessiondesk.ui.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.ProfileMarks;
import org.sessiondesk.connection.RedisUrl;
import org.sessiondesk.connection.SecretKind;
import org.sessiondesk.connection.SshTunnel;
import org.sessiondesk.connection.SshTunnel.Login;
import org.sessiondesk.connection.StoreTarget.Address;
import org.sessiondesk.connection.TimeLimits;
import org.sessiondesk.connection.TlsSettings;
import org.sessiondesk.connection.TlsSettings.ClientCertificate;
import org.sessiondesk.connection.TlsSettings.Verify;
import org.sessiondesk.connection.WayIn;
import org.sessiondesk.ui.connection.ProfileForm.Field;
import org.sessiondesk.ui.connection.ProfileForm.Kind;

/** The fields of a profile: what is shown is read back, and what is wrong is told at its field. */
class ProfileFormTest {
  private final ProfileForm form = new ProfileForm();

  private static ConnectionProfile profile(String url, WayIn way) {
    return new ConnectionProfile(
        "p", "Name", RedisUrl.parse(url).target(), "x:", ProfileMarks.NONE, way);
  }

  private static SshTunnel tunnel(Login login, @Nullable Path known, @Nullable String key) {
    return new SshTunnel(new Address("jump.example", 2222), "ops", login, known, key);
  }

  static Stream<ConnectionProfile> profiles() {
    var pem = new ClientCertificate.Pem(Path.of("/c.pem"), Path.of("/k.pem"));
    var pkcs12 = new ClientCertificate.Pkcs12(Path.of("/me.p12"));
    return Stream.of(
        profile("redis://user@h:7000/3", WayIn.DEFAULT),
        profile(
            "rediss://h/0",
            new WayIn(
                new TlsSettings(Verify.CHAIN, Path.of("/ca.pem"), pem, "redis.example"),
                tunnel(new Login.KeyFile(Path.of("/id")), Path.of("/known"), "SHA256:abc"),
                new TimeLimits(Duration.ofMillis(1_500), Duration.ofSeconds(30)))),
        profile(
            "rediss-sentinel://u@a,b:7/2?sentinelUsername=guard#m",
            WayIn.DEFAULT
                .withTls(new TlsSettings(Verify.NONE, null, pkcs12, null))
                .withSsh(tunnel(new Login.Agent(), null, null))),
        profile(
            "redis-cluster://u@a:7000,b:7001",
            WayIn.DEFAULT.withSsh(tunnel(new Login.Password(), null, null))),
        profile("redis-socket:///run/redis.sock?database=1", WayIn.DEFAULT));
  }

  @ParameterizedTest
  @MethodSource("profiles")
  void whatIsShownIsReadBack(ConnectionProfile profile) {
    form.show(profile);

    assertThat(form.read("p")).contains(profile);
    assertThat(form.faults.get()).isEmpty();
  }

  @Test
  @DisplayName("One profile's fields never linger in the next one's")
  void nothingLingers() {
    profiles().forEach(form::show);
    var plain = profile("redis://h/0", WayIn.DEFAULT);
    form.show(plain);

    assertThat(form.read("p")).contains(plain);
    assertThat(form.typedSecrets().byKind()).isEmpty();
  }

  @Test
  void eachFaultIsToldAtItsField() {
    form.show(profile("rediss://h/0", WayIn.DEFAULT));
    form.security.client.set(TlsForm.Client.PEM);
    form.ssh.used.set(true);
    form.ssh.port.set("70000");
    form.ssh.way.set(SshForm.Way.KEY);
    form.connectLimit.set("0.01");
    form.replyLimit.set("soon");
    form.security.authorities.set("a\0b");

    assertThat(form.read("p")).isEmpty();
    assertThat(form.faults.get())
        .containsOnlyKeys(
            Field.AUTHORITIES,
            Field.CERTIFICATE,
            Field.KEY,
            Field.SSH_HOST,
            Field.SSH_PORT,
            Field.SSH_USER,
            Field.SSH_KEY,
            Field.CONNECT_LIMIT,
            Field.REPLY_LIMIT);
  }

  @Test
  void whatIsHiddenIsNotAskedFor() {
    form.show(profile("redis://h/0", WayIn.DEFAULT));
    form.security.client.set(TlsForm.Client.PKCS12);
    assertThat(form.read("p")).isPresent();

    form.kind.set(Kind.SOCKET);
    form.path.set("/run/redis.sock");
    form.ssh.used.set(true);
    assertThat(form.read("p").orElseThrow().way().ssh()).isNull();
  }

  @Test
  void aUrlOfSentinelsFillsBothLogins() {
    form.show(profile("redis://h/0", WayIn.DEFAULT));
    form.url.set("redis-sentinel://u:p@a/0?sentinelUsername=g&sentinelPassword=q#m");

    assertThat(form.applyUrl()).isTrue();
    assertThat(form.sentinelUser.get()).isEqualTo("g");
    assertThat(form.secret(SecretKind.PASSWORD).get()).isEqualTo("p");
    assertThat(form.secret(SecretKind.SENTINEL_PASSWORD).get()).isEqualTo("q");
    assertThat(form.url.get()).isEmpty();
  }

  @Test
  void aServerThatTurnsOutToBeAnotherKindIsTakenOver() {
    form.show(profile("rediss://u@h:26380/0", WayIn.DEFAULT));
    form.switchToSentinels("first,second");
    assertThat(form.read("p").orElseThrow().target())
        .isEqualTo(RedisUrl.parse("rediss-sentinel://u@h:26380/0#first").target());

    form.show(profile("redis://u@h:7000/0", WayIn.DEFAULT));
    form.switchToCluster();
    assertThat(form.read("p").orElseThrow().target())
        .isEqualTo(RedisUrl.parse("redis-cluster://u@h:7000").target());
  }
}
