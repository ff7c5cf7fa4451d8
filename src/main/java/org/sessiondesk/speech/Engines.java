package org.sessiondesk.speech;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the speech engine of this machine: eSpeak NG, macOS' {@code say}, Windows' SAPI. */
public final class Engines {

  private Engines() {}

  /**
   * The engine that was found.
   *
   * @param osName as the system property {@code os.name} has it
   * @param path the folders that programs are looked for in
   */
  public static Optional<SpeechEngine> find(String osName, List<Path> path) {
    var os = osName.toLowerCase(Locale.ROOT);
    if (os.startsWith("windows")) {
      return program(path, "powershell.exe").map(Engines::sapi);
    }
    if (os.startsWith("mac")) {
      return program(path, "say").map(Engines::say);
    }
    return program(path, "espeak-ng").or(() -> program(path, "espeak")).map(Engines::espeak);
  }

  private static Optional<Path> program(List<Path> path, String name) {
    return path.stream()
        .map(folder -> folder.resolve(name))
        .filter(Files::isExecutable)
        .filter(Files::isRegularFile)
        .findFirst();
  }

  /** eSpeak NG's names: Mandarin is {@code cmn}, Cantonese {@code yue}; others by language. */
  static String espeakVoice(String locale) {
    if (locale.equals("zh-HK") || locale.startsWith("zh-HK-") || locale.startsWith("yue")) {
      return "yue";
    }
    var language = locale.replaceFirst("-.*", "");
    return switch (language) {
      case "zh", "wuu" -> "cmn";
      case "en" -> locale.startsWith("en-US") ? "en-us" : "en";
      case "pt" -> locale.startsWith("pt-BR") ? "pt-br" : "pt";
      default -> language;
    };
  }

  private static SpeechEngine espeak(Path program) {
    return new CommandEngine(
        program.getFileName().toString(),
        (locale, text, wav) ->
            List.of(
                program.toString(),
                "-b",
                "1",
                "-v",
                espeakVoice(locale),
                "-w",
                wav.toString(),
                "-f",
                text.toString()));
  }

  private static SpeechEngine say(Path program) {
    return new CommandEngine(
        "say",
        (locale, text, wav) ->
            // The system's own script speaks by its usual voice where it has none of that name.
            List.of(
                "/bin/sh",
                "-c",
                """
                voice=$("$1" -v '?' | sed -n "s/^\\(.*[^ ]\\) *$2 *#.*/\\1/p" | head -n 1)
                exec "$1" ${voice:+-v "$voice"} --file-format=WAVE --data-format=LEI16@22050 \
                  -o "$4" -f "$3"
                """,
                "sh",
                program.toString(),
                locale.replace('-', '_').replaceFirst("(_[A-Z]{2})_.*", "$1"),
                text.toString(),
                wav.toString()));
  }

  private static SpeechEngine sapi(Path program) {
    return new CommandEngine(
        "SAPI",
        (locale, text, wav) ->
            List.of(
                program.toString(),
                "-NoProfile",
                "-NonInteractive",
                "-Command",
                sapiScript(locale, text, wav)));
  }

  /** Paths and the locale are quoted for PowerShell: a quote within is doubled. */
  static String sapiScript(String locale, Path text, Path wav) {
    return """
    $ErrorActionPreference = 'Stop'
    Add-Type -AssemblyName System.Speech
    $text = [IO.File]::ReadAllText(%s, [Text.Encoding]::UTF8)
    $speaker = New-Object System.Speech.Synthesis.SpeechSynthesizer
    $voice = $speaker.GetInstalledVoices() |
      Where-Object { $_.Enabled -and $_.VoiceInfo.Culture.Name -eq %s } | Select-Object -First 1
    if ($voice) { $speaker.SelectVoice($voice.VoiceInfo.Name) }
    $speaker.SetOutputToWaveFile(%s)
    $speaker.Speak($text)
    $speaker.Dispose()
    """
        .formatted(
            quoted(text.toString()),
            quoted(locale.replaceFirst("(-[A-Z]{2})-.*", "$1")),
            quoted(wav.toString()));
  }

  private static String quoted(String value) {
    return "'" + value.replace("'", "''") + "'";
  }
}
