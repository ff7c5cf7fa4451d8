package org.sessiondesk.ui.transfer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import org.sessiondesk.session.StoredEntry;
import org.sessiondesk.session.StoredSession;
import org.sessiondesk.transfer.BulkReport;
import org.sessiondesk.transfer.Cleaner;
import org.sessiondesk.transfer.Cleaner.Undo;
import org.sessiondesk.transfer.CleanupPlan;
import org.sessiondesk.transfer.CleanupRequest;
import org.sessiondesk.transfer.Confirmation;
import org.sessiondesk.transfer.ExportRequest.Selection;
import org.sessiondesk.ui.fx.Background;
import org.sessiondesk.ui.fx.Ui;

/** Many sessions that are to be deleted once somebody has looked at them. */
final class CleanupModel extends BulkModel<CleanupPlan> {
  private final Cleaner cleaner;
  private final BooleanProperty kept = new SimpleBooleanProperty(this, "kept", true);

  CleanupModel(Cleaner cleaner, Ground ground, Ui ui) {
    super("cleanup", ground, ui);
    this.cleaner = cleaner;
    staleWith(kept);
  }

  /** Whether all of them are kept in the recycle bin first. */
  BooleanProperty keptProperty() {
    return kept;
  }

  @Override
  Background.ProgressWork<CleanupPlan> looking(Supplier<Selection> selection) {
    return progress ->
        cleaner.check(new CleanupRequest(selection.get(), ground().profile()), progress);
  }

  @Override
  Background.ProgressWork<BulkReport> doing(CleanupPlan plan, Confirmation confirmation) {
    var undo = kept.get() ? Undo.KEPT : Undo.NONE;
    return progress -> cleaner.run(plan, confirmation, undo, progress);
  }

  @Override
  public long size(CleanupPlan plan) {
    return plan.size();
  }

  @Override
  public boolean doable(CleanupPlan plan) {
    return plan.size() > 0 && (!kept.get() || plan.fitsBin());
  }

  @Override
  String warning(CleanupPlan plan) {
    return ui().messages().get(kept.get() ? "jobs.cleanup.warning" : "jobs.cleanup.forever");
  }

  @Override
  public ObservableValue<String> verdict(CleanupPlan plan) {
    var counts = plan.counts();
    return plan.size() == 0
        ? ui().messages().bind("jobs.nothing")
        : ui().messages()
            .bind(
                "jobs.cleanup.would",
                plan.size(),
                counts.persistent(),
                counts.temporary(),
                counts.unreadable());
  }

  @Override
  public List<ObservableValue<String>> lines(CleanupPlan plan) {
    var messages = ui().messages();
    var formats = ui().formats();
    var counts = plan.counts();
    var lines = new ArrayList<ObservableValue<String>>();
    if (kept.get() && !plan.fitsBin()) {
      lines.add(
          messages.bind(
              "jobs.cleanup.nofit",
              formats.bytes(counts.binBytes()),
              formats.bytes(counts.binLimit())));
    }
    if (counts.notFound() > 0) {
      lines.add(messages.bind("jobs.notfound", counts.notFound()));
    }
    for (var sample : plan.samples()) {
      lines.add(messages.bind("jobs.sample", id(sample), text(sample)));
    }
    if (plan.size() > plan.samples().size() && !plan.samples().isEmpty()) {
      lines.add(messages.bind("jobs.more", plan.size() - plan.samples().size()));
    }
    return lines;
  }

  private static String id(StoredEntry entry) {
    return TransferWords.printable(entry.id().value());
  }

  private String text(StoredEntry entry) {
    return entry instanceof StoredSession stored
        ? BulkWords.excerpt(stored.session())
        : ui().messages().get("jobs.unreadable");
  }
}
