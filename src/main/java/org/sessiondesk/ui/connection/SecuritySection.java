package org.sessiondesk.ui.connection;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.scene.Node;
import org.sessiondesk.connection.SecretKind;
import org.sessiondesk.connection.TlsSettings.Verify;
import org.sessiondesk.ui.connection.ProfileForm.Field;
import org.sessiondesk.ui.connection.ProfileForm.Kind;
import org.sessiondesk.ui.connection.TlsForm.Client;
import org.sessiondesk.ui.fx.DeskStyles;
import org.sessiondesk.ui.fx.Ui;

/** The fields about encryption: whom to trust, what to show. */
final class SecuritySection {
  private final ProfileForm form;
  private final FormRows rows;

  SecuritySection(ConnectionModel model, Ui ui) {
    this.form = model.form();
    this.rows = new FormRows(model, ui);
    var tls = form.security;
    var used = used();
    rows.note("connection.form.notls", DeskStyles.FIELD_HINT).when(used.not());
    rows.choice(
            "connection.form.verify",
            "connection-verify",
            List.of(Verify.values()),
            "connection.verify.",
            tls.verify)
        .when(used);
    rows.note("connection.form.unverified", DeskStyles.FIELD_ERROR)
        .when(used.and(tls.verify.isEqualTo(Verify.NONE)));
    rows.file(
            "connection.form.authorities",
            "connection-authorities",
            tls.authorities,
            Field.AUTHORITIES)
        .when(used.and(tls.verify.isNotEqualTo(Verify.NONE)));
    rows.note("connection.form.authoritieshint", DeskStyles.FIELD_HINT)
        .when(used.and(tls.verify.isNotEqualTo(Verify.NONE)));
    rows.text("connection.form.servername", "connection-servername", tls.serverName, null)
        .when(used);
    rows.choice(
            "connection.form.client",
            "connection-client",
            List.of(Client.values()),
            "connection.client.",
            tls.client)
        .when(used);
    client(used);
  }

  private void client(BooleanBinding used) {
    var tls = form.security;
    var pem = used.and(tls.client.isEqualTo(Client.PEM));
    var pkcs12 = used.and(tls.client.isEqualTo(Client.PKCS12));
    rows.file(
            "connection.form.certificate",
            "connection-certificate",
            tls.certificate,
            Field.CERTIFICATE)
        .when(pem);
    rows.file("connection.form.key", "connection-key", tls.key, Field.KEY).when(pem);
    rows.file("connection.form.pkcs12", "connection-pkcs12", tls.pkcs12, Field.PKCS12).when(pkcs12);
    rows.secret(SecretKind.KEY_PASSPHRASE).when(pem.or(pkcs12));
  }

  private BooleanBinding used() {
    return Bindings.createBooleanBinding(
        () -> form.tls.get() && form.kind.get() != Kind.SOCKET, form.tls, form.kind);
  }

  Node node() {
    return rows.node();
  }
}
