package org.sessiondesk.speech;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A voice that a speech engine has.
 *
 * @param name what the engine calls it
 * @param tag its language, perhaps with a region, in small letters with hyphens: {@code zh-cn}
 */
record EngineVoice(String name, String tag) {

  /** What a tag that an engine gives may be made of. */
  private static final Pattern TAG = Pattern.compile("[A-Za-z0-9]+([-_][A-Za-z0-9]+)*");

  private static final Pattern CANTONESE = Pattern.compile("yue(-.*)?|zh-(hk|mo)(-.*)?");
  private static final Pattern MANDARIN = Pattern.compile("(zh|wuu|cmn)(-.*)?");

  /** The voice {@code name} of the language {@code tag}, however it is written; else empty. */
  static Optional<EngineVoice> of(String name, String tag) {
    return TAG.matcher(tag).matches() && !name.isBlank()
        ? Optional.of(new EngineVoice(name, plain(tag)))
        : Optional.empty();
  }

  /**
   * The voice that speaks {@code locale} best: that of its region, else another of its language.
   * Cantonese and Mandarin, which are both written {@code zh}, never stand in for each other.
   */
  static Optional<EngineVoice> best(List<EngineVoice> voices, String locale) {
    var wanted = plain(locale);
    if (CANTONESE.matcher(wanted).matches()) {
      return first(voices, wanted, Stream.of("yue", "zh-yue", "yue-hk", "zh-hk", "zh-mo"))
          .or(() -> any(voices, tag -> CANTONESE.matcher(tag).matches()));
    }
    if (MANDARIN.matcher(wanted).matches()) {
      return first(voices, wanted, Stream.of("cmn", "zh-cmn", "zh", "zh-cn", "zh-tw", "zh-sg"))
          .or(() -> any(voices, EngineVoice::isMandarin));
    }
    var language = wanted.replaceFirst("-.*", "");
    return first(voices, wanted, others(language))
        .or(() -> any(voices, tag -> tag.startsWith(language + "-")));
  }

  private static boolean isMandarin(String tag) {
    return MANDARIN.matcher(tag).matches()
        && !CANTONESE.matcher(tag).matches()
        && !tag.startsWith("zh-yue");
  }

  /** The language itself, that of its own country, and what engines call it otherwise. */
  private static Stream<String> others(String language) {
    return switch (language) {
      case "en" -> Stream.of("en", "en-gb", "en-us");
      case "nb", "nn" -> Stream.of(language, "no", "nb");
      case "fil" -> Stream.of("fil", "tl");
      default -> Stream.of(language, language + "-" + language);
    };
  }

  /** That of {@code locale} or, without its dialect, of its region; else the first other tag's. */
  private static Optional<EngineVoice> first(
      List<EngineVoice> voices, String locale, Stream<String> others) {
    var region = locale.replaceFirst("^([a-z]+-[a-z0-9]+)-.*", "$1");
    return Stream.concat(Stream.of(locale, region), others)
        .flatMap(tag -> any(voices, tag::equals).stream())
        .findFirst();
  }

  private static Optional<EngineVoice> any(List<EngineVoice> voices, Predicate<String> tag) {
    return voices.stream().filter(voice -> tag.test(voice.tag())).findFirst();
  }

  private static String plain(String tag) {
    return tag.replace('_', '-').toLowerCase(Locale.ROOT);
  }
}
