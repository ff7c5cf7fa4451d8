package org.sessiondesk.speech;

import java.io.IOException;
import java.nio.file.Path;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.SourceDataLine;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.sessiondesk.speech.SpeechException.Kind;

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
    } catch (UnsupportedAudioFileException e) {
      throw new SpeechException(Kind.ENGINE_FAILED, "the engine wrote no WAV file", e);
    } catch (LineUnavailableException | IllegalArgumentException e) {
      // Java tells by the latter that there is no such line at all.
      throw new SpeechException(Kind.NO_SOUND_OUTPUT, String.valueOf(e.getMessage()), e);
    }
  }

  /** A line that was closed under it, as when a headset is pulled out, takes nothing any more. */
  private static void write(SourceDataLine line, byte[] piece, int length) throws SpeechException {
    int written = 0;
    while (written < length) {
      int taken = line.write(piece, written, length - written);
      if (taken <= 0) {
        throw new SpeechException(Kind.NO_SOUND_OUTPUT, "the sound output takes no more");
      }
      written += taken;
    }
  }
}
