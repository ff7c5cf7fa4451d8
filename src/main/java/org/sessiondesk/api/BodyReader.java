package org.sessiondesk.api;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** Reads a request's body, up to a limit. */
final class BodyReader {
  private static final byte[] NONE = {};
  private static final int CHUNK = 8_192;
  private static final long LINGER_NANOS = 1_000_000_000L;

  private final long most;

  BodyReader(long most) {
    this.most = most;
  }

  /** Reads the body; one that is too long ends the request, and the connection. */
  byte[] read(ServerRequest request) throws IOException {
    if (!request.content().hasEntity()) {
      return NONE;
    }
    var length = request.headers().contentLength();
    if (length.isPresent() && length.getAsLong() > most) {
      // A client that waits for a "100 Continue" has sent nothing that would have to be read.
      if (!request.headers().contains(HeaderNames.EXPECT)) {
        discard(request.content().inputStream());
      }
      throw tooLarge();
    }
    return read(request.content().inputStream(), (int) length.orElse(CHUNK));
  }

  private byte[] read(InputStream in, int expected) throws IOException {
    var body = new ByteArrayOutputStream(expected);
    var chunk = new byte[CHUNK];
    for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
      body.write(chunk, 0, read);
      if (body.size() > most) {
        discard(in);
        throw tooLarge();
      }
    }
    return body.toByteArray();
  }

  /**
   * Reads on for a while, so that a client that is still sending finds the answer and not a broken
   * connection; but no more than the limit, and not for long.
   */
  private void discard(InputStream in) throws IOException {
    long start = System.nanoTime();
    var chunk = new byte[CHUNK];
    long left = most;
    while (left > 0 && System.nanoTime() - start < LINGER_NANOS) {
      int read = in.read(chunk, 0, (int) Math.min(chunk.length, left));
      if (read < 0) {
        return;
      }
      left -= read;
    }
  }

  private ApiException tooLarge() {
    var reply = Reply.detail(413, "Request body is longer than " + most + " bytes");
    return new ApiException(Reply.with(reply, "Connection", "close"));
  }
}
