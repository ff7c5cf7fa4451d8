package org.sessiondesk.api;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Sends the very bytes of a request, and reads the answer until the server closes. */
final class RawHttp {

  private RawHttp() {}

  /** What came back: the status line and headers as text, and the body. */
  record Answer(String head, String body) {
    int status() {
      return Integer.parseInt(head.substring(9, 12));
    }

    /** The value of a header, or an empty text. */
    String header(String name) {
      for (var line : head.split("\r\n", -1)) {
        if (line.regionMatches(true, 0, name + ":", 0, name.length() + 1)) {
          return line.substring(name.length() + 1).strip();
        }
      }
      return "";
    }
  }

  /** A request without a body, which asks for the connection to be closed. */
  static Answer send(int port, String head) throws IOException {
    return send(port, head, new byte[0]);
  }

  /**
   * @param head the request line and headers, without the blank line, separated by line feeds
   */
  static Answer send(int port, String head, byte[] body) throws IOException {
    try (var socket = connect(port)) {
      var out = socket.getOutputStream();
      out.write(bytes(head.strip().replace("\n", "\r\n") + "\r\nConnection: close\r\n\r\n"));
      out.write(body);
      out.flush();
      return read(socket);
    }
  }

  static Socket connect(int port) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(20_000);
    return socket;
  }

  /** Reads until the server closes. */
  static Answer read(Socket socket) throws IOException {
    var all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int end = all.indexOf("\r\n\r\n");
    return end < 0
        ? new Answer(all, "")
        : new Answer(all.substring(0, end), all.substring(end + 4));
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
