package org.sessiondesk.ui.connection;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import org.sessiondesk.connection.SecretKind;
import org.sessiondesk.ui.connection.ProfileForm.Field;
import org.sessiondesk.ui.connection.ProfileForm.Kind;
import org.sessiondesk.ui.connection.SshForm.Way;
import org.sessiondesk.ui.fx.DeskStyles;
import org.sessiondesk.ui.fx.Ui;

/** The fields about an SSH tunnel. */
final class SshSection {
  private final FormRows rows;

  SshSection(ConnectionModel model, Ui ui) {
    rows = new FormRows(model, ui);
    var form = model.form();
    var ssh = form.ssh;
    var possible = Bindings.createBooleanBinding(() -> form.kind.get() != Kind.SOCKET, form.kind);
    var used = possible.and(ssh.used);
    rows.note("connection.form.nossh", DeskStyles.FIELD_HINT).when(possible.not());
    rows.check("connection.form.ssh", "connection-ssh", "connection.form.sshtext", ssh.used)
        .when(possible);
    var host = rows.input("connection.form.sshhost", "connection-sshhost", ssh.host);
    var port = rows.input("connection.form.port", "connection-sshport", ssh.port);
    rows.address(
            "connection.form.sshhost",
            host,
            "connection.form.port",
            port,
            Field.SSH_HOST,
            Field.SSH_PORT)
        .when(used);
    rows.text("connection.form.user", "connection-sshuser", ssh.user, Field.SSH_USER).when(used);
    rows.choice(
            "connection.form.sshway",
            "connection-sshway",
            List.of(Way.values()),
            "connection.sshway.",
            ssh.way)
        .when(used);
    rows.secret(SecretKind.SSH_PASSWORD).when(used.and(ssh.way.isEqualTo(Way.PASSWORD)));
    var key = used.and(ssh.way.isEqualTo(Way.KEY));
    rows.file("connection.form.sshkey", "connection-sshkey", ssh.key, Field.SSH_KEY).when(key);
    rows.secret(SecretKind.SSH_KEY_PASSPHRASE).when(key);
    rows.file(
            "connection.form.knownhosts",
            "connection-knownhosts",
            ssh.knownHosts,
            Field.KNOWN_HOSTS)
        .when(used);
    rows.text("connection.form.hostkey", "connection-hostkey", ssh.hostKey, null).when(used);
    rows.note("connection.form.hostkeyhint", DeskStyles.FIELD_HINT).when(used);
  }

  Node node() {
    return rows.node();
  }
}
