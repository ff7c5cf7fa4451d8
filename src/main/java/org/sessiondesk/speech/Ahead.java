package org.sessiondesk.speech;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * The speech of sentences, piece by piece. While one is used the next is made, so that there is no
 * silence between them. For one thread; an interrupt of that thread ends the waiting.
 */
final class Ahead implements AutoCloseable {

  /**
   * A piece that was spoken.
   *
   * @param sentence the place of its sentence
   * @param wav there until the next one is asked for
   */
  record Spoken(int sentence, Path wav) {}

  private record Begun(int sentence, Future<Path> wav) {}

  private final SpeechEngine engine;
  private final String locale;
  private final Iterator<Piece> pieces;
  private final Path folder;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("speech").factory());
  private @Nullable Begun next;
  private @Nullable Path used;
  private int count;

  Ahead(SpeechEngine engine, String locale, List<String> sentences) throws IOException {
    this.engine = engine;
    this.locale = locale;
    this.pieces = Piece.of(sentences);
    this.folder = Files.createTempDirectory("session-desk-speech");
    next = begin();
  }

  /** The next piece, once it is made; null after the last one. */
  @Nullable Spoken next() throws IOException, InterruptedException {
    var now = next;
    if (used != null) {
      Files.deleteIfExists(used);
    }
    if (now == null) {
      return null;
    }
    var wav = await(now.wav());
    used = wav;
    next = begin();
    return new Spoken(now.sentence(), wav);
  }

  private @Nullable Begun begin() {
    if (!pieces.hasNext()) {
      return null;
    }
    var piece = pieces.next();
    // Two files are in use at a time: the one that is heard, and the one that is made.
    var wav = folder.resolve(count++ % 2 + ".wav");
    return new Begun(
        piece.sentence(),
        thread.submit(
            () -> {
              engine.synthesize(piece.text(), locale, wav);
              return wav;
            }));
  }

  private static Path await(Future<Path> made) throws IOException, InterruptedException {
    try {
      return made.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case SpeechException s ->
            throw new SpeechException(s.kind(), String.valueOf(s.getMessage()), s);
        case IOException io -> throw new IOException(io.toString(), io);
        case null, default -> throw new IllegalStateException("a speech engine fails by I/O", e);
      }
    }
  }

  /** Ends an engine that is at work. */
  @Override
  public void close() throws IOException {
    thread.shutdownNow();
    thread.close();
    for (int i = 0; i < 2; i++) {
      Files.deleteIfExists(folder.resolve(i + ".wav"));
    }
    Files.deleteIfExists(folder);
  }
}
