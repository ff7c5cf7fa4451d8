package org.sessiondesk.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The window's texts are complete in both languages, used, and make sense as patterns. */
class MessagesTest {
  private static final Path FOLDER = Path.of("src/main/resources/org/sessiondesk/ui/messages");
  private static final Path SOURCES = Path.of("src/main/java");

  /** The shapes of keys that the code puts together; whoever computes a key adds a line here. */
  private static final List<Pattern> COMPUTED =
      Stream.of(
              "action\\.(delete\\.many|delete\\.guarded|bulk|demote)\\.(title|text|button)",
              "action\\.(change|who)\\.\\w+",
              "action\\.(promote|demote|segment|extend|restore)\\.(job|done)",
              "command\\.(group|state)\\.\\w+",
              "audit\\.(column|detail|date|export)\\.\\w+",
              "bin\\.(delete|empty)\\.title",
              "connection\\.(step|url|colour|secret)\\.\\w+",
              "connection\\.(step|url|colour|secret|notice|kind|client|verify|sshway|tab)\\.\\w+",
              "fx\\.(connection|problem)\\.\\w+\\.(what|meaning|advice)",
              "fx\\.deployment\\.\\w+",
              "connection\\.place\\.\\w+",
              "secrets\\.(fault|prompt)\\.\\w+",
              "fx\\.fault\\.\\w+\\.\\w+",
              "inspector\\.unreadable\\.\\w+",
              "inspector\\.listen\\.\\w+\\.(what|meaning|advice)",
              "jobs\\.(cleanup|edit|promote)\\.(changed|confirm|done|job|partly|start|startmany|title)",
              "jobs\\.promote\\.what\\.\\w+",
              "log\\.(filter|level)\\.\\w+",
              "log\\.\\w+\\.tooltip",
              "main\\.api\\.\\w+",
              "main\\.tour\\.(title|text)\\d",
              "main\\.about\\.(version|java|javafx|settings|data|logs)",
              "main\\.quit\\.(promote|anyway|stay)",
              "main\\.banner\\.(shownotes|dismissunconfirmed|retry|settings|preferences|showfallbacks|promotefallbacks|(stop|resume)loading|(show|extend|promote|dismiss)soon)",
              "main\\.unconfirmed\\.\\w+\\.(one|many)",
              "details\\.\\w+",
              "details\\.(state|tls)\\.\\w+",
              "main\\.view\\.(rename|replace|up|down|delete)",
              "main\\.settings\\.(unreadable|notsettings|fieldsignored|notsaved)",
              "main\\.tracking\\.\\w+tip",
              "preferences\\.(section|fault)\\.\\w+",
              "preferences\\.\\w+\\.(name|unit|hint|range|value)",
              "preferences\\.(language|theme|density)\\.\\w+",
              "profiles\\.fault\\.\\w+",
              "search\\.(help|offer)\\.\\w+",
              "stats\\.(horizon|legend|since|temporary)\\.\\w+",
              "stats\\.\\w+\\.(title|tip|help)",
              "stats\\.csv\\.(rate\\.)?\\w+",
              "transfer\\.(decision|fault|format|policy|strength|temporaries|what)\\.\\w+",
              "transfer\\.(copy|import)\\.(start|startmany|title)",
              "transfer\\.(problem|copies)\\.\\w+\\.(what|advice)",
              "transfer\\.backup\\.(column|kind)\\.\\w+",
              "transfer\\.copy\\.(policy|what)\\.\\w+",
              "table\\.(column|csv|menu|state|unreadable)\\.\\w+",
              "table\\.empty\\.\\w+\\.\\w+")
          .map(Pattern::compile)
          .toList();

  static Stream<String> parts() throws IOException {
    try (var files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".properties") && !name.endsWith("_zh.properties"))
          .map(name -> name.substring(0, name.length() - ".properties".length()))
          .sorted()
          .toList()
          .stream();
    }
  }

  private static Properties texts(String bundle) throws IOException {
    var texts = new Properties();
    try (var reader = Files.newBufferedReader(FOLDER.resolve(bundle + ".properties"))) {
      texts.load(reader);
    }
    return texts;
  }

  private static String sources() throws IOException {
    try (var files = Files.walk(SOURCES)) {
      var all = new StringBuilder();
      for (var file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        all.append(Files.readString(file));
      }
      return all.toString();
    }
  }

  @Test
  void everyProblemHasACodeOfItsOwn() throws IOException {
    var codes =
        Pattern.compile("\"(SD-\\d+)\"").matcher(sources()).results().map(code -> code.group(1));
    assertThat(codes.toList()).isNotEmpty().doesNotHaveDuplicates();
  }

  @Test
  void noShapeIsLeftOver() throws IOException {
    var keys = new ArrayList<String>();
    for (var part : parts().toList()) {
      keys.addAll(texts(part).stringPropertyNames());
    }
    assertThat(COMPUTED)
        .allSatisfy(shape -> assertThat(keys).anyMatch(key -> shape.matcher(key).matches()));
  }

  @Test
  void thereAreBundlesAtAll() throws IOException {
    assertThat(parts()).contains("fx", "main", "action", "preferences");
  }

  @ParameterizedTest
  @MethodSource("parts")
  @DisplayName("Every key is there in English and in Chinese")
  void bothLanguagesAreComplete(String part) throws IOException {
    assertThat(texts(part + "_zh").stringPropertyNames())
        .containsExactlyInAnyOrderElementsOf(texts(part).stringPropertyNames());
  }

  @ParameterizedTest
  @MethodSource("parts")
  void noKeyIsWrittenTwice_andEachBelongsToItsBundle(String part) throws IOException {
    for (var bundle : List.of(part, part + "_zh")) {
      var keys =
          Files.readAllLines(FOLDER.resolve(bundle + ".properties")).stream()
              .filter(line -> !line.startsWith("#") && line.contains("="))
              .map(line -> line.substring(0, line.indexOf('=')).strip())
              .toList();
      assertThat(keys).doesNotHaveDuplicates().allMatch(key -> key.startsWith(part + "."));
    }
  }

  @ParameterizedTest
  @MethodSource("parts")
  void everyTextSaysSomething_andIsAPattern(String part) throws IOException {
    for (var bundle : List.of(part, part + "_zh")) {
      var texts = texts(bundle);
      for (var key : texts.stringPropertyNames()) {
        var text = texts.getProperty(key);
        assertThat(text).as(key).isNotBlank();
        if (text.matches("(?s).*\\{\\d.*")) {
          var pattern = new MessageFormat(text);
          assertThat(pattern.toPattern()).as(key).isNotEmpty();
          assertThat(text.replace("''", ""))
              .as("%s: double the apostrophes", key)
              .doesNotContain("'");
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("parts")
  @DisplayName("Both languages use the same arguments, unless one needs no number")
  void noLanguageUsesAnArgumentThatTheOtherLacks(String part) throws IOException {
    var english = texts(part);
    var chinese = texts(part + "_zh");
    for (var key : english.stringPropertyNames()) {
      assertThat(arguments(english.getProperty(key)))
          .as(key)
          .isEqualTo(arguments(chinese.getProperty(key, "")));
    }
  }

  private static Set<String> arguments(String text) {
    return Pattern.compile("\\{(\\d)")
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @ParameterizedTest
  @MethodSource("parts")
  void everyKeyIsUsed(String part) throws IOException {
    var sources = sources();
    var unused = new ArrayList<String>();
    for (var key : texts(part).stringPropertyNames()) {
      if (!sources.contains('"' + key + '"')
          && COMPUTED.stream().noneMatch(shape -> shape.matcher(key).matches())) {
        unused.add(key);
      }
    }
    assertThat(unused).isEmpty();
  }
}
