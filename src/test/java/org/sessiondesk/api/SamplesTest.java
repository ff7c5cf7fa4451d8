package org.sessiondesk.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.sessiondesk.redis.testing.RedisServer;

/**
 * Replays every request that was recorded with the Python service, in order, and compares status
 * and body, byte for byte but for ids and times. Where we differ on purpose the difference is
 * listed here with its reason.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SamplesTest {
  private static final Pattern RECORDED_TIME =
      Pattern.compile("\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}\"");
  private static final Pattern OUR_TIME =
      Pattern.compile("\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z\"");
  private static final Pattern SESSION_ID = Pattern.compile("\"session_id\":\"([0-9a-f-]{36})\"");
  private static final Pattern WORDS = Pattern.compile("\"words\":\\[[^]]*]");
  private static final Pattern LATIN_WORD = Pattern.compile("(\\[|,)\"[A-Za-z]+\",?");
  private static final Pattern TEST_VOICE = Pattern.compile("(\"voice\": ?)\"v\"");

  /** A deliberate difference: what we answer instead (null: as recorded), and why. */
  private record Difference(int status, String body, String reason) {}

  private static final String NUMBER_PARSING =
      "Input should be a valid number, unable to parse string as a number";
  private static final String TTL = "ttl_hours is any number > 0 up to ten years";

  private static final Map<String, Difference> DIFFERENCES =
      Map.ofEntries(
          Map.entry("16", differs(200, "\"temporary_sessions\":{", "stats are no longer shadowed")),
          Map.entry("17", differs(200, "{\"sessions\":[", "there is a list of sessions")),
          Map.entry("14", differs(200, "\"sentence\":\"Hello, world!", "no sentence is dropped")),
          Map.entry(
              "24",
              differs(
                  200,
                  "{\"service\":\"Session Desk\",\"status\":\"running\",\"version\":\"1.2.3\"}",
                  "another program")),
          Map.entry("49", differs(422, "\"greater_than\"", TTL)),
          Map.entry("50", differs(422, "\"greater_than\"", TTL)),
          Map.entry("55", differs(201, "\"persistent\":false", TTL)),
          Map.entry("58", differs(422, ttl("float_parsing", NUMBER_PARSING, "\"abc\""), TTL)),
          Map.entry("59", differs(422, ttl("float_parsing", NUMBER_PARSING, "\"\""), TTL)),
          Map.entry(
              "62", differs(422, ttl("float_type", "Input should be a valid number", "[1]"), TTL)),
          Map.entry("64", differs(422, "\"less_than_equal\"", TTL)),
          Map.entry("65", differs(422, "\"less_than_equal\"", TTL)),
          Map.entry("67", differs(422, "\"less_than_equal\"", TTL)),
          Map.entry("68", differs(422, "\"less_than_equal\"", TTL)),
          Map.entry("70", differs(422, "\"less_than_equal\"", TTL)),
          Map.entry("71", differs(422, "\"less_than_equal\"", TTL)),
          Map.entry("94", differs(422, "\"float_parsing\",\"loc\":[\"body\",\"ttl_hours\"]", TTL)),
          Map.entry("95", differs(201, ",\"metadata\":{},\"name\":\"n\"}", "name is a field")),
          Map.entry("112", differs(422, "\"Invalid UTF-8\"", "a body that is not UTF-8 is a 422")),
          Map.entry("118", differs(422, "\"Nested too deeply\"", "too deep is a 422, not a 500")));

  private final RedisServer redis = RedisServer.start();
  private final Map<String, String> ids = new HashMap<>();
  private final Desk desk = Desk.with(redis);

  @BeforeAll
  void persistentStoreIsOn() {
    assertThat(desk.service.stats().storeEnabled()).isTrue();
  }

  @AfterAll
  void close() {
    desk.close();
    redis.close();
  }

  private static Difference differs(int status, String contains, String reason) {
    return new Difference(status, contains, reason);
  }

  private static String ttl(String type, String message, String input) {
    return "{\"detail\":[{\"type\":\"%s\",\"loc\":[\"body\",\"ttl_hours\"],\"msg\":\"%s\",\"input\":%s}]}"
        .formatted(type, message, input);
  }

  private static List<Path> samples() throws IOException, URISyntaxException {
    var folder = Path.of(Objects.requireNonNull(SamplesTest.class.getResource("samples")).toURI());
    try (var files = Files.list(folder)) {
      return files.sorted(Comparator.comparingInt(SamplesTest::number)).toList();
    }
  }

  private static int number(Path sample) {
    var name = Objects.requireNonNull(sample.getFileName()).toString();
    return Integer.parseInt(name.substring(0, name.indexOf('-')));
  }

  @TestFactory
  List<DynamicTest> answersAsRecorded() throws IOException, URISyntaxException {
    return samples().stream()
        .map(
            sample ->
                DynamicTest.dynamicTest(
                    Objects.requireNonNull(sample.getFileName()).toString(), () -> replay(sample)))
        .toList();
  }

  private void replay(Path file) throws IOException {
    var sample = Sample.read(file);
    boolean created = sample.status() == 201;
    var body = sample.body();
    var expected = sample.answer();
    if (created || DIFFERENCES.containsKey(Integer.toString(number(file)))) {
      // "v" is no voice: what this test is not about gets a real one (see the test below).
      body = withRealVoice(body);
      expected = TEST_VOICE.matcher(expected).replaceAll("$1\"zh-CN-XiaoxiaoNeural\"");
    }
    var answer = RawHttp.send(desk.server.port(), head(sample, body.length), body);

    var difference = DIFFERENCES.get(Integer.toString(number(file)));
    if (difference != null) {
      assertThat(answer.status()).as(difference.reason()).isEqualTo(difference.status());
      assertThat(answer.body()).as(difference.reason()).contains(difference.body());
      return;
    }
    assertThat(answer.status()).isEqualTo(sample.status());
    if (created) {
      ids.put(id(expected), id(answer.body()));
    }
    assertThat(plain(answer.body(), OUR_TIME)).isEqualTo(ours(plain(expected, RECORDED_TIME)));
    if (!answer.head().contains("307")) {
      assertThat(answer.header("content-type")).isEqualTo("application/json");
    }
    if (sample.head().contains("307")) {
      assertThat(answer.header("location")).startsWith("http://127.0.0.1:8090/api/v1/sessions");
    }
    if (sample.status() == 405) {
      // Starlette names the first route only; we name all.
      assertThat(answer.header("allow")).contains(sample.header("allow"));
    }
  }

  private String head(Sample sample, int length) {
    return ours(sample.request()).replaceAll("Content-Length: \\d+", "Content-Length: " + length);
  }

  /** Ids as recorded become those that we gave instead. */
  private String ours(String text) {
    var replaced = text;
    for (var id : ids.entrySet()) {
      replaced = replaced.replace(id.getKey(), id.getValue());
    }
    return replaced;
  }

  /** Without times, and with the Chinese words only: the recorded service leaves out the others. */
  private static String plain(String body, Pattern time) {
    var withoutTimes = time.matcher(body).replaceAll("\"time\"");
    return WORDS
        .matcher(withoutTimes)
        .replaceAll(words -> LATIN_WORD.matcher(words.group()).replaceAll("$1"));
  }

  private static byte[] withRealVoice(byte[] body) {
    // ISO 8859-1 keeps every byte, also those that are not UTF-8.
    var text = new String(body, StandardCharsets.ISO_8859_1);
    return TEST_VOICE
        .matcher(text)
        .replaceAll("$1\"zh-CN-XiaoxiaoNeural\"")
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String id(String body) {
    var matcher = SESSION_ID.matcher(body);
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  @Test
  @DisplayName("wire.md: 400 for a voice that is no voice, where the recorded service takes any")
  void voiceWithoutTheShapeOfOneIsRefused() {
    var answer = desk.create("{\"text\": \"a\", \"voice\": \"v\"}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).isEqualTo("{\"detail\":\"Invalid voice name: v\"}");
  }

  /** A recorded request and its answer. */
  @SuppressWarnings("ArrayRecordComponent") // samples are never compared
  private record Sample(String request, byte[] body, String head, String answer) {

    static Sample read(Path file) throws IOException {
      var text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
      int middle = text.indexOf("\n======== response ========\n");
      var request = text.substring(0, middle);
      var response = text.substring(middle + "\n======== response ========\n".length());
      int requestEnd = request.indexOf("\n\n");
      int responseEnd = response.indexOf("\n\n");
      var head = request.substring(0, requestEnd);
      var length = Pattern.compile("Content-Length: (\\d+)").matcher(head);
      int bytes = length.find() ? Integer.parseInt(length.group(1)) : 0;
      var body = request.substring(requestEnd + 2);
      body = body.contains("...<cut>") ? whole(body, bytes) : body.substring(0, bytes);
      var answer = response.substring(responseEnd + 2).stripTrailing();
      return new Sample(
          head,
          body.getBytes(StandardCharsets.ISO_8859_1),
          response.substring(0, responseEnd),
          new String(answer.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
    }

    /** The record leaves most of three thousand brackets out. */
    private static String whole(String cut, int length) {
      var start = cut.substring(0, cut.indexOf('['));
      int depth = (length - start.length() - 2) / 2;
      return start + "[".repeat(depth) + "]".repeat(depth) + "}}";
    }

    int status() {
      return Integer.parseInt(head.substring(9, 12));
    }

    String header(String name) {
      var matcher = Pattern.compile("(?im)^" + name + ": (.*)$").matcher(head);
      return matcher.find() ? matcher.group(1).strip() : "";
    }
  }
}
