package org.sessiondesk.redis;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.StoreException;

/** What a save asks of the built-in store, over a connection of its own. */
final class SocketSaving implements BackgroundSave.Server, Closeable {
  private final RespSocket redis;

  SocketSaving(RespSocket redis) {
    this.redis = redis;
  }

  @Override
  public Map<String, String> info() {
    return FigureReader.fields(String.valueOf(call("INFO")));
  }

  @Override
  public long lastSave() {
    return call("LASTSAVE") instanceof Long seconds ? seconds : 0;
  }

  @Override
  public long now() {
    return call("TIME") instanceof List<?> time && time.getFirst() instanceof String seconds
        ? Long.parseLong(seconds)
        : Long.MAX_VALUE;
  }

  @Override
  public void begin() {
    var _ = call("BGSAVE");
  }

  @Override
  public Optional<String> place() {
    return Optional.empty();
  }

  /** How many keys it holds. */
  long keys() {
    return call("DBSIZE") instanceof Long keys ? keys : 0;
  }

  private @Nullable Object call(String command) {
    try {
      var answer = redis.call(command);
      if (answer instanceof RespError error) {
        throw new StoreException.Rejected(
            StoreException.Rejected.Reason.OTHER,
            error.message(),
            new IOException(error.message()));
      }
      return answer;
    } catch (IOException e) {
      throw new StoreException.Unavailable("the built-in store does not answer", e);
    }
  }

  @Override
  public void close() throws IOException {
    redis.close();
  }
}
