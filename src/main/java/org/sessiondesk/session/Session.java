package org.sessiondesk.session;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A session: a text to be spoken and what belongs to it. Immutable.
 *
 * @param id its identity
 * @param text what is spoken
 * @param voice the voice's short name, such as {@code zh-HK-HiuMaanNeural}; what others stored may
 *     be any text
 * @param name a name that people gave it, or null
 * @param persistent whether it is kept in Redis for ever (true) or in this process until {@code
 *     expiresAt} (false)
 * @param createdAt when it was made, to the microsecond
 * @param expiresAt its deadline where it is temporary; of no effect where it is persistent, and
 *     null only where a stored value has none
 * @param sentences the sentences, or null until it is segmented
 * @param metadata an object where we wrote it; what others stored may be any JSON
 * @param fallback whether it was asked for as persistent, but made temporary because no store was
 *     reachable
 */
public record Session(
    SessionId id,
    String text,
    String voice,
    @Nullable String name,
    boolean persistent,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable List<Sentence> sentences,
    Json metadata,
    boolean fallback) {

  public Session {
    if (sentences != null) {
      sentences = List.copyOf(sentences);
    }
    if (!persistent && expiresAt == null) {
      throw new IllegalArgumentException("a temporary session has a deadline");
    }
    if (persistent && fallback) {
      throw new IllegalArgumentException("a fallback is temporary");
    }
  }

  /** Whether its deadline has come at {@code now}; never for a persistent session. */
  public boolean isExpired(Instant now) {
    return !persistent && expiresAt != null && !now.isBefore(expiresAt);
  }

  /** This session with other text. The sentences, which were those of the old text, are dropped. */
  public Session withText(String newText) {
    return newText.equals(text)
        ? this
        : new Session(
            id, newText, voice, name, persistent, createdAt, expiresAt, null, metadata, fallback);
  }

  /** This session with another voice. */
  public Session withVoice(String newVoice) {
    return new Session(
        id, text, newVoice, name, persistent, createdAt, expiresAt, sentences, metadata, fallback);
  }

  /** This session with another name; null takes the name away. */
  public Session withName(@Nullable String newName) {
    return new Session(
        id, text, voice, newName, persistent, createdAt, expiresAt, sentences, metadata, fallback);
  }

  /** This session with other metadata. */
  public Session withMetadata(Json newMetadata) {
    return new Session(
        id, text, voice, name, persistent, createdAt, expiresAt, sentences, newMetadata, fallback);
  }

  /** This session with other sentences. */
  public Session withSentences(@Nullable List<Sentence> newSentences) {
    return new Session(
        id, text, voice, name, persistent, createdAt, expiresAt, newSentences, metadata, fallback);
  }

  /** This session with another deadline. */
  public Session withExpiresAt(Instant newExpiresAt) {
    return new Session(
        id, text, voice, name, persistent, createdAt, newExpiresAt, sentences, metadata, fallback);
  }

  /** This session as a persistent one; no longer a fallback. */
  public Session asPersistent() {
    return new Session(
        id, text, voice, name, true, createdAt, expiresAt, sentences, metadata, false);
  }

  /** This session as a temporary one that expires at {@code deadline}. */
  public Session asTemporary(Instant deadline) {
    return new Session(
        id, text, voice, name, false, createdAt, deadline, sentences, metadata, false);
  }
}
