package org.sessiondesk.session;

/** Something that was asked for and lasts until it is closed. Closing twice does nothing. */
@FunctionalInterface
public interface Registration extends AutoCloseable {
  @Override
  void close();
}
