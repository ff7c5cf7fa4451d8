package org.sessiondesk.speech;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.speech.SpeechException.Kind;

/**
 * Joins WAV files into one. Java's own writer wants to know the length beforehand, or holds all of
 * it in memory.
 */
final class WavWriter implements Closeable {
  private static final int HEADER = 44;

  /** The format counts the bytes of the whole file, without the first eight, in 32 bits. */
  static final long LONGEST = 0xFFFF_FFFFL - HEADER;

  /** That of a file in which nothing is spoken. */
  private static final AudioFormat SILENCE = new AudioFormat(22_050, 16, 1, true, false);

  private final FileChannel out;
  private final long longest;
  private @Nullable AudioFormat format;
  private long length;

  /** Makes {@code file}, which must not be there, for at most {@code longest} bytes of sound. */
  WavWriter(Path file, long longest) throws IOException {
    this.longest = longest;
    out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    out.position(HEADER);
  }

  /**
   * Adds the sound of {@code wav}.
   *
   * @throws SpeechException if it is no WAV file of the format of those before, or too long
   */
  void append(Path wav) throws IOException {
    try (var sound = AudioSystem.getAudioInputStream(wav.toFile())) {
      append(sound);
    } catch (UnsupportedAudioFileException e) {
      throw new SpeechException(Kind.ENGINE_FAILED, "the engine wrote no WAV file", e);
    }
  }

  private void append(AudioInputStream sound) throws IOException {
    var found = sound.getFormat();
    if (format == null) {
      format = required(found);
    } else if (!found.matches(format)) {
      throw new SpeechException(
          Kind.ENGINE_FAILED, "the engine changed from %s to %s".formatted(format, found));
    }
    var piece = new byte[64 * 1024 / found.getFrameSize() * found.getFrameSize()];
    for (int read = sound.read(piece); read > 0; read = sound.read(piece)) {
      length += read;
      if (length > longest) {
        throw new SpeechException(Kind.TOO_LONG, "more than %d bytes".formatted(longest));
      }
      write(ByteBuffer.wrap(piece, 0, read));
    }
  }

  /** Of eight bits they are unsigned in a WAV file, of more they are signed, least byte first. */
  private static AudioFormat required(AudioFormat found) throws SpeechException {
    boolean narrow =
        found.getEncoding().equals(AudioFormat.Encoding.PCM_UNSIGNED)
            && found.getSampleSizeInBits() == 8;
    boolean wide =
        found.getEncoding().equals(AudioFormat.Encoding.PCM_SIGNED)
            && found.getSampleSizeInBits() > 8
            && !found.isBigEndian();
    if (!narrow && !wide) {
      throw new SpeechException(Kind.ENGINE_FAILED, "the engine wrote " + found);
    }
    return found;
  }

  /** Writes down how long it has become: from now on it is a WAV file. */
  void finish() throws IOException {
    var sound = format == null ? SILENCE : format;
    if (length % 2 == 1) {
      write(ByteBuffer.allocate(1));
    }
    var header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
    header.put(ascii("RIFF")).putInt((int) (HEADER - 8 + length + length % 2));
    header.put(ascii("WAVEfmt ")).putInt(16).putShort((short) 1);
    header.putShort((short) sound.getChannels()).putInt((int) sound.getSampleRate());
    header.putInt((int) (sound.getSampleRate() * sound.getFrameSize()));
    header.putShort((short) sound.getFrameSize()).putShort((short) sound.getSampleSizeInBits());
    header.put(ascii("data")).putInt((int) length).flip();
    out.position(0);
    write(header);
  }

  private void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
