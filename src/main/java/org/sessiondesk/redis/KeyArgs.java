package org.sessiondesk.redis;

import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.protocol.CommandArgs;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Many keys as a command's arguments, written in one go as Redis' protocol has them: each behind a
 * dollar sign and its length.
 */
final class KeyArgs extends CommandArgs<byte[], byte[]> {
  private final List<byte[]> keys;

  /** These keys and nothing else. */
  KeyArgs(List<byte[]> keys) {
    super(ByteArrayCodec.INSTANCE);
    this.keys = keys;
  }

  @Override
  public int count() {
    return keys.size();
  }

  @Override
  public void encode(ByteBuf buffer) {
    int size = 0;
    for (var key : keys) {
      size += 15 + key.length; // At most ten digits.
    }
    var bytes = new byte[size];
    int at = 0;
    int length = -1;
    byte[] head = {};
    for (var key : keys) {
      if (key.length != length) {
        length = key.length;
        head = ("$" + length + "\r\n").getBytes(StandardCharsets.US_ASCII);
      }
      System.arraycopy(head, 0, bytes, at, head.length);
      at += head.length;
      System.arraycopy(key, 0, bytes, at, length);
      at += length;
      bytes[at++] = '\r';
      bytes[at++] = '\n';
    }
    buffer.writeBytes(bytes, 0, at);
  }
}
