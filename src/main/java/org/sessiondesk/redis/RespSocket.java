package org.sessiondesk.redis;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.net.Socket;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A few commands over a connection of its own, in Redis' protocol version 2: for finding out what
 * is at the other end before anything is built on it. Blocks. Not for use by several threads.
 */
final class RespSocket implements Closeable {
  private static final int LONGEST_REPLY = 1 << 20;

  private final Closeable connection;
  private final InputStream in;
  private final OutputStream out;

  private RespSocket(Closeable connection, InputStream in, OutputStream out) {
    this.connection = connection;
    this.in = new BufferedInputStream(in);
    this.out = out;
  }

  /** Over a socket that is connected, and encrypted where it is to be; its time-out counts. */
  static RespSocket over(Socket socket) throws IOException {
    return new RespSocket(socket, socket.getInputStream(), socket.getOutputStream());
  }

  /** Over a connected Unix domain socket. It has no time-out of its own. */
  static RespSocket over(SocketChannel channel) {
    return new RespSocket(
        channel, Channels.newInputStream(channel), Channels.newOutputStream(channel));
  }

  /**
   * Sends one command and waits for its answer.
   *
   * @return a text, a {@code Long}, a list of such, null, or a {@link RespError}
   * @throws ProtocolException where what answers does not speak Redis' protocol
   */
  @Nullable Object call(String... command) throws IOException {
    return pipeline(List.of(List.of(command))).getFirst();
  }

  /** Sends all commands, then waits for all answers, errors among them. */
  List<@Nullable Object> pipeline(List<List<String>> commands) throws IOException {
    var request = new ByteArrayOutputStream();
    for (var command : commands) {
      request.writeBytes(ascii("*" + command.size() + "\r\n"));
      for (var word : command) {
        var bytes = word.getBytes(StandardCharsets.UTF_8);
        request.writeBytes(ascii("$" + bytes.length + "\r\n"));
        request.writeBytes(bytes);
        request.writeBytes(ascii("\r\n"));
      }
    }
    out.write(request.toByteArray());
    out.flush();
    var replies = new ArrayList<@Nullable Object>();
    for (int i = 0; i < commands.size(); i++) {
      replies.add(reply(0));
    }
    return replies;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private @Nullable Object reply(int depth) throws IOException {
    int type = in.read();
    return switch (type) {
      case '+' -> line();
      case '-' -> RespError.of(line());
      case ':' -> number(line());
      case '$' -> bulk();
      case '*' -> array(depth);
      case -1 -> throw new EOFException("closed by the other end");
      default -> throw new ProtocolException("no reply begins with byte " + type);
    };
  }

  private @Nullable String bulk() throws IOException {
    int length = length();
    if (length < 0) {
      return null;
    }
    var bytes = in.readNBytes(length + 2);
    if (bytes.length < length + 2) {
      throw new EOFException("closed within a reply");
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  private @Nullable List<@Nullable Object> array(int depth) throws IOException {
    int length = length();
    if (length < 0) {
      return null;
    }
    if (depth > 8) {
      throw new ProtocolException("a reply nests too deep");
    }
    var items = new ArrayList<@Nullable Object>();
    for (int i = 0; i < length; i++) {
      items.add(reply(depth + 1));
    }
    return items;
  }

  private int length() throws IOException {
    long length = number(line());
    if (length > LONGEST_REPLY) {
      throw new ProtocolException("a reply is too long");
    }
    return (int) length;
  }

  private static Long number(String text) throws ProtocolException {
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException e) {
      throw new ProtocolException("a reply has no number where one must be");
    }
  }

  private String line() throws IOException {
    var line = new ByteArrayOutputStream();
    for (int c = in.read(); c != '\r'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("closed within a reply");
      }
      if (line.size() > LONGEST_REPLY) {
        throw new ProtocolException("a line is too long");
      }
      line.write(c);
    }
    if (in.read() != '\n') {
      throw new ProtocolException("a line does not end as it must");
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
