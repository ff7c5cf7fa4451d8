package org.sessiondesk.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sessiondesk.session.Json;
import org.sessiondesk.testing.MutableClock;

/** {@code GET /api/v1/sessions}. */
@SuppressWarnings("NullAway") // a member that is missing fails the test
class ListTest {
  private final MutableClock clock = MutableClock.somewhen();

  private static List<String> ids(Desk.Answer page) {
    assertThat(page.status()).as(page.body()).isEqualTo(200);
    List<String> ids = new ArrayList<>();
    for (var row : ((Json.Arr) page.json().members().get("sessions")).items()) {
      ids.add(((Json.Str) ((Json.Obj) row).members().get("session_id")).value());
    }
    return ids;
  }

  private String create(Desk desk, String text, String voice) {
    clock.advance(Duration.ofSeconds(1));
    return desk.create("{\"text\":\"%s\",\"voice\":\"%s\",\"ttl_hours\":1}".formatted(text, voice))
        .id();
  }

  @Test
  void newestComesFirst() {
    try (var desk = Desk.withoutRedis(clock)) {
      var first = create(desk, "一", "zh-CN-XiaoxiaoNeural");
      var second = create(desk, "二", "zh-CN-XiaoxiaoNeural");

      var page = desk.get(Desk.SESSIONS);

      assertThat(ids(page)).containsExactly(second, first);
      assertThat(page.body())
          .endsWith("],\"total\":2,\"next_cursor\":null,\"complete\":true}")
          .contains("\"state\":\"active\"");
    }
  }

  @Test
  @DisplayName("issue 3: list with filters")
  void filtersAreCombined() {
    try (var desk = Desk.withoutRedis(clock)) {
      var hong = create(desk, "天气", "zh-HK-HiuMaanNeural");
      var between = JsonWriter.time(clock.instant().plusMillis(500));
      var cn = create(desk, "天气", "zh-CN-XiaoxiaoNeural");
      var other = create(desk, "新闻", "zh-CN-XiaoxiaoNeural");

      assertThat(ids(desk.get(Desk.SESSIONS + "?voice=zh-HK-HiuMaanNeural"))).containsExactly(hong);
      assertThat(ids(desk.get(Desk.SESSIONS + "?voice=zh-CN*"))).containsExactly(other, cn);
      assertThat(ids(desk.get(Desk.SESSIONS + "?q=%E5%A4%A9%E6%B0%94"))).containsExactly(cn, hong);
      assertThat(ids(desk.get(Desk.SESSIONS + "?q=%E5%A4%A9%E6%B0%94&voice=zh-CN*")))
          .containsExactly(cn);
      assertThat(ids(desk.get(Desk.SESSIONS + "?created_after=" + between)))
          .containsExactly(other, cn);
      assertThat(ids(desk.get(Desk.SESSIONS + "?created_before=" + between))).containsExactly(hong);
      assertThat(ids(desk.get(Desk.SESSIONS + "?persistent=true"))).isEmpty();
      assertThat(ids(desk.get(Desk.SESSIONS + "?persistent=false"))).hasSize(3);
      clock.advance(Duration.ofHours(2));
      assertThat(ids(desk.get(Desk.SESSIONS + "?state=active"))).isEmpty();
      assertThat(ids(desk.get(Desk.SESSIONS + "?state=expired"))).hasSize(3);
    }
  }

  @Test
  @DisplayName("issue 3: a cursor that stays right while sessions come and go")
  void pagesMissNothingAndRepeatNothing() {
    try (var desk = Desk.withoutRedis(clock)) {
      List<String> all = new ArrayList<>();
      for (int i = 0; i < 25; i++) {
        // Five at a time are of the same moment.
        if (i % 5 == 0) {
          clock.advance(Duration.ofSeconds(1));
        }
        all.add(desk.create(Desk.BODY).id());
      }
      List<String> seen = new ArrayList<>();
      var page = desk.get(Desk.SESSIONS + "?limit=4");
      while (true) {
        seen.addAll(ids(page));
        if (!(page.json().members().get("next_cursor") instanceof Json.Str(var cursor))) {
          break;
        }
        // One comes; the last one that was seen goes.
        clock.advance(Duration.ofSeconds(1));
        desk.create(Desk.BODY);
        desk.delete(Desk.SESSIONS + "/" + seen.getLast());
        page = desk.get(Desk.SESSIONS + "?limit=4&cursor=" + cursor);
      }

      assertThat(seen).doesNotHaveDuplicates();
      assertThat(new HashSet<>(seen)).isEqualTo(new HashSet<>(all));
    }
  }

  @Test
  void faultsOfTheQueryAreToldTogether() {
    try (var desk = Desk.withoutRedis(clock)) {
      var answer =
          desk.get(
              Desk.SESSIONS
                  + "?limit=0&persistent=maybe&state=odd&created_after=noon&cursor=x&unknown=1");

      assertThat(answer.status()).isEqualTo(422);
      assertThat(((Json.Arr) answer.json().members().get("detail")).items()).hasSize(5);
      assertThat(answer.body()).contains("[\"query\",\"limit\"]", "[\"query\",\"cursor\"]");
    }
  }
}
