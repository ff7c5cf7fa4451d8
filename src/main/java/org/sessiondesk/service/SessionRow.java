package org.sessiondesk.service;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.UnreadableEntry;
import org.sessiondesk.session.UnreadableReason;

/**
 * One session as the picture shows it: all that lists, searches and sorts need, and no more.
 * Immutable, so a list of rows stays what it was while sessions come and go.
 *
 * <p>Made for a million of them: the id of a UUID takes two longs, a time one, a voice is shared.
 */
public final class SessionRow {

  /** What a session is at a moment. */
  public enum State {
    /** Temporary, before its deadline. */
    ACTIVE,
    /** Temporary, past its deadline, not cleaned up yet. */
    EXPIRED,
    /** Persistent. */
    PERSISTENT,
    /** Stored, but not to be read as a session. */
    UNREADABLE
  }

  private static final long NO_TIME = Long.MIN_VALUE;

  private final long idHigh;
  private final long idLow;
  private final @Nullable String oddId;
  private final @Nullable String name;
  private final String text;
  private final String voice;
  private final String metadata;
  private final long createdMicros;
  private final long expiresMicros;
  private final boolean persistent;
  private final boolean fallback;
  private final boolean segmented;
  private final @Nullable UnreadableReason unreadable;

  private SessionRow(
      SessionId id,
      @Nullable String name,
      String text,
      String voice,
      String metadata,
      long createdMicros,
      long expiresMicros,
      boolean persistent,
      boolean fallback,
      boolean segmented,
      @Nullable UnreadableReason unreadable) {
    UUID uuid = canonicalUuid(id.value());
    this.idHigh = uuid == null ? id.value().hashCode() : uuid.getMostSignificantBits();
    this.idLow = uuid == null ? 0 : uuid.getLeastSignificantBits();
    this.oddId = uuid == null ? id.value() : null;
    this.name = name;
    this.text = text;
    this.voice = voice;
    this.metadata = metadata;
    this.createdMicros = createdMicros;
    this.expiresMicros = expiresMicros;
    this.persistent = persistent;
    this.fallback = fallback;
    this.segmented = segmented;
    this.unreadable = unreadable;
  }

  /**
   * The row of a session.
   *
   * @param voice the session's voice, in the copy that rows share
   * @param metadata its metadata in one line
   */
  static SessionRow of(Session session, String voice, String metadata) {
    return new SessionRow(
        session.id(),
        session.name(),
        session.text(),
        voice,
        metadata,
        micros(session.createdAt()),
        session.expiresAt() == null ? NO_TIME : micros(session.expiresAt()),
        session.persistent(),
        session.fallback(),
        session.sentences() != null,
        null);
  }

  /** The row of something unreadable. */
  static SessionRow of(UnreadableEntry entry) {
    return new SessionRow(
        entry.id(), null, "", "", "", NO_TIME, NO_TIME, true, false, false, entry.reason());
  }

  /** The session's id. */
  public SessionId id() {
    return new SessionId(oddId != null ? oddId : new UUID(idHigh, idLow).toString());
  }

  boolean hasId(SessionId id) {
    if (oddId != null) {
      return oddId.equals(id.value());
    }
    UUID uuid = canonicalUuid(id.value());
    return uuid != null
        && uuid.getMostSignificantBits() == idHigh
        && uuid.getLeastSignificantBits() == idLow;
  }

  int idHash() {
    return hash(idHigh, idLow);
  }

  static int idHash(SessionId id) {
    UUID uuid = canonicalUuid(id.value());
    return uuid == null
        ? hash(id.value().hashCode(), 0)
        : hash(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
  }

  boolean sameIdAs(SessionRow other) {
    return idHigh == other.idHigh
        && idLow == other.idLow
        && java.util.Objects.equals(oddId, other.oddId);
  }

  /** The name that people gave it, or null. */
  public @Nullable String name() {
    return name;
  }

  /** The whole text; empty where it is unreadable. */
  public String text() {
    return text;
  }

  /** The voice's short name; empty where it is unreadable. */
  public String voice() {
    return voice;
  }

  /** The metadata in one line, such as {@code type=important user_id=12345}. */
  public String metadata() {
    return metadata;
  }

  /** When it was created; null where it is unreadable. */
  public @Nullable Instant createdAt() {
    return instant(createdMicros);
  }

  /** Its deadline, or for a persistent session the one that was stored with it; may be null. */
  public @Nullable Instant expiresAt() {
    return instant(expiresMicros);
  }

  /** Whether it is kept in Redis. */
  public boolean persistent() {
    return persistent;
  }

  /** Whether it was to be persistent and is not. */
  public boolean fallback() {
    return fallback;
  }

  /** Whether it has its sentences. */
  public boolean segmented() {
    return segmented;
  }

  /** Why it cannot be read, or null where it can. */
  public @Nullable UnreadableReason unreadable() {
    return unreadable;
  }

  /** What it is at {@code now}. */
  public State state(Instant now) {
    if (unreadable != null) {
      return State.UNREADABLE;
    }
    if (persistent) {
      return State.PERSISTENT;
    }
    return micros(now) >= expiresMicros ? State.EXPIRED : State.ACTIVE;
  }

  long createdMicros() {
    return createdMicros;
  }

  long expiresMicros() {
    return expiresMicros;
  }

  /** Whether every visible part is the same. */
  boolean sameAs(SessionRow other) {
    return sameIdAs(other)
        && createdMicros == other.createdMicros
        && expiresMicros == other.expiresMicros
        && persistent == other.persistent
        && fallback == other.fallback
        && segmented == other.segmented
        && unreadable == other.unreadable
        && voice.equals(other.voice)
        && text.equals(other.text)
        && metadata.equals(other.metadata)
        && java.util.Objects.equals(name, other.name);
  }

  /** Microseconds since 1970; a session's years, 1 to 9999, fit. */
  static long micros(Instant time) {
    return time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000;
  }

  private static @Nullable Instant instant(long micros) {
    return micros == NO_TIME
        ? null
        : Instant.ofEpochSecond(
            Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L);
  }

  private static int hash(long high, long low) {
    long mixed = (high ^ low) * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> 32);
  }

  /** The UUID that {@code id} is the canonical form of, or null. */
  private static @Nullable UUID canonicalUuid(String id) {
    if (id.length() != 36) {
      return null;
    }
    long high = 0;
    long low = 0;
    for (int i = 0; i < 36; i++) {
      char c = id.charAt(i);
      if (i == 8 || i == 13 || i == 18 || i == 23) {
        if (c != '-') {
          return null;
        }
        continue;
      }
      int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
      if (digit < 0) {
        return null;
      }
      if (i < 18) {
        high = high << 4 | digit;
      } else {
        low = low << 4 | digit;
      }
    }
    return new UUID(high, low);
  }
}
