package org.sessiondesk.redis;

import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.ValueListOutput;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.sessiondesk.session.StoreException;

/**
 * Keyspace notifications: how a server that does not track for its clients tells of keys that
 * change, where its owner has switched them on. They come over a connection of their own, and a
 * server may drop some: whoever relies on them looks at everything now and then.
 *
 * @see <a href="https://redis.io/docs/latest/develop/pubsub/keyspace-notifications/">Redis keyspace
 *     notifications</a>
 */
final class KeyNotices {

  /** What must be among the classes of events: keys' own events, strings, and all others' ends. */
  private static final String NEEDED = "g$xe";

  private KeyNotices() {}

  /**
   * Has every server tell of each key that changes, if it is set up for that; its settings are left
   * as they are. Where the connection is lost, so is {@code link}.
   *
   * @return whether they will
   */
  static boolean listen(StoreLink link, SessionKeys keys, DirtyKeys dirty)
      throws ConnectFailedException {
    for (var server : link.servers()) {
      if (!enabled(server)) {
        return false;
      }
    }
    var channel = ("__keyspace@" + link.database() + "__:").getBytes(StandardCharsets.US_ASCII);
    var pattern = new ByteArrayOutputStream();
    pattern.writeBytes(channel);
    pattern.writeBytes(keys.pattern());
    var listener =
        new RedisPubSubAdapter<byte[], byte[]>() {
          @Override
          public void message(byte[] pattern, byte[] from, byte[] event) {
            var key = Arrays.copyOfRange(from, Math.min(channel.length, from.length), from.length);
            if (keys.owns(key)) {
              dirty.add(List.of(key));
            }
          }
        };
    for (var server : link.servers()) {
      if (!server.subscribe(pattern.toByteArray(), listener)) {
        return false;
      }
    }
    return true;
  }

  /** Whether the server sends all that is needed; no where the user may not ask. */
  private static boolean enabled(RedisLink link) {
    try {
      var answer =
          link.calls()
              .read(
                  CommandType.CONFIG,
                  new ValueListOutput<>(ByteArrayCodec.INSTANCE),
                  Calls.args().add("GET").add("notify-keyspace-events"));
      return answer != null
          && answer.size() == 2
          && covers(new String(answer.get(1), StandardCharsets.US_ASCII));
    } catch (StoreException.Rejected e) {
      return false;
    }
  }

  private static boolean covers(String flags) {
    return flags.indexOf('K') >= 0
        && (flags.indexOf('A') >= 0 || NEEDED.chars().allMatch(c -> flags.indexOf(c) >= 0));
  }
}
