package org.sessiondesk.service;

import org.sessiondesk.session.SessionFields;

/** Packs a session's fields into the same {@link PackedRow} as {@link RowPacker} its objects. */
final class FieldPacker {
  private final SessionFields fields;
  private final RowNames names;
  private byte[] row = {};
  private int at;

  private FieldPacker(SessionFields fields, RowNames names) {
    this.fields = fields;
    this.names = names;
  }

  /** Packs the fields of a persistent session. */
  static byte[] pack(SessionFields fields, RowNames names) {
    return new FieldPacker(fields, names).pack();
  }

  private byte[] pack() {
    long voice = fields.voice();
    int voiceNumber =
        names.voices.number(fields.bytes(), SessionFields.from(voice), SessionFields.to(voice));
    var keys = new int[fields.members()];
    int size = PackedRow.TEXTS + length(fields.text());
    size += voiceNumber == 0 ? length(voice) : 0;
    size += fields.name() == SessionFields.NONE ? 0 : length(fields.name());
    for (int i = 0; i < keys.length; i++) {
      long key = fields.key(i);
      keys[i] = names.keys.number(fields.bytes(), SessionFields.from(key), SessionFields.to(key));
      size +=
          keys[i] == 0 ? 1 + length(key) : PackedRow.numberLength(keys[i] + PackedRow.FIRST_KEY);
      size += length(fields.value(i));
    }
    row = new byte[size];
    head(voiceNumber);
    at = PackedRow.TEXTS;
    if (voiceNumber == 0) {
      text(voice);
    }
    if (fields.name() != SessionFields.NONE) {
      text(fields.name());
    }
    text(fields.text());
    for (int i = 0; i < keys.length; i++) {
      if (keys[i] == 0) {
        number(PackedRow.INLINE_KEY);
        text(fields.key(i));
      } else {
        number(keys[i] + PackedRow.FIRST_KEY);
      }
      text(fields.value(i));
    }
    return row;
  }

  private void head(int voice) {
    int flags = PackedRow.PERSISTENT;
    flags |= fields.name() != SessionFields.NONE ? PackedRow.NAMED : 0;
    flags |= fields.isSegmented() ? PackedRow.SEGMENTED : 0;
    flags |= fields.cased() ? PackedRow.CASED : 0;
    row[PackedRow.FLAGS] = (byte) flags;
    PackedRow.CHAR.set(row, PackedRow.VOICE, (char) voice);
    PackedRow.LONG.set(row, PackedRow.CREATED, fields.created());
    PackedRow.LONG.set(row, PackedRow.EXPIRES, fields.expires());
    PackedRow.LONG.set(row, PackedRow.ID, fields.idHigh());
    PackedRow.LONG.set(row, PackedRow.ID + 8, fields.idLow());
  }

  /** How many bytes a text takes, the number of its length included. */
  private static int length(long slice) {
    int length = SessionFields.to(slice) - SessionFields.from(slice);
    return PackedRow.numberLength(length) + length;
  }

  private void text(long slice) {
    int from = SessionFields.from(slice);
    int length = SessionFields.to(slice) - from;
    number(length);
    System.arraycopy(fields.bytes(), from, row, at, length);
    at += length;
  }

  private void number(int number) {
    at = PackedRow.putNumber(row, at, number);
  }
}
