package org.sessiondesk.redis;

import io.lettuce.core.RedisException;

/** A command was not handed to the network, and will not be: nothing was done. */
final class NotSentException extends RedisException {
  private static final long serialVersionUID = 1;

  NotSentException(String message) {
    super(message);
  }
}
