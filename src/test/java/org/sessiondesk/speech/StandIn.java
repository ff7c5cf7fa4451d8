package org.sessiondesk.speech;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/**
 * A program that stands in for eSpeak NG: a script, run as a process like the real one. Its fourth
 * argument is the voice, the sixth the file to write, the eighth that of the text.
 */
public final class StandIn {
  /** The voices it has unless a test says otherwise. */
  private static final String VOICES =
      """
      Pty Language       Age/Gender VoiceName          File                 Other Languages
       5  cmn             --/M      Chinese_(Mandarin) sit/cmn              (zh-cmn 5)(zh 5)
       5  en-029          --/M      English_(Caribbean) gmw/en-029           (en 10)
       2  en-gb           --/M      English_(Great_Britain) gmw/en               (en 2)
       2  en-us           --/M      English_(America)  gmw/en-US            (en 3)
       5  ja              --/M      Japanese           jpx/ja
       5  pt-br           --/M      Portuguese_(Brazil) roa/pt-BR            (pt 6)
       5  yue             --/M      Chinese_(Cantonese) sit/yue              (zh-yue 5)(zh 8)
      """;

  private StandIn() {}

  /** Installs one in {@code folder} that speaks by {@code body}. */
  public static SpeechEngine in(Path folder, String body) throws IOException {
    return in(folder, VOICES, body);
  }

  /** Installs one that prints {@code voices}. */
  public static SpeechEngine in(Path folder, String voices, String body) throws IOException {
    assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"));
    var list = Files.writeString(folder.resolve("voices.txt"), voices);
    var script =
        """
        #!/bin/sh
        if [ "$1" = --voices ]; then exec cat '%s'; fi
        %s
        """
            .formatted(list, body);
    var program = Files.writeString(folder.resolve("espeak-ng"), script);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    return Engines.find("Linux", folder.toString()).orElseThrow();
  }

  /** One that writes {@code samples} samples of sound for each text it is given. */
  public static SpeechEngine humming(Path folder, int samples) throws IOException {
    return in(folder, "cp '%s' \"$6\"".formatted(wav(folder.resolve("hum.wav"), 8_000, samples)));
  }

  /** Writes a WAV file. */
  public static Path wav(Path file, int rate, int samples) throws IOException {
    var format = new AudioFormat(rate, 16, 1, true, false);
    var bytes = new byte[samples * 2];
    java.util.Arrays.fill(bytes, (byte) 7);
    try (var sound = new AudioInputStream(new ByteArrayInputStream(bytes), format, samples)) {
      AudioSystem.write(sound, AudioFileFormat.Type.WAVE, file.toFile());
    }
    return file;
  }
}
