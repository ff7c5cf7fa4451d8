package org.sessiondesk.service;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * How a row lies in one array of bytes, without a further object: flags, why it is unreadable, the
 * number of its voice, two times, the id's 128 bits, then its texts, each behind its length: the id
 * where it is no UUID, the voice where it has no number, the name if any, the text, and of each
 * member of the metadata its key's number and its value.
 *
 * <p>Texts are UTF-8. A row with half of a surrogate pair, which UTF-8 cannot hold, has all of its
 * texts as UTF-16 instead.
 */
final class PackedRow {
  static final int PERSISTENT = 1;
  static final int FALLBACK = 1 << 1;
  static final int SEGMENTED = 1 << 2;
  static final int NAMED = 1 << 3;

  /** The id is no UUID in its canonical form. */
  static final int ODD_ID = 1 << 4;

  /** Some letter beyond ASCII has an upper and a lower case, or its texts are wide. */
  static final int CASED = 1 << 5;

  /** The texts are UTF-16. */
  static final int WIDE = 1 << 6;

  static final int FLAGS = 0;
  static final int UNREADABLE = 1;
  static final int VOICE = 2;
  static final int CREATED = 4;
  static final int EXPIRES = 12;
  static final int ID = 20;
  static final int TEXTS = 36;

  /** The number of a key that has none and stands itself before its value. */
  static final int INLINE_KEY = 0;

  /** What a value has instead of a key where the metadata is no object. */
  static final int NO_KEY = 1;

  /** What is added to a key's number. */
  static final int FIRST_KEY = 1;

  static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  static final VarHandle CHAR =
      MethodHandles.byteArrayViewVarHandle(char[].class, ByteOrder.BIG_ENDIAN);

  private PackedRow() {}

  static boolean has(byte[] row, int flag) {
    return (row[FLAGS] & flag) != 0;
  }

  static int voice(byte[] row) {
    return (char) CHAR.get(row, VOICE);
  }

  static long created(byte[] row) {
    return (long) LONG.get(row, CREATED);
  }

  static long expires(byte[] row) {
    return (long) LONG.get(row, EXPIRES);
  }

  static long idHigh(byte[] row) {
    return (long) LONG.get(row, ID);
  }

  static long idLow(byte[] row) {
    return (long) LONG.get(row, ID + 8);
  }

  /** The number that begins at {@code at}: seven bits a byte, the high bit where more follow. */
  static int number(byte[] row, int at) {
    int number = row[at] & 0x7F;
    int i = at;
    for (int shift = 7; row[i] < 0; shift += 7) {
      i++;
      number |= (row[i] & 0x7F) << shift;
    }
    return number;
  }

  /** How many bytes {@code number} takes. */
  static int numberLength(int number) {
    return Math.max(1, (38 - Integer.numberOfLeadingZeros(number)) / 7);
  }

  /** Writes {@code number} to {@code at} and returns where it ends. */
  static int putNumber(byte[] row, int at, int number) {
    int left = number;
    int i = at;
    while (left > 0x7F) {
      row[i++] = (byte) (left | 0x80);
      left >>>= 7;
    }
    row[i++] = (byte) left;
    return i;
  }

  /** Where what follows the number at {@code at} begins. */
  static int behindNumber(byte[] row, int at) {
    int i = at;
    while (row[i] < 0) {
      i++;
    }
    return i + 1;
  }

  /** Where what follows the text whose length stands at {@code at} begins. */
  static int behindText(byte[] row, int at) {
    return behindNumber(row, at) + number(row, at);
  }

  /** Where the voice stands that has no number. */
  static int voiceAt(byte[] row) {
    return has(row, ODD_ID) ? behindText(row, TEXTS) : TEXTS;
  }

  /** Where the name stands, or the text where there is no name. */
  static int nameAt(byte[] row) {
    int at = voiceAt(row);
    return voice(row) == 0 ? behindText(row, at) : at;
  }

  static int textAt(byte[] row) {
    int at = nameAt(row);
    return has(row, NAMED) ? behindText(row, at) : at;
  }

  static int metadataAt(byte[] row) {
    return behindText(row, textAt(row));
  }

  /** The text whose length stands at {@code at}. */
  static String text(byte[] row, int at) {
    int from = behindNumber(row, at);
    int length = number(row, at);
    if (!has(row, WIDE)) {
      return new String(row, from, length, StandardCharsets.UTF_8);
    }
    var chars = new char[length / 2];
    for (int i = 0; i < chars.length; i++) {
      chars[i] = (char) CHAR.get(row, from + 2 * i);
    }
    return new String(chars);
  }

  static String metadata(byte[] row, RowNames names) {
    var line = new StringBuilder();
    for (int at = metadataAt(row); at < row.length; at = behindText(row, at)) {
      line.append(line.isEmpty() ? "" : " ");
      int number = number(row, at);
      at = behindNumber(row, at);
      if (number == INLINE_KEY) {
        line.append(text(row, at)).append('=');
        at = behindText(row, at);
      } else if (number != NO_KEY) {
        line.append(names.keys.name(number - FIRST_KEY)).append('=');
      }
      line.append(text(row, at));
    }
    return line.toString();
  }
}
