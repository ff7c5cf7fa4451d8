package org.sessiondesk.app;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.NewSession;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code session-desk create}. */
@Command(
    name = "create",
    description = {
      "Creates a persistent session and prints its id.",
      "Temporary sessions live in a running program only: create them in its window or by its API."
    })
final class CreateCommand extends SessionCommand {

  /** The text, from one of two places. */
  static final class TextChoice {
    @Option(names = "--text", paramLabel = "TEXT", description = "What is spoken.")
    private @Nullable String text;

    @Option(
        names = "--text-file",
        paramLabel = "FILE",
        description = "A file, in UTF-8, with what is spoken.")
    private @Nullable Path file;
  }

  @ArgGroup(multiplicity = "1")
  private TextChoice text = new TextChoice();

  @Option(
      names = "--voice",
      paramLabel = "VOICE",
      required = true,
      description = "The voice's short name, such as zh-CN-XiaoxiaoNeural.")
  private String voice = "";

  @Option(names = "--name", paramLabel = "NAME", description = "A name for people.")
  private @Nullable String name;

  @Option(
      names = "--meta",
      paramLabel = "KEY=VALUE",
      description = "A text in its metadata; may be repeated.")
  private Map<String, String> metadata = new LinkedHashMap<>();

  @Override
  Outcome run(CommandContext context, CommandProgress progress) {
    var members = new LinkedHashMap<String, Json>();
    metadata.forEach((key, value) -> members.put(key, new Json.Str(value)));
    var asked = new NewSession(text(), voice, name, true, null, new Json.Obj(members));
    var created = context.service().create(asked);
    if (created.session().fallback()) {
      // It would live as long as this command.
      throw new CommandException(
          ExitCode.NO_STORE, "The session was not stored for sure: " + created.why());
    }
    var id = created.session().id().value();
    return new Outcome(ExitCode.OK, new CommandJson().with("session_id", id).object(), List.of(id));
  }

  private String text() {
    if (text.text != null) {
      return text.text;
    }
    var file = text.file == null ? Path.of("") : text.file;
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
          .toString();
    } catch (CharacterCodingException e) {
      throw new CommandException(ExitCode.USAGE, "The text in " + file + " is not UTF-8.");
    } catch (IOException e) {
      throw new CommandException(ExitCode.UNUSABLE, "The file " + file + " cannot be read.");
    }
  }
}
