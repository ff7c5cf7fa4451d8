package org.sessiondesk.speech;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;

/**
 * Speaks sentences one after another. One is for one hearing: {@link #speak} blocks, the others
 * steer it from another thread.
 */
public final class Speaker {
  private final SpeechEngine engine;
  private final AudioOutput output;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean paused;
  private boolean stopped;

  /** One that speaks by {@code engine} and is heard by {@code output}. */
  public Speaker(SpeechEngine engine, AudioOutput output) {
    this.engine = engine;
    this.output = output;
  }

  /**
   * Speaks {@code sentences}, until the last one or until it is stopped. Blocks.
   *
   * @param begins told the place of each sentence when it begins
   */
  public void speak(List<String> sentences, String locale, IntConsumer begins)
      throws IOException, InterruptedException {
    var wav = Files.createTempFile("session-desk-speech", ".wav");
    try {
      for (int i = 0; i < sentences.size() && pass(); i++) {
        begins.accept(i);
        engine.synthesize(sentences.get(i), locale, wav);
        output.play(wav, this::pass);
      }
    } finally {
      Files.deleteIfExists(wav);
    }
  }

  /** Falls silent until it is resumed. */
  public void pause() {
    change(true, false);
  }

  /** Goes on where it paused. */
  public void resume() {
    change(false, false);
  }

  /** Ends the speaking, for ever. */
  public void stop() {
    change(false, true);
  }

  private void change(boolean pause, boolean stop) {
    lock.lock();
    try {
      paused = pause;
      stopped |= stop;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private boolean pass() throws InterruptedException {
    lock.lock();
    try {
      while (paused && !stopped) {
        changed.await();
      }
      return !stopped;
    } finally {
      lock.unlock();
    }
  }
}
