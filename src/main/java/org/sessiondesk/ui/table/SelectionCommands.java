package org.sessiondesk.ui.table;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.sessiondesk.service.SessionRow;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.ui.action.SessionActions;
import org.sessiondesk.ui.fx.Notices;
import org.sessiondesk.ui.fx.Ui;

/**
 * What can be done with the selected sessions. A command that fits only some of them is done with
 * those. Window's thread only; every command returns at once.
 */
public final class SelectionCommands {

  /** By how much a session is extended at a time. */
  public static final Duration EXTENSION = Duration.ofHours(1);

  /** How many texts or whole sessions can be copied at a time. */
  static final int MOST_COPIED = 10_000;

  private static final int FEW = 2_000;

  private final SessionActions actions;
  private final Ui ui;
  private final Supplier<RowSelection> selection;
  private final JsonCopy json;
  private final CsvCopy csv;
  private Runnable export = () -> {};

  SelectionCommands(
      SessionActions actions, JsonCopy json, Ui ui, Supplier<RowSelection> selection) {
    this.json = json;
    this.csv = new CsvCopy(ui);
    this.actions = actions;
    this.ui = ui;
    this.selection = selection;
  }

  /** Exports the selected sessions by {@code action}. */
  public void setOnExport(Runnable action) {
    export = action;
  }

  /** Asks how the selected sessions are to be exported. */
  public void export() {
    if (!selection.get().isEmpty()) {
      export.run();
    }
  }

  /** Deletes the selected sessions. */
  public void delete() {
    withIds(_ -> true, actions::delete);
  }

  /** Makes those selected that are temporary persistent. */
  public void promote() {
    withIds(row -> !row.persistent(), actions::promote);
  }

  /** Makes those selected that are persistent temporary. */
  public void demote() {
    withIds(SelectionCommands::isReadablePersistent, actions::demote);
  }

  /** Cuts those selected that are alive into sentences and words. */
  public void segment() {
    var now = ui.clock().now();
    withIds(row -> isAlive(row, now), actions::segment);
  }

  /** Lets those selected that are temporary live an hour longer. */
  public void extend() {
    withIds(row -> !row.persistent(), ids -> actions.extend(ids, EXTENSION));
  }

  /** Gives {@code clipboard} the ids of the selected sessions, one a line. */
  public void copyIds(Consumer<String> clipboard) {
    copy("\n", row -> row.id().value(), clipboard, count -> say("table.copied.ids", count));
  }

  /** Gives {@code clipboard} the texts of the selected sessions, with an empty line between two. */
  public void copyTexts(Consumer<String> clipboard) {
    if (selection.get().size() > MOST_COPIED) {
      var words = ui.messages().get("table.copied.toomany", (long) MOST_COPIED);
      ui.notices().show(Notices.Level.WARNING, words);
    } else {
      copy("\n\n", SessionRow::text, clipboard, count -> say("table.copied.texts", count));
    }
  }

  /** Gives {@code clipboard} the calls that get the selected sessions over HTTP. */
  public void copyCurl(Consumer<String> clipboard) {
    var curl = actions.apiProperty().get().curl();
    copy("\n", row -> curl.get(row.id()), clipboard, actions::curlCopied);
  }

  /** Gives {@code clipboard} the selected sessions as JSON, each as the HTTP API shows it. */
  public void copyJson(Consumer<String> clipboard) {
    var chosen = selection.get();
    if (fits(chosen)) {
      ui.background()
          .job("table.copy.job", progress -> json.of(chosen.ids(), progress), chosen.size())
          .onSuccess(
              copied -> {
                clipboard.accept(copied.text());
                say("table.copied.json", copied.copied());
                if (copied.leftOut() > 0) {
                  warn("table.copied.leftout", copied.leftOut());
                }
              })
          .onFailure(this::notCopied)
          .start();
    }
  }

  /** Gives {@code clipboard} the selected sessions as a table for people. */
  public void copyCsv(Consumer<String> clipboard) {
    var chosen = selection.get();
    var now = ui.clock().now();
    if (fits(chosen)) {
      ui.background()
          .job("table.copy.job", progress -> csv.of(chosen, now, progress), chosen.size())
          .onSuccess(
              text -> {
                clipboard.accept(text);
                say("table.copied.csv", chosen.size());
              })
          .onFailure(this::notCopied)
          .start();
    }
  }

  private boolean fits(RowSelection chosen) {
    if (chosen.size() > MOST_COPIED) {
      warn("table.copied.toomanysessions", MOST_COPIED);
    }
    return !chosen.isEmpty() && chosen.size() <= MOST_COPIED;
  }

  private void notCopied(Exception failure) {
    if (failure instanceof CopyTooLargeException) {
      warn("table.copied.toolarge", CopyText.MOST_BYTES / 1_000_000);
    } else {
      ui.dialogs().show(ui.problems().of(failure));
    }
  }

  private void warn(String key, long count) {
    ui.notices().show(Notices.Level.WARNING, ui.messages().get(key, count));
  }

  private void copy(
      String between,
      Function<SessionRow, String> part,
      Consumer<String> clipboard,
      LongConsumer done) {
    var chosen = selection.get();
    if (!chosen.isEmpty()) {
      ui.background()
          .task(() -> String.join(between, chosen.rows(_ -> true).stream().map(part).toList()))
          .onSuccess(
              text -> {
                clipboard.accept(text);
                done.accept(chosen.size());
              })
          .start();
    }
  }

  private void say(String key, long count) {
    ui.notices().show(Notices.Level.INFO, ui.messages().get(key, count));
  }

  /** Whether a selected session could be made persistent or live longer. O(1). */
  boolean canPromote() {
    return selection.get().mayHave(row -> !row.persistent());
  }

  /** Whether a selected session could be made temporary. O(1). */
  boolean canDemote() {
    return selection.get().mayHave(SelectionCommands::isReadablePersistent);
  }

  /** Whether a selected session could be segmented. O(1). */
  boolean canSegment() {
    var now = ui.clock().now();
    return selection.get().mayHave(row -> isAlive(row, now));
  }

  /** Making the ids of a million rows takes a while: then it is done in the background. */
  private void withIds(Predicate<SessionRow> applies, Consumer<List<SessionId>> command) {
    var chosen = selection.get();
    if (chosen.size() <= FEW) {
      command.accept(chosen.ids(applies));
    } else {
      ui.background().task(() -> chosen.ids(applies)).onSuccess(command).start();
    }
  }

  private static boolean isReadablePersistent(SessionRow row) {
    return row.persistent() && row.unreadable() == null;
  }

  private static boolean isAlive(SessionRow row, Instant now) {
    var state = row.state(now);
    return state == SessionRow.State.ACTIVE || state == SessionRow.State.PERSISTENT;
  }
}
