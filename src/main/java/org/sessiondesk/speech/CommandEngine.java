package org.sessiondesk.speech;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A speech engine that is a program: it reads the text from a file and writes a WAV file. The text
 * is never part of a command line, so that nothing in it can be taken for one.
 */
public final class CommandEngine implements SpeechEngine {
  private static final int MOST_WORDS = 500;
  private static final long LONGEST_MINUTES = 10;

  /** Makes the command line for one text. */
  @FunctionalInterface
  public interface Command {
    /**
     * The program and its arguments.
     *
     * @param text the file of the text, UTF-8
     * @param wav the file to write
     */
    List<String> of(String locale, Path text, Path wav);
  }

  private final String name;
  private final Command command;

  /** One called {@code name} that is run by {@code command}. */
  public CommandEngine(String name, Command command) {
    this.name = name;
    this.command = command;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void synthesize(String text, String locale, Path wav)
      throws IOException, InterruptedException {
    var folder = Files.createTempDirectory("session-desk-speech");
    var input = folder.resolve("text.txt");
    var words = folder.resolve("words.txt");
    try {
      Files.writeString(input, text);
      run(command.of(locale, input, wav), words);
    } finally {
      Files.deleteIfExists(input);
      Files.deleteIfExists(words);
      Files.deleteIfExists(folder);
    }
    if (!Files.isRegularFile(wav) || Files.size(wav) == 0) {
      throw new IOException(name + " wrote no speech");
    }
  }

  private void run(List<String> line, Path words) throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(words.toFile()).start();
    try {
      process.getOutputStream().close();
      if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
        throw new IOException(name + " did not end in time");
      }
    } finally {
      // Only where it has not ended: on an interrupt, or when it takes too long.
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    if (process.exitValue() != 0) {
      throw new IOException(
          "%s ended with %d. %s".formatted(name, process.exitValue(), end(words)));
    }
  }

  private static String end(Path words) throws IOException {
    var said = new String(Files.readAllBytes(words), StandardCharsets.UTF_8).strip();
    return said.length() <= MOST_WORDS ? said : said.substring(said.length() - MOST_WORDS);
  }
}
