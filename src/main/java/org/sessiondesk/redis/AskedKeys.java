package org.sessiondesk.redis;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** Our own certificate, and whether the server asked for one. For one handshake. */
@NullUnmarked // As the class that it extends: null stands for "none of mine".
final class AskedKeys extends X509ExtendedKeyManager {
  private final @Nullable X509ExtendedKeyManager keys;
  private boolean asked;
  private boolean shown;

  AskedKeys(@Nullable KeyManagerFactory factory) {
    keys = factory == null ? null : (X509ExtendedKeyManager) factory.getKeyManagers()[0];
  }

  /** Whether the server asked for a certificate. */
  boolean asked() {
    return asked;
  }

  /** Whether ours was shown to it. */
  boolean shown() {
    return shown;
  }

  @Override
  public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
    asked = true;
    var alias = keys == null ? null : keys.chooseClientAlias(types, issuers, socket);
    shown |= alias != null;
    return alias;
  }

  @Override
  public String chooseEngineClientAlias(String[] types, Principal[] issuers, SSLEngine engine) {
    asked = true;
    return keys == null ? null : keys.chooseEngineClientAlias(types, issuers, engine);
  }

  @Override
  public String[] getClientAliases(String type, Principal[] issuers) {
    return keys == null ? null : keys.getClientAliases(type, issuers);
  }

  @Override
  public String[] getServerAliases(String type, Principal[] issuers) {
    return null;
  }

  @Override
  public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
    return null;
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    return keys == null ? null : keys.getCertificateChain(alias);
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    return keys == null ? null : keys.getPrivateKey(alias);
  }
}
