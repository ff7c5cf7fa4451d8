package org.sessiondesk.ui.transfer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javafx.beans.value.ObservableValue;
import org.sessiondesk.transfer.BulkReport;
import org.sessiondesk.transfer.Confirmation;
import org.sessiondesk.transfer.ExportRequest.Selection;
import org.sessiondesk.transfer.PromotePlan;
import org.sessiondesk.transfer.Promoter;
import org.sessiondesk.ui.fx.Background;
import org.sessiondesk.ui.fx.Ui;

/** Temporary sessions that are to be made persistent, as before a restart. */
final class PromoteModel extends BulkModel<PromotePlan> {
  private final Promoter promoter;

  PromoteModel(Promoter promoter, Ground ground, Ui ui) {
    super("promote", ground, ui);
    this.promoter = promoter;
  }

  @Override
  Background.ProgressWork<PromotePlan> looking(Supplier<Selection> selection) {
    return progress -> promoter.check(selection.get(), progress);
  }

  @Override
  Background.ProgressWork<BulkReport> doing(PromotePlan plan, Confirmation confirmation) {
    return progress -> promoter.run(plan, progress);
  }

  @Override
  public long size(PromotePlan plan) {
    return plan.size();
  }

  @Override
  String warning(PromotePlan plan) {
    return ui().messages().get("jobs.promote.warning");
  }

  @Override
  public ObservableValue<String> verdict(PromotePlan plan) {
    return plan.size() == 0
        ? ui().messages().bind("jobs.promote.none")
        : ui().messages().bind("jobs.promote.would", plan.size());
  }

  @Override
  public List<ObservableValue<String>> lines(PromotePlan plan) {
    var lines = new ArrayList<ObservableValue<String>>();
    if (plan.expired() > 0) {
      lines.add(ui().messages().bind("jobs.promote.expired", plan.expired()));
    }
    if (plan.taken().count() > 0) {
      lines.add(ui().messages().bind("jobs.promote.taken", plan.taken().count()));
      lines.addAll(words().samples(plan.taken()));
    }
    return lines;
  }
}
