package org.sessiondesk.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sessiondesk.testing.Sessions;

class SessionTest {
  private static final Instant NOW = Instant.parse("2025-10-10T09:30:00Z");
  private static final Instant LATER = NOW.plus(Duration.ofHours(1));
  private final Session session = Sessions.temporary(NOW, Duration.ofHours(1));

  @Test
  @DisplayName("临时会话 are expired from the very instant of their deadline on")
  void temporarySession_expiresAtItsDeadline() {
    assertThat(session.isExpired(LATER.minusNanos(1))).isFalse();
    assertThat(session.isExpired(LATER)).isTrue();
    assertThat(session.isExpired(LATER.plusNanos(1))).isTrue();
  }

  @Test
  @DisplayName("持久化会话: is_expired() 永远返回 false")
  void persistentSession_neverExpires() {
    assertThat(session.asPersistent().isExpired(Instant.MAX)).isFalse();
  }

  @Test
  void temporarySession_hasADeadline() {
    assertThatIllegalArgumentException().isThrownBy(() -> made(false, false));
    assertThat(made(true, false).expiresAt()).isNull();
  }

  @Test
  void fallback_isTemporary() {
    assertThatIllegalArgumentException().isThrownBy(() -> made(true, true));
  }

  private static Session made(boolean persistent, boolean fallback) {
    return new Session(
        SessionId.random(),
        "t",
        Sessions.VOICE,
        null,
        persistent,
        NOW,
        null,
        null,
        Json.EMPTY,
        fallback);
  }

  @Test
  void newText_dropsTheSentencesOfTheOldOne() {
    var segmented = session.withSentences(List.of(new Sentence("s", List.of("s"))));
    assertThat(segmented.withText("other").sentences()).isNull();
    assertThat(segmented.withText(session.text())).isEqualTo(segmented);
    assertThat(segmented.withVoice("en-US-AriaNeural").withName("n").sentences()).hasSize(1);
  }

  @Test
  void eachChange_leavesTheRestAsItWas() {
    var changed =
        session
            .withName("n")
            .withVoice("en-US-AriaNeural")
            .withMetadata(new Json.Num("1.0"))
            .withExpiresAt(NOW);
    assertThat(changed)
        .isEqualTo(
            new Session(
                session.id(),
                session.text(),
                "en-US-AriaNeural",
                "n",
                false,
                session.createdAt(),
                NOW,
                null,
                new Json.Num("1.0"),
                false));
    assertThat(changed.withName(null).name()).isNull();
  }

  @Test
  void promotedSession_keepsWhatItIsAndIsNoFallbackAnyMore() {
    var fallback =
        new Session(
            session.id(), "t", Sessions.VOICE, "n", false, NOW, LATER, null, Json.EMPTY, true);
    var promoted = fallback.asPersistent();
    assertThat(promoted.persistent()).isTrue();
    assertThat(promoted.fallback()).isFalse();
    assertThat(promoted.expiresAt()).isEqualTo(LATER);
    assertThat(promoted.asTemporary(NOW))
        .isEqualTo(
            new Session(
                session.id(), "t", Sessions.VOICE, "n", false, NOW, NOW, null, Json.EMPTY, false));
  }

  @Test
  void lists_areItsOwn() {
    var words = new ArrayList<>(List.of("一"));
    var sentences = new ArrayList<>(List.of(new Sentence("一。", words)));
    var segmented = session.withSentences(sentences);
    words.clear();
    sentences.clear();
    assertThat(segmented.sentences()).containsExactly(new Sentence("一。", List.of("一")));
  }

  @Test
  @DisplayName("Ids are random UUIDs (v4)")
  void id_isARandomUuid() {
    var id = SessionId.random();
    assertThat(UUID.fromString(id.value()).version()).isEqualTo(4);
    assertThat(id.value()).hasSize(36).isEqualTo(id.toString());
    assertThat(id).isNotEqualTo(SessionId.random());
    assertThat(new SessionId("a")).isLessThan(new SessionId("b"));
  }
}
