package org.sessiondesk.speech;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.sessiondesk.speech.SpeechException.Kind;

/** A speech engine that is a program: it reads the text from a file and writes a WAV file. */
final class CommandEngine implements SpeechEngine {
  private static final int MOST_WORDS = 500;
  private static final long LONGEST_MINUTES = 10;

  private final EngineProgram program;

  /** Its voices as they were last asked for. */
  private volatile List<EngineVoice> voices = List.of();

  /** One that is called as {@code program} says. */
  CommandEngine(EngineProgram program) {
    this.program = program;
  }

  @Override
  public String name() {
    return program.name();
  }

  @Override
  public boolean speaks(String locale) throws IOException, InterruptedException {
    return voice(locale).isPresent();
  }

  /** A voice may have been installed meanwhile: the list is asked for again where none is in it. */
  private Optional<EngineVoice> voice(String locale) throws IOException, InterruptedException {
    var known = EngineVoice.best(voices, locale);
    if (known.isPresent()) {
      return known;
    }
    voices = list();
    return EngineVoice.best(voices, locale);
  }

  private List<EngineVoice> list() throws IOException, InterruptedException {
    var printed = Files.createTempFile("session-desk-voices", ".txt");
    try {
      run(program.listing(), printed);
      return said(printed).lines().flatMap(line -> program.voice(line).stream()).toList();
    } finally {
      Files.deleteIfExists(printed);
    }
  }

  @Override
  public void synthesize(String text, String locale, Path wav)
      throws IOException, InterruptedException {
    var voice =
        voice(locale)
            .orElseThrow(
                () -> new SpeechException(Kind.NO_VOICE, name() + " has no voice for " + locale));
    var folder = Files.createTempDirectory("session-desk-speech").toAbsolutePath();
    var input = folder.resolve("text.txt");
    var words = folder.resolve("words.txt");
    try {
      Files.writeString(input, plain(text));
      Files.deleteIfExists(wav);
      run(program.speaking(voice, input, wav.toAbsolutePath()), words);
    } finally {
      Files.deleteIfExists(input);
      Files.deleteIfExists(words);
      Files.deleteIfExists(folder);
    }
    if (!Files.isRegularFile(wav) || Files.size(wav) == 0) {
      throw new SpeechException(Kind.ENGINE_FAILED, name() + " wrote no speech");
    }
  }

  /** Two brackets begin phonemes for eSpeak, and commands for {@code say}. */
  private static String plain(String text) {
    return text.replace("[[", "[ [");
  }

  private void run(List<String> line, Path words) throws IOException, InterruptedException {
    var process = start(line, words);
    try {
      process.getOutputStream().close();
      if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
        throw new SpeechException(Kind.ENGINE_FAILED, name() + " did not end in time");
      }
    } finally {
      // Only where it has not ended: on an interrupt, or when it takes too long.
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().onExit().join();
    }
    if (process.exitValue() != 0) {
      throw new SpeechException(
          Kind.ENGINE_FAILED,
          "%s ended with %d. %s".formatted(name(), process.exitValue(), end(words)));
    }
  }

  private Process start(List<String> line, Path words) throws IOException {
    try {
      return new ProcessBuilder(line)
          .redirectErrorStream(true)
          .redirectOutput(words.toFile())
          .start();
    } catch (IOException e) {
      throw new SpeechException(Kind.ENGINE_FAILED, name() + " could not be started", e);
    }
  }

  private static String end(Path words) throws IOException {
    var said = said(words).strip();
    return said.length() <= MOST_WORDS ? said : said.substring(said.length() - MOST_WORDS);
  }

  /** What is no UTF-8 in it is replaced, not refused. */
  private static String said(Path words) throws IOException {
    return new String(Files.readAllBytes(words), StandardCharsets.UTF_8);
  }
}
