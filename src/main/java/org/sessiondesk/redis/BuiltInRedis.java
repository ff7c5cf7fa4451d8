package org.sessiondesk.redis;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.ConnectionFault;
import org.sessiondesk.connection.Secret;
import org.sessiondesk.redis.BuiltInFolder.Endpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Redis that this program starts for itself: a real process on loopback, its data in the user's
 * data folder, every write on disk before it is confirmed. One process serves all programs that use
 * the same folder; the last of them to close stops it. One that was left running by a program that
 * was killed is taken over, and one that is gone is started anew by the next {@link #start}.
 *
 * <p>All calls may block for several seconds. Safe for use by many threads.
 */
public final class BuiltInRedis implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BuiltInRedis.class);
  private static final long START_SECONDS = 15;
  private static final int STARTS = 5;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final BuiltInFolder folder;
  private final FolderLocks locks;
  private final Duration patience;
  private FolderLocks.@Nullable User user;
  private boolean closed;

  /**
   * The store whose files lie in the folder {@code redis} of {@code dataFolder}. Does nothing yet.
   */
  public BuiltInRedis(Path dataFolder) {
    this(dataFolder, PATIENCE);
  }

  /**
   * The same.
   *
   * @param patience how long a process that works on the folder may not answer before it is killed
   */
  BuiltInRedis(Path dataFolder, Duration patience) {
    this.patience = patience;
    folder = new BuiltInFolder(dataFolder.toAbsolutePath().resolve("redis"));
    locks = new FolderLocks(folder.root());
  }

  /** What a look at an endpoint finds. */
  private enum Found {
    OURS,
    SOMEBODY_ELSE,
    NOBODY,
    NO_ANSWER
  }

  /**
   * Finds the store running, or starts it.
   *
   * @return where it answers; it may still be loading its data
   * @throws ConnectFailedException where it cannot be started here
   */
  synchronized Endpoint start() throws ConnectFailedException {
    if (closed) {
      throw failed("the built-in store is closed", null);
    }
    try {
      folder.create();
      try (var _ = locks.exclusive()) {
        if (user == null) {
          user = locks.use();
        }
        var running = findRunning();
        return running.isPresent() ? running.get() : startProcess();
      }
    } catch (IOException e) {
      throw failed(describe(e), e);
    }
  }

  private static ConnectFailedException failed(String detail, @Nullable IOException cause) {
    return cause == null
        ? new ConnectFailedException(ConnectionFault.Kind.BUILT_IN_FAILED, detail)
        : new ConnectFailedException(ConnectionFault.Kind.BUILT_IN_FAILED, detail, cause);
  }

  private static String describe(IOException e) {
    return e.getMessage() == null
        ? e.toString()
        : e.getClass().getSimpleName() + ": " + e.getMessage();
  }

  /**
   * The store that is running already. A process that works on our folder without answering, since
   * it is starting, stopping or stuck, is waited for and at last killed: there must never be two.
   */
  private Optional<Endpoint> findRunning() throws IOException {
    var endpoint = folder.endpoint();
    if (endpoint.isEmpty()) {
      return Optional.empty();
    }
    long start = System.nanoTime();
    while (true) {
      if (look(endpoint.get()) == Found.OURS) {
        return endpoint;
      }
      var process = folder.process();
      if (process.isEmpty()) {
        return Optional.empty();
      }
      if (System.nanoTime() - start > patience.toNanos()) {
        LOG.warn("The built-in store's process {} does not answer: killed", process.get().pid());
        stopForcibly(process.get());
        return Optional.empty();
      }
      pause();
    }
  }

  private Endpoint startProcess() throws IOException, ConnectFailedException {
    var program =
        BuiltInBinary.of(System.getProperty("os.name"), System.getProperty("os.arch"))
            .installInto(folder.programs());
    for (int attempt = 1; ; attempt++) {
      var endpoint = chooseEndpoint();
      folder.writeEndpoint(endpoint);
      var process = launch(program, endpoint);
      try {
        if (awaitAnswer(process, endpoint)) {
          LOG.info("Built-in store answers on port {}, process {}", endpoint.port(), process.pid());
          return endpoint;
        }
      } catch (IOException e) {
        // The program ends while it starts: one that does not answer yet could not be told to stop.
        process.destroyForcibly();
        throw e;
      }
      // Another one may have been quicker on that port: somebody else's, or one of ours that was
      // being started when its program was killed.
      var running = findRunning();
      if (running.isPresent()) {
        return running.get();
      }
      if (attempt == STARTS) {
        throw failed("Redis does not start: " + folder.endOfLog(), null);
      }
    }
  }

  /**
   * The endpoint of last time where its port is free, else one on a fresh port. The same port
   * whenever possible, since only one process can listen on it: a lock that Redis itself holds.
   */
  private Endpoint chooseEndpoint() throws IOException {
    var last = folder.endpoint();
    if (last.isPresent() && look(last.get()) == Found.NOBODY) {
      return last.get();
    }
    var password = new byte[32];
    new SecureRandom().nextBytes(password);
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return new Endpoint(socket.getLocalPort(), Secret.of(HexFormat.of().formatHex(password)));
    }
  }

  private Process launch(Path program, Endpoint endpoint) throws IOException {
    var configuration = folder.writeConfiguration(endpoint);
    var process =
        new ProcessBuilder(List.of(program.toString(), configuration))
            .directory(folder.root().toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.log().toFile()))
            .start();
    process.getOutputStream().close();
    return process;
  }

  private boolean awaitAnswer(Process process, Endpoint endpoint) throws IOException {
    long start = System.nanoTime();
    while (process.isAlive()) {
      if (look(endpoint) == Found.OURS) {
        return true;
      }
      if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(START_SECONDS)) {
        stopForcibly(process.toHandle());
        return false;
      }
      pause();
    }
    return false;
  }

  private static void pause() throws IOException {
    LockSupport.parkNanos(10_000_000);
    if (Thread.currentThread().isInterrupted()) {
      throw new IOException("interrupted");
    }
  }

  private Found look(Endpoint endpoint) {
    try (var redis = open(endpoint)) {
      if (redis.call("AUTH", password(endpoint)) instanceof RespError) {
        return Found.SOMEBODY_ELSE;
      }
      return redis.call("CONFIG", "GET", "dir") instanceof List<?> answer
              && answer.size() == 2
              && answer.get(1) instanceof String dir
              && Path.of(dir).equals(folder.data().toRealPath())
          ? Found.OURS
          : Found.SOMEBODY_ELSE;
    } catch (ConnectException e) {
      return Found.NOBODY;
    } catch (ProtocolException e) {
      return Found.SOMEBODY_ELSE;
    } catch (IOException e) {
      LOG.debug("No answer from the built-in store", e);
      return Found.NO_ANSWER;
    }
  }

  private static RespSocket open(Endpoint endpoint) throws IOException {
    var socket = new Socket();
    try {
      socket.setSoTimeout(1_000);
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), endpoint.port()), 1_000);
      return RespSocket.over(socket);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** Work on the files of the store while no process has them. */
  @FunctionalInterface
  interface StoppedWork {
    void run() throws IOException;
  }

  /**
   * Stops the store, does {@code work}, and starts it again, however the work has ended. Nobody
   * else starts it meanwhile.
   *
   * @return whether that was done; not where anybody else uses the store
   * @throws ConnectFailedException where it does not start again
   */
  synchronized boolean whileStopped(StoppedWork work) throws IOException, ConnectFailedException {
    if (closed) {
      throw failed("the built-in store is closed", null);
    }
    folder.create();
    try (var _ = locks.exclusive()) {
      if (user == null) {
        user = locks.use();
      }
      if (locks.inUseByOthersThan(user)) {
        return false;
      }
      if (findRunning().isPresent()) {
        stopProcess();
      }
      try {
        work.run();
      } finally {
        startProcess();
      }
      return true;
    }
  }

  /** Whether this program uses the store. */
  synchronized boolean inUse() {
    return user != null && !closed;
  }

  /** Its files. */
  BuiltInFolder folder() {
    return folder;
  }

  /** A connection to the store, which runs. */
  static RespSocket connected(Endpoint endpoint) throws IOException {
    var redis = open(endpoint);
    try {
      if (redis.call("AUTH", password(endpoint)) instanceof RespError error) {
        throw new ProtocolException(error.message());
      }
      return redis;
    } catch (IOException e) {
      redis.close();
      throw e;
    }
  }

  private static String password(Endpoint endpoint) {
    return new String(endpoint.password().reveal());
  }

  /** Ends this program's use of the store, and stops it where no other program uses it. */
  @Override
  public synchronized void close() {
    closed = true;
    var leaving = user;
    if (leaving == null) {
      return;
    }
    user = null;
    // Even where this thread is to end: what is left running here would be left for good.
    boolean interrupted = Thread.interrupted();
    try (var _ = locks.exclusive()) {
      leaving.close();
      if (!locks.inUse()) {
        stopProcess();
      }
    } catch (IOException e) {
      LOG.warn("The built-in store could not be stopped", e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void stopProcess() throws IOException {
    var endpoint = folder.endpoint();
    var process = folder.process();
    if (endpoint.isEmpty() || look(endpoint.get()) != Found.OURS) {
      return;
    }
    try (var redis = open(endpoint.get())) {
      redis.call("AUTH", password(endpoint.get()));
      var answer = redis.call("SHUTDOWN", "NOSAVE");
      LOG.warn("The built-in store refused to stop: {}", answer);
    } catch (IOException e) {
      LOG.debug("The built-in store closed the connection, as it must", e);
    }
    if (process.isPresent()) {
      stopped(process.get());
    }
    Files.deleteIfExists(folder.processFile());
  }

  private static void stopped(ProcessHandle process) throws IOException {
    try {
      process.onExit().get(10, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      stopForcibly(process);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IOException("the process cannot be waited for", e);
    }
  }

  /** Nothing that was confirmed is lost by that: it is on disk. */
  private static void stopForcibly(ProcessHandle process) throws IOException {
    process.destroyForcibly();
    try {
      process.onExit().get(10, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw new IOException("process " + process.pid() + " cannot be killed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
