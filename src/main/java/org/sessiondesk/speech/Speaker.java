package org.sessiondesk.speech;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

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
  private @Nullable Thread speaking;

  /** One that speaks by {@code engine} and is heard by {@code output}. */
  public Speaker(SpeechEngine engine, AudioOutput output) {
    this.engine = engine;
    this.output = output;
  }

  /**
   * Speaks {@code sentences}, until the last one or until it is stopped. Blocks.
   *
   * @param begins told the place of each sentence when it begins to be heard; not of those that
   *     have nothing to be spoken
   * @throws SpeechException if the engine or the sound output fails
   * @throws IOException if a file cannot be written or read
   * @throws InterruptedException if the thread is interrupted by anybody but {@link #stop}
   */
  public void speak(List<String> sentences, String locale, IntConsumer begins)
      throws IOException, InterruptedException {
    if (!begin()) {
      return;
    }
    try (var ahead = new Ahead(engine, locale, sentences)) {
      int last = -1;
      while (pass()) {
        var piece = ahead.next();
        if (piece == null || !pass()) {
          return;
        }
        if (piece.sentence() != last) {
          last = piece.sentence();
          begins.accept(last);
        }
        output.play(piece.wav(), this::pass);
      }
    } catch (InterruptedException e) {
      if (!isStopped()) {
        throw e;
      }
    } finally {
      end();
    }
  }

  /** Falls silent until it is resumed. */
  public void pause() {
    change(true);
  }

  /** Goes on where it paused. */
  public void resume() {
    change(false);
  }

  /** Ends the speaking, for ever; an engine that is at work is ended with it. */
  public void stop() {
    lock.lock();
    try {
      stopped = true;
      changed.signalAll();
      if (speaking != null) {
        speaking.interrupt();
      }
    } finally {
      lock.unlock();
    }
  }

  private void change(boolean pause) {
    lock.lock();
    try {
      paused = pause;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private boolean begin() {
    lock.lock();
    try {
      speaking = Thread.currentThread();
      return !stopped;
    } finally {
      lock.unlock();
    }
  }

  /** From here on {@link #stop} interrupts nobody, and leaves no trace of having done so. */
  private void end() {
    lock.lock();
    try {
      speaking = null;
      if (stopped) {
        Thread.interrupted();
      }
    } finally {
      lock.unlock();
    }
  }

  private boolean isStopped() {
    lock.lock();
    try {
      return stopped;
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
