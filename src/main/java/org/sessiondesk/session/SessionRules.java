package org.sessiondesk.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What makes a session valid: the same rules for the window, HTTP and files. */
public final class SessionRules {

  /** The longest life of a temporary session: ten years of 365.25 days. */
  public static final Duration LONGEST_TTL = Duration.ofHours(10 * 8766);

  /** How deep metadata may nest. Python's reader gives up a little above this. */
  public static final int DEEPEST_METADATA = 500;

  /**
   * Short names as Microsoft gives them: language, optional script, region, optional dialect, name:
   * {@code zh-CN-XiaoxiaoNeural}, {@code zh-CN-liaoning-XiaobeiNeural}, {@code
   * iu-Latn-CA-SiqiniqNeural}.
   */
  private static final Pattern VOICE =
      Pattern.compile("[a-z]{2,3}(-[A-Z][a-z]{3})?-[A-Z]{2}(-[a-z]+)?-[A-Z][A-Za-z0-9]*Neural");

  private SessionRules() {}

  /** Every fault of {@code asked}, in the order of its fields; empty where it is valid. */
  public static List<Fault> check(NewSession asked) {
    var faults = new ArrayList<Fault>();
    checkText(asked.text(), faults);
    checkVoice(asked.voice(), faults);
    checkName(asked.name(), faults);
    if (asked.ttl() != null && !asked.persistent()) {
      checkTtl(asked.ttl(), faults);
    }
    checkMetadata(asked.metadata(), faults);
    return List.copyOf(faults);
  }

  /**
   * Every fault that an edit from {@code before} to {@code after} would bring in. What was not
   * touched is not judged: what others stored may be beyond our rules, and stays editable.
   */
  public static List<Fault> checkEdit(Session before, Session after) {
    var faults = new ArrayList<Fault>();
    if (!after.text().equals(before.text())) {
      checkText(after.text(), faults);
    }
    if (!after.voice().equals(before.voice())) {
      checkVoice(after.voice(), faults);
    }
    if (after.name() != null && !after.name().equals(before.name())) {
      checkName(after.name(), faults);
    }
    if (!after.metadata().equals(before.metadata())) {
      if (after.metadata() instanceof Json.Obj) {
        checkMetadata(after.metadata(), faults);
      } else {
        faults.add(new Fault(Fault.Field.METADATA, Fault.Kind.NOT_AN_OBJECT));
      }
    }
    return List.copyOf(faults);
  }

  /** Whether {@code voice} has the shape of a voice's short name, known or not. */
  public static boolean isVoiceName(String voice) {
    return voice.length() <= 100 && VOICE.matcher(voice).matches();
  }

  /** The fault of {@code ttl} as the life of a temporary session, or null. */
  public static Fault.@Nullable Kind ttlFault(Duration ttl) {
    if (ttl.isZero() || ttl.isNegative()) {
      return Fault.Kind.NOT_POSITIVE;
    }
    return ttl.compareTo(LONGEST_TTL) > 0 ? Fault.Kind.TOO_LONG : null;
  }

  private static void checkText(String text, List<Fault> faults) {
    if (text.isEmpty()) {
      faults.add(new Fault(Fault.Field.TEXT, Fault.Kind.EMPTY));
    } else if (hasLoneSurrogate(text)) {
      faults.add(new Fault(Fault.Field.TEXT, Fault.Kind.LONE_SURROGATE));
    }
  }

  private static void checkVoice(String voice, List<Fault> faults) {
    if (voice.isEmpty()) {
      faults.add(new Fault(Fault.Field.VOICE, Fault.Kind.EMPTY));
    } else if (!isVoiceName(voice)) {
      faults.add(new Fault(Fault.Field.VOICE, Fault.Kind.NOT_A_VOICE));
    }
  }

  private static void checkName(@Nullable String name, List<Fault> faults) {
    if (name != null && hasLoneSurrogate(name)) {
      faults.add(new Fault(Fault.Field.NAME, Fault.Kind.LONE_SURROGATE));
    }
  }

  private static void checkTtl(Duration ttl, List<Fault> faults) {
    var kind = ttlFault(ttl);
    if (kind != null) {
      faults.add(new Fault(Fault.Field.TTL, kind));
    }
  }

  private static void checkMetadata(Json metadata, List<Fault> faults) {
    var kind = metadataFault(metadata, 1);
    if (kind != null) {
      faults.add(new Fault(Fault.Field.METADATA, kind));
    }
  }

  private static Fault.@Nullable Kind metadataFault(Json value, int depth) {
    if (depth > DEEPEST_METADATA) {
      return Fault.Kind.TOO_DEEP;
    }
    return switch (value) {
      case Json.Str s -> hasLoneSurrogate(s.value()) ? Fault.Kind.LONE_SURROGATE : null;
      case Json.Num n ->
          Character.isLetter(n.literal().charAt(n.literal().length() - 1))
              ? Fault.Kind.NOT_A_JSON_NUMBER
              : null;
      case Json.Arr a -> firstFault(a.items(), depth);
      case Json.Obj o -> {
        for (var key : o.members().keySet()) {
          if (hasLoneSurrogate(key)) {
            yield Fault.Kind.LONE_SURROGATE;
          }
        }
        yield firstFault(o.members().values(), depth);
      }
      case Json.Bool _, Json.Null _ -> null;
    };
  }

  private static Fault.@Nullable Kind firstFault(Iterable<Json> values, int depth) {
    for (var value : values) {
      var kind = metadataFault(value, depth + 1);
      if (kind != null) {
        return kind;
      }
    }
    return null;
  }

  /** Whether {@code text} holds half of a surrogate pair. Linear in its length. */
  public static boolean hasLoneSurrogate(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        return true;
      }
    }
    return false;
  }
}
