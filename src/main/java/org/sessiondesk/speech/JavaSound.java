package org.sessiondesk.speech;

import java.io.IOException;
import java.nio.file.Path;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.SourceDataLine;
import javax.sound.sampled.UnsupportedAudioFileException;

/** The machine's own sound, through Java. */
public final class JavaSound implements AudioOutput {
  /** About a tenth of a second of speech: so soon a pause is heard. */
  private static final int PIECE = 4096;

  @Override
  public void play(Path wav, Gate gate) throws IOException, InterruptedException {
    try (var sound = AudioSystem.getAudioInputStream(wav.toFile());
        var line = AudioSystem.getSourceDataLine(sound.getFormat())) {
      line.open(sound.getFormat(), PIECE * 2);
      line.start();
      var piece = new byte[PIECE - PIECE % sound.getFormat().getFrameSize()];
      for (int read = sound.read(piece); read > 0; read = sound.read(piece)) {
        if (!gate.pass()) {
          line.flush();
          return;
        }
        write(line, piece, read);
      }
      line.drain();
    } catch (UnsupportedAudioFileException | LineUnavailableException e) {
      throw new IOException("the speech cannot be played: " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new IOException("this machine has no sound output", e);
    }
  }

  private static void write(SourceDataLine line, byte[] piece, int length) {
    int written = 0;
    while (written < length) {
      written += line.write(piece, written, length - written);
    }
  }
}
