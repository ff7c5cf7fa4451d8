package org.sessiondesk.service;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an operator writes into the search: words, {@code "several words"} in quotes, and fields
 * such as {@code voice:zh-CN*}, {@code kind:temporary}, {@code age:<1h} or {@code type:important},
 * where {@code type} is a key of the metadata; all must hold, those behind a {@code -} must not.
 *
 * @param words the plain words
 * @param filters the fields
 * @param faults what could not be understood, and does not count
 */
public record QueryText(List<Word> words, List<Filter> filters, List<Fault> faults) {
  private static final Set<String> KINDS = Set.of("temporary", "persistent", "fallback");
  private static final Set<String> STATES = Set.of("active", "expired", "persistent", "unreadable");

  public QueryText {
    words = List.copyOf(words);
    filters = List.copyOf(filters);
    faults = List.copyOf(faults);
  }

  /** A word, in lower case, that must occur somewhere, or must not. */
  public record Word(String folded, boolean unwanted) {}

  /** What a filter looks at. */
  public enum Field {
    VOICE,
    NAME,
    TEXT,
    ID,
    KIND,
    STATE,
    AGE,
    META
  }

  /**
   * A condition on one field.
   *
   * @param key the metadata's key; empty for other fields
   * @param value what it must be, in lower case; {@code *} stands for anything
   * @param unwanted whether it must not be so
   */
  public record Filter(Field field, String key, String value, boolean unwanted) {

    /** The age it compares with; only where the field is {@link Field#AGE}. */
    Duration age() {
      int amount = Integer.parseInt(value.substring(1, value.length() - 1));
      return switch (value.charAt(value.length() - 1)) {
        case 's' -> Duration.ofSeconds(amount);
        case 'm' -> Duration.ofMinutes(amount);
        case 'h' -> Duration.ofHours(amount);
        default -> Duration.ofDays(amount);
      };
    }

    /** What was written, as a plain word; only where the field is {@link Field#META}. */
    Word plain() {
      return new Word(SessionQuery.fold(key) + ":" + value, unwanted);
    }

    /** Whether its answer changes with time alone. */
    boolean timed() {
      return field == Field.AGE || field == Field.STATE;
    }
  }

  /** What can be wrong with a field. */
  public enum FaultKind {
    /** Nothing follows the colon. */
    NO_VALUE,
    /** It is none of the values that the field has. */
    UNKNOWN_VALUE,
    /** It is no age: {@code <} or {@code >}, a number, and s, m, h or d. */
    NOT_AN_AGE
  }

  /**
   * Something that could not be understood.
   *
   * @param from where it begins in the text
   * @param to where it ends
   */
  public record Fault(FaultKind kind, Field field, int from, int to) {}

  /** Reads {@code text}; never throws. */
  public static QueryText parse(String text) {
    var words = new ArrayList<Word>();
    var filters = new ArrayList<Filter>();
    var faults = new ArrayList<Fault>();
    for (int i = 0; i < text.length(); ) {
      if (Character.isWhitespace(text.charAt(i))) {
        i++;
        continue;
      }
      int from = i;
      boolean unwanted = text.charAt(i) == '-' && i + 1 < text.length();
      i += unwanted ? 1 : 0;
      int colon = colon(text, i);
      int begin = colon < 0 ? i : colon + 1;
      boolean quoted = begin < text.length() && text.charAt(begin) == '"';
      begin += quoted ? 1 : 0;
      int end = begin;
      while (end < text.length()
          && (quoted ? text.charAt(end) != '"' : !Character.isWhitespace(text.charAt(end)))) {
        end++;
      }
      var value = SessionQuery.fold(text.substring(begin, end));
      if (colon >= 0) {
        var filter = filter(text.substring(i, colon), value, unwanted);
        var fault = fault(filter);
        if (fault == null) {
          filters.add(filter);
        } else {
          faults.add(new Fault(fault, filter.field(), from, end));
        }
      } else if (!value.isEmpty()) {
        words.add(new Word(value, unwanted));
      }
      i = quoted ? end + 1 : end;
    }
    return new QueryText(words, filters, faults);
  }

  /** The values that {@code field} can have, in their order; empty where it can have any. */
  public static List<String> values(Field field) {
    return switch (field) {
      case KIND -> KINDS.stream().sorted().toList();
      case STATE -> STATES.stream().sorted().toList();
      case VOICE, NAME, TEXT, ID, AGE, META -> List.of();
    };
  }

  /** Where the colon behind a field's name stands, or -1 where no name begins at {@code from}. */
  private static int colon(String text, int from) {
    int i = from;
    while (i < text.length()
        && (Character.isLetterOrDigit(text.charAt(i)) || "._-".indexOf(text.charAt(i)) >= 0)) {
      i++;
    }
    return i > from && i < text.length() && text.charAt(i) == ':' ? i : -1;
  }

  private static Filter filter(String name, String value, boolean unwanted) {
    for (var field : Field.values()) {
      if (field != Field.META && field.name().equalsIgnoreCase(name)) {
        return new Filter(field, "", value, unwanted);
      }
    }
    var key = name.startsWith("meta.") ? name.substring("meta.".length()) : name;
    return new Filter(Field.META, key, value, unwanted);
  }

  private static @Nullable FaultKind fault(Filter filter) {
    if (filter.value().isEmpty()) {
      return FaultKind.NO_VALUE;
    }
    return switch (filter.field()) {
      case KIND -> KINDS.contains(filter.value()) ? null : FaultKind.UNKNOWN_VALUE;
      case STATE -> STATES.contains(filter.value()) ? null : FaultKind.UNKNOWN_VALUE;
      case AGE -> filter.value().matches("[<>][0-9]{1,6}[smhd]") ? null : FaultKind.NOT_AN_AGE;
      case VOICE, NAME, TEXT, ID, META -> null;
    };
  }

  /**
   * What the word that ends at {@code caret} may become: fields, keys of the metadata, and the
   * values of fields that are known. At most 50, in their order.
   */
  static List<String> completions(String text, int caret, RowNames names) {
    int from = caret;
    while (from > 0 && !Character.isWhitespace(text.charAt(from - 1))) {
      from--;
    }
    var whole = text.substring(from, caret);
    var sign = whole.startsWith("-") ? "-" : "";
    var word = whole.substring(sign.length()).toLowerCase(Locale.ROOT);
    var fields =
        Stream.of(Field.values())
            .filter(field -> field != Field.META)
            .map(field -> field.name().toLowerCase(Locale.ROOT) + ":");
    // Only what a query can name: no key with a space, and no voice with one.
    var keys =
        names.keys.list().stream()
            .sorted()
            .map(QueryText::keyName)
            .filter(name -> colon(name, 0) == name.length() - 1);
    var values =
        Stream.of(
                names.voices.list().stream()
                    .filter(voice -> voice.chars().noneMatch(Character::isWhitespace))
                    .sorted()
                    .map(voice -> "voice:" + voice),
                KINDS.stream().sorted().map(kind -> "kind:" + kind),
                STATES.stream().sorted().map(state -> "state:" + state),
                Stream.of("<1h", "<1d", ">1d").map(age -> "age:" + age))
            .flatMap(all -> all);
    var offered = word.indexOf(':') >= 0 ? values : Stream.concat(fields, keys);
    return offered
        .filter(offer -> offer.toLowerCase(Locale.ROOT).startsWith(word))
        .limit(50)
        .map(offer -> sign + offer)
        .toList();
  }

  /** A key of the metadata as a query names it, so that it is not taken for a field. */
  private static String keyName(String key) {
    for (var field : Field.values()) {
      if (field.name().equalsIgnoreCase(key)) {
        return "meta." + key + ":";
      }
    }
    return (key.startsWith("meta.") ? "meta." : "") + key + ":";
  }
}
