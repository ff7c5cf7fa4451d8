package org.sessiondesk.redis.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.StoreTarget;

/**
 * Stands between a client and a real Redis and does what servers and networks do on bad days. It
 * passes on one command after the other and knows them all, so that a test can tell what was sent
 * how often.
 */
public final class FaultyServer implements AutoCloseable {

  /** What it does to commands. */
  public sealed interface Fault {

    /** Passes them on. */
    record None() implements Fault {}

    /** Takes connections and answers nothing. */
    record Silent() implements Fault {}

    /** Answers what is not Redis' protocol. */
    record Garbage() implements Fault {}

    /** Has these commands done, and closes in the middle of their answer. */
    record CutAnswer(Set<String> commands) implements Fault {}

    /** Has these commands done, and never answers them. */
    record LostAnswer(Set<String> commands) implements Fault {}

    /**
     * Answers an error to these commands, or to all where there are none, and does not pass them.
     */
    record Answer(String error, Set<String> commands) implements Fault {}
  }

  private final RedisServer redis;
  private final ServerSocket listening;
  private final AtomicReference<Fault> fault = new AtomicReference<>(new Fault.None());
  private final List<Pair> pairs = new CopyOnWriteArrayList<>();
  private final List<List<String>> passed = new CopyOnWriteArrayList<>();

  private FaultyServer(RedisServer redis, ServerSocket listening) {
    this.redis = redis;
    this.listening = listening;
  }

  /** Stands before {@code redis}, on a port of its own. */
  public static FaultyServer before(RedisServer redis) {
    try {
      var listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      var server = new FaultyServer(redis, listening);
      Thread.ofVirtual().name("faulty-server").start(server::accept);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The profile that reaches Redis through it. */
  public ConnectionProfile profile() {
    return new ConnectionProfile(
        "faulty-" + listening.getLocalPort(),
        "Faulty",
        new StoreTarget.Standalone(
            new StoreTarget.Address("127.0.0.1", listening.getLocalPort()), false, 0, null),
        ConnectionProfile.DEFAULT_KEY_PREFIX);
  }

  /** From now on it does this. */
  public void set(Fault next) {
    fault.set(next);
  }

  /** From now on it passes on what it is given. */
  public void heal() {
    fault.set(new Fault.None());
  }

  /**
   * The connections that are there now carry nothing any more, either way, and nobody is told: as
   * after a machine's sleep. New ones work.
   */
  public void freeze() {
    pairs.forEach(pair -> pair.frozen = true);
  }

  /** The same for those connections alone over which the client has asked for news. */
  public void freezeFeeds() {
    pairs.stream().filter(pair -> pair.feed).forEach(pair -> pair.frozen = true);
  }

  /** Every command that Redis was given, word by word. */
  public List<List<String>> passed() {
    return List.copyOf(passed);
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        var client = listening.accept();
        client.setTcpNoDelay(true);
        var server = new Socket(InetAddress.getLoopbackAddress(), redis.port());
        server.setTcpNoDelay(true);
        var pair = new Pair(client, server);
        pairs.add(pair);
        Thread.ofVirtual().start(pair::commands);
        Thread.ofVirtual().start(pair::answers);
      } catch (IOException e) {
        Thread.onSpinWait(); // Redis is not there, or this is closed.
      }
    }
  }

  /** A connection of the client and the one it is passed on over. */
  private final class Pair {
    private final Socket client;
    private final Socket server;
    private final Semaphore answered = new Semaphore(0);
    private volatile boolean frozen;
    private volatile boolean feed;
    private volatile boolean cut;
    private volatile boolean mute;

    Pair(Socket client, Socket server) {
      this.client = client;
      this.server = server;
    }

    void commands() {
      try {
        var in = new BufferedInputStream(client.getInputStream());
        while (true) {
          var raw = new ByteArrayOutputStream();
          var words = command(in, raw);
          if (!frozen) {
            take(words, raw.toByteArray());
          }
        }
      } catch (IOException e) {
        close();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private void take(List<String> words, byte[] raw) throws IOException, InterruptedException {
      var name = words.getFirst().toUpperCase(Locale.ROOT);
      feed |= name.equals("CLIENT") && words.contains("TRACKING");
      switch (fault.get()) {
        case Fault.Silent _ -> Thread.onSpinWait();
        case Fault.Garbage _ -> reply("HTTP/1.1 400 Bad Request\r\n\r\n");
        case Fault.Answer answer
            when answer.commands().isEmpty() || answer.commands().contains(name) ->
            reply("-" + answer.error() + "\r\n");
        case Fault.CutAnswer doomed when doomed.commands().contains(name) -> {
          cut = true;
          pass(words, raw);
        }
        case Fault.LostAnswer doomed when doomed.commands().contains(name) -> {
          mute = true;
          pass(words, raw);
        }
        default -> pass(words, raw);
      }
    }

    private void reply(String text) throws IOException {
      write(client.getOutputStream(), text.getBytes(StandardCharsets.US_ASCII));
    }

    private void pass(List<String> words, byte[] raw) throws IOException, InterruptedException {
      passed.add(words);
      write(server.getOutputStream(), raw);
      answered.acquire();
    }

    void answers() {
      try {
        var in = new BufferedInputStream(server.getInputStream());
        while (true) {
          var raw = new ByteArrayOutputStream();
          boolean push = value(in, raw) == '>';
          if (!frozen && !mute) {
            deliver(raw.toByteArray(), push);
          }
          if (!push) {
            answered.release();
          }
        }
      } catch (IOException e) {
        close();
      }
    }

    private void deliver(byte[] raw, boolean push) throws IOException {
      if (cut && !push) {
        client.getOutputStream().write(raw, 0, raw.length / 2);
        client.getOutputStream().flush();
        throw new EOFException("cut on purpose");
      }
      write(client.getOutputStream(), raw);
    }

    private void write(OutputStream out, byte[] bytes) throws IOException {
      synchronized (out) {
        out.write(bytes);
        out.flush();
      }
    }

    void close() {
      pairs.remove(this);
      closeQuietly(client);
      closeQuietly(server);
      answered.release();
    }
  }

  private static List<String> command(InputStream in, ByteArrayOutputStream raw)
      throws IOException {
    var words = new ArrayList<String>();
    long count = number(line(in, raw));
    for (int i = 0; i < count; i++) {
      int length = (int) number(line(in, raw));
      var word = bytes(in, length + 2, raw);
      words.add(new String(word, 0, length, StandardCharsets.UTF_8));
    }
    return words;
  }

  /** Reads one value of RESP 2 or 3; its first byte is the answer. */
  private static char value(InputStream in, ByteArrayOutputStream raw) throws IOException {
    var head = line(in, raw);
    char type = head.charAt(0);
    switch (type) {
      case '$', '=', '!' -> {
        int length = (int) number(head);
        if (length >= 0) {
          bytes(in, length + 2, raw);
        }
      }
      case '*', '~', '>' -> values(number(head), in, raw);
      case '%', '|' -> values(2 * number(head), in, raw);
      default -> {} // The line is all.
    }
    return type;
  }

  private static void values(long count, InputStream in, ByteArrayOutputStream raw)
      throws IOException {
    for (long i = 0; i < count; i++) {
      value(in, raw);
    }
  }

  private static long number(String head) {
    return Long.parseLong(head.substring(1));
  }

  private static String line(InputStream in, ByteArrayOutputStream raw) throws IOException {
    var line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException();
      }
      raw.write(c);
      line.append((char) c);
    }
    raw.write('\n');
    return line.substring(0, line.length() - 1);
  }

  private static byte[] bytes(InputStream in, int count, ByteArrayOutputStream raw)
      throws IOException {
    var bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException();
    }
    raw.writeBytes(bytes);
    return bytes;
  }

  private static void closeQuietly(Closeable open) {
    try {
      open.close();
    } catch (IOException e) {
      Thread.onSpinWait(); // It is as good as closed.
    }
  }

  @Override
  public void close() {
    closeQuietly(listening);
    pairs.forEach(Pair::close);
  }
}
