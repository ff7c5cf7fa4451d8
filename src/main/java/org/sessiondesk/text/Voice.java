package org.sessiondesk.text;

/**
 * A voice that is known.
 *
 * @param shortName its name, such as {@code zh-HK-HiuMaanNeural}
 * @param locale the language and region it speaks, such as {@code zh-HK}
 * @param gender {@code Female} or {@code Male}, as the service names them
 * @param englishName what people call it in English
 * @param chineseName what people call it in Chinese
 */
public record Voice(
    String shortName, String locale, String gender, String englishName, String chineseName) {}
