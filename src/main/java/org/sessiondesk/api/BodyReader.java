package org.sessiondesk.api;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** Reads a request's body, up to a limit of size and of time. */
final class BodyReader {
  private static final byte[] NONE = {};
  private static final int CHUNK = 8_192;

  private final long most;
  private final long nanos;

  BodyReader(long most, Duration timeout) {
    this.most = most;
    this.nanos = timeout.toNanos();
  }

  /** Reads the body; one that is too long or too slow ends the request, and the connection. */
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
    long start = System.nanoTime();
    var body = new ByteArrayOutputStream(expected);
    var chunk = new byte[CHUNK];
    for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
      body.write(chunk, 0, read);
      if (body.size() > most) {
        discard(in);
        throw tooLarge();
      }
      if (System.nanoTime() - start > nanos) {
        throw closing(Reply.detail(408, "Request body took too long to arrive"));
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
    while (left > 0 && System.nanoTime() - start < Math.min(nanos, 1_000_000_000L)) {
      int read = in.read(chunk, 0, (int) Math.min(chunk.length, left));
      if (read < 0) {
        return;
      }
      left -= read;
    }
  }

  private ApiException tooLarge() {
    return closing(Reply.detail(413, "Request body is longer than " + most + " bytes"));
  }

  private static ApiException closing(Reply.Full reply) {
    return new ApiException(Reply.with(reply, "Connection", "close"));
  }
}
