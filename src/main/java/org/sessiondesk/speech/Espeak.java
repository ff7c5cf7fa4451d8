package org.sessiondesk.speech;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** eSpeak NG, or eSpeak before it. */
record Espeak(Path program) implements EngineProgram {

  @Override
  public String name() {
    return String.valueOf(program.getFileName());
  }

  @Override
  public List<String> listing() {
    return List.of(program.toString(), "--voices");
  }

  /** {@code 5 cmn --/M Chinese_(Mandarin) sit/cmn (zh 5)}: a voice goes by its language. */
  @Override
  public Optional<EngineVoice> voice(String line) {
    var columns = line.strip().split("\\s+", -1);
    return columns.length < 5 || !columns[0].matches("\\d+")
        ? Optional.empty()
        : EngineVoice.of(columns[1], columns[1]);
  }

  @Override
  public List<String> speaking(EngineVoice voice, Path text, Path wav) {
    return List.of(
        program.toString(),
        "-b",
        "1",
        "-v",
        voice.name(),
        "-w",
        wav.toString(),
        "-f",
        text.toString());
  }
}
