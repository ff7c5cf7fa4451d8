package org.sessiondesk.ui.transfer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.beans.value.ObservableValue;
import org.sessiondesk.connection.CannotConnectException;
import org.sessiondesk.connection.StoreCopyException;
import org.sessiondesk.transfer.Decision;
import org.sessiondesk.transfer.LineFault;
import org.sessiondesk.transfer.Tally;
import org.sessiondesk.transfer.TransferException;
import org.sessiondesk.ui.fx.JobReport;
import org.sessiondesk.ui.fx.JobReport.Ending;
import org.sessiondesk.ui.fx.Problem;
import org.sessiondesk.ui.fx.Ui;

/** What jobs find and how they fail, in the operator's words. */
final class TransferWords {
  private final Ui ui;

  TransferWords(Ui ui) {
    this.ui = ui;
  }

  /**
   * What {@code failure} means.
   *
   * @param meaningKey what it means for the data, where a file is at fault
   */
  Problem problem(Throwable failure, String meaningKey) {
    var meaning = ui.messages().get(meaningKey);
    return switch (failure) {
      case TransferException transfer ->
          problem(
              "transfer.problem." + word(transfer.reason()),
              meaning,
              code(transfer.reason()),
              failure);
      case StoreCopyException copy ->
          problem("transfer.copies." + word(copy.reason()), meaning, code(copy.reason()), failure);
      case CannotConnectException unreachable ->
          new Problem(
              ui.problems().connection(unreachable.fault()),
              meaning,
              ui.problems().connectionAdvice(unreachable.fault()),
              "SD-530",
              String.valueOf(failure.getMessage()));
      default -> ui.problems().of(failure);
    };
  }

  private Problem problem(String key, String meaning, String code, Throwable failure) {
    return new Problem(
        ui.messages().get(key + ".what"),
        meaning,
        ui.messages().get(key + ".advice"),
        code,
        String.valueOf(failure.getMessage()));
  }

  private static String code(StoreCopyException.Reason reason) {
    return switch (reason) {
      case BUSY -> "SD-520";
      case USED_BY_OTHERS -> "SD-521";
      case NO_ROOM -> "SD-522";
      case DISK -> "SD-523";
      case STORE_FAILED -> "SD-524";
      case DAMAGED -> "SD-525";
      case DOES_NOT_START -> "SD-526";
    };
  }

  /** Fixed for ever: people search for them. */
  private static String code(TransferException.Reason reason) {
    return switch (reason) {
      case TARGET_EXISTS -> "SD-500";
      case TARGET_UNUSABLE -> "SD-501";
      case SOURCE_UNUSABLE -> "SD-502";
      case NOT_AN_ARCHIVE -> "SD-503";
      case NEWER_FORMAT -> "SD-504";
      case TRUNCATED -> "SD-505";
      case DAMAGED -> "SD-506";
      case TOO_LARGE -> "SD-507";
      case BAD_ENTRY -> "SD-508";
      case PASSPHRASE_NEEDED -> "SD-509";
      case PASSPHRASE_WRONG -> "SD-510";
      case BROKEN_LINES -> "SD-511";
      case CHANGED_MEANWHILE -> "SD-512";
      case SAME_STORE -> "SD-513";
      case NOT_CONFIRMED -> "SD-514";
      case BIN_TOO_SMALL -> "SD-515";
    };
  }

  /** The same as the report of a job. */
  JobReport failed(Throwable failure, String meaningKey) {
    var problem = problem(failure, meaningKey);
    return new JobReport(
        Ending.FAILED,
        fixed(problem.what()),
        List.of(fixed(problem.meaning()), fixed(problem.advice()), fixed(problem.details())),
        null);
  }

  private static ObservableValue<String> fixed(String text) {
    return new javafx.beans.property.SimpleStringProperty(text);
  }

  /** How many entries are treated so, in a sentence. */
  ObservableValue<String> count(Decision decision, long count) {
    return ui.messages().bind("transfer.decision." + word(decision), count);
  }

  /** The first of a tally, line by line. */
  List<ObservableValue<String>> samples(Tally tally) {
    var lines = new ArrayList<ObservableValue<String>>();
    tally.samples().forEach(sample -> lines.add(sample(sample)));
    if (tally.count() > tally.samples().size()) {
      long more = tally.count() - tally.samples().size();
      lines.add(ui.messages().bind("transfer.sample.more", more));
    }
    return lines;
  }

  private ObservableValue<String> sample(Tally.Sample sample) {
    var id = printable(sample.id());
    long line = sample.place().line();
    if (line == 0) {
      return ui.messages().bind("transfer.sample.plain", id, detail(sample.detail()));
    }
    if (sample.place().part().isEmpty() || sample.place().part().equals("sessions.jsonl")) {
      return ui.messages().bind("transfer.sample", line, id, detail(sample.detail()));
    }
    return ui.messages()
        .bind("transfer.sample.part", sample.place().part(), line, id, detail(sample.detail()));
  }

  /** A fault of a line in the window's language; other details are technical and stay English. */
  private ObservableValue<String> detail(String detail) {
    for (var fault : LineFault.values()) {
      if (fault.name().equals(detail)) {
        return ui.messages().bind("transfer.fault." + word(fault));
      }
    }
    return fixed(detail);
  }

  /** Ids may be any bytes; those that would not be seen are made visible. */
  static String printable(String text) {
    return text.replaceAll("[\\p{Cntrl}\\p{Cs}\\p{Cf}]", "\uFFFD");
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace("_", "");
  }
}
