package org.sessiondesk.ui.fx;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.sessiondesk.session.Voice;

/**
 * What a {@link VoiceBox} offers: the voices used lately, then all by locale, each group headed.
 */
final class VoiceRows {

  /** A row of the list. */
  sealed interface Row {}

  /**
   * The heading of a group.
   *
   * @param code the locale's code; empty over the voices used lately
   */
  record Heading(String code) implements Row {}

  /** A voice that can be taken. */
  record Choice(Voice voice) implements Row {}

  private final List<Voice> voices;
  private final List<Voice> recent;

  /** Rows of {@code voices}; those that {@code recent} names come first, known or not. */
  VoiceRows(List<Voice> voices, List<String> recent) {
    this.voices = voices;
    Map<String, Voice> byName = new LinkedHashMap<>();
    voices.forEach(voice -> byName.put(voice.shortName(), voice));
    this.recent =
        recent.stream().map(name -> byName.getOrDefault(name, Voice.named(name))).toList();
  }

  /** All rows whose voice matches every word of {@code typed}, names and languages included. */
  List<Row> matching(String typed, Messages messages) {
    var words = List.of(typed.toLowerCase(Locale.ROOT).strip().split("\\s+"));
    var rows = new ArrayList<Row>();
    addGroup("", recent, words, messages, rows);
    Map<String, List<Voice>> groups = new LinkedHashMap<>();
    for (var voice : voices) {
      groups.computeIfAbsent(voice.locale(), _ -> new ArrayList<>()).add(voice);
    }
    groups.forEach((code, group) -> addGroup(code, group, words, messages, rows));
    return rows;
  }

  private static void addGroup(
      String code, List<Voice> group, List<String> words, Messages messages, List<Row> rows) {
    var found = group.stream().filter(voice -> matches(voice, words, messages)).toList();
    if (!found.isEmpty()) {
      rows.add(new Heading(code));
      found.forEach(voice -> rows.add(new Choice(voice)));
    }
  }

  private static boolean matches(Voice voice, List<String> words, Messages messages) {
    if (words.equals(List.of(""))) {
      return true;
    }
    var searched = searched(voice, messages);
    return words.stream().allMatch(searched::contains);
  }

  private static String searched(Voice voice, Messages messages) {
    return String.join(
            " ",
            voice.shortName(),
            voice.englishName(),
            voice.chineseName(),
            language(voice.locale(), messages),
            language(voice.locale(), Locale.ENGLISH),
            gender(voice, messages))
        .toLowerCase(Locale.ROOT);
  }

  /** What {@code voice} is called in the window's language, and its gender where it is known. */
  static String describe(Voice voice, Messages messages) {
    boolean chinese = messages.locale().getLanguage().equals("zh");
    var name = chinese ? voice.chineseName() : voice.englishName();
    var gender = gender(voice, messages);
    return gender.isEmpty() ? name : name + " · " + gender;
  }

  private static String gender(Voice voice, Messages messages) {
    return switch (voice.gender()) {
      case "Female" -> messages.get("field.voice.female");
      case "Male" -> messages.get("field.voice.male");
      default -> voice.gender();
    };
  }

  /** What the locale {@code code} is called in the window's language. */
  static String language(String code, Messages messages) {
    return language(code, messages.locale());
  }

  private static String language(String code, Locale in) {
    // A dialect ("zh-CN-liaoning") is no part of a locale that Java has a name for.
    return Locale.forLanguageTag(code.replaceFirst("-[a-z]+$", "")).getDisplayName(in);
  }
}
