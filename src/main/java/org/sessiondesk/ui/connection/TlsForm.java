package org.sessiondesk.ui.connection;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.TlsSettings;
import org.sessiondesk.connection.TlsSettings.ClientCertificate;
import org.sessiondesk.connection.TlsSettings.Verify;
import org.sessiondesk.ui.connection.ProfileForm.Field;

/** The fields about encryption. */
final class TlsForm {

  /** The forms in which one's own certificate comes. */
  enum Client {
    NONE,
    PEM,
    PKCS12
  }

  final ObjectProperty<Verify> verify = new SimpleObjectProperty<>(Verify.FULL);
  final StringProperty authorities = new SimpleStringProperty("");
  final StringProperty serverName = new SimpleStringProperty("");
  final ObjectProperty<Client> client = new SimpleObjectProperty<>(Client.NONE);
  final StringProperty certificate = new SimpleStringProperty("");
  final StringProperty key = new SimpleStringProperty("");
  final StringProperty pkcs12 = new SimpleStringProperty("");

  /** Fills the fields. */
  void show(TlsSettings tls) {
    verify.set(tls.verify());
    authorities.set(tls.authorities() == null ? "" : tls.authorities().toString());
    serverName.set(tls.serverName() == null ? "" : tls.serverName());
    certificate.set("");
    key.set("");
    pkcs12.set("");
    switch (tls.client()) {
      case null -> client.set(Client.NONE);
      case ClientCertificate.Pem(var own, var itsKey) -> {
        client.set(Client.PEM);
        certificate.set(own.toString());
        key.set(itsKey.toString());
      }
      case ClientCertificate.Pkcs12(var file) -> {
        client.set(Client.PKCS12);
        pkcs12.set(file.toString());
      }
    }
  }

  /** What the fields say; null where something is wrong, which is then noted. */
  @Nullable TlsSettings read(Map<Field, String> wrong) {
    var own = client(wrong);
    var trusted =
        authorities.get().isBlank()
            ? null
            : path(authorities.get(), Field.AUTHORITIES, "connection.fault.file", wrong);
    return wrong.isEmpty()
        ? new TlsSettings(
            verify.get(),
            trusted,
            own,
            serverName.get().isBlank() ? null : serverName.get().strip())
        : null;
  }

  private @Nullable ClientCertificate client(Map<Field, String> wrong) {
    return switch (client.get()) {
      case NONE -> null;
      case PEM -> {
        var own = path(certificate.get(), Field.CERTIFICATE, "connection.fault.certificate", wrong);
        var itsKey = path(key.get(), Field.KEY, "connection.fault.key", wrong);
        yield own == null || itsKey == null ? null : new ClientCertificate.Pem(own, itsKey);
      }
      case PKCS12 -> {
        var file = path(pkcs12.get(), Field.PKCS12, "connection.fault.certificate", wrong);
        yield file == null ? null : new ClientCertificate.Pkcs12(file);
      }
    };
  }

  /** The path that {@code text} is; null where it is none, which is then noted. */
  static @Nullable Path path(String text, Field field, String fault, Map<Field, String> wrong) {
    try {
      if (!text.isBlank()) {
        return Path.of(text.strip());
      }
    } catch (InvalidPathException e) {
      wrong.put(field, "connection.fault.file");
      return null;
    }
    wrong.put(field, fault);
    return null;
  }
}
