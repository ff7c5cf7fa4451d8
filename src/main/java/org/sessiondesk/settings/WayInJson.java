package org.sessiondesk.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.SshTunnel;
import org.sessiondesk.connection.SshTunnel.Login;
import org.sessiondesk.connection.StoreTarget.Address;
import org.sessiondesk.connection.TimeLimits;
import org.sessiondesk.connection.TlsSettings;
import org.sessiondesk.connection.TlsSettings.ClientCertificate;
import org.sessiondesk.connection.TlsSettings.Verify;
import org.sessiondesk.connection.WayIn;
import org.sessiondesk.session.Json;

/** The way to a Redis as fields of its profile. What is as usual is left out. */
final class WayInJson {
  private static final String TLS = "tls";
  private static final String SSH = "ssh";
  private static final String LIMITS = "limits";

  private WayInJson() {}

  /**
   * The way in of a profile. Empty where an SSH tunnel or a file is meant that cannot be made out:
   * without it the profile would lead elsewhere, or trust others than was meant.
   */
  static Optional<WayIn> read(Fields profile) {
    boolean tunnelled = given(profile, SSH);
    var ssh = tunnelled ? ssh(profile) : Optional.<SshTunnel>empty();
    var tls = tls(profile.below(TLS));
    if (tls.isEmpty() || (tunnelled && ssh.isEmpty())) {
      return Optional.empty();
    }
    return Optional.of(new WayIn(tls.get(), ssh.orElse(null), limits(profile.below(LIMITS))));
  }

  /** Writes {@code way} over the fields of {@code old}, a profile. */
  static Json.Obj write(WayIn way, Json.Obj old) {
    var written = old;
    if (!way.tls().equals(TlsSettings.DEFAULT) || old.members().containsKey(TLS)) {
      written = written.with(TLS, tls(way.tls(), object(old, TLS)));
    }
    var ssh = way.ssh();
    written = ssh == null ? written.without(SSH) : written.with(SSH, ssh(ssh, object(old, SSH)));
    if (!way.limits().equals(TimeLimits.DEFAULT) || old.members().containsKey(LIMITS)) {
      written =
          written.with(
              LIMITS,
              object(old, LIMITS)
                  .with("connect", new Json.Str(way.limits().connect().toString()))
                  .with("reply", new Json.Str(way.limits().reply().toString())));
    }
    return written;
  }

  private static Optional<TlsSettings> tls(Fields fields) {
    // One that makes no sense checks everything: the strictest is the safest.
    var verify = fields.text("verify", text -> Verify.valueOf(text.toUpperCase(Locale.ROOT)));
    var authorities = fields.text("authorities", Path::of);
    var client = given(fields, "client") ? client(fields) : Optional.<ClientCertificate>empty();
    if ((given(fields, "authorities") && authorities.isEmpty())
        || (given(fields, "client") && client.isEmpty())) {
      return Optional.empty();
    }
    return Optional.of(
        new TlsSettings(
            verify.orElse(Verify.FULL),
            authorities.orElse(null),
            client.orElse(null),
            fields.text("serverName").filter(name -> !name.isBlank()).orElse(null)));
  }

  private static Optional<ClientCertificate> client(Fields tls) {
    var fields = tls.below("client");
    var pkcs12 = fields.text("pkcs12", Path::of);
    var certificate = fields.text("certificate", Path::of);
    var key = fields.text("key", Path::of);
    return tls.attempt(
        "client",
        () ->
            pkcs12.isPresent()
                ? new ClientCertificate.Pkcs12(pkcs12.get())
                : new ClientCertificate.Pem(certificate.orElseThrow(), key.orElseThrow()));
  }

  private static Json.Obj tls(TlsSettings tls, Json.Obj old) {
    var written = old.with("verify", new Json.Str(tls.verify().name().toLowerCase(Locale.ROOT)));
    written = optional(written, "authorities", tls.authorities());
    written = optional(written, "serverName", tls.serverName());
    return switch (tls.client()) {
      case null -> written.without("client");
      case ClientCertificate.Pem(var certificate, var key) ->
          written.with(
              "client",
              Json.EMPTY
                  .with("certificate", new Json.Str(certificate.toString()))
                  .with("key", new Json.Str(key.toString())));
      case ClientCertificate.Pkcs12(var file) ->
          written.with("client", Json.EMPTY.with("pkcs12", new Json.Str(file.toString())));
    };
  }

  private static Optional<SshTunnel> ssh(Fields profile) {
    var fields = profile.below(SSH);
    var host = fields.text("host");
    var port = fields.number("port");
    var user = fields.text("user");
    var key = fields.text("key", Path::of);
    var knownHosts = fields.text("knownHosts", Path::of);
    if (given(fields, "knownHosts") && knownHosts.isEmpty()) {
      return Optional.empty();
    }
    var login =
        fields.text(
            "login",
            text ->
                switch (text) {
                  case "password" -> new Login.Password();
                  case "key" -> new Login.KeyFile(key.orElseThrow());
                  case "agent" -> new Login.Agent();
                  default -> throw new IllegalArgumentException(text);
                });
    return profile.attempt(
        SSH,
        () ->
            new SshTunnel(
                new Address(host.orElseThrow(), (int) port.orElse(SshTunnel.USUAL_PORT)),
                user.orElseThrow(),
                login.orElseThrow(),
                knownHosts.orElse(null),
                fields.text("hostKey").orElse(null)));
  }

  private static Json.Obj ssh(SshTunnel ssh, Json.Obj old) {
    var login =
        switch (ssh.login()) {
          case Login.Password _ -> "password";
          case Login.KeyFile _ -> "key";
          case Login.Agent _ -> "agent";
        };
    var written =
        old.with("host", new Json.Str(ssh.address().host()))
            .with("port", new Json.Num(Integer.toString(ssh.address().port())))
            .with("user", new Json.Str(ssh.user()))
            .with("login", new Json.Str(login));
    written =
        optional(written, "key", ssh.login() instanceof Login.KeyFile(var file) ? file : null);
    written = optional(written, "knownHosts", ssh.knownHosts());
    return optional(written, "hostKey", ssh.hostKey());
  }

  private static TimeLimits limits(Fields fields) {
    return new TimeLimits(
        limit(fields, "connect").orElse(TimeLimits.DEFAULT.connect()),
        limit(fields, "reply").orElse(TimeLimits.DEFAULT.reply()));
  }

  private static Optional<Duration> limit(Fields fields, String key) {
    return fields.text(
        key,
        text -> {
          var limit = Duration.parse(text);
          if (!TimeLimits.allows(limit)) {
            throw new IllegalArgumentException(text);
          }
          return limit;
        });
  }

  private static boolean given(Fields fields, String key) {
    var value = fields.object().members().get(key);
    return value != null && !(value instanceof Json.Null);
  }

  private static Json.Obj optional(Json.Obj object, String key, @Nullable Object value) {
    return value == null ? object.without(key) : object.with(key, new Json.Str(value.toString()));
  }

  private static Json.Obj object(Json.Obj parent, String key) {
    return parent.members().get(key) instanceof Json.Obj object ? object : Json.EMPTY;
  }
}
