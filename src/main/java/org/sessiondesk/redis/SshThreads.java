package org.sessiondesk.redis;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.apache.sshd.common.io.IoServiceFactoryFactory;
import org.apache.sshd.common.io.nio2.Nio2ServiceFactoryFactory;
import org.apache.sshd.common.util.threads.NoCloseExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads on which an SSH connection tells what it has read. What is read in the moment in
 * which it is closed is nobody's any more and is dropped; MINA's own executor throws then, into a
 * thread of Java's that watches the sockets and handles nothing.
 */
final class SshThreads extends NoCloseExecutor {
  private static final Logger LOG = LoggerFactory.getLogger(SshThreads.class);

  private SshThreads(ExecutorService pool) {
    super(pool);
  }

  /** Has connections tell on the threads of {@code pool}, which belongs to the caller. */
  static IoServiceFactoryFactory on(ExecutorService pool) {
    return new Nio2ServiceFactoryFactory(() -> new SshThreads(pool));
  }

  @Override
  public void execute(Runnable command) {
    if (isShutdown()) {
      LOG.debug("Closed while it read: {}", command);
      return;
    }
    try {
      executor.execute(command);
    } catch (RejectedExecutionException e) {
      LOG.debug("Closed while it read", e);
    }
  }
}
