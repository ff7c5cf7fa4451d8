package org.sessiondesk.connection;

import java.nio.file.Path;
import java.time.Duration;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.arbitraries.StringArbitrary;
import org.sessiondesk.connection.StoreTarget.Address;
import org.sessiondesk.connection.TlsSettings.ClientCertificate;

/** Any profile that an operator can make. */
public final class AnyProfile {
  private AnyProfile() {}

  /** Any profile but the built-in one. */
  public static Arbitrary<ConnectionProfile> profiles() {
    var marks =
        Combinators.combine(
                Arbitraries.of(Deployment.values()),
                Arbitraries.of(ProfileMarks.Colour.values()),
                Arbitraries.of(true, false))
            .as(ProfileMarks::new);
    var ways = Combinators.combine(tls(), ssh().injectNull(0.5), limits()).as(WayIn::new);
    return Combinators.combine(words(), targets(), words(), marks, ways)
        .as((name, target, prefix, m, w) -> new ConnectionProfile("x", name, target, prefix, m, w));
  }

  private static Arbitrary<TlsSettings> tls() {
    var pem = Combinators.combine(files(), files()).as(ClientCertificate.Pem::new);
    var clients =
        Arbitraries.oneOf(
            pem.map(ClientCertificate.class::cast), files().map(ClientCertificate.Pkcs12::new));
    return Combinators.combine(
            Arbitraries.of(TlsSettings.Verify.values()),
            files().injectNull(0.5),
            clients.injectNull(0.5),
            words().injectNull(0.5))
        .as(TlsSettings::new);
  }

  private static Arbitrary<SshTunnel> ssh() {
    var logins =
        Arbitraries.oneOf(
            Arbitraries.of(new SshTunnel.Login.Password(), new SshTunnel.Login.Agent())
                .map(SshTunnel.Login.class::cast),
            files().map(SshTunnel.Login.KeyFile::new));
    return Combinators.combine(
            addresses(), words(), logins, files().injectNull(0.5), words().injectNull(0.5))
        .as(SshTunnel::new);
  }

  private static Arbitrary<TimeLimits> limits() {
    var limit =
        Arbitraries.longs()
            .between(TimeLimits.LEAST.toMillis(), TimeLimits.MOST.toMillis())
            .map(Duration::ofMillis);
    return Combinators.combine(limit, limit).as(TimeLimits::new);
  }

  private static Arbitrary<Path> files() {
    return Arbitraries.strings()
        .withCharRange('a', 'z')
        .withCharRange('一', '龥')
        .withChars(" .-")
        .ofMinLength(1)
        .ofMaxLength(12)
        .map(name -> Path.of("/keys/" + name));
  }

  private static Arbitrary<String> words() {
    return names().ofMinLength(1).filter(name -> !name.isBlank());
  }

  private static Arbitrary<Address> addresses() {
    var hosts =
        Arbitraries.oneOf(
            Arbitraries.strings().withCharRange('a', 'z').withChars("0-_.").ofMinLength(1),
            Arbitraries.of("::1", "fe80::1%eth0", "192.168.0.1", "主机"));
    return Combinators.combine(hosts, Arbitraries.integers().between(1, 65_535)).as(Address::new);
  }

  /** Whatever Redis there may be, but the built-in one. */
  public static Arbitrary<StoreTarget> targets() {
    var addresses = addresses();
    var databases = Arbitraries.integers().greaterOrEqual(0);
    var tls = Arbitraries.of(true, false);
    var names = words();
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
