package org.sessiondesk.ui.fx;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/**
 * What came of a job, in words that follow the window's language.
 *
 * @param ending how good that is
 * @param summary the one sentence
 * @param lines everything there is to say, line by line; may be empty
 * @param file the file that it made, or null
 */
public record JobReport(
    Ending ending,
    ObservableValue<String> summary,
    List<ObservableValue<String>> lines,
    @Nullable Path file) {

  /** How good an end was. */
  public enum Ending {
    /** All of it was done. */
    WHOLE,
    /** Some of it was not. */
    PARTIAL,
    /** It did not do what it was to do. */
    FAILED
  }

  public JobReport {
    lines = List.copyOf(lines);
  }

  /** All of it as text, to be copied. */
  public String text() {
    var rest = lines.stream().map(line -> "\n" + line.getValue()).collect(Collectors.joining());
    return summary.getValue() + rest;
  }
}
