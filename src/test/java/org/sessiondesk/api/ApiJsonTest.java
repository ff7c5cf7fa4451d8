package org.sessiondesk.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sessiondesk.json.JacksonJson;
import org.sessiondesk.service.ApiJson;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.Sentence;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.SessionId;

class ApiJsonTest {

  @Test
  @DisplayName("What is copied as JSON is what the API answers")
  void copiesAreWhatTheApiAnswers() {
    var created = Instant.parse("2026-03-05T04:00:00.123456Z");
    var members = new LinkedHashMap<String, Json>();
    members.put("n", new Json.Num("NaN"));
    members.put("list", new Json.Arr(List.of(new Json.Num("1.0"), new Json.Null())));
    members.put("inner", new Json.Obj(Map.of("ok", new Json.Bool(true))));
    for (var name : new String[] {null, "名称"}) {
      for (var sentences :
          List.of(List.<Sentence>of(), List.of(new Sentence("a b", List.of("a"))))) {
        var session =
            new Session(
                SessionId.random(),
                "a\nb",
                "en-US-JennyNeural",
                name,
                name != null,
                created,
                name == null ? created.plusSeconds(60) : null,
                sentences.isEmpty() ? null : sentences,
                new Json.Obj(members),
                false);
        var json = new JacksonJson();
        assertThat(json.print(ApiJson.of(session)))
            .isEqualTo(json.print(json.parse(SessionView.write(session).toString())));
      }
    }
  }
}
