package org.sessiondesk.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.VoiceNames;

/**
 * The voices of Microsoft Edge's read-aloud service, by their public names: Chinese first, then by
 * locale. Read when first asked for. Safe for use by several threads.
 */
public final class VoiceCatalog implements VoiceNames {
  private static final String RESOURCE = "voices.csv";

  private volatile @Nullable List<Voice> voices;

  /** All voices, in the order in which they are offered. */
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

  private static List<Voice> read() {
    var resource = VoiceCatalog.class.getResourceAsStream(RESOURCE);
    if (resource == null) {
      throw new IllegalStateException("the build has left out " + RESOURCE);
    }
    try (var lines = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(VoiceCatalog::parse)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Voice parse(String line) {
    var fields = line.split(",", -1);
    return new Voice(
        fields[0], fields[1], fields[2], fields[3], fields[4].isEmpty() ? fields[3] : fields[4]);
  }
}
