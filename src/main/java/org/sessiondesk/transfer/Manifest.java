package org.sessiondesk.transfer;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.JsonFormat;
import org.sessiondesk.session.JsonSyntaxException;

/**
 * What a zip archive says about itself, in its last entry.
 *
 * @param createdAt when it was begun
 * @param source where the sessions come from, without secrets
 * @param sessions how many there are in all parts
 * @param parts its parts, in their order
 */
record Manifest(Instant createdAt, ArchiveSource source, long sessions, List<Part> parts) {
  static final String NAME = "manifest.json";
  static final String FORMAT = "session-desk-archive";
  static final int VERSION = 1;
  private static final Pattern PART_NAME = Pattern.compile("part-[0-9]{5,9}\\.jsonl");
  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

  Manifest {
    parts = List.copyOf(parts);
  }

  /**
   * A part.
   *
   * @param sha256 that of its bytes before they were packed, in lower-case hex digits
   */
  record Part(String name, long sessions, long bytes, String sha256) {}

  /** The name of the part number {@code i}, from 1. */
  static String partName(int i) {
    var number = Integer.toString(i);
    return "part-" + "0".repeat(Math.max(0, 5 - number.length())) + number + ".jsonl";
  }

  /** Whether a part can have that name: no path, and nothing that unfolds once more. */
  static boolean isPartName(String name) {
    return PART_NAME.matcher(name).matches();
  }

  Json.Obj toJson() {
    Map<String, Json> fields = new LinkedHashMap<>();
    fields.put("format", new Json.Str(FORMAT));
    fields.put("version", number(VERSION));
    fields.put("created_at", new Json.Str(createdAt.toString()));
    fields.put("source", source.toJson());
    fields.put("sessions", number(sessions));
    fields.put("parts", new Json.Arr(parts.stream().<Json>map(Manifest::toJson).toList()));
    return new Json.Obj(fields);
  }

  private static Json.Obj toJson(Part part) {
    Map<String, Json> fields = new LinkedHashMap<>();
    fields.put("name", new Json.Str(part.name()));
    fields.put("sessions", number(part.sessions()));
    fields.put("bytes", number(part.bytes()));
    fields.put("sha256", new Json.Str(part.sha256()));
    return new Json.Obj(fields);
  }

  private static Json number(long number) {
    return new Json.Num(Long.toString(number));
  }

  /**
   * Reads a manifest.
   *
   * @throws TransferException where it is none, or one of a later version
   */
  static Manifest read(byte[] bytes, JsonFormat json) {
    var text = Utf8Text.decode(bytes);
    try {
      if (text == null || !(json.parse(text) instanceof Json.Obj object)) {
        throw damaged();
      }
      if (!FORMAT.equals(string(object, "format"))) {
        throw damaged();
      }
      if (number(object, "version") > VERSION) {
        throw new TransferException(
            TransferException.Reason.NEWER_FORMAT,
            "the archive has the format " + number(object, "version") + ", of a later version");
      }
      return new Manifest(
          Instant.parse(string(object, "created_at")),
          ArchiveSource.read(object.members().get("source")),
          number(object, "sessions"),
          parts(object));
    } catch (JsonSyntaxException | DateTimeException e) {
      throw damaged();
    }
  }

  private static List<Part> parts(Json.Obj object) {
    if (!(object.members().get("parts") instanceof Json.Arr array)) {
      throw damaged();
    }
    var names = new HashSet<String>();
    var parts = new ArrayList<Part>();
    for (var item : array.items()) {
      if (!(item instanceof Json.Obj part)) {
        throw damaged();
      }
      var read =
          new Part(
              string(part, "name"),
              number(part, "sessions"),
              number(part, "bytes"),
              string(part, "sha256"));
      if (!isPartName(read.name())
          || !SHA_256.matcher(read.sha256()).matches()
          || !names.add(read.name())) {
        throw damaged();
      }
      parts.add(read);
    }
    return parts;
  }

  private static String string(Json.Obj object, String name) {
    if (object.members().get(name) instanceof Json.Str string) {
      return string.value();
    }
    throw damaged();
  }

  private static long number(Json.Obj object, String name) {
    if (object.members().get(name) instanceof Json.Num num) {
      try {
        return new BigDecimal(num.literal()).longValueExact();
      } catch (ArithmeticException | NumberFormatException e) {
        throw damaged();
      }
    }
    throw damaged();
  }

  private static TransferException damaged() {
    return new TransferException(
        TransferException.Reason.DAMAGED, "the archive's manifest cannot be read");
  }
}
