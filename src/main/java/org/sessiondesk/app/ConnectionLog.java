package org.sessiondesk.app;

import java.util.function.Consumer;
import org.sessiondesk.connection.ConnectionFault;
import org.sessiondesk.connection.ConnectionState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns when the persistent sessions go off, as the requirements want it: once for every reason,
 * not at every attempt. Called by one thread at a time.
 */
final class ConnectionLog implements Consumer<ConnectionState> {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectionLog.class);
  private ConnectionFault.Kind told = ConnectionFault.Kind.LOST;
  private final SecretHelp help;
  private boolean off;

  ConnectionLog(SecretHelp help) {
    this.help = help;
  }

  @Override
  public void accept(ConnectionState state) {
    switch (state) {
      case ConnectionState.Retrying retrying -> warn(retrying.why());
      case ConnectionState.Refused refused -> {
        warn(refused.why());
        help.words(refused).ifPresent(LOG::warn);
      }
      case ConnectionState.Online _ -> {
        if (off) {
          LOG.info("Persistent sessions are on again");
        }
        off = false;
      }
      case ConnectionState.Connecting _, ConnectionState.Off _ -> {}
    }
  }

  private void warn(ConnectionFault why) {
    if (!off || told != why.kind()) {
      LOG.warn(
          "Persistent sessions are off, temporary ones go on: {} ({})", why.kind(), why.detail());
    }
    off = true;
    told = why.kind();
  }
}
