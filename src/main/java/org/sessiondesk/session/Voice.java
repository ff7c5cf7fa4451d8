package org.sessiondesk.session;

/**
 * A voice that is known.
 *
 * @param shortName its name, such as {@code zh-HK-HiuMaanNeural}
 * @param locale the language, region and perhaps dialect it speaks, such as {@code zh-CN-liaoning}
 * @param gender {@code Female} or {@code Male}, as the service names them; empty where not known
 * @param englishName what people call it in English
 * @param chineseName what people call it in Chinese
 */
public record Voice(
    String shortName, String locale, String gender, String englishName, String chineseName) {

  /** A voice of which the short name is all that is known. */
  public static Voice named(String shortName) {
    int dash = shortName.lastIndexOf('-');
    var name = shortName.substring(dash + 1).replaceFirst("Neural$", "");
    return new Voice(shortName, shortName.substring(0, Math.max(0, dash)), "", name, name);
  }
}
