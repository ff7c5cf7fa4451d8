package org.sessiondesk.speech;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code say} of macOS. */
record Say(Path program) implements EngineProgram {
  private static final Pattern VOICE = Pattern.compile("(\\S.*?)\\s+([A-Za-z]+[_-]\\S+)\\s+#.*");

  @Override
  public String name() {
    return "say";
  }

  @Override
  public List<String> listing() {
    return List.of(program.toString(), "-v", "?");
  }

  /** {@code Eddy (Chinese (China mainland)) zh_CN # 你好！我叫Eddy。} */
  @Override
  public Optional<EngineVoice> voice(String line) {
    var found = VOICE.matcher(line);
    return found.matches() ? EngineVoice.of(found.group(1), found.group(2)) : Optional.empty();
  }

  @Override
  public List<String> speaking(EngineVoice voice, Path text, Path wav) {
    return List.of(
        program.toString(),
        "-v",
        voice.name(),
        "--file-format=WAVE",
        "--data-format=LEI16@22050",
        "-o",
        wav.toString(),
        "-f",
        text.toString());
  }
}
