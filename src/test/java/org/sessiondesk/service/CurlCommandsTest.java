package org.sessiondesk.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sessiondesk.json.JacksonJson;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.SessionId;

class CurlCommandsTest {
  private static final String BASE = "http://127.0.0.1:8000";
  private final CurlCommands commands = new CurlCommands(BASE, false);

  /** What a shell hands to curl: its arguments, one a line. */
  private static String arguments(String command) throws IOException, InterruptedException {
    var process =
        new ProcessBuilder("sh", "-c", command.replaceFirst("^curl", "printf '%s\\\\n'"))
            .redirectErrorStream(true)
            .start();
    var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return out;
  }

  @Test
  void pathsAreEncoded() throws Exception {
    assertThat(arguments(commands.get(new SessionId("a/b 你?'\udcff"))))
        .isEqualTo(BASE + "/api/v1/sessions/a%2Fb%20%E4%BD%A0%3F%27%FF\n");
    assertThat(commands.delete(new SessionId(".."))).endsWith("/%2E%2E'");
    assertThat(commands.segment(new SessionId("x")))
        .isEqualTo("curl -X POST '" + BASE + "/api/v1/sessions/x/segment'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "it's",
        "$(touch x)",
        "`id`",
        "\"quoted\"",
        "a\\b",
        "line\nline",
        "@file",
        "!!",
        "😀"
      })
  @DisplayName("a session's text reaches curl as it is, whatever a shell would make of it")
  void textIsQuoted(String text) throws Exception {
    var json = new JacksonJson();
    var session =
        new Session(
            new SessionId("x"),
            text,
            "zh-CN-XiaoxiaoNeural",
            "n",
            true,
            Instant.EPOCH,
            null,
            null,
            new Json.Obj(Map.of("k", new Json.Num("1.0"))),
            false);

    var given = arguments(commands.create(session, json));

    var body = (Json.Obj) json.parse(given.substring(given.indexOf('{')));
    assertThat(body.members())
        .containsEntry("text", new Json.Str(text))
        .containsEntry("persistent", new Json.Bool(true))
        .containsKeys("voice", "name", "metadata");
  }

  @Test
  void tokenIsTakenFromTheEnvironment() {
    assertThat(new CurlCommands(BASE, true).get(new SessionId("x")))
        .contains("-H \"Authorization: Bearer $API_TOKEN\"");
  }
}
