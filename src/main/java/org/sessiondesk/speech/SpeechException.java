package org.sessiondesk.speech;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Why something could not be spoken. */
public final class SpeechException extends IOException {
  private static final long serialVersionUID = 1;

  /** The reasons. */
  public enum Kind {
    /** The engine has no voice for the language. */
    NO_VOICE,
    /** The engine could not be started, gave up, or took too long. */
    ENGINE_FAILED,
    /** There is no sound output, or somebody else has it. */
    NO_SOUND_OUTPUT,
    /** The speech is longer than a WAV file can be. */
    TOO_LONG
  }

  private final Kind kind;

  /** One for the technically minded to read: {@code message} is English, without secrets. */
  public SpeechException(Kind kind, String message) {
    this(kind, message, null);
  }

  /** One that has a cause. */
  public SpeechException(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** Why. */
  public Kind kind() {
    return kind;
  }
}
