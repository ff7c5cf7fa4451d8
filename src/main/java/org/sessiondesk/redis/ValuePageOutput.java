package org.sessiondesk.redis;

import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.CommandOutput;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Fills a page with the values that {@code MGET} answers. */
final class ValuePageOutput extends CommandOutput<byte[], byte[], ValuePage> {

  /** Will fill {@code page}, which is empty. */
  ValuePageOutput(ValuePage page) {
    super(ByteArrayCodec.INSTANCE, page);
  }

  @Override
  public void set(@Nullable ByteBuffer bytes) {
    output.add(bytes);
  }

  @Override
  public void multi(int count) {
    // The values follow.
  }
}
