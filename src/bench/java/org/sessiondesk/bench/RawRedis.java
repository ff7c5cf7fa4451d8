package org.sessiondesk.bench;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The least that reading everything can cost: one blocking socket, {@code SCAN COUNT 1000}
 * pipelined with {@code MGET}, and every value skipped by its length. It parses and keeps nothing.
 */
final class RawRedis implements Closeable {
  private static final byte[] LINE_END = {'\r', '\n'};

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final byte[] input = new byte[1 << 18];
  private final byte[] output = new byte[1 << 20];
  private int from;
  private int to;
  private int filled;

  RawRedis(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    in = socket.getInputStream();
    out = socket.getOutputStream();
  }

  /** Reads every value under the prefix and returns their bytes together. */
  long readAll(String prefix) throws IOException {
    long bytes = 0;
    var keys = List.<byte[]>of();
    byte[] cursor = {'0'};
    boolean scanning = true;
    while (scanning || !keys.isEmpty()) {
      if (scanning) {
        send(
            ascii("SCAN"),
            cursor,
            ascii("MATCH"),
            ascii(prefix + "*"),
            ascii("COUNT"),
            ascii("1000"));
      }
      if (!keys.isEmpty()) {
        begin(keys.size() + 1);
        bulk(ascii("MGET"));
        for (var key : keys) {
          bulk(key);
        }
      }
      flush();
      var wanted = keys;
      keys = List.of();
      if (scanning) {
        header();
        cursor = readBulk();
        int count = (int) header();
        keys = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
          keys.add(readBulk());
        }
        scanning = cursor.length != 1 || cursor[0] != '0';
      }
      if (!wanted.isEmpty()) {
        int count = (int) header();
        for (int i = 0; i < count; i++) {
          bytes += skipBulk();
        }
      }
    }
    return bytes;
  }

  /** Copies every value under the prefix to another Redis, page by page; returns how many. */
  long copyAll(String prefix, RawRedis target) throws IOException {
    long copied = 0;
    byte[] cursor = {'0'};
    do {
      send(
          ascii("SCAN"), cursor, ascii("MATCH"), ascii(prefix + "*"), ascii("COUNT"), ascii("500"));
      flush();
      header();
      cursor = readBulk();
      int count = (int) header();
      var keys = new ArrayList<byte[]>(count);
      for (int i = 0; i < count; i++) {
        keys.add(readBulk());
      }
      for (var key : keys) {
        send(ascii("GET"), key);
      }
      flush();
      for (var key : keys) {
        target.send(ascii("SET"), key, readBulk());
      }
      target.flush();
      for (int i = 0; i < count; i++) {
        target.skipLine();
      }
      copied += count;
    } while (cursor.length != 1 || cursor[0] != '0');
    return copied;
  }

  /** Adds a command to what {@link #flush} sends. */
  void send(byte[]... words) throws IOException {
    begin(words.length);
    for (var word : words) {
      bulk(word);
    }
  }

  private void begin(int words) throws IOException {
    write(ascii("*" + words));
    write(LINE_END);
  }

  private void bulk(byte[] word) throws IOException {
    write(ascii("$" + word.length));
    write(LINE_END);
    write(word);
    write(LINE_END);
  }

  private void write(byte[] bytes) throws IOException {
    if (filled + bytes.length > output.length) {
      flush();
    }
    System.arraycopy(bytes, 0, output, filled, bytes.length);
    filled += bytes.length;
  }

  void flush() throws IOException {
    out.write(output, 0, filled);
    filled = 0;
  }

  /** Skips one simple reply, such as {@code +OK}. */
  void skipLine() throws IOException {
    while (read() != '\n') {
      // Up to the end of the line.
    }
  }

  /** The number in the next reply's first line: a length, a count or the number itself. */
  private long header() throws IOException {
    int type = read();
    if (type == '-') {
      throw new IOException("Redis answered with an error");
    }
    long number = 0;
    boolean negative = false;
    for (int c = read(); c != '\r'; c = read()) {
      if (c == '-') {
        negative = true;
      } else {
        number = number * 10 + (c - '0');
      }
    }
    read();
    return negative ? -number : number;
  }

  private byte[] readBulk() throws IOException {
    var bytes = new byte[(int) header()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) read();
    }
    skip(2);
    return bytes;
  }

  private long skipBulk() throws IOException {
    long length = header();
    if (length < 0) {
      return 0;
    }
    skip(length + 2);
    return length;
  }

  private void skip(long count) throws IOException {
    long left = count;
    while (left > to - from) {
      left -= to - from;
      fill();
    }
    from += (int) left;
  }

  private int read() throws IOException {
    if (from == to) {
      fill();
    }
    return input[from++];
  }

  private void fill() throws IOException {
    from = 0;
    to = Math.max(0, in.read(input));
    if (to == 0) {
      throw new EOFException("closed by Redis");
    }
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
