package org.sessiondesk.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.sessiondesk.session.Progress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the dictionary and the model that the jieba-analysis library carries, and the operator's
 * own words.
 */
final class WordFiles {
  private static final Logger LOG = LoggerFactory.getLogger(WordFiles.class);
  private static final String DICTIONARY = "/dict.txt";
  private static final String MODEL = "/prob_emit.txt";
  private static final int NODES = 510_000;

  /** A line of the operator's file: a word, and perhaps its count and its class, as in jieba's. */
  private static final Pattern OWN_WORD = Pattern.compile("(.+?)( [0-9]{1,12})?( [a-z]+)?");

  private WordFiles() {}

  /** The dictionary without anybody's own words. */
  static Lexicon dictionary() {
    var lexicon = new Lexicon(NODES);
    lines(
        DICTIONARY,
        line -> {
          int space = line.indexOf(' ');
          int end = line.indexOf(' ', space + 1);
          if (space > 0) {
            lexicon.put(
                line.substring(0, space),
                Long.parseLong(line, space + 1, end < 0 ? line.length() : end, 10));
          }
        });
    return lexicon;
  }

  /** The model of new words. */
  static NewWordModel model() {
    var model = new NewWordModel();
    var state = new char[1];
    lines(
        MODEL,
        line -> {
          if (line.length() == 1) {
            state[0] = line.charAt(0);
          } else if (line.indexOf('\t') == 1) {
            model.learn(state[0], line.charAt(0), Double.parseDouble(line.substring(2)));
          }
        });
    return model;
  }

  private static void lines(String resource, Consumer<String> line) {
    var stream = WordFiles.class.getResourceAsStream(resource);
    if (stream == null) {
      throw new IllegalStateException("the build has left out " + resource);
    }
    try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      reader.lines().forEach(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Adds the words of {@code file}. A line that is none is told in the log and left out, as is a
   * file that cannot be read.
   */
  static void addOwnWords(Path file, Lexicon lexicon) {
    try (var reader = Files.newBufferedReader(file)) {
      int number = 0;
      for (var line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        addOwnWord(file, number, line.replace("\ufeff", "").strip(), lexicon);
      }
    } catch (IOException e) {
      LOG.warn("The words of {} cannot be read: {}", file, e.toString());
    }
  }

  private static void addOwnWord(Path file, int number, String line, Lexicon lexicon) {
    if (line.isEmpty() || line.startsWith("# ")) {
      return;
    }
    var parts = OWN_WORD.matcher(line);
    if (!parts.matches() || parts.group(1).chars().noneMatch(c -> HanRuns.isInBlock((char) c))) {
      LOG.warn("Line {} of {} is no word with a count: left out", number, file);
      return;
    }
    var word = parts.group(1);
    var count = parts.group(2);
    lexicon.put(word, count == null ? enough(lexicon, word) : Long.parseLong(count.strip()));
  }

  /** A count that keeps {@code word} in one piece, as jieba reckons it. */
  private static long enough(Lexicon lexicon, String word) {
    double total = (double) lexicon.total();
    double chance = 1;
    var route = JiebaCutter.route(lexicon, word, 0, word.length(), Progress.NONE);
    for (int at = 0; at < word.length(); at = route[at]) {
      chance *= count(lexicon, word, at, route[at]) / total;
    }
    return Math.max(
        (long) (chance * total) + 1, Math.round(count(lexicon, word, 0, word.length())));
  }

  private static double count(Lexicon lexicon, String text, int from, int to) {
    int node = lexicon.find(text, from, to);
    return node != Lexicon.NONE && lexicon.isWord(node) ? Math.exp(lexicon.log(node)) : 1;
  }
}
