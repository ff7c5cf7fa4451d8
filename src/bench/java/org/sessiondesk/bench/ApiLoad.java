package org.sessiondesk.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Calls something again and again on many connections, and takes the times. */
final class ApiLoad {

  /** What each of the callers does, again and again. */
  interface Caller extends AutoCloseable {
    void call() throws IOException;

    @Override
    void close() throws IOException;
  }

  /** Makes the caller of a number. */
  interface Callers {
    Caller open(int number) throws IOException;
  }

  /** The times of a run. */
  record Times(double perSecond, double p50Micros, double p99Micros) {}

  private ApiLoad() {}

  /** Runs {@code connections} callers for {@code time}, or until one says that it is done. */
  static Times run(int connections, Duration time, Callers callers) throws InterruptedException {
    var ready = new CountDownLatch(connections);
    var go = new CountDownLatch(1);
    List<Future<long[]>> all = new ArrayList<>();
    long start;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < connections; i++) {
        int number = i;
        all.add(
            threads.submit(
                () -> {
                  try (var caller = callers.open(number)) {
                    ready.countDown();
                    go.await();
                    return callUntil(System.nanoTime() + time.toNanos(), caller);
                  }
                }));
      }
      ready.await();
      start = System.nanoTime();
      go.countDown();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    var nanos = all.stream().flatMapToLong(times -> Arrays.stream(get(times))).sorted().toArray();
    return new Times(nanos.length / seconds, at(nanos, 0.50), at(nanos, 0.99));
  }

  private static long[] callUntil(long end, Caller caller) throws IOException {
    var times = new long[1 << 12];
    int count = 0;
    for (long before = System.nanoTime(); before < end; ) {
      try {
        caller.call();
      } catch (EOFException _) {
        // There is nothing left to call for.
        break;
      }
      long after = System.nanoTime();
      if (count == times.length) {
        times = Arrays.copyOf(times, 2 * count);
      }
      times[count++] = after - before;
      before = after;
    }
    return Arrays.copyOf(times, count);
  }

  private static long[] get(Future<long[]> times) {
    try {
      return times.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a caller failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static double at(long[] sorted, double share) {
    return sorted.length == 0
        ? Double.NaN
        : sorted[(int) Math.min(sorted.length - 1L, (long) (sorted.length * share))] / 1e3;
  }

  /** A connection that is kept alive. */
  static final class Connection {
    private final Socket socket;
    private final InputStream in;

    Connection(int port) throws IOException {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setTcpNoDelay(true);
      in = new BufferedInputStream(socket.getInputStream(), 16_384);
    }

    /** Sends {@code request} and reads the whole answer, which must have that status. */
    void exchange(byte[] request, int status) throws IOException {
      socket.getOutputStream().write(request);
      int got = Integer.parseInt(line().substring(9, 12));
      int length = 0;
      for (var line = line(); !line.isEmpty(); line = line()) {
        if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
          length = Integer.parseInt(line.substring(15).strip());
        }
      }
      in.skipNBytes(length);
      if (got != status) {
        throw new IllegalStateException("answered " + got + " instead of " + status);
      }
    }

    private String line() throws IOException {
      var line = new StringBuilder(64);
      for (int c = in.read(); c != '\n'; c = in.read()) {
        if (c < 0) {
          throw new UncheckedIOException(new IOException("the connection was closed"));
        }
        if (c != '\r') {
          line.append((char) c);
        }
      }
      return line.toString();
    }

    void close() throws IOException {
      socket.close();
    }
  }

  /** A request as it is sent. */
  static byte[] request(String method, String path, String body) {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    var head =
        method
            + " "
            + path
            + " HTTP/1.1\r\nHost: 127.0.0.1\r\n"
            + (bytes.length == 0
                ? ""
                : "Content-Type: application/json\r\nContent-Length: " + bytes.length + "\r\n")
            + "\r\n";
    var start = head.getBytes(StandardCharsets.US_ASCII);
    var all = Arrays.copyOf(start, start.length + bytes.length);
    System.arraycopy(bytes, 0, all, start.length, bytes.length);
    return all;
  }
}
