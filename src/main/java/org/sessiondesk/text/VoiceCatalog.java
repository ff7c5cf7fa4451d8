package org.sessiondesk.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.SessionRules;
import org.sessiondesk.session.Voice;
import org.sessiondesk.session.VoiceNames;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The voices of Microsoft Edge's read-aloud service, by their public names: Chinese first, then by
 * locale; and those of the operator's own catalogue, which come first and replace known ones of the
 * same name. Read when first asked for. Safe for use by several threads.
 */
public final class VoiceCatalog implements VoiceNames {
  private static final Logger LOG = LoggerFactory.getLogger(VoiceCatalog.class);
  private static final String RESOURCE = "voices.csv";
  private static final int MOST_RECENT = 6;

  private final @Nullable Path own;
  private final @Nullable Path recentFile;
  private volatile @Nullable List<Voice> voices;
  private @Nullable List<String> recent;

  /** The known ones alone; what was used is remembered until the program ends. */
  public VoiceCatalog() {
    own = null;
    recentFile = null;
  }

  /**
   * With the operator's own.
   *
   * @param folder may have {@code voices.csv}, in the form of the known ones: short name, locale,
   *     gender, English name, Chinese name, of which the first is enough; {@code recent-voices.txt}
   *     is written there
   */
  public VoiceCatalog(Path folder) {
    own = folder.resolve(RESOURCE);
    recentFile = folder.resolve("recent-voices.txt");
  }

  @Override
  public List<Voice> voices() {
    var read = voices;
    if (read == null) {
      // Two threads may both read it: they read the same.
      read = read();
      voices = read;
    }
    return read;
  }

  @Override
  public List<String> shortNames() {
    return voices().stream().map(Voice::shortName).toList();
  }

  @Override
  public synchronized List<String> recent() {
    var names = recent;
    if (names == null) {
      names = readRecent();
      recent = names;
    }
    return names;
  }

  @Override
  public synchronized void used(String shortName) {
    var names = new ArrayList<>(recent());
    if (!SessionRules.isVoiceName(shortName)
        || (!names.isEmpty() && names.getFirst().equals(shortName))) {
      return;
    }
    names.remove(shortName);
    names.addFirst(shortName);
    recent = List.copyOf(names.subList(0, Math.min(MOST_RECENT, names.size())));
    if (recentFile != null) {
      try {
        Files.write(recentFile, recent);
      } catch (IOException e) {
        LOG.warn("The voices used lately cannot be kept in {}: {}", recentFile, e.toString());
      }
    }
  }

  private List<String> readRecent() {
    if (recentFile == null || !Files.exists(recentFile)) {
      return List.of();
    }
    try {
      return Files.readAllLines(recentFile).stream()
          .filter(SessionRules::isVoiceName)
          .distinct()
          .limit(MOST_RECENT)
          .toList();
    } catch (IOException e) {
      LOG.warn("The voices used lately cannot be read from {}: {}", recentFile, e.toString());
      return List.of();
    }
  }

  private List<Voice> read() {
    Map<String, Voice> all = new LinkedHashMap<>();
    if (own != null && Files.exists(own)) {
      addOwn(own, all);
    }
    var resource = VoiceCatalog.class.getResourceAsStream(RESOURCE);
    if (resource == null) {
      throw new IllegalStateException("the build has left out " + RESOURCE);
    }
    try (var lines = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
      lines
          .lines()
          .filter(VoiceCatalog::isEntry)
          .map(VoiceCatalog::parse)
          .forEach(voice -> all.putIfAbsent(voice.shortName(), voice));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.copyOf(all.values());
  }

  private static void addOwn(Path file, Map<String, Voice> all) {
    try {
      int number = 0;
      for (var line : Files.readAllLines(file)) {
        number++;
        var entry = line.replace("\ufeff", "").strip();
        if (!isEntry(entry)) {
          continue;
        }
        var voice = parse(entry);
        if (SessionRules.isVoiceName(voice.shortName())) {
          all.put(voice.shortName(), voice);
        } else {
          LOG.warn("Line {} of {} names no voice: left out", number, file);
        }
      }
    } catch (IOException e) {
      LOG.warn("The voices of {} cannot be read: {}", file, e.toString());
    }
  }

  private static boolean isEntry(String line) {
    return !line.isBlank() && !line.startsWith("#");
  }

  private static Voice parse(String line) {
    var fields = line.split(",", -1);
    var named = Voice.named(fields[0].strip());
    var english = field(fields, 3, named.englishName());
    return new Voice(
        named.shortName(),
        field(fields, 1, named.locale()),
        field(fields, 2, ""),
        english,
        field(fields, 4, english));
  }

  private static String field(String[] fields, int index, String otherwise) {
    var field = index < fields.length ? fields[index].strip() : "";
    return field.isEmpty() ? otherwise : field;
  }
}
