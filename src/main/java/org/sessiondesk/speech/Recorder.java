package org.sessiondesk.speech;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import org.sessiondesk.session.Progress;

/** Writes the speech of sentences into one WAV file. */
public final class Recorder {
  private final SpeechEngine engine;
  private final long longest;

  /** One that speaks by {@code engine}. */
  public Recorder(SpeechEngine engine) {
    this(engine, WavWriter.LONGEST);
  }

  /** One whose files are at most {@code longest} bytes of sound. */
  Recorder(SpeechEngine engine, long longest) {
    this.engine = engine;
    this.longest = longest;
  }

  /**
   * Writes {@code sentences} into {@code target}, which is there, or replaced, only once all of
   * them are spoken. Blocks.
   *
   * @param progress told how many sentences are done
   * @throws SpeechException if the engine fails, or the speech is longer than a WAV file can be
   * @throws IOException if the file cannot be written
   * @throws CancellationException if {@code progress} says that it is cancelled
   * @throws InterruptedException if the thread is interrupted
   */
  public void record(List<String> sentences, String locale, Path target, Progress progress)
      throws IOException, InterruptedException {
    var file = target.toAbsolutePath();
    var unfinished = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".part");
    try {
      try (var out = new WavWriter(unfinished, longest);
          var ahead = new Ahead(engine, locale, sentences)) {
        for (var piece = ahead.next(); piece != null; piece = ahead.next()) {
          if (progress.cancelled()) {
            throw new CancellationException("the recording was cancelled");
          }
          progress.at(piece.sentence(), sentences.size());
          out.append(piece.wav());
        }
        out.finish();
      }
      Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
      progress.at(sentences.size(), sentences.size());
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }
}
