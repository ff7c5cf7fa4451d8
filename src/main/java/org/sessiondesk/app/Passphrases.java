package org.sessiondesk.app;

import java.io.Console;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.Secret;

/**
 * Pass-phrases: from a file or a terminal, never from the command line, which everybody can see.
 */
final class Passphrases {
  private static final int LONGEST = 64 << 10;

  private Passphrases() {}

  /**
   * The pass-phrase that encrypts a file.
   *
   * @param file the file in which it stands, or null for a question, twice
   */
  static Secret ofNew(@Nullable Path file) {
    if (file != null) {
      return of(file);
    }
    var first = ask("Pass-phrase: ");
    if (!ask("Once more: ").equals(first)) {
      throw new CommandException(ExitCode.USAGE, "The two pass-phrases are not the same.");
    }
    return first;
  }

  /** The one of an encrypted file; the same, but asked for once. */
  static Secret ofOld(@Nullable Path file) {
    return file == null ? ask("Pass-phrase: ") : of(file);
  }

  private static Secret ask(String question) {
    var console =
        Optional.ofNullable(System.console())
            .filter(Console::isTerminal)
            .orElseThrow(
                () ->
                    new CommandException(
                        ExitCode.USAGE,
                        "There is no terminal to ask for the pass-phrase: put it in a file and name"
                            + " that with --passphrase-file."));
    var chars = console.readPassword("%s", question);
    return secret(chars == null ? new char[0] : chars);
  }

  /** The first line of {@code file}. */
  private static Secret of(Path file) {
    try (var in = Files.newInputStream(file)) {
      var bytes = in.readNBytes(LONGEST);
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      Arrays.fill(bytes, (byte) 0);
      return secret(firstLine(text));
    } catch (CharacterCodingException e) {
      throw new CommandException(ExitCode.USAGE, "The pass-phrase in " + file + " is not UTF-8.");
    } catch (IOException e) {
      throw new CommandException(ExitCode.UNUSABLE, "The file " + file + " cannot be read.");
    }
  }

  private static char[] firstLine(CharBuffer text) {
    int length = 0;
    while (length < text.length() && text.charAt(length) != '\n' && text.charAt(length) != '\r') {
      length++;
    }
    var line = new char[length];
    text.get(line);
    return line;
  }

  private static Secret secret(char[] chars) {
    if (chars.length == 0) {
      throw new CommandException(ExitCode.USAGE, "An empty pass-phrase protects nothing.");
    }
    var secret = Secret.of(chars);
    Arrays.fill(chars, '\0');
    return secret;
  }
}
