package org.sessiondesk.testing;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.NewSession;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.SessionId;

/** Sessions for tests. */
public final class Sessions {

  /** A voice that there is. */
  public static final String VOICE = "zh-CN-XiaoxiaoNeural";

  private Sessions() {}

  /** A temporary session that lives for {@code life} from {@code now} on. */
  public static Session temporary(Instant now, Duration life) {
    return temporary(now, life, "你好，今天天气很好。");
  }

  /** A temporary session with that text. */
  public static Session temporary(Instant now, Duration life, String text) {
    return new Session(
        SessionId.random(), text, VOICE, null, false, now, now.plus(life), null, Json.EMPTY, false);
  }

  /** A persistent session. */
  public static Session persistent(Instant now, String text) {
    return temporary(now, Duration.ofHours(1), text).asPersistent();
  }

  /** What somebody asks for. */
  public static NewSession asked(String text, boolean persistent, @Nullable Duration ttl) {
    return new NewSession(text, VOICE, null, persistent, ttl, Json.EMPTY);
  }
}
