package org.sessiondesk.service;

import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.Revision;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.SessionFields;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.StoredEntry;
import org.sessiondesk.session.StoredSession;
import org.sessiondesk.session.UnreadableEntry;
import org.sessiondesk.session.UnreadableReason;

/**
 * One session as the picture shows it: all that lists, searches and sorts need, and no more.
 * Immutable, so a list of rows stays what it was while sessions come and go.
 *
 * <p>It is a view of a {@link PackedRow}, made when it is asked for; two views of the same one are
 * equal.
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

  static final long NO_TIME = SessionFields.NO_TIME;

  private static final UnreadableReason[] REASONS = UnreadableReason.values();

  private final byte[] packed;
  private final RowNames names;

  SessionRow(byte[] packed, RowNames names) {
    this.packed = packed;
    this.names = names;
  }

  /** The packed row that this is a view of. Not to be changed. */
  byte[] packed() {
    return packed;
  }

  /** The session's id. */
  public SessionId id() {
    return id(packed);
  }

  static SessionId id(byte[] row) {
    return new SessionId(
        PackedRow.has(row, PackedRow.ODD_ID)
            ? PackedRow.text(row, PackedRow.TEXTS)
            : new UUID(PackedRow.idHigh(row), PackedRow.idLow(row)).toString());
  }

  boolean hasId(SessionId id) {
    return hasId(packed, id);
  }

  static boolean hasId(byte[] row, SessionId id) {
    UUID uuid = canonicalUuid(id.value());
    if (PackedRow.has(row, PackedRow.ODD_ID)) {
      return uuid == null && PackedRow.text(row, PackedRow.TEXTS).equals(id.value());
    }
    return uuid != null
        && uuid.getMostSignificantBits() == PackedRow.idHigh(row)
        && uuid.getLeastSignificantBits() == PackedRow.idLow(row);
  }

  int idHash() {
    return idHash(packed);
  }

  static int idHash(byte[] row) {
    return hash(PackedRow.idHigh(row), PackedRow.idLow(row));
  }

  static int idHash(SessionId id) {
    UUID uuid = canonicalUuid(id.value());
    return uuid == null
        ? hash(id.value().hashCode(), 0)
        : hash(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
  }

  static boolean sameId(byte[] row, byte[] other) {
    boolean odd = PackedRow.has(row, PackedRow.ODD_ID);
    return PackedRow.idHigh(row) == PackedRow.idHigh(other)
        && PackedRow.idLow(row) == PackedRow.idLow(other)
        && odd == PackedRow.has(other, PackedRow.ODD_ID)
        && (!odd || id(row).equals(id(other)));
  }

  /** The name that people gave it, or null. */
  public @Nullable String name() {
    return PackedRow.has(packed, PackedRow.NAMED)
        ? PackedRow.text(packed, PackedRow.nameAt(packed))
        : null;
  }

  /** The whole text; empty where it is unreadable. */
  public String text() {
    return PackedRow.text(packed, PackedRow.textAt(packed));
  }

  /** The voice's short name; empty where it is unreadable. */
  public String voice() {
    int number = PackedRow.voice(packed);
    return number == 0
        ? PackedRow.text(packed, PackedRow.voiceAt(packed))
        : names.voices.name(number);
  }

  /** The metadata in one line, such as {@code type=important user_id=12345}. */
  public String metadata() {
    return PackedRow.metadata(packed, names);
  }

  /** When it was created; null where it is unreadable. */
  public @Nullable Instant createdAt() {
    return instant(createdMicros());
  }

  /** Its deadline, or for a persistent session the one that was stored with it; may be null. */
  public @Nullable Instant expiresAt() {
    return instant(expiresMicros());
  }

  /** Whether it is kept in Redis. */
  public boolean persistent() {
    return PackedRow.has(packed, PackedRow.PERSISTENT);
  }

  /** Whether it was to be persistent and is not. */
  public boolean fallback() {
    return PackedRow.has(packed, PackedRow.FALLBACK);
  }

  /** Whether it has its sentences. */
  public boolean segmented() {
    return PackedRow.has(packed, PackedRow.SEGMENTED);
  }

  /** Why it cannot be read, or null where it can. */
  public @Nullable UnreadableReason unreadable() {
    int reason = packed[PackedRow.UNREADABLE];
    return reason == 0 ? null : REASONS[reason - 1];
  }

  /** What it is at {@code now}. */
  public State state(Instant now) {
    return state(packed, micros(now));
  }

  static State state(byte[] row, long nowMicros) {
    if (row[PackedRow.UNREADABLE] != 0) {
      return State.UNREADABLE;
    }
    if (PackedRow.has(row, PackedRow.PERSISTENT)) {
      return State.PERSISTENT;
    }
    return nowMicros >= PackedRow.expires(row) ? State.EXPIRED : State.ACTIVE;
  }

  long createdMicros() {
    return PackedRow.created(packed);
  }

  long expiresMicros() {
    return PackedRow.expires(packed);
  }

  /**
   * Whether {@code entry} is what this row shows. It is not where the session was changed since, or
   * the picture has not heard of it yet.
   */
  public boolean shows(StoredEntry entry) {
    return switch (entry) {
      case StoredSession(Session session, Revision _) ->
          Arrays.equals(packed, RowPacker.pack(session, names));
      case UnreadableEntry _ -> packed[PackedRow.UNREADABLE] != 0;
    };
  }

  /** Whether it is a view of the same row; not of an equal one. */
  @Override
  @SuppressWarnings("ReferenceEquality") // a row's identity is what changes with the session
  public boolean equals(@Nullable Object other) {
    return other instanceof SessionRow row && row.packed == packed;
  }

  @Override
  public int hashCode() {
    return idHash();
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
  static @Nullable UUID canonicalUuid(String id) {
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
