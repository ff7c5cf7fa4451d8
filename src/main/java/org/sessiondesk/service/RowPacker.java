package org.sessiondesk.service;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.SessionFields;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.UnreadableEntry;

/** Packs a session, or something unreadable, into a {@link PackedRow}. */
final class RowPacker {
  private final RowNames names;
  private final List<byte[]> parts = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();
  private int flags;
  private int size;

  private RowPacker(RowNames names) {
    this.names = names;
  }

  static byte[] pack(Session session, RowNames names) {
    return new RowPacker(names).session(session);
  }

  @SuppressWarnings("EnumOrdinal") // rows live no longer than the program
  static byte[] pack(UnreadableEntry entry) {
    var packer = new RowPacker(new RowNames());
    packer.flags = PackedRow.PERSISTENT;
    // The voice's number is that of no other voice but the empty one, which stands here itself.
    var row =
        packer.row(
            entry.id(), 0, List.of("", ""), List.of(), SessionRow.NO_TIME, SessionRow.NO_TIME);
    row[PackedRow.UNREADABLE] = (byte) (entry.reason().ordinal() + 1);
    return row;
  }

  private byte[] session(Session session) {
    int voice = names.voices.number(session.voice());
    var values = new ArrayList<String>();
    if (voice == 0) {
      values.add(session.voice());
    }
    if (session.name() != null) {
      flags |= PackedRow.NAMED;
      values.add(session.name());
    }
    values.add(session.text());
    flags |= session.persistent() ? PackedRow.PERSISTENT : 0;
    flags |= session.fallback() ? PackedRow.FALLBACK : 0;
    flags |= session.sentences() != null ? PackedRow.SEGMENTED : 0;
    return row(
        session.id(),
        voice,
        values,
        members(session.metadata()),
        SessionRow.micros(session.createdAt()),
        session.expiresAt() == null ? SessionRow.NO_TIME : SessionRow.micros(session.expiresAt()));
  }

  /** A member of the metadata; its key is written out where it has no number. */
  private record Member(int number, @Nullable String key, String value) {}

  private List<Member> members(Json metadata) {
    var members = new ArrayList<Member>();
    if (metadata instanceof Json.Obj object) {
      for (var member : object.members().entrySet()) {
        int number = names.keys.number(member.getKey());
        var value = MetadataLine.value(member.getValue());
        members.add(
            number == 0
                ? new Member(PackedRow.INLINE_KEY, member.getKey(), value)
                : new Member(number + PackedRow.FIRST_KEY, null, value));
      }
    } else if (!(metadata instanceof Json.Null)) {
      members.add(new Member(PackedRow.NO_KEY, null, MetadataLine.value(metadata)));
    }
    return members;
  }

  private byte[] row(
      SessionId id,
      int voice,
      List<String> values,
      List<Member> members,
      long created,
      long expires) {
    var uuid = SessionRow.canonicalUuid(id.value());
    if (uuid == null) {
      flags |= PackedRow.ODD_ID;
      texts.add(id.value());
    }
    texts.addAll(values);
    for (var member : members) {
      if (member.key() != null) {
        texts.add(member.key());
      }
      texts.add(member.value());
    }
    for (var text : texts) {
      flags |= caseOf(text);
    }
    int at = 0;
    for (int i = 0; i < (uuid == null ? 1 : 0) + values.size(); i++) {
      text(texts.get(at++));
    }
    for (var member : members) {
      number(member.number());
      if (member.key() != null) {
        text(texts.get(at++));
      }
      text(texts.get(at++));
    }
    var row = new byte[PackedRow.TEXTS + size];
    row[PackedRow.FLAGS] = (byte) flags;
    PackedRow.CHAR.set(row, PackedRow.VOICE, (char) voice);
    PackedRow.LONG.set(row, PackedRow.CREATED, created);
    PackedRow.LONG.set(row, PackedRow.EXPIRES, expires);
    long high = uuid == null ? id.value().hashCode() : uuid.getMostSignificantBits();
    PackedRow.LONG.set(row, PackedRow.ID, high);
    PackedRow.LONG.set(row, PackedRow.ID + 8, uuid == null ? 0 : uuid.getLeastSignificantBits());
    int to = PackedRow.TEXTS;
    for (var part : parts) {
      System.arraycopy(part, 0, row, to, part.length);
      to += part.length;
    }
    return row;
  }

  private void text(String text) {
    byte[] bytes;
    if ((flags & PackedRow.WIDE) == 0) {
      bytes = text.getBytes(StandardCharsets.UTF_8);
    } else {
      bytes = new byte[2 * text.length()];
      for (int i = 0; i < text.length(); i++) {
        PackedRow.CHAR.set(bytes, 2 * i, text.charAt(i));
      }
    }
    number(bytes.length);
    parts.add(bytes);
    size += bytes.length;
  }

  private void number(int number) {
    var bytes = new byte[PackedRow.numberLength(number)];
    PackedRow.putNumber(bytes, 0, number);
    parts.add(bytes);
    size += bytes.length;
  }

  /** Which of {@link PackedRow#CASED} and {@link PackedRow#WIDE} a row with {@code text} needs. */
  static int caseOf(String text) {
    int found = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        continue;
      }
      int point = text.codePointAt(i);
      if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
        return PackedRow.CASED | PackedRow.WIDE;
      }
      i += Character.charCount(point) - 1;
      if (SessionFields.hasCase(point)) {
        found |= PackedRow.CASED;
      }
    }
    return found;
  }
}
