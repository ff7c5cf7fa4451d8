package org.sessiondesk.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.sessiondesk.connection.ConnectionProfile;

/**
 * Sessions as the Python service writes them ({@code json.dumps}: everything beyond ASCII escaped),
 * about 603 bytes each. The same seed makes the same sessions.
 */
final class Seeds {
  private static final int PIPELINE = 500;
  private static final List<String> VOICES =
      List.of(
          "zh-CN-XiaoxiaoNeural",
          "zh-CN-YunxiNeural",
          "zh-HK-HiuMaanNeural",
          "zh-TW-HsiaoChenNeural",
          "en-US-AriaNeural",
          "ja-JP-NanamiNeural");
  private static final List<String> PHRASES =
      List.of(
          escaped("你好，今天天气很好。"),
          escaped("这是一个重要的会话，需要永久保存。"),
          escaped("我们去公园玩吧！"),
          escaped("请问您需要什么帮助？"),
          escaped("欢迎使用语音合成服务，请稍候。"),
          escaped("The train leaves at nine."),
          escaped("列車は九時に出発します。"),
          escaped("价格是￥12.50，😀谢谢！"));
  private static final List<String> TYPES = List.of("important", "draft", "demo");
  private static final LocalDateTime FIRST = LocalDateTime.of(2025, 10, 10, 9, 30);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS");

  private final SplittableRandom random;

  Seeds(long seed) {
    random = new SplittableRandom(seed);
  }

  /** Writes {@code count} new sessions to the Redis on {@code port}; returns their ids' keys. */
  static void fill(int port, long count, long seed) throws IOException {
    var seeds = new Seeds(seed);
    try (var redis = new RawRedis(port)) {
      long left = count;
      while (left > 0) {
        int batch = (int) Math.min(PIPELINE, left);
        for (int i = 0; i < batch; i++) {
          var id = seeds.id();
          redis.send(RawRedis.ascii("SET"), key(id), seeds.value(id));
        }
        redis.flush();
        for (int i = 0; i < batch; i++) {
          redis.skipLine();
        }
        left -= batch;
      }
    }
  }

  /** The first ids that a seed makes. */
  static List<UUID> ids(long seed, int count) {
    var seeds = new Seeds(seed);
    var ids = new ArrayList<UUID>();
    for (int i = 0; i < count; i++) {
      var id = seeds.id();
      ids.add(id);
      seeds.value(id);
    }
    return ids;
  }

  static byte[] key(UUID id) {
    return RawRedis.ascii(ConnectionProfile.DEFAULT_KEY_PREFIX + id);
  }

  private UUID id() {
    return new UUID(
        (random.nextLong() & ~0xF000L) | 0x4000L,
        (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L);
  }

  /** A session's stored value, other at every call. */
  byte[] value(UUID id) {
    var text = new StringBuilder();
    int phrases = random.nextInt(2, 9);
    for (int i = 0; i < phrases; i++) {
      text.append(PHRASES.get(random.nextInt(PHRASES.size())));
    }
    var created = FIRST.plusNanos(random.nextLong(10_000_000_000_000L) * 1_000);
    var value =
        "{\"session_id\": \"%s\", \"text\": \"%s\", \"voice\": \"%s\", \"persistent\": true, \"created_at\": \"%s\", \"expires_at\": \"%s\", \"sentences\": null, \"metadata\": {\"type\": \"%s\", \"user_id\": \"%d\"}}"
            .formatted(
                id,
                text,
                VOICES.get(random.nextInt(VOICES.size())),
                TIME.format(created),
                TIME.format(created.plusHours(1)),
                TYPES.get(random.nextInt(TYPES.size())),
                random.nextInt(100_000));
    return value.getBytes(StandardCharsets.US_ASCII);
  }

  private static String escaped(String text) {
    var out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      out.append(c < 0x80 ? String.valueOf(c) : "\\u%04x".formatted((int) c));
    }
    return out.toString();
  }
}
