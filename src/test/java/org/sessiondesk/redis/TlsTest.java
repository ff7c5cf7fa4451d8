package org.sessiondesk.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sessiondesk.connection.ConnectionFault.Kind;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.ConnectionState;
import org.sessiondesk.connection.ConnectionStep;
import org.sessiondesk.connection.ConnectionTest;
import org.sessiondesk.connection.ConnectionTest.Notice;
import org.sessiondesk.connection.ProfileMarks;
import org.sessiondesk.connection.ProfileSecrets;
import org.sessiondesk.connection.Secret;
import org.sessiondesk.connection.SecretKind;
import org.sessiondesk.connection.StoreTarget;
import org.sessiondesk.connection.StoreTarget.Address;
import org.sessiondesk.connection.TlsSettings;
import org.sessiondesk.connection.TlsSettings.ClientCertificate;
import org.sessiondesk.connection.TlsSettings.Verify;
import org.sessiondesk.connection.WayIn;
import org.sessiondesk.redis.testing.Authority;
import org.sessiondesk.redis.testing.RedisServer;

/** Encrypted connections: whom they trust, what they show, and what they say where they fail. */
@Timeout(90)
final class TlsTest {
  @TempDir private Path folder;

  private final RedisConnector connector = Connectors.quick();
  private final Authority ours = new Authority("ours");
  private final int port = RedisServer.freePort();

  @AfterEach
  void close() {
    connector.close();
  }

  private RedisServer server(Authority.Issued issued, String... more) {
    var file = Authority.pem(folder.resolve("server.pem"), issued.certificate(), issued.key());
    var arguments =
        new java.util.ArrayList<>(
            List.of(
                "--tls-port",
                Integer.toString(port),
                "--tls-cert-file",
                file.toString(),
                "--tls-key-file",
                file.toString(),
                "--tls-ca-cert-file",
                ours.file(folder).toString()));
    arguments.addAll(more.length == 0 ? List.of("--tls-auth-clients", "no") : List.of(more));
    return RedisServer.start(arguments.toArray(String[]::new));
  }

  private ConnectionProfile profile(TlsSettings tls) {
    return new ConnectionProfile(
        "p",
        "",
        new StoreTarget.Standalone(new Address("localhost", port), true, 0, null),
        ConnectionProfile.DEFAULT_KEY_PREFIX,
        ProfileMarks.NONE,
        WayIn.DEFAULT.withTls(tls));
  }

  private TlsSettings trusting(Verify verify, @Nullable String serverName) {
    return new TlsSettings(verify, ours.file(folder), null, serverName);
  }

  private TlsSettings showing(ClientCertificate client) {
    return new TlsSettings(Verify.FULL, ours.file(folder), client, null);
  }

  private ConnectionTest.Step tlsStep(TlsSettings tls, ProfileSecrets secrets) {
    return connector.test(profile(tls), secrets, _ -> {}).steps().stream()
        .filter(step -> step.step() == ConnectionStep.TLS)
        .findFirst()
        .orElseThrow();
  }

  private void assertFails(TlsSettings tls, Kind kind) {
    assertFails(tls, ProfileSecrets.NONE, kind);
  }

  private void assertFails(TlsSettings tls, ProfileSecrets secrets, Kind kind) {
    var step = tlsStep(tls, secrets);
    assertThat(step.fault().orElseThrow().kind()).as("%s", step).isEqualTo(kind);
  }

  private void assertWorks(TlsSettings tls, ProfileSecrets secrets) {
    var test = connector.test(profile(tls), secrets, _ -> {});
    assertThat(test.passed()).as("%s", test).isTrue();
    connector.connect(profile(tls), secrets);
    Connectors.awaitOnline(connector);
    connector.store().orElseThrow().insert(SessionSamples.session("over TLS"));
  }

  private static List<Notice.Kind> notices(ConnectionTest.Step step) {
    return step.notices().stream().map(Notice::kind).toList();
  }

  @Test
  void anAuthorityOfOnesOwnIsTrusted_andTheChainIsShown() {
    var issued = ours.issue("localhost");
    try (var redis = server(issued)) {
      assertWorks(trusting(Verify.FULL, null), ProfileSecrets.NONE);
      assertThat(redis.call("DBSIZE")).isEqualTo("1");
      var step = tlsStep(trusting(Verify.FULL, null), ProfileSecrets.NONE);
      assertThat(step.detail()).startsWith("TLSv1.");
      assertThat(step.notices()).isEmpty();
      assertThat(step.certificates()).hasSize(2);
      assertThat(step.certificates().getFirst())
          .isEqualTo(
              new ConnectionTest.ServerCertificate(
                  "CN=localhost",
                  "CN=ours",
                  issued.certificate().getNotBefore().toInstant(),
                  issued.certificate().getNotAfter().toInstant(),
                  List.of("localhost")));
    }
  }

  @Test
  void anAuthorityThatNobodyKnowsIsNot_andItsChainIsShownAllTheSame() {
    try (var _ = server(ours.issue("localhost"))) {
      assertFails(TlsSettings.DEFAULT, Kind.CERTIFICATE_UNTRUSTED);
      var step = tlsStep(TlsSettings.DEFAULT, ProfileSecrets.NONE);
      assertThat(step.certificates()).extracting("issuer").containsExactly("CN=ours", "CN=ours");
    }
  }

  @Test
  void aCertificateOutOfItsDatesIsRefused() {
    try (var _ = server(ours.issue(Instant.now().minusSeconds(3600), "localhost"))) {
      assertFails(trusting(Verify.FULL, null), Kind.CERTIFICATE_EXPIRED);
      assertFails(trusting(Verify.CHAIN, null), Kind.CERTIFICATE_EXPIRED);
    }
  }

  @Test
  void aCertificateThatEndsSoonIsToldOf() {
    var soon = Instant.now().plus(Duration.ofDays(9));
    try (var _ = server(ours.issue(soon, "localhost"))) {
      var step = tlsStep(trusting(Verify.FULL, null), ProfileSecrets.NONE);
      assertThat(notices(step)).containsExactly(Notice.Kind.EXPIRES_SOON);
    }
  }

  @Test
  @DisplayName("Another host's certificate is refused, unless its name is asked for or none counts")
  void aCertificateOfAnotherHost() {
    try (var _ = server(ours.issue("redis.elsewhere.example"))) {
      assertFails(trusting(Verify.FULL, null), Kind.CERTIFICATE_NAME);
      assertFails(trusting(Verify.FULL, "other.example"), Kind.CERTIFICATE_NAME);
      assertWorks(trusting(Verify.FULL, "redis.elsewhere.example"), ProfileSecrets.NONE);
      assertWorks(trusting(Verify.CHAIN, null), ProfileSecrets.NONE);
      assertThat(notices(tlsStep(trusting(Verify.CHAIN, null), ProfileSecrets.NONE)))
          .containsExactly(Notice.Kind.NAME_NOT_VERIFIED);
    }
  }

  @Test
  void whereNothingIsVerifiedAnythingPasses_andThatIsToldOf() {
    var unchecked = new TlsSettings(Verify.NONE, null, null, null);
    var stranger = new Authority("stranger").issue(Instant.now().minusSeconds(60), "nowhere");
    try (var _ = server(stranger)) {
      assertWorks(unchecked, ProfileSecrets.NONE);
      assertThat(notices(tlsStep(unchecked, ProfileSecrets.NONE)))
          .containsExactly(Notice.Kind.NOT_VERIFIED, Notice.Kind.EXPIRES_SOON);
      assertThat(profile(unchecked).isUnverified()).isTrue();
      assertThat(profile(TlsSettings.DEFAULT).isUnverified()).isFalse();
    }
  }

  @Test
  void aServerThatWantsACertificateGetsIt_fromPemFiles() {
    var client = ours.issue("me");
    var certificate = Authority.pem(folder.resolve("me.pem"), client.certificate());
    try (var _ = server(ours.issue("localhost"), "--tls-auth-clients", "yes")) {
      assertFails(trusting(Verify.FULL, null), Kind.CLIENT_CERTIFICATE_REQUIRED);

      var plain = Authority.pem(folder.resolve("me.key"), client.key());
      assertWorks(showing(new ClientCertificate.Pem(certificate, plain)), ProfileSecrets.NONE);
      assertThat(
              notices(
                  tlsStep(
                      showing(new ClientCertificate.Pem(certificate, plain)), ProfileSecrets.NONE)))
          .containsExactly(Notice.Kind.CLIENT_CERTIFICATE_SHOWN);

      var both = Authority.pem(folder.resolve("both.pem"), client.key(), client.certificate());
      assertWorks(showing(new ClientCertificate.Pem(both, both)), ProfileSecrets.NONE);

      var locked = Authority.encrypted(folder.resolve("locked.key"), client.key(), "open sesame");
      var encrypted = showing(new ClientCertificate.Pem(certificate, locked));
      assertWorks(encrypted, passphrase("open sesame"));
      assertFails(encrypted, passphrase("wrong"), Kind.KEY_UNREADABLE);
      assertFails(encrypted, ProfileSecrets.NONE, Kind.KEY_UNREADABLE);
    }
  }

  @Test
  void aServerThatWantsACertificateGetsIt_fromPkcs12_andWithAKeyInAnOldForm() {
    var client = ours.issue("RSA", Instant.now().plus(Duration.ofDays(100)), "me");
    try (var _ = server(ours.issue("localhost"), "--tls-auth-clients", "yes")) {
      var file = Authority.pkcs12(folder.resolve("me.p12"), client, "open sesame");
      var pkcs12 = showing(new ClientCertificate.Pkcs12(file));
      assertWorks(pkcs12, passphrase("open sesame"));
      assertFails(pkcs12, passphrase("wrong"), Kind.KEY_UNREADABLE);

      var old = Authority.pem(folder.resolve("old.pem"), client.certificate(), client.key());
      assertThat(old).content().contains("BEGIN RSA PRIVATE KEY");
      assertWorks(showing(new ClientCertificate.Pem(old, old)), ProfileSecrets.NONE);

      var stranger = new Authority("stranger").issue("me");
      var others = Authority.pkcs12(folder.resolve("others.p12"), stranger, "x");
      assertFails(
          showing(new ClientCertificate.Pkcs12(others)),
          passphrase("x"),
          Kind.CLIENT_CERTIFICATE_REFUSED);
    }
  }

  private static ProfileSecrets passphrase(String text) {
    return ProfileSecrets.NONE.with(SecretKind.KEY_PASSPHRASE, Secret.of(text));
  }

  @Test
  void filesThatAreNotThere_orHoldSomethingElse_areNamed() {
    try (var _ = server(ours.issue("localhost"))) {
      var missing = folder.resolve("missing.pem");
      var authorities = new TlsSettings(Verify.FULL, missing, null, null);
      assertFails(authorities, Kind.KEY_UNREADABLE);
      var detail = tlsStep(authorities, ProfileSecrets.NONE).fault().orElseThrow().detail();
      assertThat(detail).contains("missing.pem", "no such file");
      var ca = ours.file(folder);
      assertFails(showing(new ClientCertificate.Pem(ca, ca)), Kind.KEY_UNREADABLE);
      assertFails(showing(new ClientCertificate.Pkcs12(ca)), Kind.KEY_UNREADABLE);
    }
  }

  @Test
  @DisplayName("A certificate that is swapped for a wrong one and back does not end the retrying")
  void aSwappedCertificateStopsTheConnection_notTheRetrying() {
    var settings = trusting(Verify.FULL, null);
    var right = ours.issue("localhost");
    try (var redis = server(right)) {
      connector.connect(profile(settings), ProfileSecrets.NONE);
      Connectors.awaitOnline(connector);
      redis.kill();
      swap(new Authority("stranger").issue("localhost"));
      redis.restart();
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(
              () ->
                  connector.state() instanceof ConnectionState.Retrying retrying
                      && retrying.why().kind() == Kind.CERTIFICATE_UNTRUSTED);
      redis.kill();
      swap(right);
      redis.restart();
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> connector.state() instanceof ConnectionState.Online);
    }
  }

  private void swap(Authority.Issued issued) {
    Authority.pem(folder.resolve("server.pem"), issued.certificate(), issued.key());
  }
}
