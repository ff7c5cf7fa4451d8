package org.sessiondesk.app;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that a data folder has one window and one service at the most. A window and a service
 * may go together: they share the built-in store.
 *
 * <p>Who runs holds a lock of the operating system, which ends with its program however that ends.
 * A second window asks the first one, over loopback, to come forward; it proves by a random word,
 * which stands in a file for the owner only, that it is the same user's. Safe for use by several
 * threads.
 */
final class SingleInstance implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SingleInstance.class);

  /** For how long a window that has just been started may take until it can be asked. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final int MILLIS = 2_000;
  private static final int LONGEST_WORD = 200;
  private static final String SHOWN = "shown";

  /** What can run on a folder. */
  enum Face {
    WINDOW,
    SERVICE;

    private Path file(Path folder, String suffix) {
      return folder.resolve(name().toLowerCase(Locale.ROOT) + suffix);
    }
  }

  /** How the one that runs is reached, as it has written it down. */
  private record Address(long process, int port, String word) {}

  private final Path addressFile;
  private final Closeable lock;
  private final ServerSocket socket;
  private final String word;
  private volatile Runnable forward = () -> {};

  private SingleInstance(Path addressFile, Closeable lock, ServerSocket socket, String word) {
    this.addressFile = addressFile;
    this.lock = lock;
    this.socket = socket;
    this.word = word;
  }

  /**
   * Takes {@code folder} for {@code face}, until it is closed. Where another window has it, asks
   * that one to come forward. Blocks, for some seconds where the other one does not answer.
   *
   * @throws AlreadyRunningException where another program has it
   * @throws UncheckedIOException where the folder cannot be used
   */
  static SingleInstance claim(Path folder, Face face) {
    var addressFile = face.file(folder, ".running");
    try {
      var lock = lock(face.file(folder, ".lock"));
      if (lock == null) {
        throw running(folder, face, addressFile);
      }
      var random = new byte[32];
      new SecureRandom().nextBytes(random);
      var word = HexFormat.of().formatHex(random);
      var socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
      var claimed = new SingleInstance(addressFile, lock, socket, word);
      Thread.ofVirtual().name("instance").start(claimed::serve);
      claimed.writeAddress();
      return claimed;
    } catch (IOException e) {
      throw new UncheckedIOException("The folder " + folder + " cannot be used: " + e, e);
    }
  }

  private static @Nullable Closeable lock(Path file) throws IOException {
    var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = null;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      LOG.debug("This very program has the folder already", e);
    }
    if (lock == null) {
      channel.close();
      return null;
    }
    return channel;
  }

  private static AlreadyRunningException running(Path folder, Face face, Path addressFile)
      throws IOException {
    boolean shown = false;
    if (face == Face.WINDOW) {
      long start = System.nanoTime();
      while (!shown && System.nanoTime() - start < PATIENCE.toNanos()) {
        shown = askToShow(addressFile);
        if (!shown) {
          LockSupport.parkNanos(50_000_000);
        }
      }
    }
    var process = read(addressFile).map(Address::process);
    return new AlreadyRunningException(folder, face, process, shown);
  }

  private static boolean askToShow(Path addressFile) throws IOException {
    var address = read(addressFile);
    if (address.isEmpty()) {
      return false;
    }
    try (var socket = new Socket()) {
      socket.setSoTimeout(MILLIS);
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), address.get().port()), MILLIS);
      send(socket, address.get().word());
      return SHOWN.equals(receive(socket));
    } catch (IOException e) {
      LOG.debug("The running program does not answer", e);
      return false;
    }
  }

  /** Calls {@code action}, on a thread of its own, whenever the window is to come forward. */
  void onForward(Runnable action) {
    forward = action;
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (var asking = socket.accept()) {
        asking.setSoTimeout(MILLIS);
        var said = receive(asking);
        if (MessageDigest.isEqual(bytes(said), bytes(word))) {
          forward.run();
          send(asking, SHOWN);
        }
      } catch (IOException e) {
        LOG.debug("Nobody was shown anything", e);
      }
    }
  }

  private static void send(Socket socket, String line) throws IOException {
    socket.getOutputStream().write(bytes(line + "\n"));
  }

  /** A line, of which the beginning suffices. */
  private static String receive(Socket socket) throws IOException {
    var reader =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    var line = new StringBuilder();
    for (int c = reader.read(); c > '\n' && line.length() < LONGEST_WORD; c = reader.read()) {
      line.append((char) c);
    }
    return line.toString();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private void writeAddress() throws IOException {
    var folder = addressFile.toAbsolutePath().getParent();
    // A temporary file is its owner's only, by Java's own promise.
    var fresh = Files.createTempFile(folder, "running", ".tmp");
    Files.writeString(
        fresh,
        ProcessHandle.current().pid() + " " + socket.getLocalPort() + " " + word,
        StandardCharsets.US_ASCII);
    Files.move(fresh, addressFile, StandardCopyOption.REPLACE_EXISTING);
  }

  private static Optional<Address> read(Path addressFile) throws IOException {
    if (!Files.exists(addressFile)) {
      return Optional.empty();
    }
    var words = Files.readString(addressFile, StandardCharsets.US_ASCII).split(" ", -1);
    try {
      return words.length == 3
          ? Optional.of(new Address(Long.parseLong(words[0]), Integer.parseInt(words[1]), words[2]))
          : Optional.empty();
    } catch (NumberFormatException e) {
      LOG.debug("{} holds something else", addressFile, e);
      return Optional.empty();
    }
  }

  /** Leaves the folder to others. */
  @Override
  public void close() throws IOException {
    socket.close();
    Files.deleteIfExists(addressFile);
    lock.close();
  }
}
