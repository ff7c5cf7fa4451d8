package org.sessiondesk.settings;

import java.util.Optional;

/**
 * A setting of the environment that makes no sense.
 *
 * @param variable its name; empty where a whole line or file of {@code .env} is meant
 * @param fault what is wrong
 * @param origin where it was set
 * @param shown the value; empty where it may hold a secret
 * @param detail more in technical words, in English, without secrets; may be empty
 */
public record BadSetting(
    String variable, SettingFault fault, Origin origin, Optional<String> shown, String detail) {

  /** The same as an English sentence, for the console. */
  public String sentence() {
    var place =
        switch (origin) {
          case Origin.EnvFile(_, var file, int line) when line > 0 ->
              " (line " + line + " of " + file + ")";
          case Origin.EnvFile(_, var file, _) -> " (" + file + ")";
          default -> " (environment)";
        };
    var what =
        variable.isEmpty()
            ? (fault == SettingFault.BAD_LINE ? "A line" : ".env")
            : variable + shown.map(value -> "=" + value).orElse("");
    var why = detail.isEmpty() ? "." : ": " + detail + (detail.endsWith(".") ? "" : ".");
    return what + place + " " + fault.words() + why;
  }
}
