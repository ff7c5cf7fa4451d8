package org.sessiondesk.speech;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Windows' own speech, through PowerShell. */
record Sapi(Path program) implements EngineProgram {
  private static final String VOICES =
      """
      $ErrorActionPreference = 'Stop'
      [Console]::OutputEncoding = [Text.Encoding]::UTF8
      Add-Type -AssemblyName System.Speech
      $speaker = New-Object System.Speech.Synthesis.SpeechSynthesizer
      $speaker.GetInstalledVoices() | Where-Object { $_.Enabled } |
        ForEach-Object { $_.VoiceInfo.Culture.Name + '|' + $_.VoiceInfo.Name }
      """;

  @Override
  public String name() {
    return "SAPI";
  }

  @Override
  public List<String> listing() {
    return powershell(VOICES);
  }

  /** {@code zh-CN|Microsoft Huihui Desktop}. */
  @Override
  public Optional<EngineVoice> voice(String line) {
    int bar = line.indexOf('|');
    // A double quote would end the argument of the command line that the name stands in.
    return bar < 0 || line.indexOf('"') >= 0
        ? Optional.empty()
        : EngineVoice.of(line.substring(bar + 1).strip(), line.substring(0, bar).strip());
  }

  @Override
  public List<String> speaking(EngineVoice voice, Path text, Path wav) {
    return powershell(
        """
        $ErrorActionPreference = 'Stop'
        Add-Type -AssemblyName System.Speech
        $text = [IO.File]::ReadAllText(%s, [Text.Encoding]::UTF8)
        $speaker = New-Object System.Speech.Synthesis.SpeechSynthesizer
        $speaker.SelectVoice(%s)
        $speaker.SetOutputToWaveFile(%s)
        $speaker.Speak($text)
        $speaker.Dispose()
        """
            .formatted(quoted(text.toString()), quoted(voice.name()), quoted(wav.toString())));
  }

  private List<String> powershell(String script) {
    return List.of(program.toString(), "-NoProfile", "-NonInteractive", "-Command", script);
  }

  /** PowerShell takes typographic quotes for plain ones; within quotes each is doubled. */
  private static String quoted(String value) {
    return "'" + value.replaceAll("(['\u2018\u2019\u201A\u201B])", "$1$1") + "'";
  }
}
