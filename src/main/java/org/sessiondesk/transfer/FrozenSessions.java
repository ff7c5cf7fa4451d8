package org.sessiondesk.transfer;

import java.nio.ByteBuffer;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.SessionId;

/**
 * Sessions as they were seen: their ids, in the order in which they were added, a code for each,
 * and a digest of what was seen, of which 128 bits are kept. About 33 bytes each, where its id is a
 * UUID. First written, then read. Not for several threads while it is written.
 */
final class FrozenSessions {
  /** Something that was seen has no digest, such as nothing at all. */
  static final byte[] NOTHING = new byte[16];

  private static final int CHUNK = 1 << 14;
  private static final int WORDS = 4;

  private final List<long[]> chunks = new ArrayList<>();
  private final List<byte[]> codes = new ArrayList<>();

  /** The ids that are no UUIDs as we write them, by their places. */
  private final Map<Integer, String> odd = new HashMap<>();

  private int size;

  /**
   * Adds one.
   *
   * @param digest at least 16 bytes
   */
  void add(SessionId id, int code, byte[] digest) {
    if (size % CHUNK == 0) {
      chunks.add(new long[CHUNK * WORDS]);
      codes.add(new byte[CHUNK]);
    }
    var chunk = chunks.getLast();
    int at = size % CHUNK;
    var uuid = uuid(id.value());
    if (uuid == null) {
      odd.put(size, id.value());
    } else {
      chunk[at * WORDS] = uuid.getMostSignificantBits();
      chunk[at * WORDS + 1] = uuid.getLeastSignificantBits();
    }
    var bits = ByteBuffer.wrap(digest);
    chunk[at * WORDS + 2] = bits.getLong();
    chunk[at * WORDS + 3] = bits.getLong();
    codes.getLast()[at] = (byte) code;
    size++;
  }

  private static @Nullable UUID uuid(String text) {
    if (text.length() != 36) {
      return null;
    }
    try {
      var uuid = UUID.fromString(text);
      return uuid.toString().equals(text) ? uuid : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** How many there are. */
  int size() {
    return size;
  }

  /** The id of the one at {@code place}, from 0. */
  SessionId id(int place) {
    var name = odd.get(place);
    if (name != null) {
      return new SessionId(name);
    }
    var chunk = chunks.get(place / CHUNK);
    int at = place % CHUNK * WORDS;
    return new SessionId(new UUID(chunk[at], chunk[at + 1]).toString());
  }

  /** Its code. */
  int code(int place) {
    return codes.get(place / CHUNK)[place % CHUNK];
  }

  /** Whether {@code digest} is that of what was seen. */
  boolean wasSeen(int place, byte[] digest) {
    var chunk = chunks.get(place / CHUNK);
    int at = place % CHUNK * WORDS;
    var bits = ByteBuffer.wrap(digest);
    return chunk[at + 2] == bits.getLong() && chunk[at + 3] == bits.getLong();
  }

  /** The ids from one place up to another one, which is excluded. Views, not copies. */
  List<SessionId> ids(int from, int to) {
    return new AbstractList<>() {
      @Override
      public SessionId get(int index) {
        return id(from + index);
      }

      @Override
      public int size() {
        return to - from;
      }
    };
  }
}
