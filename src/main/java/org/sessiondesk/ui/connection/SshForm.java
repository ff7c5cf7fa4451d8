package org.sessiondesk.ui.connection;

import java.nio.file.Path;
import java.util.Map;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.SshTunnel;
import org.sessiondesk.connection.SshTunnel.Login;
import org.sessiondesk.connection.StoreTarget.Address;
import org.sessiondesk.ui.connection.ProfileForm.Field;

/** The fields about an SSH tunnel. */
final class SshForm {

  /** How to log in. */
  enum Way {
    PASSWORD,
    KEY,
    AGENT
  }

  final BooleanProperty used = new SimpleBooleanProperty();
  final StringProperty host = new SimpleStringProperty("");
  final StringProperty port = new SimpleStringProperty("");
  final StringProperty user = new SimpleStringProperty("");
  final ObjectProperty<Way> way = new SimpleObjectProperty<>(Way.PASSWORD);
  final StringProperty key = new SimpleStringProperty("");
  final StringProperty knownHosts = new SimpleStringProperty("");
  final StringProperty hostKey = new SimpleStringProperty("");

  /** Fills the fields. */
  void show(@Nullable SshTunnel ssh) {
    used.set(ssh != null);
    host.set(ssh == null ? "" : ssh.address().host());
    port.set(Integer.toString(ssh == null ? SshTunnel.USUAL_PORT : ssh.address().port()));
    user.set(ssh == null ? "" : ssh.user());
    knownHosts.set(ssh == null || ssh.knownHosts() == null ? "" : ssh.knownHosts().toString());
    hostKey.set(ssh == null || ssh.hostKey() == null ? "" : ssh.hostKey());
    key.set("");
    switch (ssh == null ? new Login.Password() : ssh.login()) {
      case Login.Password _ -> way.set(Way.PASSWORD);
      case Login.KeyFile(var file) -> {
        way.set(Way.KEY);
        key.set(file.toString());
      }
      case Login.Agent _ -> way.set(Way.AGENT);
    }
  }

  /** What the fields say; null without a tunnel, and where something is wrong: that is noted. */
  @Nullable SshTunnel read(Map<Field, String> wrong) {
    if (!used.get()) {
      return null;
    }
    var where = host.get().strip();
    if (where.isEmpty() || where.contains("/") || where.contains(" ")) {
      wrong.put(Field.SSH_HOST, "connection.fault.host");
    }
    int at = ProfileForm.whole(port.get(), 1, 65_535);
    if (at < 0) {
      wrong.put(Field.SSH_PORT, "connection.fault.port");
    }
    if (user.get().isBlank()) {
      wrong.put(Field.SSH_USER, "connection.fault.sshuser");
    }
    var login = login(wrong);
    Path known =
        knownHosts.get().isBlank()
            ? null
            : TlsForm.path(knownHosts.get(), Field.KNOWN_HOSTS, "connection.fault.file", wrong);
    return wrong.isEmpty() && login != null
        ? new SshTunnel(
            new Address(where, at),
            user.get().strip(),
            login,
            known,
            hostKey.get().isBlank() ? null : hostKey.get().strip())
        : null;
  }

  private @Nullable Login login(Map<Field, String> wrong) {
    return switch (way.get()) {
      case PASSWORD -> new Login.Password();
      case AGENT -> new Login.Agent();
      case KEY -> {
        var file = TlsForm.path(key.get(), Field.SSH_KEY, "connection.fault.key", wrong);
        yield file == null ? null : new Login.KeyFile(file);
      }
    };
  }
}
