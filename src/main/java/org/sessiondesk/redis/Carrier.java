package org.sessiondesk.redis;

import io.lettuce.core.protocol.Command;
import java.util.concurrent.CompletableFuture;

/** Hands commands to the network, each at most once, over whichever connection leads there. */
interface Carrier {

  /**
   * Sends a command without waiting.
   *
   * @return its answer; cancelled, what is not sent yet will not be. Where it cannot be sent, that
   *     is the answer too, such as a {@link NotSentException}
   */
  <T> CompletableFuture<T> carry(Command<byte[], byte[], T> command);
}
